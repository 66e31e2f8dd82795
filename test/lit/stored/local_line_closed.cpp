// RUN: %check_tapi %s 'tapi-*'
// While main waits, the callback closes the line in an object on main's stack.
#include <windows.h>

#include <tapi.h>

namespace {
struct Modem {
  HLINEAPP hLineApp;
  HLINE hLine;
  bool Clears;
};
} // namespace

static Modem *g_Kept, *g_Cleared;

static void CALLBACK onMessage(DWORD, DWORD dwMessage, DWORD_PTR,
                               DWORD_PTR dwParam1, DWORD_PTR, DWORD_PTR) {
  if (dwMessage != LINE_CALLSTATE || dwParam1 != LINECALLSTATE_DISCONNECTED)
    return;
  if (g_Kept)
    lineClose(g_Kept->hLine);
  if (g_Cleared) {
    lineClose(g_Cleared->hLine);
    g_Cleared->hLine = 0;
  }
  PostQuitMessage(0);
}

static bool open(Modem &It) {
  DWORD dwDevices;

  if (lineInitialize(&It.hLineApp, GetModuleHandle(nullptr), onMessage, "modem",
                     &dwDevices) != 0)
    return false;
  if (lineOpen(It.hLineApp, 0, &It.hLine, 0x20000, 0, 0, LINECALLPRIVILEGE_NONE,
               LINEMEDIAMODE_DATAMODEM, nullptr) == 0)
    return true;
  lineShutdown(It.hLineApp);
  return false;
}

static void pump() {
  MSG Msg;

  while (GetMessage(&Msg, nullptr, 0, 0) > 0)
    DispatchMessage(&Msg);
}

static void kept_bad() {
  Modem It = {};

  if (!open(It))
    return;
  g_Kept = &It;
  pump();
  g_Kept = nullptr;
  if (It.hLine)
    lineClose(It.hLine); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'It.hLine' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-8]]:8: note: 'open' is called here
  // CHECK-NOTES: :[[@LINE-26]]:7: note: line handle 'It.hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-7]]:3: note: this waits, and other functions run
  // CHECK-NOTES: :[[@LINE-47]]:22: note: meanwhile, 'onMessage' runs
  // CHECK-NOTES: :[[@LINE-46]]:7: note: 'dwMessage != LINE_CALLSTATE' is false here
  // CHECK-NOTES: :[[@LINE-47]]:38: note: 'dwParam1 != LINECALLSTATE_DISCONNECTED' is false here
  // CHECK-NOTES: :[[@LINE-45]]:5: note: line handle 'It.hLine' is ended by lineClose here
  // CHECK-NOTES: :[[@LINE-45]]:7: note: 'g_Cleared' is false here
  lineShutdown(It.hLineApp);
}

static void cleared_ok() {
  Modem It = {};

  if (!open(It))
    return;
  g_Cleared = &It;
  pump();
  g_Cleared = nullptr;
  if (It.hLine)
    lineClose(It.hLine);
  lineShutdown(It.hLineApp);
}

int main(int argc, char **) {
  if (argc > 1)
    kept_bad();
  else
    cleared_ok();
  return 0;
}
