// RUN: %check_tapi %s 'tapi-*'
// The callback deallocates the call that a message is about, and notes that in one
// way or another; the program asks, behind its wait, before it uses the call.
#include <windows.h>

#include <tapi.h>

static HLINE g_hLine;
static HCALL g_hFlagged, g_hTimed, g_hCounted, g_hLogged, g_hFirst, g_hSecond;
static BOOL g_fUp, g_fGone;
static DWORD g_dwEnded;
static int g_cLive, g_cLogged;
static char g_szLog[64];
static LONG g_lRequest;

void CALLBACK onMessage(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  HCALL hCall = (HCALL)hDevice;

  if (dwMessage == LINE_REPLY && (LONG)dwParam1 == g_lRequest)
    g_lRequest = 0;
  if (dwMessage != LINE_CALLSTATE)
    return;
  if (hCall == g_hFlagged && dwParam1 == LINECALLSTATE_CONNECTED)
    g_fUp = TRUE;
  if (dwParam1 != LINECALLSTATE_IDLE)
    return;
  lineDeallocateCall(hCall);
  if (hCall == g_hFlagged) {
    g_fUp = FALSE;
    g_fGone = TRUE;
  } else if (hCall == g_hTimed)
    g_dwEnded = GetTickCount();
  else if (hCall == g_hCounted)
    --g_cLive;
  else if (hCall == g_hLogged)
    g_szLog[g_cLogged++] = 'i';
  else if (hCall == g_hFirst)
    g_hFirst = 0;
  else if (hCall == g_hSecond)
    g_hSecond = 0;
}

static void handleMessage(void) {
  MSG Msg;

  GetMessage(&Msg, NULL, 0, 0);
  DispatchMessage(&Msg);
}

static void hangUp(HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

static void inAFlag_ok(void) {
  if (lineMakeCall(g_hLine, &g_hFlagged, "1", 0, NULL) < 0)
    return;
  handleMessage();
  handleMessage();
  if (!g_fGone)
    hangUp(g_hFlagged);
}

static void inAFlagThatWasSo_ok(void) {
  g_fUp = FALSE;
  if (lineMakeCall(g_hLine, &g_hFlagged, "2", 0, NULL) < 0)
    return;
  MessageBox(NULL, "Hang up?", "", MB_OK);
  if (g_fUp)
    hangUp(g_hFlagged);
}

static void byTheTime_ok(void) {
  if (lineMakeCall(g_hLine, &g_hTimed, "3", 0, NULL) < 0)
    return;
  handleMessage();
  if (!g_dwEnded)
    hangUp(g_hTimed);
}

static void byACounter_ok(void) {
  g_cLive = 1;
  if (lineMakeCall(g_hLine, &g_hCounted, "4", 0, NULL) < 0)
    return;
  handleMessage();
  if (g_cLive)
    hangUp(g_hCounted);
}

static void inALog_ok(void) {
  if (lineMakeCall(g_hLine, &g_hLogged, "5", 0, NULL) < 0)
    return;
  handleMessage();
  if (!g_szLog[0])
    hangUp(g_hLogged);
}

static void twoCalls_ok(void) {
  if (lineMakeCall(g_hLine, &g_hFirst, "6", 0, NULL) < 0)
    return;
  handleMessage();
  if (lineMakeCall(g_hLine, &g_hSecond, "7", 0, NULL) < 0)
    return;
  handleMessage();
  if (g_hFirst)
    hangUp(g_hFirst);
  if (g_hSecond)
    hangUp(g_hSecond);
}

// The test is not always true, as the reply clears the number.
static void waitsForTheNumber_ok(void) {
  g_lRequest = lineMakeCall(g_hLine, &g_hFlagged, "8", 0, NULL);
  if (g_lRequest > 0)
    while (g_lRequest)
      handleMessage();
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
      inAFlag_ok();
      break;
    case 2:
      inAFlagThatWasSo_ok();
      break;
    case 3:
      byTheTime_ok();
      break;
    case 4:
      byACounter_ok();
      break;
    case 5:
      inALog_ok();
      break;
    case 6:
      twoCalls_ok();
      break;
    default:
      waitsForTheNumber_ok();
    }
  }
  lineShutdown(hLineApp);
  return 0;
}
