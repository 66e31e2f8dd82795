// RUN: %check_tapi %s 'tapi-*'
// What is known of a request before, at and after its reply.
#include "../Inputs/telephony.h"

static LONG awaitReply(LONG lRequest) {
  LINEMESSAGE Message;

  for (;;) {
    LONG lResult = lineGetMessage(g_hLineApp, &Message, INFINITE);
    if (lResult < 0)
      return lResult;
    if (Message.dwMessageID == LINE_REPLY &&
        Message.dwParam1 == (DWORD_PTR)lRequest)
      return (LONG)Message.dwParam2;
  }
}

static LONG startCall(HLINE hLine, HCALL *phCall) {
  LONG lRequest = lineMakeCall(hLine, phCall, "1", 0, NULL);

  return lRequest < 0 ? lRequest : awaitReply(lRequest);
}

static void hangUp(HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

// Used too early, but where the reply tells of failure there is no handle.
void early_bad(HLINE hLine) {
  HCALL hCall = 0;
  LONG lRequest = lineMakeCall(hLine, &hCall, "1", 0, NULL);

  if (lRequest < 0)
    return;
  lineSetAppSpecific(hCall, 1); // expect: TAPI008
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used before the reply to lineMakeCall makes it valid [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-6]]:19: note: call handle 'hCall' is requested by lineMakeCall here
  if (awaitReply(lRequest) != 0)
    return;
  hangUp(hCall);
}

// Used too early, and lost where the reply tells of success.
void earlyAndLost_bad(HLINE hLine) {
  HCALL hCall = 0;
  LONG lRequest = lineMakeCall(hLine, &hCall, "1", 0, NULL);

  if (lRequest < 0)
    return;
  lineSetAppSpecific(hCall, 1); // expect: TAPI008
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used before the reply to lineMakeCall makes it valid [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-6]]:19: note: call handle 'hCall' is requested by lineMakeCall here
  if (awaitReply(lRequest) == 0)
    ShowStatus("connected");
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-11]]:19: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-5]]:7: note: 'awaitReply' is called here
// CHECK-NOTES: :[[@LINE-50]]:9: note: 'lResult < 0' is false here
// CHECK-NOTES: :[[@LINE-49]]:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: :[[@LINE-49]]:9: note: 'Message.dwParam1 == (DWORD_PTR)lRequest' is true here
// CHECK-NOTES: :[[@LINE-9]]:7: note: 'awaitReply(lRequest) == 0' is true here

// Refused requests and failed replies meet where the variable is used.
void failedByHelper_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (startCall(hLine, &hCall) != 0)
    lineSetAppSpecific(hCall, 1); // expect: TAPI009
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used although lineMakeCall failed [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: 'startCall' is called here
  // CHECK-NOTES: :[[@LINE-54]]:19: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-53]]:36: note: 'awaitReply' is called here
  // CHECK-NOTES: :[[@LINE-65]]:9: note: 'lResult < 0' is false here
  // CHECK-NOTES: :[[@LINE-64]]:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: :[[@LINE-64]]:9: note: 'Message.dwParam1 == (DWORD_PTR)lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'startCall(hLine, &hCall) != 0' is true here
  else
    hangUp(hCall);
}

void failedByFlag_bad(HLINE hLine) {
  HCALL hCall = 0;
  BOOL bFailed = startCall(hLine, &hCall) != 0;

  if (bFailed)
    lineSetAppSpecific(hCall, 1); // expect: TAPI009
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used although lineMakeCall failed [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-5]]:18: note: 'startCall' is called here
  // CHECK-NOTES: :[[@LINE-72]]:19: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-71]]:36: note: 'awaitReply' is called here
  // CHECK-NOTES: :[[@LINE-83]]:9: note: 'lResult < 0' is false here
  // CHECK-NOTES: :[[@LINE-82]]:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: :[[@LINE-82]]:9: note: 'Message.dwParam1 == (DWORD_PTR)lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'bFailed' is true here
  else
    hangUp(hCall);
}

void failedByFlag_ok(HLINE hLine) {
  HCALL hCall;
  BOOL bFailed = startCall(hLine, &hCall) != 0;

  if (!bFailed)
    hangUp(hCall);
}

// The flag says that a call was tried, not that there is one.
void flagTooEarly_bad(HLINE hLine, DWORD dwMode) {
  HCALL hCall = 0;
  BOOL bHave = FALSE;

  if (dwMode == 3) {
    bHave = TRUE;
    if (startCall(hLine, &hCall) != 0)
      ShowStatus("failed");
  }
  if (bHave)
    hangUp(hCall); // expect: TAPI009
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used although lineMakeCall failed [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-6]]:9: note: 'startCall' is called here
  // CHECK-NOTES: :[[@LINE-104]]:19: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-103]]:36: note: 'awaitReply' is called here
  // CHECK-NOTES: :[[@LINE-115]]:9: note: 'lResult < 0' is false here
  // CHECK-NOTES: :[[@LINE-114]]:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: :[[@LINE-114]]:9: note: 'Message.dwParam1 == (DWORD_PTR)lRequest' is true here
  // CHECK-NOTES: :[[@LINE-12]]:9: note: 'startCall(hLine, &hCall) != 0' is true here
  // CHECK-NOTES: :[[@LINE-104]]:3: note: call handle 'hCall' is used here
}

void flag_ok(HLINE hLine, DWORD dwMode) {
  HCALL hCall = 0;
  BOOL bHave = FALSE;

  if (dwMode == 3) {
    if (startCall(hLine, &hCall) != 0)
      ShowStatus("failed");
    else
      bHave = TRUE;
  }
  if (bHave)
    hangUp(hCall);
}

// The second request into the variable fails: what was there is gone, and
// nothing came.
void secondFails_ok(HLINE hLine) {
  HCALL hCall = 0;

  if (startCall(hLine, &hCall) != 0)
    return;
  hangUp(hCall);
  if (startCall(hLine, &hCall) != 0)
    return;
  hangUp(hCall);
}

// A callback tells of the reply by variables.
static LONG s_lRequest;
static BOOL s_bAnswered;
static LONG s_lOutcome;
static HCALL s_hCall;

void CALLBACK onLine_ok(DWORD dwDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  if (dwMessage == LINE_REPLY && (LONG)dwParam1 == s_lRequest) {
    s_bAnswered = TRUE;
    s_lOutcome = (LONG)dwParam2;
    if (s_lOutcome != 0)
      s_hCall = 0;
  }
  if (dwMessage == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_IDLE &&
      (HCALL)dwDevice == s_hCall) {
    lineDeallocateCall(s_hCall);
    s_hCall = 0;
  }
}

void askCallback_ok(HLINE hLine) {
  HCALL hCall = 0;
  MSG Message;

  s_lRequest = lineMakeCall(hLine, &hCall, "1", 0, NULL);
  if (s_lRequest <= 0)
    return;
  while (!s_bAnswered && GetMessage(&Message, NULL, 0, 0) > 0)
    DispatchMessage(&Message);
  if (s_bAnswered && s_lOutcome == 0)
    hangUp(hCall);
}

// This variable is not the callback's.
static BOOL s_bVerbose;

void askNobody_bad(HLINE hLine) {
  HCALL hCall = 0;
  LONG lRequest = lineMakeCall(hLine, &hCall, "1", 0, NULL);

  if (lRequest <= 0)
    return;
  if (s_bVerbose)
    ShowStatus(NULL);
  else
    lineSetAppSpecific(hCall, 1); // expect: TAPI008
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used before the reply to lineMakeCall makes it valid [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-9]]:19: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:7: note: 's_bVerbose' is false here
  if (awaitReply(lRequest) == 0)
    hangUp(hCall);
}

void setVerbose(BOOL bVerbose) { s_bVerbose = bVerbose; }

static void pump(void) {
  MSG Message;

  while (GetMessage(&Message, NULL, 0, 0) > 0)
    DispatchMessage(&Message);
}

// Once messages were dispatched, in a helper, the callback may have released
// what the variable held.
void pumpInHelper_ok(HLINE hLine) {
  s_hCall = 0;
  s_lRequest = lineMakeCall(hLine, &s_hCall, "1", 0, NULL);
  if (s_lRequest > 0) {
    if (s_hCall)
      lineSetAppSpecific(s_hCall, 1);
    pump();
  }
  lineClose(hLine);
}

void noPump_bad(HLINE hLine) {
  s_hCall = 0;
  if (startCall(hLine, &s_hCall) == 0)
    lineDrop(s_hCall, NULL, 0);
  else
    s_hCall = 0;
  lineClose(hLine); // expect: TAPI018
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 's_hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-6]]:7: note: 'startCall' is called here
  // CHECK-NOTES: :[[@LINE-226]]:19: note: call handle 's_hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-225]]:36: note: 'awaitReply' is called here
  // CHECK-NOTES: :[[@LINE-237]]:9: note: 'lResult < 0' is false here
  // CHECK-NOTES: :[[@LINE-236]]:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: :[[@LINE-236]]:9: note: 'Message.dwParam1 == (DWORD_PTR)lRequest' is true here
  // CHECK-NOTES: :[[@LINE-12]]:7: note: 'startCall(hLine, &s_hCall) == 0' is true here
}

// Whoever uses the handle after a wait believes in it: the first use counts.
void usedOnceAfterWait_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (lineMakeCall(hLine, &hCall, "1", 0, NULL) < 0)
    return;
  pump();
  if (lineSetAppSpecific(hCall, 1) != 0)
    return; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-6]]:7: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'lineSetAppSpecific(hCall, 1) != 0' is true here
  hangUp(hCall);
}
