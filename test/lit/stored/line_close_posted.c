// RUN: %check_tapi %s 'tapi-*'
// The callback posts LINE_CLOSE on to the window, which forgets the line then.
#include <windows.h>

#include <tapi.h>

static HLINEAPP g_hLineApp;
static HLINE g_hLine;
static HWND g_hWindow;

void CALLBACK onMessage(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  if (dwMessage == LINE_CLOSE)
    PostMessage(g_hWindow, WM_APP, 0, 0);
}

static LRESULT CALLBACK forgets_ok(HWND hWindow, UINT uMessage, WPARAM wParam,
                                   LPARAM lParam) {
  DWORD dwDevices;

  switch (uMessage) {
  case WM_CREATE:
    g_hWindow = hWindow;
    if (lineInitialize(&g_hLineApp, GetModuleHandle(NULL), onMessage, "modem",
                       &dwDevices) != 0)
      return -1;
    if (lineOpen(g_hLineApp, 0, &g_hLine, 0x20000, 0, 0,
                 LINECALLPRIVILEGE_OWNER, LINEMEDIAMODE_DATAMODEM, NULL) != 0)
      g_hLine = 0;
    return 0;
  case WM_APP:
    g_hLine = 0;
    return 0;
  case WM_DESTROY:
    if (g_hLine)
      lineClose(g_hLine);
    g_hLine = 0;
    lineShutdown(g_hLineApp);
    PostQuitMessage(0);
    return 0;
  }
  return DefWindowProc(hWindow, uMessage, wParam, lParam);
}

int main(void) {
  WNDCLASS Class = {0};
  MSG Msg;

  Class.lpfnWndProc = forgets_ok;
  Class.lpszClassName = "modem";
  RegisterClass(&Class);
  CreateWindow("modem", "", 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL);
  while (GetMessage(&Msg, NULL, 0, 0) > 0)
    DispatchMessage(&Msg);
  return 0;
}
