// RUN: %check_tapi %s 'tapi-*'
// A thread fetches the messages and notes that LINE_CLOSE came.
#include <windows.h>

#include <tapi.h>

static HLINEAPP g_hLineApp;
static HLINE g_hLine;
static struct {
  BOOL fClosed;
} g_Status;

static DWORD WINAPI fetchMessages(LPVOID lpNothing) {
  LINEMESSAGE Message;

  while (lineGetMessage(g_hLineApp, &Message, INFINITE) == 0)
    if (Message.dwMessageID == LINE_CLOSE)
      g_Status.fClosed = TRUE;
  return 0;
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

static void looksAtTheNote_ok(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  if (!g_Status.fClosed)
    lineClose(g_hLine);
  g_hLine = 0;
}

static void looksAtNothing_bad(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  g_hLine = 0; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'g_hLine' is never closed: its last reference is cleared here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-5]]:8: note: 'openLine' is called here
  // CHECK-NOTES: :[[@LINE-20]]:10: note: line handle 'g_hLine' is obtained by lineOpen here
}

int main(int argc, char **argv) {
  LINEINITIALIZEEXPARAMS Params = {sizeof(Params), 0, 0,
                                   LINEINITIALIZEEXOPTION_USEEVENT};
  DWORD dwDevices, dwVersion = 0x20000;
  HANDLE hThread;

  if (lineInitializeEx(&g_hLineApp, GetModuleHandle(NULL), NULL, "modem",
                       &dwDevices, &dwVersion, &Params) != 0)
    return 1;
  hThread = CreateThread(NULL, 0, fetchMessages, NULL, 0, NULL);
  if (argc > 1)
    looksAtTheNote_ok(g_hLineApp);
  else
    looksAtNothing_bad(g_hLineApp);
  lineShutdown(g_hLineApp);
  CloseHandle(hThread);
  return 0;
}
