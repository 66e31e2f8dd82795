// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static LINEINITIALIZEEXPARAMS Params;

static LONG startWithEvent(void) {
  DWORD Devices, Version = 0x00020000;
  Params.dwTotalSize = sizeof(Params);
  Params.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
  return lineInitializeExA(&App, GetModuleHandleA(NULL), NULL, "agreement",
                           &Devices, &Version, &Params);
}

/// Waits for the reply to \p Id; its result.
static LONG fetchReply(LONG Id) {
  LINEMESSAGE Message;
  if (Id < 0)
    return Id;
  while (lineGetMessage(App, &Message, INFINITE) == 0)
    if (Message.dwMessageID == LINE_REPLY && (LONG)Message.dwParam1 == Id)
      return (LONG)Message.dwParam2;
  return -1;
}

static void event_object_reset_bad(void) {
  if (startWithEvent() != 0)
    return;
  ResetEvent(Params.Handles.hEvent); // expect: TAPI016
  lineShutdown(App);
}

int main(void) {
  event_object_reset_bad();
  return 0;
}
