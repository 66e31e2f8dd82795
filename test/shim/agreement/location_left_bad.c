// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void start(HLINE Line) {
  HCALL Call = 0;
  lineMakeCallA(Line, &Call, "1", 0, NULL); // expect-runtime: TAPI010
} // expect-static: TAPI010

/// Large enough to take the late write without harm.
static void waitSomewhere(void) {
  volatile char Room[4096];
  Room[0] = 0;
  pump();
  Room[1] = Room[0];
}

static void location_left_bad(void) {
  HLINE Line;
  if (openLine(&Line) != 0)
    return;
  start(Line);
  waitSomewhere();
  lineClose(Line);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  location_left_bad();
  lineShutdown(App);
  return 0;
}
