// RUN: %check_tapi %s 'tapi-*'
// LINE_CLOSE comes while the program waits, and its callback notes that: the line
// may be closed, so that its loss is not told. How a program learns of the note
// is not followed far enough to tell uses behind the message loop.
#include <windows.h>

#include <tapi.h>

static HLINE g_hLine;
static BOOL g_fError;
static struct {
  BOOL fClosed;
} g_Status;

void CALLBACK onMessage(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  if (dwMessage == LINE_CLOSE)
    g_fError = g_Status.fClosed = TRUE;
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

static void looksAtTheMember_ok(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  if (!g_Status.fClosed)
    lineClose(g_hLine);
  g_hLine = 0;
}

static void FN_closesWhatIsDead_bad(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  lineClose(g_hLine);
  g_hLine = 0;
}

int main(int argc, char **argv) {
  HLINEAPP hLineApp;
  DWORD dwDevices;

  if (lineInitialize(&hLineApp, GetModuleHandle(NULL), onMessage, "modem",
                     &dwDevices) != 0)
    return 1;
  if (argc > 2)
    looksAtTheMember_ok(hLineApp);
  else if (argc > 1)
    looksAtTheFlag_ok(hLineApp);
  else
    FN_closesWhatIsDead_bad(hLineApp);
  lineShutdown(hLineApp);
  return 0;
}
