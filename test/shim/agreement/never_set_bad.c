// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void never_set_bad(void) {
  HCALL Call = 0;
  lineDrop(Call, NULL, 0); // expect: TAPI009
}

int main(void) {
  if (startApp() != 0)
    return 1;
  never_set_bad();
  lineShutdown(App);
  return 0;
}
