// RUN: %check_tapi %s 'tapi-*'
// Releases hidden in helper functions, and released twice by two names.
#include "../Inputs/telephony.h"

typedef struct tagDIALER {
  HLINEAPP hLineApp;
  HLINE hLine;
  HCALL hCall;
} DIALER, *LPDIALER;

static void hangUp(HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

static void closeDialer(LPDIALER lpDialer) {
  if (lpDialer->hCall) {
    lineDeallocateCall(lpDialer->hCall);
    lpDialer->hCall = 0;
  }
  if (lpDialer->hLine) {
    lineClose(lpDialer->hLine);
    lpDialer->hLine = 0;
  }
}

static BOOL tryRelease(HCALL hCall) { return lineDeallocateCall(hCall) == 0; }

void wrapperThenCall_bad(HCALL hCall) {
  hangUp(hCall);
  lineDeallocateCall(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'hangUp' is called here
  // CHECK-NOTES: :[[@LINE-21]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void callThenWrapper_bad(HCALL hCall, HCALL hOther) {
  lineDeallocateCall(hCall);
  tryRelease(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-15]]:46: note: call handle 'hCall' is passed to lineDeallocateCall here
  tryRelease(hOther);
}

void wrapperTwice_bad(HCALL hCall) {
  tryRelease(hCall);
  ShowStatus("once more");
  tryRelease(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: 'tryRelease' is called here
  // CHECK-NOTES: :[[@LINE-25]]:46: note: call handle 'hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-26]]:46: note: call handle 'hCall' is passed to lineDeallocateCall here
}

void wrapperOnce_ok(HCALL hCall, HCALL hOther) {
  tryRelease(hCall);
  ShowStatus("and the other one");
  tryRelease(hOther);
}

void wrapperFailed_ok(HCALL hCall) {
  if (!tryRelease(hCall)) {
    waitForReply(lineDrop(hCall, NULL, 0));
    tryRelease(hCall);
  }
}

void wrapperSucceeded_bad(HCALL hCall) {
  if (tryRelease(hCall))
    lineDeallocateCall(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: 'tryRelease' is called here
  // CHECK-NOTES: :[[@LINE-47]]:46: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void structCleared_ok(LPDIALER lpDialer) {
  closeDialer(lpDialer);
  closeDialer(lpDialer);
}

void structNotCleared_bad(LPDIALER lpDialer) {
  if (lpDialer->hCall)
    lineDeallocateCall(lpDialer->hCall);
  ShowStatus("closing");
  closeDialer(lpDialer); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'lpDialer->hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'lpDialer->hCall' is true here
  // CHECK-NOTES: :[[@LINE-5]]:5: note: call handle 'lpDialer->hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-72]]:5: note: call handle 'lpDialer->hCall' is passed to lineDeallocateCall here
}

void structClearedByHand_ok(LPDIALER lpDialer) {
  if (lpDialer->hCall)
    lineDeallocateCall(lpDialer->hCall);
  lpDialer->hCall = 0;
  closeDialer(lpDialer);
}

void copyInLocal_bad(LPDIALER lpDialer) {
  HLINE hLine = lpDialer->hLine;

  closeDialer(lpDialer);
  if (hLine)
    lineClose(hLine); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'hLine' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: 'closeDialer' is called here
  // CHECK-NOTES: :[[@LINE-91]]:7: note: 'lpDialer->hCall' is false here
  // CHECK-NOTES: :[[@LINE-88]]:7: note: 'lpDialer->hLine' is true here
  // CHECK-NOTES: :[[@LINE-88]]:5: note: line handle 'hLine' is ended by lineClose here
}

void copyInLocal_ok(LPDIALER lpDialer) {
  HLINE hLine = lpDialer->hLine;

  lpDialer->hLine = 0;
  closeDialer(lpDialer);
  if (hLine)
    lineClose(hLine);
}

void array_bad(HCALL hFirst, HCALL hSecond) {
  HCALL rghCalls[2];

  rghCalls[0] = hFirst;
  rghCalls[1] = hSecond;
  hangUp(rghCalls[0]);
  hangUp(rghCalls[1]);
  lineDeallocateCall(hSecond); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hSecond' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: 'hangUp' is called here
  // CHECK-NOTES: :[[@LINE-119]]:3: note: call handle 'hSecond' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: 'hangUp' is called here
}

void array_ok(LPHCALL lphCalls, int cCalls) {
  int i;

  for (i = cCalls - 1; i >= 0; i--) {
    if (lphCalls[i] != 0)
      hangUp(lphCalls[i]);
    lphCalls[i] = 0;
  }
}

// Both ends of a recursion release.
static void countDown(HCALL hCall, int cSeconds) {
  if (cSeconds == 0) {
    hangUp(hCall);
    return;
  }
  Sleep(1000);
  countDown(hCall, cSeconds - 1);
}

void recursion_bad(HCALL hCall) {
  countDown(hCall, 5);
  lineDeallocateCall(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'countDown' is called here
  // CHECK-NOTES: :[[@LINE-8]]:3: note: 'countDown' is called here
  // CHECK-NOTES: :[[@LINE-9]]:3: note: 'countDown' is called here
  // CHECK-NOTES: :[[@LINE-10]]:3: note: 'countDown' is called here
  // CHECK-NOTES: :[[@LINE-11]]:3: note: 'countDown' is called here
  // CHECK-NOTES: :[[@LINE-16]]:5: note: 'hangUp' is called here
  // CHECK-NOTES: :[[@LINE-153]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void recursion_ok(HCALL hCall, HCALL hOther) {
  countDown(hCall, 5);
  countDown(hOther, 5);
}

// On the IDLE message, by the message's handle and by the stored one.
void idle_bad(HCALL hCall, HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  while (lineGetMessage(hLineApp, &Message, INFINITE) == 0) {
    if (Message.dwMessageID == LINE_CALLSTATE &&
        Message.dwParam1 == LINECALLSTATE_IDLE &&
        (HCALL)Message.hDevice == hCall) {
      lineDeallocateCall((HCALL)Message.hDevice);
      break;
    }
  }
  if (hCall != 0 && Message.dwMessageID == LINE_CALLSTATE)
    lineDeallocateCall(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-11]]:10: note: 'lineGetMessage(hLineApp, &Message, INFINITE) == 0' is true here
  // CHECK-NOTES: :[[@LINE-11]]:9: note: 'Message.dwMessageID == LINE_CALLSTATE' is true here
  // CHECK-NOTES: :[[@LINE-11]]:9: note: 'Message.dwParam1 == LINECALLSTATE_IDLE' is true here
  // CHECK-NOTES: :[[@LINE-11]]:9: note: '(HCALL)Message.hDevice == hCall' is true here
  // CHECK-NOTES: :[[@LINE-11]]:7: note: call handle 'hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-8]]:7: note: 'hCall != 0' is true here
}

void idle_ok(HCALL hCall, HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  while (lineGetMessage(hLineApp, &Message, INFINITE) == 0) {
    if (Message.dwMessageID == LINE_CALLSTATE &&
        Message.dwParam1 == LINECALLSTATE_IDLE &&
        (HCALL)Message.hDevice == hCall) {
      lineDeallocateCall((HCALL)Message.hDevice);
      hCall = 0;
      break;
    }
  }
  if (hCall != 0)
    lineDeallocateCall(hCall);
}
