// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void start(HLINE Line) {
  HCALL Call = 0;
  if (waitReply(lineMakeCallA(Line, &Call, "1", 0, NULL)) == 0) {
    lineDrop(Call, NULL, 0);
    lineDeallocateCall(Call);
  }
}

static void location_waits_ok(void) {
  HLINE Line;
  if (openLine(&Line) != 0)
    return;
  start(Line);
  lineClose(Line);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  location_waits_ok();
  lineShutdown(App);
  return 0;
}
