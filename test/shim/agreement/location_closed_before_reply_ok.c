// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void start(HLINE Line) {
  HCALL Call = 0;
  lineMakeCallA(Line, &Call, "1", 0, NULL);
  lineClose(Line);
}

static void location_closed_before_reply_ok(void) {
  HLINE Line;
  if (openLine(&Line) != 0)
    return;
  start(Line);
  pump();
}

int main(void) {
  if (startApp() != 0)
    return 1;
  location_closed_before_reply_ok();
  lineShutdown(App);
  return 0;
}
