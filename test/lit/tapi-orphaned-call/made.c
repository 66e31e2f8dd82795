// RUN: %check_tapi %s 'tapi-orphaned-call'
// Calls that this program made: their only owner deallocates them while they go
// on. API version 2.0.
#include "../Inputs/telephony.h"

void transferElsewhere(HCALL hCall);
BOOL callEnded(void);

extern HCALL g_hCall;

void madeOnly_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  lineDeallocateCall(hCall); // expect: TAPI014
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call 'hCall' is deallocated by its only owner but was never dropped [tapi-orphaned-call]
  // CHECK-NOTES: :[[@LINE-4]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-5]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL))' is true here
}

void used_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "1", 0);
  lineSetMediaMode(hCall, LINEMEDIAMODE_DATAMODEM);
  lineDeallocateCall(hCall); // expect: TAPI014
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call 'hCall' is deallocated by its only owner but was never dropped [tapi-orphaned-call]
  // CHECK-NOTES: :[[@LINE-6]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-7]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-11]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL))' is true here
}

BOOL errorPath_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return FALSE;
  if (lineSetMediaMode(hCall, LINEMEDIAMODE_DATAMODEM) < 0) {
    lineDeallocateCall(hCall); // expect: TAPI014
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call 'hCall' is deallocated by its only owner but was never dropped [tapi-orphaned-call]
    // CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'hCall' is requested by lineMakeCall here
    // CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
    // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
    // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
    // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
    // CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL))' is true here
    // CHECK-NOTES: :[[@LINE-9]]:7: note: 'lineSetMediaMode(hCall, LINEMEDIAMODE_DATAMODEM) < 0' is true here
    return FALSE;
  }
  g_hCall = hCall;
  return TRUE;
}

void global_bad(HLINE hLine) {
  if (!waitForReply(lineMakeCall(hLine, &g_hCall, "100", 0, NULL)))
    return;
  lineDeallocateCall(g_hCall); // expect: TAPI014
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call 'g_hCall' is deallocated by its only owner but was never dropped [tapi-orphaned-call]
  // CHECK-NOTES: :[[@LINE-4]]:21: note: call handle 'g_hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-5]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineMakeCall(hLine, &g_hCall, "100", 0, NULL))' is true here
  g_hCall = 0;
}

void resultTested_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  if (lineDeallocateCall(hCall) != 0) // expect: TAPI014
    ReportError("lineDeallocateCall", 0);
  // CHECK-NOTES: :[[@LINE-2]]:7: warning: call 'hCall' is deallocated by its only owner but was never dropped [tapi-orphaned-call]
  // CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL))' is true here
}

static void forget(HCALL hCall) { lineDeallocateCall(hCall); }

void throughHelper_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  forget(hCall); // expect: TAPI014
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call 'hCall' is deallocated by its only owner but was never dropped [tapi-orphaned-call]
  // CHECK-NOTES: :[[@LINE-4]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-5]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL))' is true here
  // CHECK-NOTES: :[[@LINE-15]]:35: note: call handle 'hCall' is passed to lineDeallocateCall here
}

void consult_bad(HCALL hCall) {
  HCALL hConsultCall = 0;

  if (!waitForReply(lineSetupTransfer(hCall, &hConsultCall, NULL)))
    return;
  lineDeallocateCall(hConsultCall); // expect: TAPI014
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call 'hConsultCall' is deallocated by its only owner but was never dropped [tapi-orphaned-call]
  // CHECK-NOTES: :[[@LINE-4]]:21: note: call handle 'hConsultCall' is requested by lineSetupTransfer here
  // CHECK-NOTES: :[[@LINE-5]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineSetupTransfer(hCall, &hConsultCall, NULL))' is true here
}

void pickedUp_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (waitForReply(linePickup(hLine, 0, &hCall, "12", NULL)))
    lineDeallocateCall(hCall); // expect: TAPI014
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call 'hCall' is deallocated by its only owner but was never dropped [tapi-orphaned-call]
  // CHECK-NOTES: :[[@LINE-3]]:20: note: call handle 'hCall' is requested by linePickup here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-8]]:7: note: 'waitForReply(linePickup(hLine, 0, &hCall, "12", NULL))' is true here
}

void unparked_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (waitForReply(lineUnpark(hLine, 0, &hCall, "12")))
    lineDeallocateCall(hCall); // expect: TAPI014
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call 'hCall' is deallocated by its only owner but was never dropped [tapi-orphaned-call]
  // CHECK-NOTES: :[[@LINE-3]]:20: note: call handle 'hCall' is requested by lineUnpark here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-8]]:7: note: 'waitForReply(lineUnpark(hLine, 0, &hCall, "12"))' is true here
}

void wideName_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (waitForReply(lineMakeCallW(hLine, &hCall, L"100", 0, NULL)))
    lineDeallocateCall(hCall); // expect: TAPI014
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call 'hCall' is deallocated by its only owner but was never dropped [tapi-orphaned-call]
  // CHECK-NOTES: :[[@LINE-3]]:20: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-8]]:7: note: 'waitForReply(lineMakeCallW(hLine, &hCall, L"100", 0, NULL))' is true here
}

void ansiName_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (waitForReply(lineMakeCallA(hLine, &hCall, "100", 0, NULL)))
    lineDeallocateCall(hCall); // expect: TAPI014
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call 'hCall' is deallocated by its only owner but was never dropped [tapi-orphaned-call]
  // CHECK-NOTES: :[[@LINE-3]]:20: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-8]]:7: note: 'waitForReply(lineMakeCallA(hLine, &hCall, "100", 0, NULL))' is true here
}

// Somebody else already gives it up on one way only.
void oneWay_bad(HLINE hLine, BOOL bDrop) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  if (bDrop)
    lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall); // expect: TAPI014
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call 'hCall' is deallocated by its only owner but was never dropped [tapi-orphaned-call]
  // CHECK-NOTES: :[[@LINE-6]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-7]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-11]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL))' is true here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'bDrop' is false here
}

void handoffFailed_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  lineGenerateTone(hCall, LINETONEMODE_BEEP, 100, 0, NULL);
  lineDeallocateCall(hCall); // expect: TAPI014
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call 'hCall' is deallocated by its only owner but was never dropped [tapi-orphaned-call]
  // CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL))' is true here
}

void loop_bad(HLINE hLine, int cCalls) {
  while (cCalls-- > 0) {
    HCALL hCall = 0;

    if (waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
      lineDeallocateCall(hCall); // expect: TAPI014
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: call 'hCall' is deallocated by its only owner but was never dropped [tapi-orphaned-call]
    // CHECK-NOTES: :[[@LINE-3]]:22: note: call handle 'hCall' is requested by lineMakeCall here
    // CHECK-NOTES: :[[@LINE-4]]:9: note: 'waitForReply' is called here
    // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
    // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
    // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
    // CHECK-NOTES: :[[@LINE-8]]:9: note: 'waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL))' is true here
  }
}

void answered_bad(HCALL hCall) {
  if (waitForReply(lineAnswer(hCall, NULL, 0)))
    lineDeallocateCall(hCall); // expect: TAPI014
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call 'hCall' is deallocated by its only owner but was never dropped [tapi-orphaned-call]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:28:7: note: 'lRequest <= 0' is false here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-8]]:7: note: 'waitForReply(lineAnswer(hCall, NULL, 0))' is true here
}

void answeredAndAccepted_bad(HCALL hCall) {
  lineAccept(hCall, NULL, 0);
  if (!waitForReply(lineAnswer(hCall, NULL, 0)))
    return;
  lineDeallocateCall(hCall); // expect: TAPI014
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call 'hCall' is deallocated by its only owner but was never dropped [tapi-orphaned-call]
  // CHECK-NOTES: :[[@LINE-4]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:28:7: note: 'lRequest <= 0' is false here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineAnswer(hCall, NULL, 0))' is true here
}

void dropped_ok(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

void droppedAndAwaited_ok(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  waitForReply(lineDrop(hCall, NULL, 0));
  lineDeallocateCall(hCall);
}

// The drop is refused: there is nothing more to do.
void dropFailed_ok(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  if (lineDrop(hCall, NULL, 0) < 0)
    ReportError("lineDrop", 0);
  lineDeallocateCall(hCall);
}

void handedOff_ok(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  lineHandoff(hCall, NULL, LINEMEDIAMODE_DATAMODEM);
  lineDeallocateCall(hCall);
}

void monitored_ok(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  lineSetCallPrivilege(hCall, LINECALLPRIVILEGE_MONITOR);
  lineDeallocateCall(hCall);
}

void blindlyTransferred_ok(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  lineBlindTransfer(hCall, "200", 0);
  lineDeallocateCall(hCall);
}

void parked_ok(HLINE hLine, LPVARSTRING lpString) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  linePark(hCall, LINEPARKMODE_DIRECTED, "300", lpString);
  lineDeallocateCall(hCall);
}

// Messages came meanwhile; the other side may have hung up.
void messagesCame_ok(HLINE hLine) {
  HCALL hCall = 0;
  LINEMESSAGE Message;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  while (lineGetMessage(g_hLineApp, &Message, INFINITE) == 0)
    if (Message.dwMessageID == LINE_CALLSTATE)
      break;
  lineDeallocateCall(hCall);
}

void pumped_ok(HLINE hLine) {
  HCALL hCall = 0;
  MSG Message;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  while (GetMessage(&Message, NULL, 0, 0) > 0)
    DispatchMessage(&Message);
  lineDeallocateCall(hCall);
}

void slept_ok(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  Sleep(5000);
  lineDeallocateCall(hCall);
}

void unknownCode_ok(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  while (!callEnded())
    ShowStatus("talking");
  lineDeallocateCall(hCall);
}

void passedOn_ok(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  transferElsewhere(hCall);
  lineDeallocateCall(hCall);
}

void stateAsked_ok(HLINE hLine, LPLINECALLSTATUS lpStatus) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "100", 0, NULL)))
    return;
  if (lineGetCallStatus(hCall, lpStatus) == 0 &&
      lpStatus->dwCallState == LINECALLSTATE_DISCONNECTED)
    lineDeallocateCall(hCall);
  else
    g_hCall = hCall;
}

// Nothing is known of the state of a call that comes from elsewhere.
void parameter_ok(HCALL hCall) { lineDeallocateCall(hCall); }

void global_ok(void) {
  lineDeallocateCall(g_hCall);
  g_hCall = 0;
}

// A call that is offered is not ours yet, or is only watched.
void CALLBACK newCall_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                         DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                         DWORD_PTR dwParam3) {
  if (dwMessage == LINE_APPNEWCALL)
    lineDeallocateCall((HCALL)dwParam2);
}

void CALLBACK disconnected_ok(DWORD hDevice, DWORD dwMessage,
                              DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                              DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  if (dwMessage == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_DISCONNECTED)
    lineDeallocateCall((HCALL)hDevice);
}

// On the reply of lineDrop, without waiting for idle.
static LONG s_lDropRequest;

void CALLBACK dropReply_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                           DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                           DWORD_PTR dwParam3) {
  if (dwMessage == LINE_REPLY && (LONG)dwParam1 == s_lDropRequest &&
      dwParam2 == 0) {
    lineDeallocateCall(g_hCall);
    g_hCall = 0;
  }
}

void answerPending_ok(HCALL hCall) {
  if (lineAnswer(hCall, NULL, 0) > 0)
    lineDeallocateCall(hCall);
}

void answerFailed_ok(HCALL hCall) {
  if (!waitForReply(lineAnswer(hCall, NULL, 0)))
    lineDeallocateCall(hCall);
}

void newCalls_ok(HLINE hLine, LPLINECALLLIST lpList) {
  LPHCALL lphCalls;

  if (lineGetNewCalls(hLine, 0, LINECALLSELECT_LINE, lpList) != 0)
    return;
  lphCalls = (LPHCALL)((LPBYTE)lpList + lpList->dwCallsOffset);
  lineDeallocateCall(lphCalls[0]);
}

// Which application the line belongs to is not known: the call may have ended
// with this one.
void applicationOfTheLineUnknown_ok(HLINEAPP hLineApp, HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, "5551234", 0, NULL)))
    return;
  lineShutdown(hLineApp);
  lineDeallocateCall(hCall);
}
