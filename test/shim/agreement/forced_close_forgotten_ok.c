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
    (void)Device;
    Line = 0;
  }
}

static void forced_close_forgotten_ok(void) {
  if (openLine(&Line) == 0)
    pump();
  if (Line)
    lineClose(Line);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  forced_close_forgotten_ok();
  lineShutdown(App);
  return 0;
}
