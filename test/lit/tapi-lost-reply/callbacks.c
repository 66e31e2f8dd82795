// RUN: %check_tapi %s 'tapi-lost-reply'
// With a callback, the reply comes to the thread that is waiting inside it.
#include <tapi.h>
#include <windows.h>

void ShowStatus(LPCSTR lpszText);

static HANDLE s_hReplied;
static HANDLE s_hWorker;

void CALLBACK replies(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                      DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                      DWORD_PTR dwParam3) {
  if (dwMessage == LINE_REPLY)
    SetEvent(s_hReplied);
}

void CALLBACK answers_bad(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                          DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                          DWORD_PTR dwParam3) {
  if (dwMessage == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_OFFERING) {
    LONG lRequest = lineAnswer((HCALL)hDevice, NULL, 0);

    if (lRequest > 0)
      WaitForSingleObject(s_hReplied, INFINITE); // expect: TAPI015
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: this waits without limit in the callback for a reply that comes to the same callback [tapi-lost-reply]
    // CHECK-NOTES: :[[@LINE-5]]:21: note: lineAnswer is requested here
    // CHECK-NOTES: :[[@LINE-7]]:7: note: 'dwMessage == LINE_CALLSTATE' is true here
    // CHECK-NOTES: :[[@LINE-8]]:38: note: 'dwParam1 == LINECALLSTATE_OFFERING' is true here
    // CHECK-NOTES: :[[@LINE-6]]:9: note: 'lRequest > 0' is true here
  }
}

void CALLBACK drops_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                       DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                       DWORD_PTR dwParam3) {
  if (dwMessage == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_DISCONNECTED)
    ShowStatus("gone");
}

void CALLBACK limited_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                         DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                         DWORD_PTR dwParam3) {
  if (dwMessage == LINE_CALLSTATE) {
    LONG lRequest = lineAnswer((HCALL)hDevice, NULL, 0);

    if (lRequest > 0)
      WaitForSingleObject(s_hReplied, 100);
  }
}

void CALLBACK worker_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  if (dwMessage == LINE_CALLSTATE) {
    LONG lRequest = lineAnswer((HCALL)hDevice, NULL, 0);

    if (lRequest > 0)
      WaitForSingleObject(s_hWorker, INFINITE);
  }
}

// Another thread may wait: the one with the callback delivers the reply.
void anotherThread_ok(HCALL hCall) {
  LONG lRequest = lineAnswer(hCall, NULL, 0);

  if (lRequest > 0)
    WaitForSingleObject(s_hReplied, INFINITE);
}
