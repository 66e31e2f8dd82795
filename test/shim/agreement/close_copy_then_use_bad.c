// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void close_copy_then_use_bad(void) {
  HLINE Line, Copy;
  if (openLine(&Line) != 0)
    return;
  Copy = Line;
  lineClose(Line);
  lineSetStatusMessages(Copy, 0, 0); // expect: TAPI004
}

int main(void) {
  if (startApp() != 0)
    return 1;
  close_copy_then_use_bad();
  lineShutdown(App);
  return 0;
}
