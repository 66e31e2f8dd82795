// RUN: %check_tapi %s 'tapi-*'
// The same program with a callback that deallocates whatever goes idle, and
// one that closes the line after each call: nothing leaks.
#include "../Inputs/telephony.h"

static HLINEAPP s_hLineApp;
static HLINE s_hLine;
static HCALL s_hCall;

BOOL open_ok(void) {
  return lineOpen(s_hLineApp, 0, &s_hLine, NEGOTIATED_VERSION, 0, 0,
                  LINECALLPRIVILEGE_NONE, 0, NULL) == 0;
}

void dial_ok(LPCSTR lpszNumber) {
  lineMakeCall(s_hLine, &s_hCall, lpszNumber, 0, NULL);
}

void CALLBACK callback_ok(DWORD hDevice, DWORD dwMsg, DWORD_PTR dwInstance,
                          DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                          DWORD_PTR dwParam3) {
  if (dwMsg == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)hDevice);
}
