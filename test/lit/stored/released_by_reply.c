// RUN: %check_tapi %s 'tapi-*'
// Two branches of a callback release the same stored call, and neither clears
// it: whichever message comes second finds a dead handle.
#include "../Inputs/telephony.h"

static HLINE s_hLine;
static HCALL s_hCall, s_hOther;
static LONG s_lDropping, s_lRedial;

void CALLBACK onLine_bad(DWORD device, DWORD message, DWORD_PTR instance,
                         DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_REPLY:
    if ((LONG)p1 == s_lDropping && (LONG)p2 == 0)
      lineDeallocateCall(s_hCall);
    break;
  case LINE_CALLSTATE:
    if (p1 == LINECALLSTATE_IDLE && s_hCall)
      lineDeallocateCall(s_hCall); // expect: TAPI006
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: call handle 's_hCall' is released a second time by lineDeallocateCall [tapi-double-release]
    // CHECK-NOTES: :[[@LINE-9]]:11: note: 'message' is 'LINE_REPLY' here
    // CHECK-NOTES: :[[@LINE-8]]:9: note: '(LONG)p1 == s_lDropping' is true here
    // CHECK-NOTES: :[[@LINE-9]]:36: note: '(LONG)p2 == 0' is true here
    // CHECK-NOTES: :[[@LINE-9]]:7: note: call handle 's_hCall' is ended by lineDeallocateCall here
    // CHECK-NOTES: :[[@LINE-15]]:15: note: later, 'onLine_bad' runs
    // CHECK-NOTES: :[[@LINE-14]]:11: note: 'message' is 'LINE_CALLSTATE' here
    // CHECK-NOTES: :[[@LINE-9]]:9: note: 'p1 == LINECALLSTATE_IDLE' is true here
    // CHECK-NOTES: :[[@LINE-10]]:37: note: 's_hCall' is true here
    break;
  }
}

void CALLBACK clears_ok(DWORD device, DWORD message, DWORD_PTR instance,
                        DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_REPLY:
    if ((LONG)p1 == s_lDropping && (LONG)p2 == 0) {
      lineDeallocateCall(s_hOther);
      s_hOther = 0;
    }
    break;
  case LINE_CALLSTATE:
    if (p1 == LINECALLSTATE_IDLE && s_hOther) {
      lineDeallocateCall(s_hOther);
      s_hOther = 0;
    }
    break;
  }
}

LONG dial_ok(void) {
  return s_lRedial = lineMakeCall(s_hLine, &s_hCall, "1", 0, NULL);
}
