// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void shutdown_only_ok(void) {
  HLINE Line;
  if (openLine(&Line) == 0)
    lineSetStatusMessages(Line, 0, 0);
  lineShutdown(App);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  shutdown_only_ok();
  return 0;
}
