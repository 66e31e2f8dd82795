// RUN: %check_tapi %s 'tapi-*'
// Code that is not seen hears that LINE_CLOSE came. What the program reads or asks
// then may tell of it; that is no reason to keep silent about calls.
#include <windows.h>

#include <tapi.h>

void tellUser(const char *szText);
BOOL isLineGone(void);

static HLINE g_hLine;

void CALLBACK onMessage(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  if (dwMessage == LINE_CLOSE)
    tellUser("closed");
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

static void asksUnseenCode_ok(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  if (!isLineGone())
    lineClose(g_hLine);
  g_hLine = 0;
}

static void asksNothing_bad(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  g_hLine = 0; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'g_hLine' is never closed: its last reference is cleared here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-5]]:8: note: 'openLine' is called here
  // CHECK-NOTES: :[[@LINE-20]]:10: note: line handle 'g_hLine' is obtained by lineOpen here
}

static void losesACall_bad(HLINEAPP hLineApp) {
  HCALL hCall = 0;

  if (!openLine(hLineApp))
    return;
  if (lineMakeCall(g_hLine, &hCall, "1", 0, NULL) > 0) {
    pump();
    if (hCall) {
      if (isLineGone())
        return; // expect: TAPI001
      // CHECK-NOTES: :[[@LINE-1]]:9: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
      // CHECK-NOTES: :[[@LINE-6]]:7: note: call handle 'hCall' is requested by lineMakeCall here
      // CHECK-NOTES: :[[@LINE-5]]:9: note: 'hCall' is true here
      // CHECK-NOTES: :[[@LINE-5]]:11: note: 'isLineGone()' is true here
      lineDrop(hCall, NULL, 0);
      lineDeallocateCall(hCall);
    }
  }
  lineClose(g_hLine);
}

int main(int argc, char **argv) {
  HLINEAPP hLineApp;
  DWORD dwDevices;

  if (lineInitialize(&hLineApp, GetModuleHandle(NULL), onMessage, "modem",
                     &dwDevices) != 0)
    return 1;
  switch (argc) {
  case 1:
    asksUnseenCode_ok(hLineApp);
    break;
  case 2:
    asksNothing_bad(hLineApp);
    break;
  case 3:
    losesACall_bad(hLineApp);
    break;
  }
  lineShutdown(hLineApp);
  return 0;
}
