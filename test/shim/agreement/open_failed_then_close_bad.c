// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fake: on lineOpen 1 fail 0x80000048

#include "agreement.h"

static void open_failed_then_close_bad(void) {
  HLINE Line = 0;
  if (openLine(&Line) != 0)
    lineClose(Line); // expect: TAPI009
  else
    lineClose(Line);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  open_failed_then_close_bad();
  lineShutdown(App);
  return 0;
}
