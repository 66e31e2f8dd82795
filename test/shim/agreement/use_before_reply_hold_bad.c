// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static HCALL Call;

static void use_before_reply_hold_bad(void) {
  HLINE Line;
  if (openLine(&Line) != 0)
    return;
  if (lineMakeCallA(Line, &Call, "1", 0, NULL) > 0) {
    lineHold(Call); // expect: TAPI008
  }
  lineClose(Line); // expect-static: TAPI018
}

int main(void) {
  if (startApp() != 0)
    return 1;
  use_before_reply_hold_bad();
  lineShutdown(App);
  return 0;
}
