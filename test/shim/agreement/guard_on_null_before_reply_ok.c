// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static HCALL Call;

static void guard_on_null_before_reply_ok(void) {
  HLINE Line;
  if (openLine(&Line) != 0)
    return;
  Call = 0;
  lineMakeCallA(Line, &Call, "1", 0, NULL);
  if (Call) {
    lineDrop(Call, NULL, 0);
    lineDeallocateCall(Call);
  }
  lineClose(Line);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  guard_on_null_before_reply_ok();
  lineShutdown(App);
  return 0;
}
