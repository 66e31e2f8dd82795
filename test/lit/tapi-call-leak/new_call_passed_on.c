// RUN: %check_tapi %s 'tapi-*'
// The call of LINE_APPNEWCALL is answered here, and released where its last
// message is passed on to.
#include "../Inputs/telephony.h"

void releaseLater(HCALL hCall);

void CALLBACK onLine_ok(DWORD device, DWORD message, DWORD_PTR instance,
                        DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL)
    lineAnswer((HCALL)p2, NULL, 0);
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    releaseLater((HCALL)device);
}
