// RUN: %check_tapi %s 'tapi-*'
// A call that came in LINE_APPNEWCALL and is stored, then answered under its
// other name: one mistake, one report. Where the names are compared, it is the
// stored one that counts.
#include "../Inputs/telephony.h"

static HCALL s_hCall;

void CALLBACK keeps_bad(DWORD device, DWORD message, DWORD_PTR instance,
                        DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL)
    s_hCall = (HCALL)p2;
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_OFFERING)
    lineAnswer((HCALL)device, NULL, 0);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'device' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-3]]:5: note: call handle 'device' is taken by lineAnswer here: whoever owns a call has to deallocate it

void CALLBACK same_ok(DWORD device, DWORD message, DWORD_PTR instance,
                      DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_OFFERING &&
      (HCALL)device == s_hCall)
    lineAnswer((HCALL)device, NULL, 0);
}
