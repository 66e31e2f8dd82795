// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static void status_before_dealloc_ok(void) {
  HLINE Line;
  HCALL Call = 0;
  if (openLine(&Line) != 0)
    return;
  if (makeCall(Line, &Call) != 0) {
    lineClose(Line);
    return;
  }
  LINECALLSTATUS Status;
  Status.dwTotalSize = sizeof(Status);
  lineGetCallStatus(Call, &Status);
  lineDrop(Call, NULL, 0);
  lineDeallocateCall(Call);
  lineClose(Line);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  status_before_dealloc_ok();
  lineShutdown(App);
  return 0;
}
