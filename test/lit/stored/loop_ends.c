// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call,-tapi-line-leak'
// How a message loop ended tells what its window procedure did.
#include "../Inputs/telephony.h"

static HLINEAPP g_hApp;
static HLINE g_hLine;
static HWND g_hWindow;

static BOOL begin(void) {
  return lineOpen(g_hApp, 0, &g_hLine, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE,
                  0, NULL) == 0;
}

static LRESULT CALLBACK windowProcedure(HWND hWnd, UINT Message, WPARAM w,
                                        LPARAM l) {
  if (Message == WM_DESTROY) {
    lineClose(g_hLine);
    PostQuitMessage(5);
    return 0;
  }
  return DefWindowProc(hWnd, Message, w, l);
}

static void registerClass(void) {
  WNDCLASSA Class = {0};
  Class.lpfnWndProc = windowProcedure;
  RegisterClassA(&Class);
}

void onError_ok(void) {
  MSG Message;
  BOOL Result;
  registerClass();
  if (!begin())
    return;
  while ((Result = GetMessage(&Message, NULL, 0, 0)) != 0) {
    if (Result == -1) {
      lineClose(g_hLine);
      break;
    }
    DispatchMessage(&Message);
  }
  g_hLine = 0;
}

void byOtherCode_ok(void) {
  MSG Message;
  registerClass();
  if (!begin())
    return;
  while (GetMessage(&Message, NULL, 0, 0) > 0)
    DispatchMessage(&Message);
  if (Message.wParam != 5)
    lineClose(g_hLine);
  g_hLine = 0;
}

void byItsCode_bad(void) {
  MSG Message;
  registerClass();
  if (!begin())
    return;
  while (GetMessage(&Message, NULL, 0, 0) > 0)
    DispatchMessage(&Message);
  if (Message.wParam == 5)
    lineClose(g_hLine); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'g_hLine' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-7]]:8: note: 'begin' is called here
  // CHECK-NOTES: :[[@LINE-59]]:10: note: line handle 'g_hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-7]]:10: note: this waits, and other functions run
  // CHECK-NOTES: :[[@LINE-57]]:25: note: meanwhile, 'windowProcedure' runs
  // CHECK-NOTES: :[[@LINE-56]]:7: note: 'Message == WM_DESTROY' is true here
  // CHECK-NOTES: :[[@LINE-56]]:5: note: line handle 'g_hLine' is ended by lineClose here
  g_hLine = 0;
}

void windowIsLeft_ok(void) {
  MSG Message;
  registerClass();
  if (!begin())
    return;
  while (GetMessage(&Message, NULL, 0, 0) > 0)
    DispatchMessage(&Message);
  if (IsWindow(g_hWindow))
    lineClose(g_hLine);
  g_hLine = 0;
}

// Once the loop is told to end, nothing more is fetched.
void onKey_ok(void) {
  MSG Message;
  registerClass();
  if (!begin())
    return;
  while (GetMessage(&Message, NULL, 0, 0) > 0) {
    if (Message.message == WM_KEYDOWN)
      lineSetNumRings(g_hLine, 0, (DWORD)Message.wParam);
    DispatchMessage(&Message);
  }
  g_hLine = 0;
}

int afterwards_bad(void) {
  MSG Message;
  registerClass();
  if (!begin())
    return 1;
  while (GetMessage(&Message, NULL, 0, 0) > 0)
    DispatchMessage(&Message);
  if (IsWindow(g_hWindow))
    DestroyWindow(g_hWindow);
  lineClose(g_hLine); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'g_hLine' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-8]]:8: note: 'begin' is called here
  // CHECK-NOTES: :[[@LINE-105]]:10: note: line handle 'g_hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-8]]:10: note: this waits, and other functions run
  // CHECK-NOTES: :[[@LINE-103]]:25: note: meanwhile, 'windowProcedure' runs
  // CHECK-NOTES: :[[@LINE-102]]:7: note: 'Message == WM_DESTROY' is true here
  // CHECK-NOTES: :[[@LINE-102]]:5: note: line handle 'g_hLine' is ended by lineClose here
  g_hLine = 0;
  return (int)Message.wParam;
}
