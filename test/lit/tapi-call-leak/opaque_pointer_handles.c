// RUN: %check_tapi %s 'tapi-*' -- -m32 -I %S/../Inputs/old_sdk
// Handles that are pointers to opaque structs, as in old SDKs.
#include "../Inputs/telephony.h"

void lostPointer_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = NULL;
  LONG lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);

  if (lResult < 0 || !waitForReply(lResult))
    return;
  lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-7]]:18: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-6]]:23: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-10]]:22: note: 'waitForReply(lResult)' is true here

void lostPointer_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = NULL;
  LONG lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);

  if (lResult < 0 || !waitForReply(lResult))
    return;
  lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

void clearedPointer_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = NULL;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  lineDrop(hCall, NULL, 0);
  hCall = NULL; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is never deallocated: its last reference is cleared here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
}

void guardByPointer_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = NULL;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    hCall = NULL;
  if (hCall != NULL)
    lineDrop(hCall, NULL, 0);
  if (hCall)
    lineDeallocateCall(hCall);
}

void reusedPointer_bad(HLINE hLine, HCALL hOld) {
  HCALL hCall = NULL;

  if (!waitForReply(lineSetupTransfer(hOld, &hCall, NULL)))
    return;
  if (!waitForReply(
          lineMakeCall(hLine, &hCall, "100", 0, NULL))) // expect: TAPI002
    return;
  // CHECK-NOTES: :[[@LINE-2]]:11: warning: call handle 'hCall' is overwritten by lineMakeCall while the call is still allocated [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-6]]:21: note: call handle 'hCall' is requested by lineSetupTransfer here
  // CHECK-NOTES: :[[@LINE-7]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-11]]:7: note: 'waitForReply(lineSetupTransfer(hOld, &hCall, NULL))' is true here
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}
