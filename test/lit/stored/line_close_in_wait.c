// RUN: %check_tapi %s 'tapi-*'
// LINE_CLOSE comes while the program waits; its callback notes that, but keeps
// the handles, and what follows the message loop uses them.
#include <windows.h>

#include <tapi.h>

static HLINE g_hLine;
static BOOL g_fError;

void CALLBACK onMessage(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  if (dwMessage == LINE_CLOSE)
    g_fError = TRUE;
}

static void pump(void) {
  MSG Msg;

  while (!g_fError && GetMessage(&Msg, NULL, 0, 0) > 0)
    DispatchMessage(&Msg);
}

static BOOL openLine(HLINEAPP hLineApp) {
  return lineOpen(hLineApp, 0, &g_hLine, 0x20000, 0, 0, LINECALLPRIVILEGE_OWNER,
                  LINEMEDIAMODE_DATAMODEM, NULL) == 0;
}

static void looksAtTheFlag_ok(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  if (!g_fError)
    lineClose(g_hLine);
  g_hLine = 0;
}

static void closesWhatIsDead_bad(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  lineClose(g_hLine); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'g_hLine' is used after LINE_CLOSE closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-5]]:8: note: 'openLine' is called here
  // CHECK-NOTES: :[[@LINE-20]]:10: note: line handle 'g_hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: this waits, and other functions run
  // CHECK-NOTES: :[[@LINE-37]]:15: note: meanwhile, 'onMessage' runs
  // CHECK-NOTES: :[[@LINE-35]]:7: note: LINE_CLOSE tells here that 'g_hLine' is closed, and every call on it
  // CHECK-NOTES: :[[@LINE-36]]:7: note: 'dwMessage == LINE_CLOSE' is true here
  g_hLine = 0;
}

int main(int argc, char **argv) {
  HLINEAPP hLineApp;
  DWORD dwDevices;

  if (lineInitialize(&hLineApp, GetModuleHandle(NULL), onMessage, "modem",
                     &dwDevices) != 0)
    return 1;
  if (argc > 1)
    looksAtTheFlag_ok(hLineApp);
  else
    closesWhatIsDead_bad(hLineApp);
  lineShutdown(hLineApp);
  return 0;
}
