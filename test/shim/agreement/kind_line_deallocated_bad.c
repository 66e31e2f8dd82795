// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void kind_line_deallocated_bad(void) {
  HLINE Line;
  if (openLine(&Line) != 0)
    return;
  lineDeallocateCall((HCALL)Line); // expect: TAPI012
  lineClose(Line);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  kind_line_deallocated_bad();
  lineShutdown(App);
  return 0;
}
