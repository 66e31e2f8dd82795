// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call,-tapi-line-leak'
// A thread ends what the program ends again behind its message loop.
#include "../Inputs/telephony.h"

static HLINEAPP g_hApp;
static HLINE g_hLine, g_hGuarded, g_hCleared, g_hTold, g_hStarted, g_hKept,
    g_hUnstarted;
static BOOL g_IsRunning, g_IsClosed;

static BOOL begin(HLINE *phLine) {
  return lineOpen(g_hApp, 0, phLine, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE,
                  0, NULL) == 0;
}

static DWORD WINAPI closeInThread(LPVOID Unused) {
  if (g_IsRunning)
    lineClose(g_hLine);
  ExitThread(0);
}

static DWORD WINAPI closeOnce(LPVOID Unused) {
  if (!g_IsClosed) {
    g_IsClosed = TRUE;
    lineClose(g_hGuarded);
  }
  if (g_hCleared)
    lineClose(g_hCleared);
  g_hCleared = 0;
  return 0;
}

// The window that gets the message may clear the variable.
static DWORD WINAPI closeAndTell(LPVOID Window) {
  lineClose(g_hTold);
  PostMessage((HWND)Window, WM_APP, 0, 0);
  return 0;
}

// It waits until those who start it let it go on.
static HANDLE g_Stop, g_Kept;
static DWORD WINAPI closeAtTheEnd(LPVOID Unused) {
  WaitForSingleObject(g_Stop, INFINITE);
  lineClose(g_hStarted);
  return 0;
}

static DWORD WINAPI closeKept(LPVOID Unused) {
  lineClose(g_hKept);
  return 0;
}

// Nobody starts it.
static DWORD WINAPI neverStarted(LPVOID Unused) {
  lineClose(g_hUnstarted);
  return 0;
}
LPTHREAD_START_ROUTINE g_Spare = neverStarted;

static void handleMessages(void) {
  MSG Message;
  while (GetMessage(&Message, NULL, 0, 0))
    DispatchMessage(&Message);
}

void onCommand(void) {
  g_IsRunning = TRUE;
  CloseHandle(CreateThread(NULL, 0, closeInThread, NULL, 0, NULL));
  CloseHandle(CreateThread(NULL, 0, closeOnce, NULL, 0, NULL));
  CloseHandle(CreateThread(NULL, 0, closeAndTell, NULL, 0, NULL));
  g_Kept = CreateThread(NULL, 0, closeKept, NULL, 0, NULL);
}

void behindTheLoop_bad(void) {
  if (!begin(&g_hLine))
    return;
  handleMessages();
  lineClose(g_hLine); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'g_hLine' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-5]]:8: note: 'begin' is called here
  // CHECK-NOTES: :[[@LINE-69]]:10: note: line handle 'g_hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-5]]:3: note: this waits, and other functions run
  // CHECK-NOTES: :[[@LINE-67]]:21: note: meanwhile, 'closeInThread' runs
  // CHECK-NOTES: :[[@LINE-67]]:7: note: 'g_IsRunning' is true here
  // CHECK-NOTES: :[[@LINE-67]]:5: note: line handle 'g_hLine' is ended by lineClose here
}

void guarded_ok(void) {
  if (!begin(&g_hGuarded))
    return;
  handleMessages();
  if (!g_IsClosed)
    lineClose(g_hGuarded);
}

void cleared_ok(void) {
  if (!begin(&g_hCleared))
    return;
  handleMessages();
  if (g_hCleared)
    lineClose(g_hCleared);
  g_hCleared = 0;
}

void neverStarted_ok(void) {
  if (!begin(&g_hUnstarted))
    return;
  handleMessages();
  lineClose(g_hUnstarted);
}

void told_ok(void) {
  if (!begin(&g_hTold))
    return;
  handleMessages();
  if (g_hTold)
    lineClose(g_hTold);
  g_hTold = 0;
}

void startedHere_ok(BOOL UseThread) {
  if (!begin(&g_hStarted))
    return;
  if (UseThread)
    CloseHandle(CreateThread(NULL, 0, closeAtTheEnd, NULL, 0, NULL));
  handleMessages();
  if (UseThread)
    SetEvent(g_Stop);
  else
    lineClose(g_hStarted);
}

void threadIsKnown_ok(void) {
  if (!begin(&g_hKept))
    return;
  handleMessages();
  if (!g_Kept)
    lineClose(g_hKept);
}
