// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Three calls from one place; two are deallocated, the last one dies with its
// line and is used then. The test looks for the lines with a mark.

#include <windows.h>

#include <tapi.h>

static volatile LONG Replied;

static void CALLBACK callback(DWORD Device, DWORD Message, DWORD_PTR Instance,
                              DWORD_PTR P1, DWORD_PTR P2, DWORD_PTR P3) {
  (void)Device, (void)Instance, (void)P2, (void)P3;
  if (Message == LINE_REPLY)
    Replied = (LONG)P1;
}

static HCALL dial(HLINE Line) {
  HCALL Call = 0;
  MSG M;
  LONG Id = lineMakeCallA(Line, &Call, "1", 0, NULL); // created
  while (Replied != Id)
    if (GetMessageA(&M, NULL, 0, 0))
      DispatchMessageA(&M);
  return Call;
}

int main(void) {
  HLINEAPP App;
  HLINE Line;
  HCALL Call = 0;
  DWORD Devices;
  if (lineInitialize(&App, GetModuleHandleA(NULL), callback, "story",
                     &Devices) ||
      lineOpenA(App, 0, &Line, 0x00020000, 0, 0, LINECALLPRIVILEGE_OWNER,
                LINEMEDIAMODE_INTERACTIVEVOICE, NULL))
    return 2;
  for (int I = 0; I != 3; ++I) {
    Call = dial(Line);
    if (I == 2)
      break;
    lineDrop(Call, NULL, 0);
    lineDeallocateCall(Call); // others
  }
  lineClose(Line);          // ended
  lineDrop(Call, NULL, 0);  // used
  lineShutdown(App);
  return 0;
}
