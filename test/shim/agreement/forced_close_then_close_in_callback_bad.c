// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fake: on lineOpen 1 close 5

#define OWN_MESSAGES
#include "agreement.h"

static HLINE Line;

static void onMessage(DWORD Device, DWORD Message, DWORD_PTR P1, DWORD_PTR P2,
                      DWORD_PTR P3) {
  (void)P1, (void)P2, (void)P3;
  if (Message == LINE_CLOSE) {
    lineClose((HLINE)Device); // expect: TAPI004
  }
}

static void forced_close_then_close_in_callback_bad(void) {
  if (openLine(&Line) == 0)
    pump();
}

int main(void) {
  if (startApp() != 0)
    return 1;
  forced_close_then_close_in_callback_bad();
  lineShutdown(App);
  return 0;
}
