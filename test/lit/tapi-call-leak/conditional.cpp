// RUN: %check_tapi %s 'tapi-*'
// Conditional and comma operators, short circuit, conditions with declarations.
#include "../Inputs/telephony.h"

bool shortCircuit_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  return waitForReply( // expect: TAPI001
             lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)) &&
         lineMonitorDigits(hCall, LINEDIGITMODE_DTMF) == 0 &&
         lineDrop(hCall, nullptr, 0) > 0 && lineDeallocateCall(hCall) == 0;
  // CHECK-NOTES: :[[@LINE-4]]:3: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-4]]:14: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:10: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:10: note: 'waitForReply( lineMakeCall(hLine, &hCall, lpszNumber, 0, ...' is true here
  // CHECK-NOTES: :[[@LINE-9]]:10: note: 'lineMonitorDigits(hCall, LINEDIGITMODE_DTMF) == 0' is false here
}

bool shortCircuit_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  bool fDone =
      waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)) &&
      (lineDrop(hCall, nullptr, 0), lineDeallocateCall(hCall)) == 0;

  return fDone;
}

LONG conditionalOperator_bad(HLINE hLine, LPCSTR lpszNumber, bool fRelease) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)))
    return LINEERR_OPERATIONFAILED;
  lineDrop(hCall, nullptr, 0);
  return fRelease ? lineDeallocateCall(hCall) : 0; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, n...' is true here
  // CHECK-NOTES: :[[@LINE-8]]:10: note: 'fRelease' is false here
}

LONG conditionalOperator_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lRequest = lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr);
  bool fUp = lRequest > 0 ? waitForReply(lRequest) != FALSE : false;

  if (fUp)
    lineDrop(hCall, nullptr, 0);
  return fUp ? lineDeallocateCall(hCall) : LINEERR_OPERATIONFAILED;
}

void commaOperator_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lRequest;

  if (lRequest = lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr),
      lRequest > 0 && waitForReply(lRequest))
    lineDrop(hCall, nullptr, 0), lineDeallocateCall(hCall);
}

void commaOperator_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lRequest;

  if (lRequest = lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr),
      lRequest > 0 && waitForReply(lRequest))
    ShowStatus("up"), lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-5]]:18: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-5]]:23: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-10]]:7: note: 'lRequest = lineMakeCall(hLine, &hCall, lpszNumber, 0, nul...' is true here

void declaredInCondition_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (LONG lRequest = lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr);
      lRequest > 0 && waitForReply(lRequest)) {
    lineSetMediaMode(hCall, LINEMEDIAMODE_DATAMODEM);
  } else {
    ReportError("lineMakeCall", lRequest);
  }
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-8]]:23: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-8]]:23: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-12]]:23: note: 'waitForReply(lRequest)' is true here

void declaredInCondition_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (LONG lRequest = lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr);
      lRequest > 0 && waitForReply(lRequest)) {
    lineDrop(hCall, nullptr, 0);
    lineDeallocateCall(hCall);
  } else {
    ReportError("lineMakeCall", lRequest);
  }
}

// One of two handles is picked; the other is released elsewhere.
void pickOne_ok(HLINE hLine, HCALL hOther, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, nullptr)))
    return;
  HCALL hActive = UserConfirms("use the new call?") ? hCall : hOther;
  lineMonitorDigits(hActive, LINEDIGITMODE_DTMF);
  lineDrop(hCall, nullptr, 0);
  lineDeallocateCall(hCall);
}
