// RUN: %check_tapi %s 'tapi-*'
// Branches that depend on each other.
#include "../Inputs/telephony.h"

void flag_ok(HLINE hLine, LPCSTR lpszNumber) {
  BOOL fConnected = FALSE;
  HCALL hCall = 0;
  LONG lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);

  if (lResult > 0 && waitForReply(lResult))
    fConnected = TRUE;
  ShowStatus(fConnected ? "connected" : "not connected");
  if (fConnected) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
}

// The flag is taken back before the clean-up looks at it.
void flag_bad(HLINE hLine, LPCSTR lpszNumber) {
  BOOL fConnected = FALSE;
  HCALL hCall = 0;
  LONG lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);

  if (lResult > 0 && waitForReply(lResult))
    fConnected = TRUE;
  if (fConnected && lineMonitorDigits(hCall, LINEDIGITMODE_DTMF) < 0)
    fConnected = FALSE;
  if (fConnected) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-12]]:18: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-11]]:22: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-15]]:22: note: 'waitForReply(lResult)' is true here
// CHECK-NOTES: :[[@LINE-12]]:7: note: 'fConnected' is false here

void samePredicate_ok(HLINE hLine, LPCSTR lpszNumber, BOOL fDial) {
  HCALL hCall = 0;

  if (fDial) {
    if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
      return;
  }
  ShowStatus("ready");
  if (fDial) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
}

void samePredicate_bad(HLINE hLine, LPCSTR lpszNumber, BOOL fDial,
                       BOOL fQuiet) {
  HCALL hCall = 0;

  if (fDial) {
    if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
      return;
    lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  }
  if (fDial && !fQuiet)
    ShowStatus("ready");
  if (fDial && fQuiet) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-12]]:23: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-13]]:10: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-17]]:9: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
// CHECK-NOTES: :[[@LINE-12]]:16: note: 'fQuiet' is false here

void state_ok(HLINE hLine, LPCSTR lpszNumber) {
  enum { CALL_NONE, CALL_ASKED, CALL_UP } State = CALL_NONE;
  HCALL hCall = 0;
  LONG lRequest = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);

  if (lRequest > 0)
    State = CALL_ASKED;
  if (State == CALL_ASKED && waitForReply(lRequest))
    State = CALL_UP;
  if (State == CALL_UP)
    lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "0", 0);
  if (State != CALL_UP)
    return;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

// "The result is negative" is remembered over the end of the request.
LONG resultTestedTwice_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);

  if (lResult > 0)
    lResult = waitForReply(lResult) ? 0 : LINEERR_OPERATIONFAILED;
  if (lResult < 0)
    ReportError("lineMakeCall", lResult);
  if (lResult == 0) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
  return lResult;
}

void wrongPolarity_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  BOOL fFailed;
  LONG lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);

  if (lResult < 0 || !waitForReply(lResult))
    return;
  fFailed = lineSetMediaMode(hCall, LINEMEDIAMODE_DATAMODEM) < 0;
  if (!fFailed)
    return; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-8]]:18: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-7]]:23: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-11]]:22: note: 'waitForReply(lResult)' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'fFailed' is false here
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

// Two calls, two flags.
void twoFlags_ok(HLINE hLine, LPCSTR lpszFirst, LPCSTR lpszSecond) {
  HCALL hFirst = 0, hSecond = 0;
  BOOL fFirst, fSecond = FALSE;

  fFirst = waitForReply(lineMakeCall(hLine, &hFirst, lpszFirst, 0, NULL));
  if (fFirst) {
    lineHold(hFirst);
    fSecond = waitForReply(lineMakeCall(hLine, &hSecond, lpszSecond, 0, NULL));
  }
  if (fSecond) {
    lineDrop(hSecond, NULL, 0);
    lineDeallocateCall(hSecond);
  }
  if (fFirst) {
    lineDrop(hFirst, NULL, 0);
    lineDeallocateCall(hFirst);
  }
}

void twoFlags_bad(HLINE hLine, LPCSTR lpszFirst, LPCSTR lpszSecond) {
  HCALL hFirst = 0, hSecond = 0;
  BOOL fFirst, fSecond = FALSE;

  fFirst = waitForReply(lineMakeCall(hLine, &hFirst, lpszFirst, 0, NULL));
  if (fFirst) {
    lineHold(hFirst);
    fSecond = waitForReply(lineMakeCall(hLine, &hSecond, lpszSecond, 0, NULL));
  }
  if (fSecond) {
    lineDrop(hSecond, NULL, 0);
    lineDeallocateCall(hSecond);
    lineDrop(hFirst, NULL, 0);
    lineDeallocateCall(hFirst);
  }
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hFirst' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-13]]:25: note: call handle 'hFirst' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-14]]:12: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-17]]:7: note: 'fFirst' is true here
