// RUN: %check_tapi %s 'tapi-*'
// Handles in arrays, reached by index or by a pointer that moves.
#include "../Inputs/telephony.h"

static LONG openDevice(HLINEAPP hLineApp, DWORD dwDeviceID, HLINE *phLine) {
  return lineOpen(hLineApp, dwDeviceID, phLine, NEGOTIATED_VERSION, 0, 0,
                  LINECALLPRIVILEGE_NONE, 0, NULL);
}

// What one loop stores by index, another closes; 0 marks what is not open.
void twoLoops_ok(HLINEAPP hLineApp) {
  HLINE hLines[8];
  int i;

  for (i = 0; i < 8; i++)
    if (openDevice(hLineApp, i, &hLines[i]) != 0)
      hLines[i] = 0;
  for (i = 0; i < 8; i++)
    if (hLines[i])
      lineClose(hLines[i]);
}

// No second loop: the lines that are open are lost.
void oneLoop_bad(HLINEAPP hLineApp) {
  HLINE hLines[8];
  int i;

  for (i = 0; i < 8; i++)
    if (openDevice(hLineApp, i, &hLines[i]) != 0)
      hLines[i] = 0;
} // expect: TAPI007
// CHECK-NOTES: :[[@LINE-1]]:1: warning: line handle 'hLines[0]' is never closed: its last reference ends here [tapi-line-leak]
// CHECK-NOTES: :[[@LINE-4]]:9: note: 'openDevice' is called here
// CHECK-NOTES: :[[@LINE-28]]:10: note: line handle 'hLines[0]' is obtained by lineOpen here
// CHECK-NOTES: :[[@LINE-7]]:15: note: 'i < 8' is false here

// A second array tells which lines are open.
void results_ok(HLINEAPP hLineApp, int nDevices) {
  HLINE hLines[8];
  LONG lResults[8];
  int i;

  for (i = 0; i < nDevices; i++)
    lResults[i] = openDevice(hLineApp, i, &hLines[i]);
  for (i = 0; i < nDevices; i++)
    if (lResults[i] == 0)
      lineClose(hLines[i]);
}

// An array of the addresses of the variables.
void addresses_ok(HLINEAPP hLineApp) {
  HLINE hFirst = 0, hSecond = 0, hThird = 0;
  HLINE *phLines[] = {&hFirst, &hSecond, &hThird};
  int i;

  for (i = 0; i < 3; i++)
    openDevice(hLineApp, i, phLines[i]);
  for (i = 0; i < 3; i++)
    if (*phLines[i])
      lineClose(*phLines[i]);
}

// With a constant index each element is a variable of its own.
void constantIndex_ok(HLINEAPP hLineApp) {
  HLINE hLines[2];

  if (openDevice(hLineApp, 0, &hLines[0]) != 0)
    return;
  if (openDevice(hLineApp, 1, &hLines[1]) == 0)
    lineClose(hLines[1]);
  lineClose(hLines[0]);
}

// The first element is closed twice, the second never.
void constantIndex_bad(HLINEAPP hLineApp) {
  HLINE hLines[2];

  if (openDevice(hLineApp, 0, &hLines[0]) != 0)
    return;
  if (openDevice(hLineApp, 1, &hLines[1]) == 0)
    lineClose(hLines[0]);
  lineClose(hLines[0]); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLines[0]' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-6]]:7: note: 'openDevice' is called here
  // CHECK-NOTES: :[[@LINE-79]]:10: note: line handle 'hLines[0]' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-5]]:5: note: line handle 'hLines[0]' is ended by lineClose here
} // expect: TAPI007
// CHECK-NOTES: :[[@LINE-1]]:1: warning: line handle 'hLines[1]' is never closed: its last reference ends here [tapi-line-leak]
// CHECK-NOTES: :[[@LINE-9]]:7: note: 'openDevice' is called here
// CHECK-NOTES: :[[@LINE-84]]:10: note: line handle 'hLines[1]' is obtained by lineOpen here

// The usual walk over a LINECALLLIST: the pointer moves on before each round.
void walkCallList_ok(LINECALLLIST *lpList) {
  HCALL *phCall = (HCALL *)((BYTE *)lpList + lpList->dwCallsOffset);
  DWORD i;

  for (i = 0; i < lpList->dwCallsNumEntries; i++, phCall++) {
    lineDrop(*phCall, NULL, 0);
    lineDeallocateCall(*phCall);
  }
}

// The element of the list is used right after its release.
void callList_bad(LINECALLLIST *lpList) {
  HCALL *phCalls = (HCALL *)((BYTE *)lpList + lpList->dwCallsOffset);
  DWORD i;

  for (i = 0; i < lpList->dwCallsNumEntries; i++) {
    lineDeallocateCall(phCalls[i]);
    lineDrop(phCalls[i], NULL, 0); // expect: TAPI003
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'phCalls[i]' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
    // CHECK-NOTES: :[[@LINE-4]]:15: note: 'i < lpList->dwCallsNumEntries' is true here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: call handle 'phCalls[i]' is ended by lineDeallocateCall here
  }
}

// The first element of a list that TAPI filled is released twice.
void newCalls_bad(HLINE hLine) {
  BYTE Buffer[400];
  LINECALLLIST *lpList = (LINECALLLIST *)Buffer;
  HCALL *phCalls;

  lpList->dwTotalSize = sizeof(Buffer);
  if (lineGetNewCalls(hLine, 0, LINECALLSELECT_ADDRESS, lpList) != 0 ||
      lpList->dwCallsNumEntries == 0)
    return;
  phCalls = (HCALL *)(Buffer + lpList->dwCallsOffset);
  lineDeallocateCall(phCalls[0]);
  lineDeallocateCall(phCalls[0]); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'phCalls[0]' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-7]]:7: note: the calls listed in 'lpList' are obtained by lineGetNewCalls here
  // CHECK-NOTES: :[[@LINE-7]]:7: note: 'lpList->dwCallsNumEntries == 0' is false here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: call handle 'phCalls[0]' is ended by lineDeallocateCall here
}
