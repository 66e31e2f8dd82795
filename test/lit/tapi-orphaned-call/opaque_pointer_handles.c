// RUN: %check_tapi %s 'tapi-orphaned-call' -- -m32 -I %S/../Inputs/old_sdk
// Handles that are pointers to opaque structs, as in old SDKs.
#include "../Inputs/telephony.h"

void made_bad(HLINE hLine) {
  HCALL hCall = NULL;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  lineDeallocateCall(hCall); // expect: TAPI014
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lineDeallocateCall fails below API version 2.0 because call 'hCall' is not idle; the handle leaks [tapi-orphaned-call]
  // CHECK-NOTES: :[[@LINE-4]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-5]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL))' is true here
}

void old_bad(HLINEAPP hLineApp) {
  HLINE hLine = NULL;
  HCALL hCall = NULL;

  if (lineOpen(hLineApp, 0, &hLine, 0x00010004, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    return;
  if (waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL))) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall); // expect: TAPI014
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: lineDeallocateCall fails below API version 2.0 because call 'hCall' is not idle; the handle leaks [tapi-orphaned-call]
    // CHECK-NOTES: :[[@LINE-4]]:20: note: call handle 'hCall' is requested by lineMakeCall here
    // CHECK-NOTES: :[[@LINE-5]]:7: note: 'waitForReply' is called here
    // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
    // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
    // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
    // CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL))' is true here
    hCall = NULL;
  }
  lineClose(hLine);
}

void dropped_ok(HLINE hLine) {
  HCALL hCall = NULL;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  waitForReply(lineDrop(hCall, NULL, 0));
  lineDeallocateCall(hCall);
}
