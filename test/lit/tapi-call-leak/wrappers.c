// RUN: %check_tapi %s 'tapi-*'
// Helper functions that acquire, use or release a call.
#include "../Inputs/telephony.h"

static void hangUp(HCALL hCall) {
  if (hCall == 0)
    return;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

static void hangUpAndClear(LPHCALL lphCall) {
  if (*lphCall) {
    lineDrop(*lphCall, NULL, 0);
    lineDeallocateCall(*lphCall);
    *lphCall = 0;
  }
}

// Looks as if it would release, but only ends the connection.
static void endCall(HCALL hCall) {
  LONG lResult = lineDrop(hCall, NULL, 0);

  if (lResult < 0)
    ReportError("lineDrop", lResult);
}

static BOOL sendDigits(HCALL hCall, LPCSTR lpszDigits) {
  return lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, lpszDigits, 0) == 0;
}

static BOOL hangUpIfBusy(HCALL hCall, BOOL fBusy) {
  if (!fBusy)
    return FALSE;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  return TRUE;
}

static HCALL dial(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return 0;
  return hCall;
}

void releaseWrapper_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  hangUp(hCall);
}

void releaseByPointer_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    sendDigits(hCall, "42#");
  else
    hCall = 0;
  hangUpAndClear(&hCall);
}

void dropOnlyWrapper_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  sendDigits(hCall, "42#");
  endCall(hCall);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-6]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-7]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-11]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here

void useOnlyWrapper_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  if (!sendDigits(hCall, "42#"))
    return; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'sendDigits(hCall, "42#")' is false here
  hangUp(hCall);
}

BOOL conditionalWrapper_bad(HLINE hLine, LPCSTR lpszNumber, BOOL fBusy) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return FALSE;
  hangUpIfBusy(hCall, fBusy);
  return !fBusy; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
  // CHECK-NOTES: :[[@LINE-9]]:3: note: 'hangUpIfBusy' is called here
  // CHECK-NOTES: :[[@LINE-82]]:7: note: 'fBusy' is false here
}

BOOL conditionalWrapper_ok(HLINE hLine, LPCSTR lpszNumber, BOOL fBusy) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return FALSE;
  if (hangUpIfBusy(hCall, fBusy))
    return FALSE;
  sendDigits(hCall, "1");
  hangUp(hCall);
  return TRUE;
}

void acquireWrapper_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = dial(hLine, lpszNumber);

  if (!hCall)
    return;
  sendDigits(hCall, "1");
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-7]]:17: note: 'dial' is called here
// CHECK-NOTES: :[[@LINE-96]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-97]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-101]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
// CHECK-NOTES: :[[@LINE-12]]:7: note: 'hCall' is true here

void acquireWrapper_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = dial(hLine, lpszNumber);

  if (!hCall)
    return;
  sendDigits(hCall, "1");
  hangUp(hCall);
}

void resultNotKept_bad(HLINE hLine, LPCSTR lpszNumber) {
  ShowStatus("dialling");
  dial(hLine, lpszNumber); // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: 'dial' is called here
  // CHECK-NOTES: :[[@LINE-118]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-119]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-123]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
  ShowStatus("dialled");
}

void nestedCalls_ok(HLINE hLine, LPCSTR lpszNumber) {
  hangUp(dial(hLine, lpszNumber));
}

// A wrapper around a wrapper.
static HCALL dialTwice(HLINE hLine, LPCSTR lpszFirst, LPCSTR lpszSecond) {
  HCALL hCall = dial(hLine, lpszFirst);

  return hCall ? hCall : dial(hLine, lpszSecond);
}

BOOL nestedWrapper_bad(HLINE hLine) {
  HCALL hCall = dialTwice(hLine, "100", "200");

  if (!hCall)
    return FALSE;
  return sendDigits(hCall, "1"); // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-6]]:17: note: 'dialTwice' is called here
  // CHECK-NOTES: :[[@LINE-146]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-147]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-151]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
  // CHECK-NOTES: :[[@LINE-17]]:10: note: 'hCall' is true here
  // CHECK-NOTES: :[[@LINE-12]]:7: note: 'hCall' is true here
}

BOOL nestedWrapper_ok(HLINE hLine) {
  HCALL hCall = dialTwice(hLine, "100", "200");
  BOOL fSent = hCall && sendDigits(hCall, "1");

  hangUpAndClear(&hCall);
  return fSent;
}
