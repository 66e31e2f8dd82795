// RUN: %check_tapi %s 'tapi-*'
// As message_box.c, but the global is cleared first.
#include "../Inputs/telephony.h"

static HLINE g_hLine;
static HWND g_hWnd;

void CALLBACK lineCallback_ok(DWORD hDevice, DWORD dwMsg,
                              DWORD_PTR dwCallbackInstance, DWORD_PTR dwParam1,
                              DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  if (dwMsg == LINE_CLOSE && g_hLine == (HLINE)(DWORD_PTR)hDevice) {
    g_hLine = 0;
    MessageBoxA(g_hWnd, "the line was closed", "phone", MB_OK);
  }
}

void hangUp_ok(void) {
  if (g_hLine)
    lineClose(g_hLine);
  g_hLine = 0;
}
