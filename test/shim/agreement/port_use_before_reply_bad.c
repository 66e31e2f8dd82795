// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fake: on lineMakeCall 1 delay 300

#include "agreement.h"

static HCALL Call;

static HANDLE Port;

static LONG startWithPort(void) {
  DWORD Devices, Version = 0x00020000;
  LINEINITIALIZEEXPARAMS Params;
  Port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 1);
  ZeroMemory(&Params, sizeof(Params));
  Params.dwTotalSize = sizeof(Params);
  Params.dwOptions = LINEINITIALIZEEXOPTION_USECOMPLETIONPORT;
  Params.Handles.hCompletionPort = Port;
  Params.dwCompletionKey = 77;
  return lineInitializeExA(&App, GetModuleHandleA(NULL), NULL, "agreement",
                           &Devices, &Version, &Params);
}

static void port_use_before_reply_bad(void) {
  HLINE Line;
  if (startWithPort() != 0)
    return;
  if (openLine(&Line) != 0) {
    lineShutdown(App);
    return;
  }
  if (lineMakeCallA(Line, &Call, "1", 0, NULL) > 0)
    lineDrop(Call, NULL, 0); // expect: TAPI008
  lineClose(Line); // expect-static: TAPI018
  lineShutdown(App);
}

int main(void) {
  port_use_before_reply_bad();
  return 0;
}
