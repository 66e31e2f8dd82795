// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void shutdown_twice_bad(void) {
  lineShutdown(App);
  lineShutdown(App); // expect: TAPI006
}

int main(void) {
  if (startApp() != 0)
    return 1;
  shutdown_twice_bad();
  return 0;
}
