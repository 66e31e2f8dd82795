// RUN: %check_tapi %s 'tapi-*'
// Handles that lineGetNewCalls writes into a LINECALLLIST. No function here
// releases the call that a message speaks of; see call_lists_and_messages.c.
#include "../Inputs/telephony.h"
#include <stdlib.h>

static LPLINECALLLIST newList(DWORD nCalls) {
  DWORD dwSize = sizeof(LINECALLLIST) + nCalls * sizeof(HCALL);
  LPLINECALLLIST lpList = (LPLINECALLLIST)calloc(1, dwSize);

  if (lpList)
    lpList->dwTotalSize = dwSize;
  return lpList;
}

void counted_bad(HLINE hLine) {
  LPLINECALLLIST lpList = newList(16);

  if (!lpList)
    return;
  if (lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList) == 0 &&
      lpList->dwCallsNumEntries > 0)
    ShowStatus("there are calls");
  free(lpList); // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the calls listed in 'lpList' are never deallocated: their last reference ends here while their line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-5]]:7: note: the calls listed in 'lpList' are obtained by lineGetNewCalls here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'lpList->dwCallsNumEntries > 0' is true here
}

// Nobody looks into the list at all.
void ignored_bad(HLINE hLine) {
  BYTE Buffer[400];
  LINECALLLIST *lpList = (LINECALLLIST *)Buffer;

  lpList->dwTotalSize = sizeof(Buffer);
  lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the calls listed in 'lpList' are never deallocated: their last reference ends here while their line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-3]]:3: note: the calls listed in 'lpList' are obtained by lineGetNewCalls here

void released_ok(HLINE hLine) {
  LPLINECALLLIST lpList = newList(16);
  LPHCALL lphCalls;
  DWORD i;

  if (!lpList)
    return;
  if (lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList) == 0) {
    lphCalls = (LPHCALL)((LPBYTE)lpList + lpList->dwCallsOffset);
    for (i = 0; i < lpList->dwCallsNumEntries; i++)
      lineDeallocateCall(lphCalls[i]);
  }
  free(lpList);
}

// The address is computed as a number.
void releasedByNumber_ok(HLINE hLine) {
  LPLINECALLLIST lpList = newList(16);
  DWORD i;

  if (!lpList)
    return;
  if (lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList) == 0)
    for (i = 0; i < lpList->dwCallsNumEntries; i++)
      lineDeallocateCall(
          ((HCALL *)((DWORD_PTR)lpList + lpList->dwCallsOffset))[i]);
  free(lpList);
}

void twoLoops_ok(HLINE hLine, LPLINECALLINFO lpInfo) {
  BYTE Buffer[400];
  LINECALLLIST *lpList = (LINECALLLIST *)Buffer;
  HCALL *phCalls;
  DWORD i, dwCalls;

  lpList->dwTotalSize = sizeof(Buffer);
  if (lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList) < 0)
    return;
  phCalls = (HCALL *)(Buffer + lpList->dwCallsOffset);
  dwCalls = lpList->dwCallsNumEntries;
  for (i = 0; i < dwCalls; i++)
    if (lineGetCallInfo(phCalls[i], lpInfo) == 0)
      ShowStatus("a call");
  for (i = 0; i < dwCalls; i++)
    lineDeallocateCall(phCalls[i]);
}

void onlyInfo_bad(HLINE hLine, LPLINECALLINFO lpInfo) {
  BYTE Buffer[400];
  LINECALLLIST *lpList = (LINECALLLIST *)Buffer;
  HCALL *phCalls;
  DWORD i;

  lpList->dwTotalSize = sizeof(Buffer);
  if (lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList) < 0)
    return;
  phCalls = (HCALL *)(Buffer + lpList->dwCallsOffset);
  for (i = 0; i < lpList->dwCallsNumEntries; i++)
    lineGetCallInfo(phCalls[i], lpInfo);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: the calls listed in 'lpList' are never deallocated: their last reference ends here while their line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-7]]:7: note: the calls listed in 'lpList' are obtained by lineGetNewCalls here
// CHECK-NOTES: :[[@LINE-5]]:15: note: 'i < lpList->dwCallsNumEntries' is false here

// From the last to the first.
void backwards_ok(HLINE hLine) {
  BYTE Buffer[400];
  LINECALLLIST *lpList = (LINECALLLIST *)Buffer;
  HCALL *phCalls;
  DWORD n;

  lpList->dwTotalSize = sizeof(Buffer);
  if (lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList) < 0)
    return;
  phCalls = (HCALL *)(Buffer + lpList->dwCallsOffset);
  n = lpList->dwCallsNumEntries;
  while (n-- > 0)
    lineDeallocateCall(phCalls[n]);
}

// By a pointer that moves on.
void byPointer_ok(HLINE hLine) {
  BYTE Buffer[400];
  LINECALLLIST *lpList = (LINECALLLIST *)Buffer;
  HCALL *phCall, *phEnd;

  lpList->dwTotalSize = sizeof(Buffer);
  if (lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList) < 0)
    return;
  phCall = (HCALL *)(Buffer + lpList->dwCallsOffset);
  phEnd = phCall + lpList->dwCallsNumEntries;
  for (; phCall < phEnd; phCall++)
    lineDeallocateCall(*phCall);
}

// What becomes of the handles when the list is too small is not documented.
void growAndRetry_ok(HLINE hLine) {
  DWORD dwSize = sizeof(LINECALLLIST) + 4 * sizeof(HCALL);
  LPLINECALLLIST lpList;
  LPHCALL lphCalls;
  DWORD i;

  for (;;) {
    lpList = (LPLINECALLLIST)malloc(dwSize);
    if (!lpList)
      return;
    lpList->dwTotalSize = dwSize;
    if (lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList) < 0) {
      free(lpList);
      return;
    }
    if (lpList->dwNeededSize <= lpList->dwTotalSize)
      break;
    dwSize = lpList->dwNeededSize;
    free(lpList);
  }
  lphCalls = (LPHCALL)((LPBYTE)lpList + lpList->dwCallsOffset);
  for (i = 0; i < lpList->dwCallsNumEntries; i++)
    lineDeallocateCall(lphCalls[i]);
  free(lpList);
}

void growOnce_ok(HLINE hLine) {
  DWORD dwSize = 64;
  LPLINECALLLIST lpList = (LPLINECALLLIST)malloc(dwSize);
  LONG lResult;
  DWORD i;

  lpList->dwTotalSize = dwSize;
  lResult = lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList);
  if (lResult == 0 && lpList->dwNeededSize > dwSize) {
    dwSize = lpList->dwNeededSize;
    free(lpList);
    lpList = (LPLINECALLLIST)malloc(dwSize);
    lpList->dwTotalSize = dwSize;
    lResult = lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList);
  }
  if (lResult == 0)
    for (i = 0; i < lpList->dwCallsNumEntries; i++)
      lineDeallocateCall(
          ((LPHCALL)((LPBYTE)lpList + lpList->dwCallsOffset))[i]);
  free(lpList);
}

extern HCALL g_hFound;
extern void Remember(HCALL hCall);
extern LPLINECALLLIST g_lpList;

// One is stored, which stands for all.
void stored_ok(HLINE hLine) {
  BYTE Buffer[400];
  LINECALLLIST *lpList = (LINECALLLIST *)Buffer;
  HCALL *phCalls;

  lpList->dwTotalSize = sizeof(Buffer);
  if (lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList) == 0 &&
      lpList->dwCallsNumEntries != 0) {
    phCalls = (HCALL *)(Buffer + lpList->dwCallsOffset);
    g_hFound = phCalls[0];
  }
}

void passedOn_ok(HLINE hLine) {
  BYTE Buffer[400];
  LINECALLLIST *lpList = (LINECALLLIST *)Buffer;
  HCALL *phCalls;
  DWORD i;

  lpList->dwTotalSize = sizeof(Buffer);
  if (lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList) != 0)
    return;
  phCalls = (HCALL *)(Buffer + lpList->dwCallsOffset);
  for (i = 0; i < lpList->dwCallsNumEntries; i++)
    Remember(phCalls[i]);
}

void listKept_ok(HLINE hLine) {
  g_lpList = newList(16);
  if (g_lpList)
    lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, g_lpList);
}

// The end of the line ends its calls.
void lineClosed_ok(HLINEAPP hLineApp) {
  BYTE Buffer[400];
  LINECALLLIST *lpList = (LINECALLLIST *)Buffer;
  HLINE hLine;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_MONITOR, LINEMEDIAMODE_INTERACTIVEVOICE,
               NULL) != 0)
    return;
  lpList->dwTotalSize = sizeof(Buffer);
  lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList);
  lineClose(hLine);
}

static void releaseAll(LPLINECALLLIST lpList) {
  LPHCALL lphCalls = (LPHCALL)((LPBYTE)lpList + lpList->dwCallsOffset);
  DWORD i;

  for (i = 0; i < lpList->dwCallsNumEntries; ++i)
    lineDeallocateCall(lphCalls[i]);
}

void byHelper_ok(HLINE hLine) {
  LPLINECALLLIST lpList = newList(16);

  if (!lpList)
    return;
  if (lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList) == 0)
    releaseAll(lpList);
  free(lpList);
}

void byHelperTwice_bad(HLINE hLine) {
  LPLINECALLLIST lpList = newList(16);

  if (!lpList)
    return;
  if (lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList) == 0) {
    releaseAll(lpList);
    releaseAll(lpList); // expect: TAPI006
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'lpList' is released a second time by lineDeallocateCall [tapi-double-release]
    // CHECK-NOTES: :[[@LINE-4]]:7: note: the calls listed in 'lpList' are obtained by lineGetNewCalls here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: 'releaseAll' is called here
    // CHECK-NOTES: :[[@LINE-25]]:15: note: 'i < lpList->dwCallsNumEntries' is true here
    // CHECK-NOTES: :[[@LINE-25]]:5: note: call handle 'lpList' is ended by lineDeallocateCall here
    // CHECK-NOTES: :[[@LINE-26]]:5: note: call handle 'lpList' is passed to lineDeallocateCall here
  }
  free(lpList);
}

// Released in the first round, used in the same.
void usedAfterRelease_bad(HLINE hLine) {
  LPLINECALLLIST lpList = newList(16);
  LPHCALL lphCalls;
  DWORD i;

  if (!lpList)
    return;
  if (lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList) == 0) {
    lphCalls = (LPHCALL)((LPBYTE)lpList + lpList->dwCallsOffset);
    for (i = 0; i < lpList->dwCallsNumEntries; i++) {
      lineDeallocateCall(lphCalls[i]);
      lineDrop(lphCalls[i], NULL, 0); // expect: TAPI003
      // CHECK-NOTES: :[[@LINE-1]]:7: warning: call handle 'lphCalls[i]' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
      // CHECK-NOTES: :[[@LINE-6]]:7: note: the calls listed in 'lpList' are obtained by lineGetNewCalls here
      // CHECK-NOTES: :[[@LINE-5]]:17: note: 'i < lpList->dwCallsNumEntries' is true here
      // CHECK-NOTES: :[[@LINE-5]]:7: note: call handle 'lphCalls[i]' is ended by lineDeallocateCall here
    }
  }
  free(lpList);
}

// All released, then all dropped.
void droppedTooLate_bad(HLINE hLine) {
  LPLINECALLLIST lpList = newList(16);
  LPHCALL lphCalls;
  DWORD i;

  if (!lpList)
    return;
  if (lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList) == 0) {
    lphCalls = (LPHCALL)((LPBYTE)lpList + lpList->dwCallsOffset);
    for (i = 0; i < lpList->dwCallsNumEntries; i++)
      lineDeallocateCall(lphCalls[i]);
    for (i = 0; i < lpList->dwCallsNumEntries; i++)
      lineDrop(lphCalls[i], NULL, 0); // expect: TAPI003
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: call handle 'lphCalls[i]' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
    // CHECK-NOTES: :[[@LINE-7]]:7: note: the calls listed in 'lpList' are obtained by lineGetNewCalls here
    // CHECK-NOTES: :[[@LINE-6]]:17: note: 'i < lpList->dwCallsNumEntries' is true here
    // CHECK-NOTES: :[[@LINE-6]]:7: note: call handle 'lphCalls[i]' is ended by lineDeallocateCall here
  }
  free(lpList);
}

// A conference's list holds calls that the program knew before.
void conference_ok(HCALL hConference) {
  BYTE Buffer[400];
  LINECALLLIST *lpList = (LINECALLLIST *)Buffer;

  lpList->dwTotalSize = sizeof(Buffer);
  if (lineGetConfRelatedCalls(hConference, lpList) == 0 &&
      lpList->dwCallsNumEntries > 2)
    ShowStatus("more than two");
}

void conferenceReleased_bad(HCALL hConference) {
  BYTE Buffer[400];
  LINECALLLIST *lpList = (LINECALLLIST *)Buffer;
  HCALL *phCalls;
  DWORD i;

  lpList->dwTotalSize = sizeof(Buffer);
  if (lineGetConfRelatedCalls(hConference, lpList) != 0)
    return;
  phCalls = (HCALL *)(Buffer + lpList->dwCallsOffset);
  for (i = 0; i < lpList->dwCallsNumEntries; i++) {
    lineDeallocateCall(phCalls[i]);
    lineDeallocateCall(phCalls[i]); // expect: TAPI006
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'phCalls[i]' is released a second time by lineDeallocateCall [tapi-double-release]
    // CHECK-NOTES: :[[@LINE-4]]:15: note: 'i < lpList->dwCallsNumEntries' is true here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: call handle 'phCalls[i]' is ended by lineDeallocateCall here
  }
}
