// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void close_line_then_hold_bad(void) {
  HLINE Line;
  HCALL Call = 0;
  if (openLine(&Line) != 0)
    return;
  if (makeCall(Line, &Call) != 0) {
    lineClose(Line);
    return;
  }
  lineDrop(Call, NULL, 0);
  lineClose(Line); // expect-runtime: TAPI018
  lineHold(Call); // expect: TAPI005
}

int main(void) {
  if (startApp() != 0)
    return 1;
  close_line_then_hold_bad();
  lineShutdown(App);
  return 0;
}
