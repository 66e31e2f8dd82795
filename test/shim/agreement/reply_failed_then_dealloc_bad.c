// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fake: on lineMakeCall 1 reply-fail 0x80000048

#include "agreement.h"

static HCALL Call;

static void end(HCALL Ended) {
  lineDrop(Ended, NULL, 0);
  lineDeallocateCall(Ended);
}

static void reply_failed_then_dealloc_bad(void) {
  HLINE Line;
  if (openLine(&Line) != 0)
    return;
  if (makeCall(Line, &Call) != 0)
    lineDeallocateCall(Call); // expect: TAPI009
  else
    end(Call);
  lineClose(Line);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  reply_failed_then_dealloc_bad();
  lineShutdown(App);
  return 0;
}
