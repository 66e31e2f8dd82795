// RUN: %check_tapi %s 'tapi-*'
// Variables that begin as 0.
#include "../Inputs/telephony.h"

static void hangUp(HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

void neverAssigned_bad(void) {
  HLINE hLine = 0;
  lineClose(hLine); // expect: TAPI009
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is used but is 0 whenever it gets here [tapi-pending-handle]
}

void neverAssignedInLoop_bad(int cLines) {
  HLINE rghLines[2] = {0, 0};
  while (cLines-- > 0)
    lineSetNumRings(rghLines[1], 0, 3); // expect: TAPI009
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'rghLines[1]' is used but is 0 whenever it gets here [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-3]]:10: note: 'cLines-- > 0' is true here
}

// 0 on one of the paths: the call fails, and nothing is lost.
void zeroOnOnePath_ok(HLINEAPP hLineApp, BOOL fOpen) {
  HLINE hLine = 0;
  if (fOpen && lineOpen(hLineApp, 0, &hLine, 0x20000, 0, 0,
                        LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return;
  lineClose(hLine);
}

void setLaterInLoop_ok(HLINE hLine, int cCalls) {
  HCALL hCall = 0;
  while (cCalls-- > 0) {
    hangUp(hCall);
    hCall = 0;
    if (!waitForReply(lineMakeCall(hLine, &hCall, "1", 0, NULL)))
      return;
  }
  hangUp(hCall);
}

void noApplication_ok(LPCSTR lpszNumber, LPLINETRANSLATEOUTPUT lpOutput) {
  HLINEAPP hLineApp = 0;
  lineTranslateAddress(hLineApp, 0, 0x20000, lpszNumber, 0, 0, lpOutput);
}

void noConstant_ok(void) { lineClose(0); }

// What holds a failed request may still hold the call before it, but that is
// not another mistake. Which of the two it holds is no longer known.
void FN_failedInLaterRound_bad(HLINE hLine, int cCalls) {
  HCALL hCall = 0;
  while (cCalls-- > 0) {
    waitForReply(lineMakeCall(hLine, &hCall, "1", 0, NULL));
    lineDrop(hCall, NULL, 0); // expect: TAPI009
    lineDeallocateCall(hCall);
  }
}

// Nobody looks whether the request succeeded before the call is lost.
void resultKept_bad(HLINE hLine, BOOL fLeave) {
  HCALL hCall = 0;
  BOOL fCall = waitForReply(lineMakeCall(hLine, &hCall, "1", 0, NULL));
  if (fLeave)
    return; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-4]]:29: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-5]]:16: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-8]]:7: note: 'fLeave' is true here
  if (fCall)
    hangUp(hCall);
}

void resultKept_ok(HLINE hLine, BOOL fLeave) {
  HCALL hCall = 0;
  BOOL fCall = waitForReply(lineMakeCall(hLine, &hCall, "1", 0, NULL));
  if (fLeave && !fCall)
    return;
  if (fCall)
    hangUp(hCall);
}

// Two selections of bits of one value.
void overlappingBits_ok(HLINE hOld, DWORD dwFlags) {
  switch (dwFlags >> 3 & 3) {
  case 2:
    lineClose(hOld);
    if ((dwFlags >> 2 & 3) == 2)
      lineSetNumRings(hOld, 0, 3);
    break;
  }
}

void overlappingBits_bad(HLINE hOld, DWORD dwFlags) {
  switch (dwFlags >> 3 & 3) {
  case 2:
    lineClose(hOld);
    if ((dwFlags >> 2 & 3) == 1)
      lineSetNumRings(hOld, 0, 3); // expect: TAPI004
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: line handle 'hOld' is used after lineClose closed it [tapi-use-after-close]
    // CHECK-NOTES: :[[@LINE-6]]:11: note: 'dwFlags >> 3 & 3' is '2' here
    // CHECK-NOTES: :[[@LINE-5]]:5: note: line handle 'hOld' is ended by lineClose here
    // CHECK-NOTES: :[[@LINE-5]]:9: note: '(dwFlags >> 2 & 3) == 1' is true here
    break;
  }
}
