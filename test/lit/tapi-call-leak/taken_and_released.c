// RUN: %check_tapi %s 'tapi-*'
// Calls that are answered where they are offered, and released elsewhere: by
// what another function keeps, or in another branch.
#include "../Inputs/telephony.h"

static HLINEAPP s_hApp;
static HCALL s_hCall;

void CALLBACK answers_ok(DWORD device, DWORD message, DWORD_PTR instance,
                         DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL)
    s_hCall = (HCALL)p2;
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_OFFERING)
    lineAnswer((HCALL)device, NULL, 0);
}

void hang_up_ok(void) {
  if (s_hCall)
    lineDeallocateCall(s_hCall);
  s_hCall = 0;
}

void answers_and_releases_ok(void) {
  LINEMESSAGE message;
  while (lineGetMessage(s_hApp, &message, INFINITE) == 0) {
    if (message.dwMessageID != LINE_CALLSTATE)
      continue;
    if (message.dwParam1 == LINECALLSTATE_OFFERING)
      lineAnswer((HCALL)message.hDevice, NULL, 0);
    if (message.dwParam1 == LINECALLSTATE_IDLE)
      lineDeallocateCall((HCALL)message.hDevice);
  }
}
