// RUN: %check_tapi %s 'tapi-*'
// A call that is answered here is released by code that is not seen.
#include "../Inputs/telephony.h"

void releaseLater(HCALL hCall);

void CALLBACK onLine_ok(DWORD device, DWORD message, DWORD_PTR instance,
                        DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_OFFERING)
    lineAnswer((HCALL)device, NULL, 0);
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    releaseLater((HCALL)device);
}
