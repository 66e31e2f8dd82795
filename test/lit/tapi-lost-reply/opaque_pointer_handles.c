// RUN: %check_tapi %s 'tapi-lost-reply' -- -m32 -I %S/../Inputs/old_sdk
// Handles that are pointers to opaque structs, as in old SDKs.
#include "../Inputs/telephony.h"

static HCALL s_hCall;

void closedFirst_bad(HLINE hLine) {
  LONG lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);

  lineClose(hLine);
  waitForReply(lRequest); // expect: TAPI015
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits without limit for a reply that lineClose has cancelled [tapi-lost-reply]
  // CHECK-NOTES: :[[@LINE-5]]:19: note: lineMakeCall is requested here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: lineClose ends 'hLine' and every call on it here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: request 'request ID' is used here
}

void awaitedFirst_ok(HLINE hLine) {
  LONG lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);

  waitForReply(lRequest);
  lineClose(hLine);
}
