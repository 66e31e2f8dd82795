// RUN: %check_tapi %s 'tapi-*'
// Closing the line after each call ends its handle: no call is left behind.
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

void hangUp_ok(void) {
  lineClose(s_hLine);
  s_hLine = 0;
  s_hCall = 0;
}
