// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static HCALL Call;

static void out_location_moved_first_ok(void) {
  HLINE Line;
  if (openLine(&Line) != 0)
    return;
  if (makeCall(Line, &Call) == 0) {
    HCALL First = Call;
    if (makeCall(Line, &Call) == 0) {
      lineDrop(Call, NULL, 0);
      lineDeallocateCall(Call);
    }
    lineDrop(First, NULL, 0);
    lineDeallocateCall(First);
  }
  lineClose(Line);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  out_location_moved_first_ok();
  lineShutdown(App);
  return 0;
}
