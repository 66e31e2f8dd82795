// RUN: %check_tapi %s 'tapi-*'
// While a program waits, a message tells that its call is idle, and the callback
// deallocates it by the handle in the message.
#include <windows.h>

#include <tapi.h>

static HLINE g_hLine;
static HCALL g_hCall;
static LONG g_lRequest;
static BOOL g_fConnected, g_fEnded;

void CALLBACK onMessage(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  switch (dwMessage) {
  case LINE_REPLY:
    if ((LONG)dwParam1 == g_lRequest && (LONG)dwParam2 < 0) {
      g_hCall = 0;
      g_fEnded = TRUE;
    }
    break;
  case LINE_CALLSTATE:
    if (dwParam1 == LINECALLSTATE_CONNECTED)
      g_fConnected = TRUE;
    if (dwParam1 == LINECALLSTATE_IDLE) {
      lineDeallocateCall((HCALL)hDevice);
      g_fConnected = FALSE;
      g_fEnded = TRUE;
    }
    break;
  }
}

static BOOL dial(LPCSTR lpszNumber) {
  g_fEnded = g_fConnected = FALSE;
  g_lRequest = lineMakeCall(g_hLine, &g_hCall, lpszNumber, 0, NULL);
  return g_lRequest > 0;
}

static void pump(void) {
  MSG Msg;

  while (!g_fEnded && GetMessage(&Msg, NULL, 0, 0) > 0)
    DispatchMessage(&Msg);
}

static void dropsWhatEnded_bad(void) {
  if (!dial("1"))
    return;
  pump();
  if (g_hCall)
    lineDrop(g_hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'g_hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'dial' is called here
  // CHECK-NOTES: :[[@LINE-19]]:16: note: call handle 'g_hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:3: note: this waits, and other functions run
  // CHECK-NOTES: :[[@LINE-45]]:15: note: meanwhile, 'onMessage' runs
  // CHECK-NOTES: :[[@LINE-43]]:11: note: 'dwMessage' is 'LINE_REPLY' here
  // CHECK-NOTES: :[[@LINE-9]]:3: note: this waits, and other functions run
  // CHECK-NOTES: :[[@LINE-48]]:15: note: meanwhile, 'onMessage' runs
  // CHECK-NOTES: :[[@LINE-46]]:11: note: 'dwMessage' is 'LINE_CALLSTATE' here
  // CHECK-NOTES: :[[@LINE-37]]:9: note: 'dwParam1 == LINECALLSTATE_IDLE' is true here
  // CHECK-NOTES: :[[@LINE-37]]:7: note: call handle 'g_hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-13]]:7: note: 'g_hCall' is true here
}

static void asksForTheFlag_ok(void) {
  MSG Msg;

  if (!dial("2"))
    return;
  while (!g_fEnded && !g_fConnected && GetMessage(&Msg, NULL, 0, 0) > 0)
    DispatchMessage(&Msg);
  if (g_fConnected && !g_fEnded)
    lineDrop(g_hCall, NULL, 0);
}

static BOOL isConnected(void) {
  MSG Msg;

  while (!g_fEnded && !g_fConnected) {
    if (GetMessage(&Msg, NULL, 0, 0) <= 0)
      return FALSE;
    DispatchMessage(&Msg);
  }
  return g_fConnected;
}

static void asksTheHelper_ok(void) {
  if (dial("3") && isConnected())
    lineDrop(g_hCall, NULL, 0);
}

static void dialsAgain_ok(void) {
  if (!dial("4"))
    return;
  pump();
  if (dial("5"))
    pump();
}

int main(int argc, char **argv) {
  HLINEAPP hLineApp;
  DWORD dwDevices;

  if (lineInitialize(&hLineApp, GetModuleHandle(NULL), onMessage, "dialer",
                     &dwDevices) != 0)
    return 1;
  if (lineOpen(hLineApp, 0, &g_hLine, 0x20000, 0, 0, LINECALLPRIVILEGE_NONE,
               LINEMEDIAMODE_INTERACTIVEVOICE, NULL) == 0) {
    switch (argc) {
    case 1:
      dropsWhatEnded_bad();
      break;
    case 2:
      asksForTheFlag_ok();
      break;
    case 3:
      asksTheHelper_ok();
      break;
    default:
      dialsAgain_ok();
    }
  }
  lineShutdown(hLineApp);
  return 0;
}
