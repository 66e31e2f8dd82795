// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fake: on lineMakeCall 1 close 150

#define OWN_MESSAGES
#include "agreement.h"

static HLINE Line;
static HCALL Call;

static void onMessage(DWORD Device, DWORD Message, DWORD_PTR P1, DWORD_PTR P2,
                      DWORD_PTR P3) {
  (void)P1, (void)P2, (void)P3;
  if (Message == LINE_CLOSE) {
    (void)Device;
    lineDrop(Call, NULL, 0); // expect: TAPI005
  }
}

static void forced_close_then_use_call_bad(void) {
  if (openLine(&Line) != 0)
    return;
  if (makeCall(Line, &Call) == 0)
    pumpUntil(LINE_CLOSE);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  forced_close_then_use_call_bad();
  lineShutdown(App);
  return 0;
}
