// RUN: %check_tapi %s 'tapi-*'
// Handles that leave the function, and the few that only look like it.
#include "../Inputs/telephony.h"
#include <stdio.h>
#include <stdlib.h>

typedef struct tagCALLNODE {
  struct tagCALLNODE *lpNext;
  HCALL hCall;
} CALLNODE, *LPCALLNODE;

extern LPCALLNODE g_lpCalls;
extern HCALL g_hCall;
static HCALL s_rghCalls[8];

void RegisterCall(HCALL hCall);
void RegisterCallByPointer(const HCALL *lphCall);

void toGlobal_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    g_hCall = hCall;
}

void toStaticArray_ok(HLINE hLine, LPCSTR lpszNumber, int nSlot) {
  HCALL hCall = 0;

  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    s_rghCalls[nSlot] = hCall;
}

void hangUpSlot_ok(int nSlot) {
  lineDrop(s_rghCalls[nSlot], NULL, 0);
  lineDeallocateCall(s_rghCalls[nSlot]);
  s_rghCalls[nSlot] = 0;
}

void toUnknownFunction_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    RegisterCall(hCall);
}

void addressToUnknownFunction_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    RegisterCallByPointer(&hCall);
}

void toList_ok(HLINE hLine, LPCSTR lpszNumber) {
  LPCALLNODE lpNode = (LPCALLNODE)calloc(1, sizeof(CALLNODE));

  if (!lpNode)
    return;
  if (!waitForReply(lineMakeCall(hLine, &lpNode->hCall, lpszNumber, 0, NULL))) {
    free(lpNode);
    return;
  }
  lpNode->lpNext = g_lpCalls;
  g_lpCalls = lpNode;
}

void nodeFreed_bad(HLINE hLine, LPCSTR lpszNumber) {
  LPCALLNODE lpNode = (LPCALLNODE)calloc(1, sizeof(CALLNODE));

  if (!lpNode)
    return;
  if (waitForReply(lineMakeCall(hLine, &lpNode->hCall, lpszNumber, 0, NULL)))
    lineMonitorDigits(lpNode->hCall, LINEDIGITMODE_DTMF);
  free(lpNode); // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'lpNode->hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-4]]:20: note: call handle 'lpNode->hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineMakeCall(hLine, &lpNode->hCall, lpszNumb...' is true here
}

void nodeFreed_ok(HLINE hLine, LPCSTR lpszNumber) {
  LPCALLNODE lpNode = (LPCALLNODE)calloc(1, sizeof(CALLNODE));

  if (!lpNode)
    return;
  if (waitForReply(lineMakeCall(hLine, &lpNode->hCall, lpszNumber, 0, NULL))) {
    lineDrop(lpNode->hCall, NULL, 0);
    lineDeallocateCall(lpNode->hCall);
  }
  free(lpNode);
}

void toWindowMessage_ok(HLINE hLine, HWND hwnd, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    PostMessage(hwnd, WM_APP, (WPARAM)hCall, 0);
}

void toWindow_ok(HLINE hLine, HWND hwnd, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    SetWindowLongPtr(hwnd, GWLP_USERDATA, (LONG_PTR)hCall);
}

static DWORD WINAPI callThread(LPVOID lpParameter) {
  HCALL hCall = (HCALL)(DWORD_PTR)lpParameter;

  lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  return 0;
}

void toThread_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  HANDLE hThread;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  hThread =
      CreateThread(NULL, 0, callThread, (LPVOID)(DWORD_PTR)hCall, 0, NULL);
  if (hThread)
    CloseHandle(hThread);
}

// Printing a handle keeps nobody from losing it.
void printed_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  printf("call 0x%08lx to %s is up\n", (unsigned long)hCall, lpszNumber);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here

// The line is closed while the request is pending: no call will ever come.
void lineIsClosedFirst_ok(HLINEAPP hLineApp, LPCSTR lpszNumber) {
  HLINE hLine = 0;
  HCALL hCall = 0;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, LINEMEDIAMODE_INTERACTIVEVOICE,
               NULL) != 0)
    return;
  if (lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL) > 0)
    Sleep(500);
  lineClose(hLine);
}

void processEnds_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  ShowStatus("fatal error");
  exit(1);
}

HCALL returned_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);

  return waitForReply(lResult) ? hCall : 0;
}
