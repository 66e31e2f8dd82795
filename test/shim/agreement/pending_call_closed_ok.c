// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static HCALL Call;

static void pending_call_closed_ok(void) {
  HLINE Line;
  if (openLine(&Line) != 0)
    return;
  lineMakeCallA(Line, &Call, "1", 0, NULL);
  lineClose(Line);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  pending_call_closed_ok();
  lineShutdown(App);
  return 0;
}
