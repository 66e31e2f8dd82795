// RUN: %check_tapi %s 'tapi-*'
// A thread handles the messages, others work on what it stores.
#include "../Inputs/telephony.h"

static HLINEAPP s_hLineApp;
static HCALL s_hCall;
static HCALL s_hCarefulCall;
static volatile BOOL s_bRun = TRUE;

static DWORD WINAPI helper_thread(LPVOID lpParameter) {
  LINEMESSAGE Message;

  while (s_bRun) {
    if (lineGetMessage(s_hLineApp, &Message, INFINITE) != 0)
      continue;
    switch (Message.dwMessageID) {
    case LINE_APPNEWCALL:
      s_hCall = (HCALL)Message.dwParam2;
      break;
    case LINE_CALLSTATE:
      if (Message.dwParam1 == LINECALLSTATE_IDLE)
        lineDeallocateCall((HCALL)Message.hDevice);
      break;
    }
  }
  return 0;
}

static DWORD WINAPI careful_ok(LPVOID lpParameter) {
  LINEMESSAGE Message;

  while (s_bRun) {
    if (lineGetMessage(s_hLineApp, &Message, INFINITE) != 0)
      continue;
    switch (Message.dwMessageID) {
    case LINE_APPNEWCALL:
      s_hCarefulCall = (HCALL)Message.dwParam2;
      break;
    case LINE_CALLSTATE:
      if (Message.dwParam1 == LINECALLSTATE_IDLE) {
        lineDeallocateCall((HCALL)Message.hDevice);
        if (s_hCarefulCall == (HCALL)Message.hDevice)
          s_hCarefulCall = 0;
      }
      break;
    }
  }
  return 0;
}

void start(void) {
  CloseHandle(CreateThread(NULL, 0, helper_thread, NULL, 0, NULL));
  CloseHandle(CreateThread(NULL, 0, careful_ok, NULL, 0, NULL));
}

void stop(void) { s_bRun = FALSE; }

void hangUp_bad(void) {
  if (s_hCall)
    lineDrop(s_hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 's_hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-46]]:13: note: call handle 'Message.dwParam2' is delivered by LINE_APPNEWCALL here
  // CHECK-NOTES: :[[@LINE-50]]:10: note: 's_bRun' is true here
  // CHECK-NOTES: :[[@LINE-50]]:9: note: 'lineGetMessage(s_hLineApp, &Message, INFINITE) != 0' is false here
  // CHECK-NOTES: :[[@LINE-49]]:13: note: 'Message.dwMessageID' is 'LINE_APPNEWCALL' here
  // CHECK-NOTES: :[[@LINE-53]]:10: note: 's_bRun' is true here
  // CHECK-NOTES: :[[@LINE-57]]:21: note: later, 'helper_thread' runs
  // CHECK-NOTES: :[[@LINE-52]]:13: note: 'Message.dwMessageID' is 'LINE_CALLSTATE' here
  // CHECK-NOTES: :[[@LINE-48]]:11: note: 'Message.dwParam1 == LINECALLSTATE_IDLE' is true here
  // CHECK-NOTES: :[[@LINE-48]]:9: note: call handle 's_hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-58]]:10: note: 's_bRun' is false here
  // CHECK-NOTES: :[[@LINE-14]]:6: note: later, 'hangUp_bad' runs
  // CHECK-NOTES: :[[@LINE-14]]:7: note: 's_hCall' is true here
}

void carefulHangUp_ok(void) {
  if (s_hCarefulCall)
    lineDrop(s_hCarefulCall, NULL, 0);
}
