// RUN: %check_tapi %s 'tapi-*'
// LINE_CLOSE comes, but nobody can learn of it from this callback: what others read
// says nothing of the line.
#include <windows.h>

#include <tapi.h>

#include <stdio.h>

static HLINE g_hLine;
static BOOL g_fConnected;

void CALLBACK onMessage(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  switch (dwMessage) {
  case LINE_CLOSE:
    printf("closed\n");
    break;
  case LINE_CALLSTATE:
    g_fConnected = dwParam1 == LINECALLSTATE_CONNECTED;
    break;
  }
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

static void closesIfConnected_bad(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  if (g_fConnected)
    lineClose(g_hLine);
  g_hLine = 0; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'g_hLine' is never closed: its last reference is cleared here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-7]]:8: note: 'openLine' is called here
  // CHECK-NOTES: :[[@LINE-13]]:10: note: line handle 'g_hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-6]]:7: note: 'g_fConnected' is false here
}

static void fetchesAMessage_bad(HLINEAPP hLineApp) {
  MSG Msg;

  if (!openLine(hLineApp))
    return;
  while (GetMessage(&Msg, NULL, 0, 0) > 0) {
    if (Msg.message == WM_USER)
      g_hLine = 0; // expect: TAPI007
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: line handle 'g_hLine' is never closed: its last reference is cleared here [tapi-line-leak]
    // CHECK-NOTES: :[[@LINE-6]]:8: note: 'openLine' is called here
    // CHECK-NOTES: :[[@LINE-27]]:10: note: line handle 'g_hLine' is obtained by lineOpen here
    // CHECK-NOTES: :[[@LINE-6]]:10: note: 'GetMessage(&Msg, NULL, 0, 0) > 0' is true here
    // CHECK-NOTES: :[[@LINE-6]]:9: note: 'Msg.message == WM_USER' is true here
    DispatchMessage(&Msg);
  }
  if (g_hLine)
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
    closesIfConnected_bad(hLineApp);
    break;
  case 2:
    fetchesAMessage_bad(hLineApp);
    break;
  }
  lineShutdown(hLineApp);
  return 0;
}
