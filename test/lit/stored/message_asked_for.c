// RUN: %check_tapi %s 'tapi-*'
// What the callback of a call's end leaves behind the wait, and the program asks for
// in other ways than by the variable.
#include <windows.h>

#include <tapi.h>

static HLINE g_hLine;
static HCALL g_hGated, g_hSignalled, g_hSlot;
static BOOL g_fReplied, g_fOver, g_fLive[4];
static LONG g_lRequest, g_lOver;
static HANDLE g_hOver;
static int g_iSlot;

void CALLBACK onMessage(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  HCALL hCall = (HCALL)hDevice;

  if (dwMessage == LINE_REPLY && (LONG)dwParam1 == g_lRequest) {
    g_fReplied = TRUE;
    if ((LONG)dwParam2 != 0)
      g_fOver = TRUE;
  }
  if (dwMessage != LINE_CALLSTATE || dwParam1 != LINECALLSTATE_IDLE)
    return;
  lineDeallocateCall(hCall);
  if (hCall == g_hGated && g_fReplied)
    g_fOver = TRUE;
  if (hCall == g_hSignalled) {
    SetEvent(g_hOver);
    g_lOver = 1;
  }
  if (hCall == g_hSlot)
    g_fLive[g_iSlot] = FALSE;
}

static void handleMessage(void) {
  MSG Msg;

  if (GetMessage(&Msg, NULL, 0, 0) > 0)
    DispatchMessage(&Msg);
}

// No message about a call comes before its reply, so the flag is set.
static void behindTheReply_ok(void) {
  g_fReplied = g_fOver = FALSE;
  g_lRequest = lineMakeCall(g_hLine, &g_hGated, "1", 0, NULL);
  if (g_lRequest < 0)
    return;
  handleMessage();
  handleMessage();
  if (!g_fOver)
    lineDrop(g_hGated, NULL, 0);
}

static void byAnEvent_ok(void) {
  if (lineMakeCall(g_hLine, &g_hSignalled, "2", 0, NULL) < 0)
    return;
  handleMessage();
  if (WaitForSingleObject(g_hOver, 0) != WAIT_OBJECT_0)
    lineDrop(g_hSignalled, NULL, 0);
}

static void interlocked_ok(void) {
  if (lineMakeCall(g_hLine, &g_hSignalled, "3", 0, NULL) < 0)
    return;
  handleMessage();
  if (InterlockedCompareExchange(&g_lOver, 0, 0) == 0)
    lineDrop(g_hSignalled, NULL, 0);
}

static void atAnIndex_ok(int iSlot) {
  g_iSlot = iSlot & 3;
  g_fLive[g_iSlot] = TRUE;
  if (lineMakeCall(g_hLine, &g_hSlot, "4", 0, NULL) < 0)
    return;
  handleMessage();
  if (g_fLive[g_iSlot])
    lineDrop(g_hSlot, NULL, 0);
}

int main(int argc, char **argv) {
  HLINEAPP hLineApp;
  DWORD dwDevices;

  g_hOver = CreateEvent(NULL, TRUE, FALSE, NULL);
  if (lineInitialize(&hLineApp, GetModuleHandle(NULL), onMessage, "dialer",
                     &dwDevices) != 0)
    return 1;
  if (lineOpen(hLineApp, 0, &g_hLine, 0x20000, 0, 0, LINECALLPRIVILEGE_NONE,
               LINEMEDIAMODE_INTERACTIVEVOICE, NULL) == 0) {
    switch (argc) {
    case 1:
      behindTheReply_ok();
      break;
    case 2:
      byAnEvent_ok();
      break;
    case 3:
      interlocked_ok();
      break;
    default:
      atAnIndex_ok(argc);
    }
  }
  lineShutdown(hLineApp);
  return 0;
}
