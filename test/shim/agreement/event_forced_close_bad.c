// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fake: on lineMakeCall 1 close 150

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

static void event_forced_close_bad(void) {
  HLINE Line;
  HCALL Call = 0;
  if (startWithEvent() != 0)
    return;
  if (openLine(&Line) != 0) {
    lineShutdown(App);
    return;
  }
  if (fetchReply(lineMakeCallA(Line, &Call, "1", 0, NULL)) != 0) {
    lineShutdown(App);
    return;
  }
  for (;;) {
    LINEMESSAGE Message;
    if (lineGetMessage(App, &Message, 200) != 0)
      break;
    if (Message.dwMessageID == LINE_CLOSE)
      lineDrop(Call, NULL, 0); // expect: TAPI005
  }
  lineShutdown(App); // expect-static: TAPI018
}

int main(void) {
  event_forced_close_bad();
  return 0;
}
