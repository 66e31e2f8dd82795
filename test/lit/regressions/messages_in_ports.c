// RUN: %check_tapi %s 'tapi-*'
// Handles that come in messages, go out in messages, or wait for one.
#include "../Inputs/telephony.h"

static HCALL s_hCall;

static BOOL dial(HLINE hLine, HCALL *phCall) {
  return waitForReply(lineMakeCall(hLine, phCall, "1", 0, NULL));
}

typedef struct {
  HANDLE hPort;
  LPLINEMESSAGE lpMessage;
} PORT;

static void pullMessages(HANDLE hPort) {
  LPLINEMESSAGE lpMessage;
  DWORD dwBytes;
  ULONG_PTR dwKey;

  while (GetQueuedCompletionStatus(hPort, &dwBytes, &dwKey,
                                   (LPOVERLAPPED *)&lpMessage, INFINITE)) {
    if (lpMessage->dwMessageID == LINE_APPNEWCALL)
      lineDeallocateCall((HCALL)lpMessage->dwParam2);
    LocalFree(lpMessage);
  }
}

// Each round of the callee's loop has another message behind the pointer.
DWORD WINAPI portThread_ok(LPVOID lpParameter) {
  pullMessages((HANDLE)lpParameter);
  return 0;
}

// The same with a pointer that lies in a field.
void pointerInField_ok(PORT *lpPort) {
  DWORD dwBytes;
  ULONG_PTR dwKey;

  while (GetQueuedCompletionStatus(lpPort->hPort, &dwBytes, &dwKey,
                                   (LPOVERLAPPED *)&lpPort->lpMessage,
                                   INFINITE)) {
    if (lpPort->lpMessage->dwMessageID == LINE_APPNEWCALL)
      lineDeallocateCall((HCALL)lpPort->lpMessage->dwParam2);
    LocalFree(lpPort->lpMessage);
  }
}

void nextHandle(HCALL **pphCall);

// The pointer stays as it is between the two releases.
void samePointer_bad(void) {
  HCALL *phCall;

  nextHandle(&phCall);
  lineDeallocateCall(*phCall);
  lineDeallocateCall(*phCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle '*phCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle '*phCall' is ended by lineDeallocateCall here
}

// A window gets the handle and may keep it.
void sendMessage_ok(HLINE hLine, HWND hWnd) {
  HCALL hCall;

  if (dial(hLine, &hCall))
    SendMessage(hWnd, WM_USER, 0, (LPARAM)hCall);
}

// A list box keeps it as the data of an item.
void itemData_ok(HLINE hLine, HWND hDialog, int nItem) {
  HCALL hCall;

  if (dial(hLine, &hCall))
    SendDlgItemMessage(hDialog, 100, LB_SETITEMDATA, nItem, (LPARAM)hCall);
}

// WM_COPYDATA sends the address of what holds the address of the handle.
void copyData_ok(HLINE hLine, HWND hWnd) {
  HCALL hCall;
  COPYDATASTRUCT Data = {1, sizeof(hCall), &hCall};

  if (dial(hLine, &hCall))
    SendMessage(hWnd, WM_COPYDATA, 0, (LPARAM)&Data);
}

// The message says nothing about the handle.
void otherMessage_bad(HLINE hLine, HWND hWnd) {
  HCALL hCall;

  if (dial(hLine, &hCall))
    SendMessage(hWnd, WM_USER, 0, 0);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-4]]:7: note: 'dial' is called here
// CHECK-NOTES: :[[@LINE-88]]:23: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-89]]:10: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-10]]:7: note: 'dial(hLine, &hCall)' is true here

// With INFINITE, lineGetMessage fails only once the application is shut down,
// and then the call is gone too.
void messageLoop_ok(HLINEAPP hLineApp, HLINE hLine) {
  LINEMESSAGE Message;
  HCALL hCall = 0;
  LONG lRequest = lineMakeCall(hLine, &hCall, "1", 0, NULL);

  if (lRequest < 0)
    return;
  for (;;) {
    if (lineGetMessage(hLineApp, &Message, INFINITE) < 0)
      return;
    if (Message.dwMessageID == LINE_REPLY &&
        Message.dwParam1 == (DWORD)lRequest && Message.dwParam2)
      return;
    if (Message.dwMessageID == LINE_CALLSTATE && Message.hDevice == hCall &&
        Message.dwParam1 == LINECALLSTATE_IDLE) {
      lineDeallocateCall(hCall);
      return;
    }
  }
}

// Each round has another call.
void idleCalls_ok(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  while (lineGetMessage(hLineApp, &Message, INFINITE) == 0)
    if (Message.dwMessageID == LINE_CALLSTATE &&
        Message.dwParam1 == LINECALLSTATE_IDLE)
      lineDeallocateCall((HCALL)Message.hDevice);
}

// The message says that the call is idle.
void dropIdle_bad(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  while (lineGetMessage(hLineApp, &Message, INFINITE) == 0)
    if (Message.dwMessageID == LINE_CALLSTATE &&
        Message.dwParam1 == LINECALLSTATE_IDLE) {
      lineDrop((HCALL)Message.hDevice, NULL, 0); // expect: TAPI013
      // CHECK-NOTES: :[[@LINE-1]]:7: warning: lineDrop needs a call in another state, but call 'Message.hDevice' is idle [tapi-idle-call]
      // CHECK-NOTES: :[[@LINE-5]]:10: note: 'lineGetMessage(hLineApp, &Message, INFINITE) == 0' is true here
      // CHECK-NOTES: :[[@LINE-5]]:9: note: 'Message.dwMessageID == LINE_CALLSTATE' is true here
      // CHECK-NOTES: :[[@LINE-5]]:9: note: 'Message.dwParam1 == LINECALLSTATE_IDLE' is true here
      lineDeallocateCall((HCALL)Message.hDevice);
    }
}

// The stored handle is known to be the one that the message released.
void CALLBACK storedAlias_bad(DWORD hDevice, DWORD dwMsg, DWORD_PTR dwInstance,
                              DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                              DWORD_PTR dwParam3) {
  if (dwMsg == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_IDLE) {
    lineDeallocateCall((HCALL)hDevice);
    if (s_hCall == (HCALL)hDevice)
      lineDrop(s_hCall, NULL, 0); // expect: TAPI003
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: call handle 's_hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
    // CHECK-NOTES: :[[@LINE-5]]:7: note: 'dwMsg == LINE_CALLSTATE' is true here
    // CHECK-NOTES: :[[@LINE-6]]:34: note: 'dwParam1 == LINECALLSTATE_IDLE' is true here
    // CHECK-NOTES: :[[@LINE-6]]:5: note: call handle 's_hCall' is ended by lineDeallocateCall here
    // CHECK-NOTES: :[[@LINE-6]]:9: note: 's_hCall == (HCALL)hDevice' is true here
  }
}

// Two variables are compared after the release.
void comparedAfter_bad(HCALL hCall) {
  lineDeallocateCall(hCall);
  if (s_hCall == hCall)
    lineDrop(s_hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 's_hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call handle 's_hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 's_hCall == hCall' is true here
}

// And before it.
void comparedBefore_bad(HCALL hCall) {
  if (s_hCall == hCall) {
    lineDeallocateCall(hCall);
    lineDrop(s_hCall, NULL, 0); // expect: TAPI003
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 's_hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
    // CHECK-NOTES: :[[@LINE-4]]:7: note: 's_hCall == hCall' is true here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: call handle 's_hCall' is ended by lineDeallocateCall here
  }
}

// The comparison says that it is another call.
void comparedOther_ok(HCALL hCall) {
  lineDeallocateCall(hCall);
  if (s_hCall != hCall)
    lineDrop(s_hCall, NULL, 0);
}
