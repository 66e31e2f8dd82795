// RUN: %check_tapi %s 'tapi-lost-reply'
// Waits for a reply that was suppressed, or that only the waiting thread could
// deliver.
#include "../Inputs/telephony.h"

static HCALL s_hCall;
static HANDLE s_hReplied;
static HANDLE s_hStop;
static HANDLE s_hAny;
static HLINE s_hLine;
static LONG s_lRequest;

void CALLBACK lineCallback(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                           DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                           DWORD_PTR dwParam3) {
  switch (dwMessage) {
  case LINE_REPLY:
    SetEvent(s_hReplied);
    SetEvent(s_hAny);
    break;
  case LINE_CLOSE:
    SetEvent(s_hAny);
    SetEvent(s_hStop);
    break;
  }
}

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

void dropThenClose_bad(HLINE hLine, HCALL hCall) {
  LONG lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);

  lineClose(hLine);
  if (lRequest > 0)
    waitForReply(lRequest); // expect: TAPI015
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this waits without limit for a reply that lineClose has cancelled [tapi-lost-reply]
  // CHECK-NOTES: :[[@LINE-6]]:19: note: lineMakeCall is requested here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: lineClose ends 'hLine' and every call on it here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: request 'request ID' is used here
}

void ownLoop_bad(HLINEAPP hLineApp, HLINE hLine) {
  LINEMESSAGE Message;
  LONG lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);

  if (lRequest < 0)
    return;
  lineClose(hLine);
  while (lineGetMessage(hLineApp, &Message, INFINITE) == 0)
    if (Message.dwMessageID == LINE_REPLY &&
        (LONG)Message.dwParam1 == lRequest) // expect: TAPI015
      break;
  // CHECK-NOTES: :[[@LINE-2]]:9: warning: this waits without limit for a reply that lineClose has cancelled [tapi-lost-reply]
  // CHECK-NOTES: :[[@LINE-10]]:19: note: lineMakeCall is requested here
  // CHECK-NOTES: :[[@LINE-7]]:3: note: lineClose ends 'hLine' and every call on it here
  // CHECK-NOTES: :[[@LINE-7]]:10: note: 'lineGetMessage(hLineApp, &Message, INFINITE) == 0' is true here
  // CHECK-NOTES: :[[@LINE-7]]:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
}

void event_bad(HLINE hLine) {
  LONG lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);

  lineClose(hLine);
  if (lRequest > 0)
    WaitForSingleObject(s_hReplied, INFINITE); // expect: TAPI015
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this waits without limit for a reply that lineClose has cancelled [tapi-lost-reply]
  // CHECK-NOTES: :[[@LINE-6]]:19: note: lineMakeCall is requested here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: lineClose ends 'hLine' and every call on it here
}

void eventAfterShutdown_bad(HLINEAPP hLineApp, HLINE hLine) {
  LONG lRequest;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return;
  lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);
  lineShutdown(hLineApp);
  if (lRequest > 0)
    WaitForSingleObject(s_hReplied, INFINITE); // expect: TAPI015
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this waits without limit for a reply that lineShutdown has cancelled [tapi-lost-reply]
  // CHECK-NOTES: :[[@LINE-5]]:14: note: lineMakeCall is requested here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: lineShutdown shuts 'hLineApp' down and ends every handle of it here
}

void phone_bad(HPHONE hPhone) {
  LONG lRequest = phoneSetRing(hPhone, 1, 0);

  phoneClose(hPhone);
  if (lRequest > 0)
    WaitForSingleObject(s_hReplied, INFINITE); // expect: TAPI015
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this waits without limit for a reply that phoneClose has cancelled [tapi-lost-reply]
  // CHECK-NOTES: :[[@LINE-6]]:19: note: phoneSetRing is requested here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: phoneClose ends 'hPhone' here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'lRequest > 0' is true here
}

static BOOL waitForPhone(HPHONEAPP hPhoneApp, LONG lRequest) {
  PHONEMESSAGE Message;

  while (phoneGetMessage(hPhoneApp, &Message, INFINITE) == 0)
    if (Message.dwMessageID == PHONE_REPLY &&
        (LONG)Message.dwParam1 == lRequest)
      return (LONG)Message.dwParam2 == 0;
  return FALSE;
}

void phoneLoop_bad(HPHONEAPP hPhoneApp, HPHONE hPhone) {
  LONG lRequest = phoneSetGain(hPhone, PHONEHOOKSWITCHDEV_HANDSET, 100);

  phoneClose(hPhone);
  waitForPhone(hPhoneApp, lRequest); // expect: TAPI015
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits without limit for a reply that phoneClose has cancelled [tapi-lost-reply]
  // CHECK-NOTES: :[[@LINE-5]]:19: note: phoneSetGain is requested here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: phoneClose ends 'hPhone' here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: 'waitForPhone' is called here
  // CHECK-NOTES: :[[@LINE-16]]:10: note: 'phoneGetMessage(hPhoneApp, &Message, INFINITE) == 0' is true here
  // CHECK-NOTES: :[[@LINE-16]]:9: note: 'Message.dwMessageID == PHONE_REPLY' is true here
  // CHECK-NOTES: :[[@LINE-16]]:9: note: request 'request ID' is used here
}

// The condition of a do loop is one value, and not seen to be the reply's.
void FN_doLoop_bad(HPHONEAPP hPhoneApp, HPHONE hPhone) {
  PHONEMESSAGE Message;
  LONG lRequest = phoneSetGain(hPhone, PHONEHOOKSWITCHDEV_HANDSET, 100);

  phoneClose(hPhone);
  do {
    if (phoneGetMessage(hPhoneApp, &Message, INFINITE) != 0)
      return;
  } while (Message.dwMessageID != PHONE_REPLY ||
           (LONG)Message.dwParam1 != lRequest); // expect: TAPI015
}

void callOnLine_bad(HCALL hCall, HLINE hLine) {
  LONG lRequest;

  if (!waitForReply(lineMakeCall(hLine, &s_hCall, "100", 0, NULL)))
    return;
  lRequest = lineDrop(s_hCall, NULL, 0);
  lineClose(hLine);
  waitForReply(lRequest); // expect: TAPI015
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits without limit for a reply that lineClose has cancelled [tapi-lost-reply]
  // CHECK-NOTES: :[[@LINE-4]]:14: note: lineDrop is requested here
  // CHECK-NOTES: :[[@LINE-7]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-8]]:3: note: lineClose ends 'hLine' and every call on it here
  // CHECK-NOTES: :[[@LINE-8]]:3: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:28:7: note: 'lRequest <= 0' is false here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: request 'request ID' is used here
}

void forwarded_bad(HLINE hLine) {
  LONG lRequest =
      lineForward(hLine, TRUE, 0, NULL, 3, &s_hCall, NULL);

  if (lRequest < 0)
    return;
  if (lineClose(hLine) == 0)
    waitForReply(lRequest); // expect: TAPI015
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this waits without limit for a reply that lineClose has cancelled [tapi-lost-reply]
  // CHECK-NOTES: :[[@LINE-7]]:7: note: lineForward is requested here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: lineClose ends 'hLine' and every call on it here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: request 'request ID' is used here
}

static void hangUp(HLINE hLine) { lineClose(hLine); }

void closedByHelper_bad(HLINE hLine) {
  LONG lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);

  hangUp(hLine);
  waitForReply(lRequest); // expect: TAPI015
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this waits without limit for a reply that lineClose has cancelled [tapi-lost-reply]
  // CHECK-NOTES: :[[@LINE-5]]:19: note: lineMakeCall is requested here
  // CHECK-NOTES: :[[@LINE-4]]:3: note: 'hangUp' is called here
  // CHECK-NOTES: :[[@LINE-10]]:35: note: lineClose ends 'hLine' and every call on it here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: request 'request ID' is used here
}

void wide_bad(HLINE hLine) {
  LONG lRequest = lineMakeCallW(hLine, &s_hCall, L"100", 0, NULL);

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

void failedOpenPath_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0;
  LONG lRequest;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return;
  lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);
  lineClose(hLine);
  if (lRequest > 0 && !waitForReply(lRequest)) // expect: TAPI015
    ShowStatus("failed");
  // CHECK-NOTES: :[[@LINE-2]]:24: warning: this waits without limit for a reply that lineClose has cancelled [tapi-lost-reply]
  // CHECK-NOTES: :[[@LINE-5]]:14: note: lineMakeCall is requested here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: lineClose ends 'hLine' and every call on it here
  // CHECK-NOTES: :[[@LINE-5]]:24: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: request 'request ID' is used here
}

void CALLBACK waitsInside_ok(DWORD hDevice, DWORD dwMessage,
                              DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                              DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  if (dwMessage == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_OFFERING) {
    LONG lRequest = lineAnswer((HCALL)hDevice, NULL, 0);

    waitForReply(lRequest);
  }
}

void awaitedFirst_ok(HLINE hLine) {
  LONG lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);

  waitForReply(lRequest);
  lineClose(hLine);
}

void limited_ok(HLINE hLine) {
  LONG lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);

  lineClose(hLine);
  if (lRequest > 0)
    WaitForSingleObject(s_hReplied, 5000);
}

void otherLine_ok(HLINE hFirst, HLINE hSecond) {
  LONG lRequest = lineMakeCall(hFirst, &s_hCall, "100", 0, NULL);

  lineClose(hSecond);
  waitForReply(lRequest);
}

// From API version 2.0 on the reply still comes.
void deallocated_ok(HCALL hCall) {
  LONG lRequest = lineDrop(hCall, NULL, 0);

  lineDeallocateCall(hCall);
  waitForReply(lRequest);
}

void refused_ok(HLINE hLine) {
  LONG lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);

  lineClose(hLine);
  if (lRequest < 0)
    waitForReply(lRequest);
}

// Other messages end the loop, too.
void otherEnd_ok(HLINEAPP hLineApp, HLINE hLine) {
  LINEMESSAGE Message;
  LONG lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);

  lineClose(hLine);
  while (lineGetMessage(hLineApp, &Message, INFINITE) == 0) {
    if (Message.dwMessageID == LINE_REPLY &&
        (LONG)Message.dwParam1 == lRequest)
      break;
    if (Message.dwMessageID == LINE_CREATE)
      break;
  }
}

void limitedLoop_ok(HLINEAPP hLineApp, HLINE hLine) {
  LINEMESSAGE Message;
  LONG lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);

  lineClose(hLine);
  while (lineGetMessage(hLineApp, &Message, 2000) == 0)
    if (Message.dwMessageID == LINE_REPLY &&
        (LONG)Message.dwParam1 == lRequest)
      break;
}

// A loop over all messages that compares numbers on the way.
void mainLoop_ok(HLINEAPP hLineApp) {
  LINEMESSAGE Message;
  LONG lRequest = 0;
  BOOL bDone = FALSE;

  while (!bDone && lineGetMessage(hLineApp, &Message, INFINITE) == 0) {
    switch (Message.dwMessageID) {
    case LINE_REPLY:
      if ((LONG)Message.dwParam1 == lRequest)
        bDone = TRUE;
      break;
    case LINE_APPNEWCALL:
      lRequest = lineAnswer((HCALL)Message.dwParam2, NULL, 0);
      break;
    case LINE_LINEDEVSTATE:
      lineClose(s_hLine);
      break;
    }
  }
}

// The event is set by others, too.
void otherSetter_ok(HLINE hLine) {
  LONG lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);

  lineClose(hLine);
  if (lRequest > 0)
    WaitForSingleObject(s_hAny, INFINITE);
}

void otherEvent_ok(HLINE hLine) {
  LONG lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);

  lineClose(hLine);
  if (lRequest > 0)
    WaitForSingleObject(s_hStop, INFINITE);
}

void thread_ok(HLINEAPP hLineApp, HLINE hLine, HANDLE hThread) {
  lineMakeCall(hLine, &s_hCall, "100", 0, NULL);
  lineShutdown(hLineApp);
  WaitForSingleObject(hThread, INFINITE);
}

void eventFirst_ok(HLINE hLine) {
  LONG lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);

  if (lRequest > 0)
    WaitForSingleObject(s_hReplied, INFINITE);
  lineClose(hLine);
}

// A request about another line is still to be answered.
void anotherOutstanding_ok(HLINE hFirst, HLINE hSecond) {
  LONG lFirst = lineMakeCall(hFirst, &s_hCall, "100", 0, NULL);
  LONG lSecond = lineSetAppSpecific(s_hCall, 1);

  lSecond = lineForward(hSecond, TRUE, 0, NULL, 3, &s_hCall, NULL);
  lineClose(hFirst);
  if (lFirst > 0 && lSecond > 0)
    WaitForSingleObject(s_hReplied, INFINITE);
  s_lRequest = lSecond;
}

void shutDown_ok(HLINEAPP hLineApp, HLINE hLine) {
  LONG lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);

  lineShutdown(hLineApp);
  if (lRequest > 0)
    WaitForSingleObject(s_hReplied, 1000);
}

void forcedClose_ok(HLINE hLine) {
  LONG lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);

  if (lRequest > 0)
    waitForReply(lRequest);
  lineClose(hLine);
}

void newRequest_ok(HLINE hFirst, HLINE hSecond) {
  LONG lRequest = lineMakeCall(hFirst, &s_hCall, "100", 0, NULL);

  lineClose(hFirst);
  lRequest = lineMakeCall(hSecond, &s_hCall, "100", 0, NULL);
  waitForReply(lRequest);
}

void otherCall_ok(HCALL hFirst, HCALL hSecond) {
  LONG lRequest = lineHold(hFirst);

  lineDrop(hSecond, NULL, 0);
  waitForReply(lRequest);
}

// A wait in between may have seen the reply.
void seenBefore_ok(HLINE hLine) {
  LONG lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);

  Sleep(1000);
  lineClose(hLine);
  waitForReply(lRequest);
}

void closeFailed_ok(HLINE hLine) {
  LONG lRequest = lineMakeCall(hLine, &s_hCall, "100", 0, NULL);

  if (lineClose(hLine) != 0)
    waitForReply(lRequest);
}
