// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call,-tapi-line-leak'
// What a window procedure ends is used again behind the message loop.
#include "../Inputs/telephony.h"

static HLINEAPP g_hApp;
static HLINE g_hLine, g_hCleared, g_hFlagged, g_hDialogLine, g_hLate;
static BOOL g_IsOpen;

static BOOL begin(HLINE *phLine) {
  return lineOpen(g_hApp, 0, phLine, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE,
                  0, NULL) == 0;
}

static LRESULT CALLBACK windowProcedure(HWND hWnd, UINT Message, WPARAM w,
                                        LPARAM l) {
  switch (Message) {
  case WM_DESTROY:
    lineClose(g_hLine);
    if (g_hCleared)
      lineClose(g_hCleared);
    g_hCleared = 0;
    lineClose(g_hFlagged);
    g_IsOpen = FALSE;
    lineClose(g_hLate);
    PostQuitMessage(0);
    return 0;
  }
  return DefWindowProc(hWnd, Message, w, l);
}

static INT_PTR CALLBACK dialogProcedure(HWND hDialog, UINT Message, WPARAM w,
                                        LPARAM l) {
  if (Message == WM_CLOSE) {
    lineClose(g_hDialogLine);
    EndDialog(hDialog, 0);
  }
  return FALSE;
}

static void handleMessages(void) {
  MSG Message;
  while (GetMessage(&Message, NULL, 0, 0))
    DispatchMessage(&Message);
}

// The console ends the program behind it.
static BOOL WINAPI onControl(DWORD Type) {
  lineClose(g_hLate);
  return FALSE;
}

static void registerClass(void) {
  WNDCLASSA Class = {0};
  Class.lpfnWndProc = windowProcedure;
  RegisterClassA(&Class);
  SetConsoleCtrlHandler(onControl, TRUE);
}

void behindTheLoop_bad(void) {
  MSG Message;
  BOOL IsOpen = begin(&g_hLine);
  registerClass();
  while (GetMessage(&Message, NULL, 0, 0))
    DispatchMessage(&Message);
  if (IsOpen)
    lineClose(g_hLine); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'g_hLine' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-7]]:17: note: 'begin' is called here
  // CHECK-NOTES: :[[@LINE-59]]:10: note: line handle 'g_hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-7]]:10: note: this waits, and other functions run
  // CHECK-NOTES: :[[@LINE-57]]:25: note: meanwhile, 'windowProcedure' runs
  // CHECK-NOTES: :[[@LINE-56]]:11: note: 'Message' is 'WM_DESTROY' here
  // CHECK-NOTES: :[[@LINE-55]]:5: note: line handle 'g_hLine' is ended by lineClose here
  // CHECK-NOTES: :[[@LINE-55]]:9: note: 'g_hCleared' is false here
}

void behindTheLoopOfAHelper_bad(void) {
  BOOL IsOpen = begin(&g_hLine);
  handleMessages();
  if (IsOpen)
    lineClose(g_hLine); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'g_hLine' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-5]]:17: note: 'begin' is called here
  // CHECK-NOTES: :[[@LINE-74]]:10: note: line handle 'g_hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-6]]:3: note: this waits, and other functions run
  // CHECK-NOTES: :[[@LINE-72]]:25: note: meanwhile, 'windowProcedure' runs
  // CHECK-NOTES: :[[@LINE-71]]:11: note: 'Message' is 'WM_DESTROY' here
  // CHECK-NOTES: :[[@LINE-70]]:5: note: line handle 'g_hLine' is ended by lineClose here
  // CHECK-NOTES: :[[@LINE-70]]:9: note: 'g_hCleared' is false here
}

void cleared_ok(void) {
  begin(&g_hCleared);
  handleMessages();
  if (g_hCleared)
    lineClose(g_hCleared);
  g_hCleared = 0;
}

void withFlag_ok(void) {
  g_IsOpen = begin(&g_hFlagged);
  handleMessages();
  if (g_IsOpen)
    lineClose(g_hFlagged);
}

void dialogThatCloses_bad(void) {
  if (!begin(&g_hDialogLine))
    return;
  DialogBoxParam(NULL, "dial", NULL, dialogProcedure, 0);
  lineClose(g_hDialogLine); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'g_hDialogLine' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-5]]:8: note: 'begin' is called here
  // CHECK-NOTES: :[[@LINE-104]]:10: note: line handle 'g_hDialogLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: this waits, and other functions run
  // CHECK-NOTES: :[[@LINE-85]]:25: note: meanwhile, 'dialogProcedure' runs
  // CHECK-NOTES: :[[@LINE-84]]:7: note: 'Message == WM_CLOSE' is true here
  // CHECK-NOTES: :[[@LINE-84]]:5: note: line handle 'g_hDialogLine' is ended by lineClose here
}

// Nobody can close the window meanwhile.
void windowThatFails_ok(void) {
  if (!begin(&g_hLate))
    return;
  if (!CreateWindowA("dial", "dial", 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL))
    lineClose(g_hLate);
}
