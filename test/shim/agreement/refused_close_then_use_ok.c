// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fake: on lineClose 1 fail 0x80000048

#include "agreement.h"

static void refused_close_then_use_ok(void) {
  HLINE Line;
  if (openLine(&Line) != 0)
    return;
  if (lineClose(Line) != 0) {
    lineSetStatusMessages(Line, 0, 0);
    lineClose(Line);
  }
}

int main(void) {
  if (startApp() != 0)
    return 1;
  refused_close_then_use_ok();
  lineShutdown(App);
  return 0;
}
