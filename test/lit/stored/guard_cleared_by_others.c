// RUN: %check_tapi %s 'tapi-*'
// The flag that keeps others out is cleared by a message, and the wait lets the
// message in: behind it the inner call may well run.
#include <windows.h>

#include <tapi.h>

static HLINEAPP g_hLineApp;
static HLINE g_hLine;
static HCALL g_hCall;
static BOOL g_fBusy;

static void closeAll(void);

static void hangUp_bad(void) {
  if (g_fBusy)
    return;
  g_fBusy = TRUE;
  if (g_hCall) {
    lineDrop(g_hCall, NULL, 0);
    MessageBox(NULL, "wait", "modem", MB_OK);
    if (g_hCall)
      lineDeallocateCall(g_hCall);
  }
  closeAll(); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'g_hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-11]]:7: note: 'g_fBusy' is false here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'g_hCall' is true here
  // CHECK-NOTES: :[[@LINE-7]]:9: note: 'g_hCall' is true here
  // CHECK-NOTES: :[[@LINE-7]]:7: note: call handle 'g_hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-6]]:3: note: 'closeAll' is called here
  // CHECK-NOTES: :[[@LINE+8]]:3: note: 'hangUp_bad' is called here
  // CHECK-NOTES: :[[@LINE-17]]:7: note: 'g_fBusy' is false here
  // CHECK-NOTES: :[[@LINE-14]]:5: note: call handle 'g_hCall' is passed to lineDrop here
  g_hCall = 0;
  g_fBusy = FALSE;
}

static void closeAll(void) {
  hangUp_bad();
  if (g_hLine)
    lineClose(g_hLine);
  g_hLine = 0;
}

void CALLBACK onMessage(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  switch (dwMessage) {
  case LINE_APPNEWCALL:
    if (!g_hCall)
      g_hCall = (HCALL)dwParam2;
    else
      lineDeallocateCall((HCALL)dwParam2);
    break;
  case LINE_CALLSTATE:
    if ((HCALL)hDevice == g_hCall && dwParam1 == LINECALLSTATE_DISCONNECTED)
      hangUp_bad();
    break;
  case LINE_DEVSPECIFIC:
    g_fBusy = FALSE;
    break;
  }
}

int main(void) {
  MSG Msg;
  DWORD dwDevices;

  if (lineInitialize(&g_hLineApp, GetModuleHandle(NULL), onMessage, "modem",
                     &dwDevices) != 0)
    return 1;
  if (lineOpen(g_hLineApp, 0, &g_hLine, 0x20000, 0, 0, LINECALLPRIVILEGE_OWNER,
               LINEMEDIAMODE_DATAMODEM, NULL) != 0)
    g_hLine = 0;
  while (GetMessage(&Msg, NULL, 0, 0) > 0)
    DispatchMessage(&Msg);
  closeAll();
  lineShutdown(g_hLineApp);
  return 0;
}
