// RUN: %check_tapi %s 'tapi-lost-reply'
// Below API version 2.0, lineDeallocateCall suppresses the replies about its
// call. All lines of this file are opened with 1.4.
#include "../Inputs/telephony.h"

HLINE openLine(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  lineOpen(hLineApp, 0, &hLine, 0x00010004, 0, 0, LINECALLPRIVILEGE_NONE, 0,
           NULL);
  return hLine;
}

void deallocated_bad(HCALL hCall) {
  LONG lRequest = lineDrop(hCall, NULL, 0);

  lineDeallocateCall(hCall);
  waitForReply(lRequest); // expect: TAPI015
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits without limit for a reply that lineDeallocateCall has cancelled [tapi-lost-reply]
  // CHECK-NOTES: :[[@LINE-5]]:19: note: lineDrop is requested here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: lineDeallocateCall ends 'hCall' here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:28:7: note: 'lRequest <= 0' is false here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: request 'request ID' is used here
}

void held_bad(HCALL hCall) {
  LONG lRequest = lineHold(hCall);

  if (lineDeallocateCall(hCall) == 0)
    waitForReply(lRequest); // expect: TAPI015
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this waits without limit for a reply that lineDeallocateCall has cancelled [tapi-lost-reply]
  // CHECK-NOTES: :[[@LINE-5]]:19: note: lineHold is requested here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: lineDeallocateCall ends 'hCall' here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:28:7: note: 'lRequest <= 0' is false here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: request 'request ID' is used here
}

void refused_ok(HCALL hCall) {
  LONG lRequest = lineDrop(hCall, NULL, 0);

  if (lineDeallocateCall(hCall) != 0)
    waitForReply(lRequest);
}

void other_ok(HCALL hFirst, HCALL hSecond) {
  LONG lRequest = lineDrop(hFirst, NULL, 0);

  lineDeallocateCall(hSecond);
  waitForReply(lRequest);
}
