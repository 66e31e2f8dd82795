// RUN: %check_tapi %s 'tapi-*,-tapi-undeallocated-call'
// A reply comes once: a call that is live had its own, and a failure with the
// number of its request is not another one.
#include "../Inputs/telephony.h"

static HLINE s_hLine;
static HCALL s_hCall;
static LONG s_lDialing;

void CALLBACK onLine_ok(DWORD device, DWORD message, DWORD_PTR instance,
                        DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REPLY && (LONG)p1 == s_lDialing && (LONG)p2 != 0) {
    lineClose(s_hLine);
    s_hLine = 0;
  }
}

// What the failed request has left in the variable, nobody can tell.
void hangUp_ok(void) {
  if (s_hCall)
    lineDeallocateCall(s_hCall);
  s_hCall = 0;
}

LONG dial_ok(void) {
  return s_lDialing = lineMakeCall(s_hLine, &s_hCall, "1", 0, NULL);
}
