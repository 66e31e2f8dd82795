// RUN: %check_tapi %s 'tapi-*'
// A message box handles messages: other functions run before it returns.
#include "../Inputs/telephony.h"

static HLINE g_hLine;
static HWND g_hWnd;

static void tell(const char *lpszText) {
  MessageBoxA(g_hWnd, lpszText, "phone", MB_OK);
}

// The line is dead while the user looks at the box, and still in the global.
void CALLBACK lineCallback(DWORD hDevice, DWORD dwMsg,
                           DWORD_PTR dwCallbackInstance, DWORD_PTR dwParam1,
                           DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  if (dwMsg == LINE_CLOSE && g_hLine == (HLINE)(DWORD_PTR)hDevice) {
    tell("the line was closed");
    g_hLine = 0;
  }
}

void hangUp_bad(void) {
  if (g_hLine)
    lineClose(g_hLine); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'g_hLine' is used after LINE_CLOSE closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-10]]:7: note: LINE_CLOSE tells here that 'hDevice' is closed, and every call on it
  // CHECK-NOTES: :[[@LINE-11]]:7: note: 'dwMsg == LINE_CLOSE' is true here
  // CHECK-NOTES: :[[@LINE-12]]:30: note: 'g_hLine == (HLINE)(DWORD_PTR)hDevice' is true here
  // CHECK-NOTES: :[[@LINE-12]]:5: note: this waits, and other functions run
  // CHECK-NOTES: :[[@LINE-8]]:6: note: meanwhile, 'hangUp_bad' runs
  // CHECK-NOTES: :[[@LINE-8]]:7: note: 'g_hLine' is true here
  g_hLine = 0;
}
