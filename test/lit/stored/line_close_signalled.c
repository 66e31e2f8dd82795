// RUN: %check_tapi %s 'tapi-*'
// The callback signals that LINE_CLOSE came. What the program waits for, fetches or
// reads may tell of it: behind a test of that the line may be closed.
#include <windows.h>

#include <tapi.h>

static HLINE g_hLine;
static HCALL g_hCall;
static HANDLE g_hClosed;
static HWND g_hWindow;
static BOOL g_fGone;

void CALLBACK onMessage(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  if (dwMessage != LINE_CLOSE)
    return;
  SetEvent(g_hClosed);
  PostMessage(g_hWindow, WM_USER, 0, 0);
  SendMessage(g_hWindow, WM_APP, 0, 0);
  PostQuitMessage(7);
}

static LRESULT CALLBACK onWindow(HWND hWindow, UINT uMessage, WPARAM wParam,
                                 LPARAM lParam) {
  if (uMessage == WM_APP)
    g_fGone = TRUE;
  return DefWindowProc(hWindow, uMessage, wParam, lParam);
}

static void pump(void) {
  MSG Msg;

  while (GetMessage(&Msg, NULL, 0, 0) > 0)
    DispatchMessage(&Msg);
}

static BOOL openLine(HLINEAPP hLineApp) {
  return lineOpen(hLineApp, 0, &g_hLine, 0x20000, 0, 0, LINECALLPRIVILEGE_OWNER,
                  LINEMEDIAMODE_DATAMODEM, NULL) == 0;
}

static void fetchesAMessage_ok(HLINEAPP hLineApp) {
  MSG Msg;

  if (!openLine(hLineApp))
    return;
  while (GetMessage(&Msg, NULL, 0, 0) > 0) {
    if (Msg.message == WM_USER)
      g_hLine = 0;
    DispatchMessage(&Msg);
  }
  if (g_hLine)
    lineClose(g_hLine);
}

static void asksAnEvent_ok(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  if (WaitForSingleObject(g_hClosed, 0) != WAIT_OBJECT_0)
    lineClose(g_hLine);
  g_hLine = 0;
}

static void looksAtTheCode_ok(HLINEAPP hLineApp) {
  MSG Msg;

  if (!openLine(hLineApp))
    return;
  while (GetMessage(&Msg, NULL, 0, 0) > 0)
    DispatchMessage(&Msg);
  if (Msg.wParam != 7)
    lineClose(g_hLine);
  g_hLine = 0;
}

static void readsWhatTheWindowSet_ok(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  if (!g_fGone)
    lineClose(g_hLine);
  g_hLine = 0;
}

static void callsGoWithTheLine_ok(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  if (lineMakeCall(g_hLine, &g_hCall, "1", 0, NULL) < 0)
    g_hCall = 0;
  pump();
  if (!g_fGone) {
    if (g_hCall) {
      lineDrop(g_hCall, NULL, 0);
      lineDeallocateCall(g_hCall);
    }
    lineClose(g_hLine);
  }
  g_hCall = 0;
  g_hLine = 0;
}

static void asksNothing_bad(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  g_hLine = 0; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'g_hLine' is never closed: its last reference is cleared here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-5]]:8: note: 'openLine' is called here
  // CHECK-NOTES: :[[@LINE-72]]:10: note: line handle 'g_hLine' is obtained by lineOpen here
}

int main(int argc, char **argv) {
  HLINEAPP hLineApp;
  DWORD dwDevices;

  g_hClosed = CreateEvent(NULL, TRUE, FALSE, NULL);
  g_hWindow = CreateWindow("modem", "", 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL);
  SetWindowLongPtr(g_hWindow, GWLP_WNDPROC, (LONG_PTR)onWindow);
  if (lineInitialize(&hLineApp, GetModuleHandle(NULL), onMessage, "modem",
                     &dwDevices) != 0)
    return 1;
  switch (argc) {
  case 1:
    fetchesAMessage_ok(hLineApp);
    break;
  case 2:
    asksAnEvent_ok(hLineApp);
    break;
  case 3:
    looksAtTheCode_ok(hLineApp);
    break;
  case 4:
    readsWhatTheWindowSet_ok(hLineApp);
    break;
  case 5:
    callsGoWithTheLine_ok(hLineApp);
    break;
  case 6:
    asksNothing_bad(hLineApp);
    break;
  }
  lineShutdown(hLineApp);
  return 0;
}
