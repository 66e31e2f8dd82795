// RUN: %check_tapi %s 'tapi-*'
// Functions that call themselves, directly or in turn.
#include "../Inputs/telephony.h"

BOOL dialNext_bad(HLINE hLine, LPCSTR *rgszNumbers) {
  HCALL hCall = 0;

  if (*rgszNumbers == NULL)
    return FALSE;
  if (!waitForReply(lineMakeCall(hLine, &hCall, *rgszNumbers, 0, NULL)))
    return dialNext_bad(hLine, rgszNumbers + 1);
  lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  return TRUE; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, *rgszNumbers, 0,...' is true here
}

BOOL dialNext_ok(HLINE hLine, LPCSTR *rgszNumbers) {
  HCALL hCall = 0;

  if (*rgszNumbers == NULL)
    return FALSE;
  if (!waitForReply(lineMakeCall(hLine, &hCall, *rgszNumbers, 0, NULL)))
    return dialNext_ok(hLine, rgszNumbers + 1);
  lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  return TRUE;
}

// Releases in the innermost call.
static void releaseAfter(HCALL hCall, int cSeconds) {
  if (cSeconds == 0) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    return;
  }
  Sleep(1000);
  releaseAfter(hCall, cSeconds - 1);
}

void recursiveRelease_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    releaseAfter(hCall, 30);
}

// Uses the call at every level and never releases it.
static void sendRepeatedly(HCALL hCall, int cTimes) {
  if (cTimes == 0)
    return;
  lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "#", 0);
  sendRepeatedly(hCall, cTimes - 1);
}

void recursiveUse_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  sendRepeatedly(hCall, 3);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here

static void whenConnected(HCALL hCall, int nLevel);

static void whenRinging(HCALL hCall, int nLevel) {
  if (nLevel > 0)
    whenConnected(hCall, nLevel - 1);
  else
    lineDrop(hCall, NULL, 0);
}

static void whenConnected(HCALL hCall, int nLevel) {
  lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  whenRinging(hCall, nLevel);
}

void mutualRecursion_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  whenRinging(hCall, 4);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here

void mutualRecursion_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  whenRinging(hCall, 4);
  lineDeallocateCall(hCall);
}
