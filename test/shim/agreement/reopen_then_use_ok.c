// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void reopen_then_use_ok(void) {
  HLINE Line;
  if (openLine(&Line) != 0)
    return;
  lineClose(Line);
  if (openLine(&Line) != 0)
    return;
  lineSetStatusMessages(Line, 0, 0);
  lineClose(Line);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  reopen_then_use_ok();
  lineShutdown(App);
  return 0;
}
