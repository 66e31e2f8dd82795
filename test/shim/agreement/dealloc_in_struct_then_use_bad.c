// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void dealloc_in_struct_then_use_bad(void) {
  HLINE Line;
  HCALL Call = 0;
  if (openLine(&Line) != 0)
    return;
  if (makeCall(Line, &Call) != 0) {
    lineClose(Line);
    return;
  }
  struct {
    HCALL Held;
  } S;
  S.Held = Call;
  lineDrop(S.Held, NULL, 0);
  lineDeallocateCall(S.Held);
  lineHold(S.Held); // expect: TAPI003
  lineClose(Line);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  dealloc_in_struct_then_use_bad();
  lineShutdown(App);
  return 0;
}
