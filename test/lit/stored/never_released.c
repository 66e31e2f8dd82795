// RUN: %check_tapi %s 'tapi-*'
// A program that obtains calls into a global and deallocates none.
#include "../Inputs/telephony.h"

static HLINEAPP s_hLineApp;
static HLINE s_hLine;
static HCALL s_hCall;

BOOL open_ok(void) {
  return lineOpen(s_hLineApp, 0, &s_hLine, NEGOTIATED_VERSION, 0, 0,
                  LINECALLPRIVILEGE_NONE, 0, NULL) == 0;
}

void dial_bad(LPCSTR lpszNumber) {
  lineMakeCall(s_hLine, &s_hCall, lpszNumber, 0, NULL); // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle stored in 's_hCall' is never deallocated: no function of the program passes it to lineDeallocateCall [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: call handle 's_hCall' is requested by lineMakeCall here
}

// A drop ends the call, not the handle.
void hangUp_ok(void) {
  if (s_hCall)
    lineDrop(s_hCall, NULL, 0);
  s_hCall = 0;
}

void shutDown_ok(void) {
  lineClose(s_hLine);
  lineShutdown(s_hLineApp);
}
