// RUN: %check_tapi %s 'tapi-*' -- -m32 -I %S/../Inputs/old_sdk
// Handles that are pointers to opaque structs, as in old SDKs.
#include "../Inputs/telephony.h"

void closed_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = NULL;

  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  lineClose(hLine); // expect: TAPI018
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-4]]:20: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
}

void closed_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = NULL;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    hCall = NULL;
  if (hCall) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
  lineClose(hLine);
}
