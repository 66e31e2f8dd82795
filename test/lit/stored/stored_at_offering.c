// RUN: %check_tapi %s 'tapi-*'
// A message other than LINE_APPNEWCALL brings the call that is stored. Known miss: at
// IDLE it is deallocated and stays stored.
#include <windows.h>

#include <tapi.h>

static HLINEAPP g_hLineApp;
static HLINE g_hLine;
static HCALL g_hCall;

void CALLBACK onMessage(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  if (dwMessage != LINE_CALLSTATE)
    return;
  if (dwParam1 == LINECALLSTATE_OFFERING)
    g_hCall = (HCALL)hDevice;
  else if (dwParam1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)hDevice);
}

static void FN_hangUp_bad(void) {
  if (!g_hLineApp)
    return;
  lineDrop(g_hCall, NULL, 0);
  lineDeallocateCall(g_hCall);
  lineClose(g_hLine);
  lineShutdown(g_hLineApp);
  g_hLineApp = 0;
}

int main(void) {
  DWORD dwDevices;
  MSG Msg;

  if (lineInitialize(&g_hLineApp, GetModuleHandle(NULL), onMessage, "modem",
                     &dwDevices) != 0)
    return 1;
  if (lineOpen(g_hLineApp, 0, &g_hLine, 0x20000, 0, 0, LINECALLPRIVILEGE_OWNER,
               LINEMEDIAMODE_INTERACTIVEVOICE, NULL) != 0)
    return 1;
  while (GetMessage(&Msg, NULL, 0, 0) > 0) {
    if (Msg.message == WM_APP)
      FN_hangUp_bad();
    DispatchMessage(&Msg);
  }
  return 0;
}
