// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static HCALL Call;

static void out_location_reused_bad(void) {
  HLINE Line;
  if (openLine(&Line) != 0)
    return;
  if (makeCall(Line, &Call) == 0 && waitReply(lineMakeCallA(Line, &Call, "2", 0, NULL)) == 0) { // expect: TAPI002
    lineDrop(Call, NULL, 0);
    lineDeallocateCall(Call);
  }
  lineClose(Line);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  out_location_reused_bad();
  lineShutdown(App);
  return 0;
}
