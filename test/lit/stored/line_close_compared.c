// RUN: %check_tapi %s 'tapi-*'
// LINE_CLOSE for another line than the one that the program keeps leaves that
// one alone; for this one, its calls die with it.
#include <windows.h>

#include <tapi.h>

static HLINE g_hLine;
static HCALL g_hCall;
static HPHONE g_hPhone;

void CALLBACK onMessage(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                        DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                        DWORD_PTR dwParam3) {
  switch (dwMessage) {
  case LINE_CALLSTATE:
    if (dwParam1 == LINECALLSTATE_IDLE && (HCALL)hDevice == g_hCall) {
      lineDeallocateCall(g_hCall);
      g_hCall = 0;
    }
    break;
  case LINE_CLOSE:
    if ((HLINE)hDevice != g_hLine)
      break;
    g_hLine = 0;
    break;
  case PHONE_CLOSE:
    if ((HPHONE)hDevice == g_hPhone)
      g_hPhone = 0;
    break;
  }
}

BOOL open_ok(HLINEAPP hLineApp, HPHONEAPP hPhoneApp) {
  if (phoneOpen(hPhoneApp, 0, &g_hPhone, 0x20000, 0, 0,
                PHONEPRIVILEGE_MONITOR) != 0)
    g_hPhone = 0;
  return lineOpen(hLineApp, 0, &g_hLine, 0x20000, 0, 0, LINECALLPRIVILEGE_OWNER,
                  LINEMEDIAMODE_DATAMODEM, NULL) == 0;
}

void dial_ok(LPCSTR lpszNumber) {
  if (g_hLine && !g_hCall &&
      lineMakeCall(g_hLine, &g_hCall, lpszNumber, 0, NULL) < 0)
    g_hCall = 0;
}

void hangUp_bad(void) {
  if (g_hCall)
    lineDrop(g_hCall, NULL, 0); // expect: TAPI005
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'g_hCall' is used after LINE_CLOSE closed its line [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-37]]:11: note: LINE_CLOSE tells here that 'hDevice' is closed, and every call on it
  // CHECK-NOTES: :[[@LINE-38]]:11: note: 'dwMessage' is 'LINE_CLOSE' here
  // CHECK-NOTES: :[[@LINE-31]]:9: note: '(HLINE)hDevice != g_hLine' is false here
  // CHECK-NOTES: :[[@LINE-7]]:6: note: later, 'hangUp_bad' runs
  // CHECK-NOTES: :[[@LINE-7]]:7: note: 'g_hCall' is true here
}

void close_ok(void) {
  if (g_hPhone)
    phoneClose(g_hPhone);
  g_hPhone = 0;
  if (g_hLine)
    lineClose(g_hLine);
  g_hLine = 0;
  g_hCall = 0;
}
