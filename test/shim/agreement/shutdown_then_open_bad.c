// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void shutdown_then_open_bad(void) {
  static HLINE Line;
  lineShutdown(App);
  lineOpenA(App, 0, &Line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0, NULL); // expect: TAPI004
}

int main(void) {
  if (startApp() != 0)
    return 1;
  shutdown_then_open_bad();
  return 0;
}
