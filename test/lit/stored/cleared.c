// RUN: %check_tapi %s 'tapi-*'
// A stored call is tested, used and cleared; whether it was deallocated before
// depends on the way.
#include "../Inputs/telephony.h"

static HLINE s_hLine;
static HCALL s_hCall;
static HCALL s_hOther;
static HCALL s_hLast;

static int hangUp(int nReason) {
  if (s_hCall) {
    lineDrop(s_hCall, NULL, 0);
    if (nReason < 0)
      return nReason;
    lineDeallocateCall(s_hCall);
  }
  return 0;
}

// Nobody looks at the result, and the handle is forgotten.
void unlock_bad(int nReason) {
  hangUp(nReason);
  s_hCall = 0; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 's_hCall' is never deallocated: its last reference is cleared here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'hangUp' is called here
  // CHECK-NOTES: :[[@LINE-15]]:7: note: 's_hCall' is true here
  // CHECK-NOTES: :[[@LINE-14]]:9: note: 'nReason < 0' is true here
}

void checked_ok(int nReason) {
  if (hangUp(nReason) == 0)
    s_hCall = 0;
}

// The line ends it after all.
void closed_ok(int nReason) {
  hangUp(nReason);
  s_hCall = 0;
  lineClose(s_hLine);
  s_hLine = 0;
}

// Never released here: that may be somebody else's business.
void forgotten_ok(void) {
  if (s_hOther)
    lineDrop(s_hOther, NULL, 0);
  s_hOther = 0;
}

// Released on every way.
void released_ok(int nReason) {
  if (s_hLast) {
    if (nReason)
      lineDrop(s_hLast, NULL, 0);
    lineDeallocateCall(s_hLast);
  }
  s_hLast = 0;
}
