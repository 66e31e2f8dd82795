// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void consult_call_left_bad(void) {
  HLINE Line;
  HCALL Call = 0;
  if (openLine(&Line) != 0)
    return;
  if (makeCall(Line, &Call) != 0) {
    lineClose(Line);
    return;
  }
  HCALL Consult = 0;
  if (waitReply(lineSetupTransferA(Call, &Consult, NULL)) == 0)
    lineCompleteTransfer(Call, Consult, NULL, LINETRANSFERMODE_TRANSFER);
  lineDeallocateCall(Call);
  lineClose(Line); // expect: TAPI018
}

int main(void) {
  if (startApp() != 0)
    return 1;
  consult_call_left_bad();
  lineShutdown(App);
  return 0;
}
