// RUN: %check_tapi %s 'tapi-*'
// Loops and retry loops.
#include "../Inputs/telephony.h"

#define MAX_PARTIES 4

// Dials a list of numbers, and forgets each call that was connected.
int dialList_bad(HLINE hLine, LPCSTR *rgszNumbers, int cNumbers) {
  int i, cReached = 0;

  for (i = 0; i < cNumbers; i++) {
    HCALL hCall = 0;
    LONG lResult = lineMakeCall(hLine, &hCall, rgszNumbers[i], 0, NULL);

    if (lResult < 0 || !waitForReply(lResult))
      continue;
    lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "1#", 0);
    cReached++;
  } // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-8]]:20: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-7]]:25: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-11]]:24: note: 'waitForReply(lResult)' is true here
  return cReached;
}

int dialList_ok(HLINE hLine, LPCSTR *rgszNumbers, int cNumbers) {
  int i, cReached = 0;

  for (i = 0; i < cNumbers; i++) {
    HCALL hCall = 0;
    LONG lResult = lineMakeCall(hLine, &hCall, rgszNumbers[i], 0, NULL);

    if (lResult < 0 || !waitForReply(lResult))
      continue;
    lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "1#", 0);
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    cReached++;
  }
  return cReached;
}

// Only one way out of the body skips the release.
int dialUntilAnswered_bad(HLINE hLine, LPCSTR *rgszNumbers, int cNumbers) {
  int i;

  for (i = 0; i < cNumbers; i++) {
    HCALL hCall = 0;

    if (!waitForReply(lineMakeCall(hLine, &hCall, rgszNumbers[i], 0, NULL)))
      continue;
    if (UserConfirms("reached somebody?"))
      return i; // expect: TAPI001
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
    // CHECK-NOTES: :[[@LINE-5]]:23: note: call handle 'hCall' is requested by lineMakeCall here
    // CHECK-NOTES: :[[@LINE-6]]:10: note: 'waitForReply' is called here
    // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
    // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
    // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
    // CHECK-NOTES: :[[@LINE-10]]:9: note: 'waitForReply(lineMakeCall(hLine, &hCall, rgszNumbers[i], ...' is true here
    // CHECK-NOTES: :[[@LINE-9]]:9: note: 'UserConfirms("reached somebody?")' is true here
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
  return -1;
}

int dialUntilAnswered_ok(HLINE hLine, LPCSTR *rgszNumbers, int cNumbers) {
  int i;

  for (i = 0; i < cNumbers; i++) {
    HCALL hCall = 0;
    BOOL fReached;

    if (!waitForReply(lineMakeCall(hLine, &hCall, rgszNumbers[i], 0, NULL)))
      continue;
    fReached = UserConfirms("reached somebody?");
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    if (fReached)
      return i;
  }
  return -1;
}

// A retry loop is over once the request is accepted.
BOOL retryUntilAccepted_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lResult;
  int nTries = 5;

  do {
    lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);
    if (lResult < 0)
      Sleep(1000);
  } while (lResult < 0 && --nTries > 0);
  if (lResult < 0 || !waitForReply(lResult))
    return FALSE;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  return TRUE;
}

BOOL retryUntilAccepted_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lResult;
  int nTries = 5;

  do {
    lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);
    if (lResult < 0)
      Sleep(1000);
  } while (lResult < 0 && --nTries > 0);
  if (lResult < 0 || !waitForReply(lResult))
    return FALSE;
  lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  return TRUE; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-9]]:15: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:23: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:22: note: 'waitForReply(lResult)' is true here
}

// An array of calls: obtained in one loop, released in another.
void conference_ok(HLINE hLine, LPCSTR *rgszNumbers) {
  HCALL rghCalls[MAX_PARTIES] = {0};
  int i, cCalls = 0;

  for (i = 0; i < MAX_PARTIES; i++) {
    if (waitForReply(
            lineMakeCall(hLine, &rghCalls[i], rgszNumbers[i], 0, NULL)))
      cCalls++;
    else
      rghCalls[i] = 0;
  }
  ShowStatus(cCalls ? "some are there" : "nobody is there");
  for (i = 0; i < MAX_PARTIES; i++) {
    if (rghCalls[i]) {
      lineDrop(rghCalls[i], NULL, 0);
      lineDeallocateCall(rghCalls[i]);
    }
  }
}

// The same number is dialled for ever; each round has one call.
void redialForEver_ok(HLINE hLine, LPCSTR lpszNumber) {
  while (UserConfirms("dial again?")) {
    HCALL hCall = 0;

    if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL))) {
      while (!UserConfirms("hang up?"))
        Sleep(100);
      lineDrop(hCall, NULL, 0);
      lineDeallocateCall(hCall);
    }
  }
}

void breakLeavesCall_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  int nRound;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  for (nRound = 0; nRound < 10; nRound++) {
    if (lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "#", 0) < 0)
      break;
    if (nRound == 9) {
      lineDrop(hCall, NULL, 0);
      lineDeallocateCall(hCall);
      return;
    }
  }
  ShowStatus("digits failed");
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-14]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-15]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-19]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
