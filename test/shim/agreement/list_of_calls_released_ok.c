// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fake: on lineOpen 1 hidden 3

#include "agreement.h"

static void list_of_calls_released_ok(void) {
  HLINE Line;
  if (openLine(&Line) != 0)
    return;
  struct {
    LINECALLLIST List;
    DWORD Room[8];
  } Calls;
  DWORD I;
  Calls.List.dwTotalSize = sizeof(Calls);
  if (lineGetNewCalls(Line, 0, LINECALLSELECT_LINE, &Calls.List) == 0) {
    HCALL *First = (HCALL *)((char *)&Calls + Calls.List.dwCallsOffset);
    for (I = 0; I != Calls.List.dwCallsNumEntries; ++I)
      lineDeallocateCall(First[I]);
  }
  lineClose(Line);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  list_of_calls_released_ok();
  lineShutdown(App);
  return 0;
}
