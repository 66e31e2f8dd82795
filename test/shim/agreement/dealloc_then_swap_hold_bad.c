// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void dealloc_then_swap_hold_bad(void) {
  HLINE Line;
  HCALL Call = 0;
  if (openLine(&Line) != 0)
    return;
  if (makeCall(Line, &Call) != 0) {
    lineClose(Line);
    return;
  }
  HCALL Other = 0;
  if (makeCall(Line, &Other) == 0) {
    lineDrop(Other, NULL, 0);
    lineDeallocateCall(Other);
    lineSwapHold(Call, Other); // expect: TAPI003
  }
  lineDrop(Call, NULL, 0);
  lineDeallocateCall(Call);
  lineClose(Line);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  dealloc_then_swap_hold_bad();
  lineShutdown(App);
  return 0;
}
