// RUN: %check_tapi %s 'tapi-*'
// Two lines at a time: nothing says on which of them a call is.
#include "../Inputs/telephony.h"

static HLINEAPP s_hApp;
static HLINE s_hIn, s_hOut;
static HCALL s_hCall;

BOOL open_ok(void) {
  return lineOpen(s_hApp, 0, &s_hIn, NEGOTIATED_VERSION, 0, 0,
                  LINECALLPRIVILEGE_OWNER, LINEMEDIAMODE_INTERACTIVEVOICE,
                  NULL) == 0 &&
         lineOpen(s_hApp, 1, &s_hOut, NEGOTIATED_VERSION, 0, 0,
                  LINECALLPRIVILEGE_NONE, 0, NULL) == 0;
}

void close_one_ok(void) {
  lineClose(s_hOut);
  s_hOut = 0;
  if (s_hCall)
    lineDeallocateCall(s_hCall);
  s_hCall = 0;
}
