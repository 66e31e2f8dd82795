// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void two_lines_close_one_ok(void) {
  HLINE First, Second;
  if (openLine(&First) != 0)
    return;
  if (openLine(&Second) == 0) {
    lineClose(Second);
    lineSetStatusMessages(First, 0, 0);
  }
  lineClose(First);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  two_lines_close_one_ok();
  lineShutdown(App);
  return 0;
}
