// RUN: %check_tapi %s 'tapi-*'
// A handle that is passed on before its reply: told where the program passes
// it, once for each place, not in the function that gets it.
#include "../Inputs/telephony.h"

static void mark(HCALL hCall) { lineSetAppSpecific(hCall, 7); }

static void markTwice(HCALL hCall) {
  mark(hCall);
  mark(hCall);
}

void first_bad(HLINE hLine) {
  HCALL hCall = 0;
  LONG lRequest = lineMakeCall(hLine, &hCall, "5551234", 0, NULL);

  if (lRequest < 0)
    return;
  mark(hCall); // expect: TAPI008
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used before the reply to lineMakeCall makes it valid [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-6]]:19: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-16]]:33: note: call handle 'hCall' is used here
  if (waitForReply(lRequest)) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
}

void second_bad(HLINE hLine) {
  HCALL hCall = 0;
  LONG lRequest = lineMakeCall(hLine, &hCall, "5551234", 0, NULL);

  if (lRequest < 0)
    return;
  markTwice(hCall); // expect: TAPI008
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used before the reply to lineMakeCall makes it valid [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-6]]:19: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'markTwice' is called here
  // CHECK-NOTES: :[[@LINE-30]]:3: note: 'mark' is called here
  // CHECK-NOTES: :[[@LINE-34]]:33: note: call handle 'hCall' is used here
  if (waitForReply(lRequest)) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
}

// What is used too early is a leak all the same.
void andLost_bad(HLINE hLine) {
  HCALL hCall = 0;
  LONG lRequest = lineMakeCall(hLine, &hCall, "5551234", 0, NULL);

  if (lRequest < 0)
    return;
  mark(hCall);         // expect: TAPI008
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used before the reply to lineMakeCall makes it valid [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-6]]:19: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-51]]:33: note: call handle 'hCall' is used here
  waitForReply(lRequest);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-11]]:19: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-4]]:3: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here

void inTime_ok(HLINE hLine) {
  HCALL hCall = 0;
  LONG lRequest = lineMakeCall(hLine, &hCall, "5551234", 0, NULL);

  if (!waitForReply(lRequest))
    return;
  markTwice(hCall);
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}
