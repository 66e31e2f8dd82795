// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fake: on lineOpen 1 offer monitor
// fake: on lineOpen 1 offer monitor

#include "agreement.h"

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

static void port_message_kept_bad(void) {
  HLINE Line;
  DWORD Size;
  ULONG_PTR Key;
  LPOVERLAPPED Packet;
  if (startWithPort() != 0)
    return;
  if (openLine(&Line) == 0) {
    while (GetQueuedCompletionStatus(Port, &Size, &Key, &Packet, 100)) { // expect: TAPI016
      LINEMESSAGE *Message = (LINEMESSAGE *)Packet;
      if (Message->dwMessageID == LINE_APPNEWCALL)
        lineDeallocateCall((HCALL)Message->dwParam2);
    }
    lineClose(Line);
  }
  lineShutdown(App);
}

int main(void) {
  port_message_kept_bad();
  return 0;
}
