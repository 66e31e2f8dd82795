// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void consult_call_released_ok(void) {
  HLINE Line;
  HCALL Call = 0;
  if (openLine(&Line) != 0)
    return;
  if (makeCall(Line, &Call) != 0) {
    lineClose(Line);
    return;
  }
  HCALL Consult = 0;
  if (waitReply(lineSetupTransferA(Call, &Consult, NULL)) == 0) {
    lineCompleteTransfer(Call, Consult, NULL, LINETRANSFERMODE_TRANSFER);
    lineDeallocateCall(Consult);
  }
  lineDrop(Call, NULL, 0);
  lineDeallocateCall(Call);
  lineClose(Line);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  consult_call_released_ok();
  lineShutdown(App);
  return 0;
}
