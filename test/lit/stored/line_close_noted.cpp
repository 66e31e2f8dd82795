// RUN: %check_tapi %s 'tapi-*'
// The callback notes that LINE_CLOSE came. Whoever looks at a note knows more of the
// line than its own code shows: it may be closed.
#include <windows.h>

#include <tapi.h>

#include <atomic>
#include <set>

static HLINE g_hLine;
static DWORD g_dwFlags;
static LONG g_lOpen;
static int g_nOpen;
static char g_Status[16];
static std::atomic<bool> g_Closed;
static std::set<DWORD> g_Lines;

class Phone {
public:
  void run(HLINEAPP hLineApp);
  void close() {
    if (!m_fClosed)
      lineClose(m_hLine);
    m_hLine = 0;
  }
  HLINE m_hLine;
  BOOL m_fClosed;
};

static void noteIt(DWORD hDevice) {
  g_Closed = true;
  g_Lines.erase(hDevice);
}

void CALLBACK onMessage(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  if (dwMessage != LINE_CLOSE)
    return;
  g_dwFlags |= 4;
  --g_nOpen;
  InterlockedExchange(&g_lOpen, 0);
  lstrcpyA(g_Status, "closed");
  reinterpret_cast<Phone *>(dwInstance)->m_fClosed = TRUE;
  noteIt(hDevice);
}

static void pump() {
  MSG Msg;

  while (GetMessage(&Msg, NULL, 0, 0) > 0)
    DispatchMessage(&Msg);
}

void Phone::run(HLINEAPP hLineApp) {
  m_fClosed = FALSE;
  if (lineOpen(hLineApp, 0, &m_hLine, 0x20000, 0, (DWORD_PTR)this,
               LINECALLPRIVILEGE_OWNER, LINEMEDIAMODE_DATAMODEM, NULL) != 0)
    return;
  pump();
  close();
}

static bool isClosed() { return g_dwFlags & 4; }

static BOOL openLine(HLINEAPP hLineApp) {
  return lineOpen(hLineApp, 0, &g_hLine, 0x20000, 0, 0, LINECALLPRIVILEGE_OWNER,
                  LINEMEDIAMODE_DATAMODEM, NULL) == 0;
}

static void looksAtABit_ok(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  if (!(g_dwFlags & 4))
    lineClose(g_hLine);
  g_hLine = 0;
}

static void asksAHelper_ok(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  if (!isClosed())
    lineClose(g_hLine);
  g_hLine = 0;
}

static void looksAtACounter_ok(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  if (g_nOpen > 0)
    lineClose(g_hLine);
  g_hLine = 0;
}

static void exchangesAFlag_ok(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  if (InterlockedExchange(&g_lOpen, 0))
    lineClose(g_hLine);
  g_hLine = 0;
}

static void looksAtAString_ok(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  if (lstrcmpA(g_Status, "closed") != 0)
    lineClose(g_hLine);
  g_hLine = 0;
}

static void looksAtAnAtomic_ok(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  if (!g_Closed.load())
    lineClose(g_hLine);
  g_hLine = 0;
}

static void looksIntoASet_ok(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  if (g_Lines.count(1))
    lineClose(g_hLine);
  g_hLine = 0;
}

static void asksAMember_ok(HLINEAPP hLineApp) {
  Phone It;

  It.run(hLineApp);
}

static void looksAtNothing_bad(HLINEAPP hLineApp) {
  if (!openLine(hLineApp))
    return;
  pump();
  g_hLine = 0; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'g_hLine' is never closed: its last reference is cleared here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-5]]:8: note: 'openLine' is called here
  // CHECK-NOTES: :[[@LINE-80]]:10: note: line handle 'g_hLine' is obtained by lineOpen here
}

int main(int argc, char **argv) {
  HLINEAPP hLineApp;
  DWORD dwDevices;

  if (lineInitialize(&hLineApp, GetModuleHandle(NULL), onMessage, "modem",
                     &dwDevices) != 0)
    return 1;
  switch (argc) {
  case 1:
    looksAtABit_ok(hLineApp);
    break;
  case 2:
    asksAHelper_ok(hLineApp);
    break;
  case 3:
    looksAtACounter_ok(hLineApp);
    break;
  case 4:
    exchangesAFlag_ok(hLineApp);
    break;
  case 5:
    looksAtAString_ok(hLineApp);
    break;
  case 6:
    looksAtAnAtomic_ok(hLineApp);
    break;
  case 7:
    looksIntoASet_ok(hLineApp);
    break;
  case 8:
    asksAMember_ok(hLineApp);
    break;
  case 9:
    looksAtNothing_bad(hLineApp);
    break;
  }
  lineShutdown(hLineApp);
  return 0;
}
