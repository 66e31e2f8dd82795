// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fake: on lineOpen 1 offer owner 5

#define OWN_MESSAGES
#include "agreement.h"

static void onMessage(DWORD Device, DWORD Message, DWORD_PTR P1, DWORD_PTR P2,
                      DWORD_PTR P3) {
  (void)Device, (void)P1, (void)P2, (void)P3;
  if (Message == LINE_CALLSTATE && P1 == LINECALLSTATE_IDLE) {
    LINECALLSTATUS Status;
    Status.dwTotalSize = sizeof(Status);
    lineGetCallStatus((HCALL)Device, &Status);
    lineDeallocateCall((HCALL)Device);
  } else if (Message == LINE_CALLSTATE && P1 == LINECALLSTATE_OFFERING) {
    lineDrop((HCALL)Device, NULL, 0);
  }
}

static void idle_then_status_ok(void) {
  HLINE Line;
  if (openLine(&Line) != 0)
    return;
  pump();
  lineClose(Line);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  idle_then_status_ok();
  lineShutdown(App);
  return 0;
}
