// RUN: %check_tapi %s 'tapi-*'
// lineShutdown ends calls as lineClose does.
#include "../Inputs/telephony.h"

static HLINEAPP s_hLineApp;
static HLINE s_hLine;
static HCALL s_hCall;
static LONG s_lRequest;

void shutdown_bad(HLINEAPP hLineApp, LPCSTR lpszNumber) {
  HLINE hLine = 0;
  HCALL hCall = 0;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) == 0 &&
      waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  lineShutdown(hLineApp); // expect: TAPI018
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' never reaches lineDeallocateCall: lineShutdown ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-4]]:20: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
}

void shutdown_ok(HLINEAPP hLineApp, LPCSTR lpszNumber) {
  HLINE hLine = 0;
  HCALL hCall = 0;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) == 0 &&
      waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL))) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
  lineShutdown(hLineApp);
}

void shutdownWhilePending_ok(HLINEAPP hLineApp, HLINE hLine,
                             LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL) > 0)
    ShowStatus("dialling");
  lineClose(hLine);
  lineShutdown(hLineApp);
}

// Closed by the line first: told there, not twice.
void closeThenShutdown_bad(HLINEAPP hLineApp, HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "5", 0);
  lineClose(hLine); // expect: TAPI018
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-4]]:20: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
  lineShutdown(hLineApp);
}

// Clean-up of stored handles whose state is known elsewhere.
void cleanUp_ok(void) {
  if (s_hLine)
    lineClose(s_hLine);
  if (s_hLineApp)
    lineShutdown(s_hLineApp);
  s_hLine = 0;
  s_hLineApp = 0;
  s_hCall = 0;
}

void shutdownOnly_ok(void) {
  lineShutdown(s_hLineApp);
  s_hLineApp = 0;
  s_hLine = 0;
  s_hCall = 0;
}

BOOL start_ok(LPCSTR lpszNumber) {
  s_hCall = 0;
  s_lRequest = lineMakeCall(s_hLine, &s_hCall, lpszNumber, 0, NULL);
  if (s_lRequest > 0)
    return TRUE;
  lineClose(s_hLine);
  s_hLine = 0;
  return FALSE;
}

// Cancel while the reply is outstanding.
void cancel_ok(void) {
  if (s_lRequest > 0 && s_hCall == 0) {
    lineClose(s_hLine);
    s_hLine = 0;
    s_lRequest = 0;
  }
}

// Monitored calls: the handle in the message is not the program's own call.
void monitor_ok(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  while (lineGetMessage(hLineApp, &Message, INFINITE) == 0) {
    switch (Message.dwMessageID) {
    case LINE_CALLSTATE:
      if (Message.dwParam1 == LINECALLSTATE_IDLE)
        lineDeallocateCall((HCALL)Message.hDevice);
      break;
    case LINE_REPLY:
      if ((LONG)Message.dwParam2 < 0) {
        lineClose(s_hLine);
        s_hLine = 0;
      }
      break;
    }
  }
  lineShutdown(hLineApp);
}

// Idle: deallocate, forget, close.
void CALLBACK callback_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                          DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                          DWORD_PTR dwParam3) {
  if (dwMessage == LINE_CALLSTATE && (HCALL)hDevice == s_hCall) {
    switch (dwParam1) {
    case LINECALLSTATE_DISCONNECTED:
      lineDrop(s_hCall, NULL, 0);
      break;
    case LINECALLSTATE_IDLE:
      lineDeallocateCall(s_hCall);
      s_hCall = 0;
      lineClose(s_hLine);
      s_hLine = 0;
      break;
    }
  }
}

// On the reply of a drop: deallocate without waiting for IDLE.
void dropReply_ok(LONG lResult) {
  if (lResult == 0 && s_hCall) {
    lineDeallocateCall(s_hCall);
    s_hCall = 0;
    lineClose(s_hLine);
    s_hLine = 0;
  }
}

void failedReply_ok(LONG lResult) {
  if (lResult < 0) {
    s_hCall = 0;
    lineClose(s_hLine);
    s_hLine = 0;
  }
}
