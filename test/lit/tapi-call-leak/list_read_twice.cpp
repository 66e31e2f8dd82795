// RUN: %check_tapi %s 'tapi-call-leak'
// A list that was too small is read again; the calls of either reading are lost
// by the same delete. One place, one report.
#include "../Inputs/telephony.h"

DWORD count_bad(HLINE hLine) {
  auto *lpList = (LINECALLLIST *)new BYTE[sizeof(LINECALLLIST)];
  lpList->dwTotalSize = sizeof(LINECALLLIST);
  LONG lResult = lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList);
  if (lpList->dwNeededSize > lpList->dwTotalSize) {
    DWORD dwSize = lpList->dwNeededSize;
    delete[] (BYTE *)lpList;
    lpList = (LINECALLLIST *)new BYTE[dwSize];
    lpList->dwTotalSize = dwSize;
    lResult = lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList);
  }
  DWORD dwCalls = lResult == 0 ? lpList->dwCallsNumEntries : 0;
  delete[] (BYTE *)lpList; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the calls listed in 'lpList' are never deallocated: their last reference ends here while their line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-11]]:18: note: the calls listed in 'lpList' are obtained by lineGetNewCalls here
  // CHECK-NOTES: :[[@LINE-11]]:7: note: 'lpList->dwNeededSize > lpList->dwTotalSize' is false here
  return dwCalls;
}
