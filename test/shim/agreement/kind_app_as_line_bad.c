// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void kind_app_as_line_bad(void) {
  HLINE Line;
  if (openLine(&Line) != 0)
    return;
  lineSetStatusMessages((HLINE)App, 0, 0); // expect: TAPI012
  lineClose(Line);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  kind_app_as_line_bad();
  lineShutdown(App);
  return 0;
}
