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
}

void callThenWrapper_bad(HCALL hCall, HCALL hOther) {
  lineDeallocateCall(hCall);
  tryRelease(hCall); // expect: TAPI006
  tryRelease(hOther);
}

void wrapperTwice_bad(HCALL hCall) {
  tryRelease(hCall);
  ShowStatus("once more");
  tryRelease(hCall); // expect: TAPI006
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
