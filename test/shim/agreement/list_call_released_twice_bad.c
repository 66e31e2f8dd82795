// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fake: on lineOpen 1 hidden 1

#include "agreement.h"

static void list_call_released_twice_bad(void) {
  HLINE Line;
  if (openLine(&Line) != 0)
    return;
  struct {
    LINECALLLIST List;
    DWORD Room[8];
  } Calls;
  Calls.List.dwTotalSize = sizeof(Calls);
  if (lineGetNewCalls(Line, 0, LINECALLSELECT_LINE, &Calls.List) == 0 &&
      Calls.List.dwCallsNumEntries == 1) {
    HCALL Call = *(HCALL *)((char *)&Calls + Calls.List.dwCallsOffset);
    lineDeallocateCall(Call);
    lineDeallocateCall(Call); // expect: TAPI006
  }
  lineClose(Line);
}

int main(void) {
  if (startApp() != 0)
    return 1;
  list_call_released_twice_bad();
  lineShutdown(App);
  return 0;
}
