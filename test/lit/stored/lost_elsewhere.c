// RUN: %check_tapi %s 'tapi-*'
// A stored call is cleared when it is idle, and released by whoever waited.
#include "../Inputs/telephony.h"

static HLINE s_hLine;
static HCALL s_hCall, s_hShown;
void Released(HCALL hCall);

static void wait(void) {
  MSG Message;
  while (GetMessage(&Message, NULL, 0, 0) > 0)
    DispatchMessage(&Message);
}

void dial_ok(void) {
  HCALL hMine;
  if (lineMakeCall(s_hLine, &s_hCall, "1", 0, NULL) < 0)
    return;
  wait();
  hMine = s_hCall;
  if (!hMine)
    return;
  lineDrop(hMine, NULL, 0);
  wait();
  lineDeallocateCall(hMine);
}

void dial_shown_ok(void) { lineMakeCall(s_hLine, &s_hShown, "2", 0, NULL); }

void shown_ok(void) { Released(s_hShown); }

void CALLBACK message_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                         DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                         DWORD_PTR dwParam3) {
  if (dwMessage != LINE_CALLSTATE || dwParam1 != LINECALLSTATE_IDLE)
    return;
  if ((HCALL)hDevice == s_hCall)
    s_hCall = 0;
  if ((HCALL)hDevice == s_hShown)
    s_hShown = 0;
}
