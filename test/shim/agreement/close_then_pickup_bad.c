// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void close_then_pickup_bad(void) {
  HLINE Line;
  if (openLine(&Line) != 0)
    return;
  lineClose(Line);
  static HCALL Call;
  linePickupA(Line, 0, &Call, NULL, NULL); // expect: TAPI004
}

int main(void) {
  if (startApp() != 0)
    return 1;
  close_then_pickup_bad();
  lineShutdown(App);
  return 0;
}
