// RUN: %check_tapi %s 'tapi-*'
// LINE_CLOSE ends the line, and so the call that a helper of the callback drops. The
// report is where the callback calls the helper, and tells which message came.
#include <windows.h>

#include <tapi.h>

static HLINE g_hLine;
static HCALL g_hCall;
static LONG g_lRequest;

static void hangUp(void) {
  if (g_hCall) {
    lineDrop(g_hCall, NULL, 0);
    lineDeallocateCall(g_hCall);
  }
  g_hCall = 0;
}

static void CALLBACK onMessage_bad(DWORD hDevice, DWORD dwMessage,
                                   DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                                   DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  switch (dwMessage) {
  case LINE_CALLSTATE:
    if (dwParam1 == LINECALLSTATE_DISCONNECTED)
      hangUp();
    break;
  case LINE_CLOSE:
    if (g_hLine == (HLINE)hDevice) {
      g_hLine = 0;
      hangUp(); // expect: TAPI005
      // CHECK-NOTES: :[[@LINE-1]]:7: warning: call handle 'g_hCall' is used after LINE_CLOSE closed its line [tapi-use-after-close]
      // CHECK-NOTES: :[[@LINE-10]]:11: note: LINE_CLOSE tells here that 'hDevice' is closed, and every call on it
      // CHECK-NOTES: :[[@LINE-11]]:11: note: 'dwMessage' is 'LINE_CLOSE' here
      // CHECK-NOTES: :[[@LINE-6]]:9: note: 'g_hLine == (HLINE)hDevice' is true here
      // CHECK-NOTES: :[[@LINE-5]]:7: note: 'hangUp' is called here
      // CHECK-NOTES: :[[@LINE-24]]:7: note: 'g_hCall' is true here
      // CHECK-NOTES: :[[@LINE-24]]:5: note: call handle 'g_hCall' is passed to lineDrop here
    }
    break;
  }
}

static void stop_bad(void) {
  lineClose(g_hLine);
  g_hLine = 0;
  hangUp(); // expect: TAPI005
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'g_hCall' is used after lineClose closed its line [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: lineClose ends 'g_hLine' and every call on it here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'hangUp' is called here
  // CHECK-NOTES: :[[@LINE-38]]:7: note: 'g_hCall' is true here
  // CHECK-NOTES: :[[@LINE-38]]:5: note: call handle 'g_hCall' is passed to lineDrop here
}

int main(void) {
  HLINEAPP hLineApp;
  DWORD dwDevices;
  MSG Msg;

  if (lineInitialize(&hLineApp, GetModuleHandle(NULL), onMessage_bad, "modem",
                     &dwDevices) != 0)
    return 1;
  if (lineOpen(hLineApp, 0, &g_hLine, 0x20000, 0, 0, LINECALLPRIVILEGE_NONE,
               LINEMEDIAMODE_DATAMODEM, NULL) == 0) {
    g_lRequest = lineMakeCall(g_hLine, &g_hCall, "5551234", 0, NULL);
    while (GetMessage(&Msg, NULL, 0, 0) > 0)
      DispatchMessage(&Msg);
    if (g_hLine)
      stop_bad();
  }
  lineShutdown(hLineApp);
  return 0;
}
