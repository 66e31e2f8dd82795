// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void call_left_at_exit_bad(void) {
  HLINE Line;
  HCALL Call = 0;
  if (openLine(&Line) != 0) // expect-runtime: TAPI007
    return;
  // The shim tells where the call came from, the checker where it is lost.
  if (waitReply(lineMakeCallA(Line, &Call, "1", 0, NULL)) != 0) { // expect-runtime: TAPI001
    lineClose(Line);
    return;
  }
  lineDrop(Call, NULL, 0);
} // expect-static: TAPI001, TAPI007

int main(void) {
  if (startApp() != 0) // expect-runtime: TAPI007
    return 1;
  call_left_at_exit_bad();
  return 0;
}
