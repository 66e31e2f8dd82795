// RUN: %check_tapi %s 'tapi-*'
// The variable is cleared first, and the call released by what the message
// names.
#include "../Inputs/telephony.h"

static HLINE s_hLine;
static HCALL s_hCall;

void dial_ok(void) { lineMakeCall(s_hLine, &s_hCall, "1", 0, NULL); }

void CALLBACK message_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                         DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                         DWORD_PTR dwParam3) {
  if (dwMessage == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_IDLE &&
      (HCALL)hDevice == s_hCall) {
    s_hCall = 0;
    lineDeallocateCall((HCALL)hDevice);
  }
}
