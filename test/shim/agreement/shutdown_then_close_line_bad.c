// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void shutdown_then_close_line_bad(void) {
  HLINE Line;
  if (openLine(&Line) != 0)
    return;
  lineShutdown(App);
  lineClose(Line); // expect: TAPI004
}

int main(void) {
  if (startApp() != 0)
    return 1;
  shutdown_then_close_line_bad();
  return 0;
}
