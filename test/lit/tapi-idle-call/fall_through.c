// RUN: %check_tapi %s 'tapi-*'
// A case that goes on in the next one takes along what it knows.
#include "../Inputs/telephony.h"

void CALLBACK forgottenBreak_bad(DWORD dwDevice, DWORD dwMessage,
                                 DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                                 DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  if (dwMessage != LINE_CALLSTATE)
    return;
  switch (dwParam1) {
  case LINECALLSTATE_IDLE:
    ShowStatus("idle");
  case LINECALLSTATE_CONNECTED:
    lineHold((HCALL)dwDevice); // expect: TAPI013
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: lineHold needs a call in another state, but call 'dwDevice' is idle [tapi-idle-call]
    // CHECK-NOTES: :[[@LINE-8]]:7: note: 'dwMessage != LINE_CALLSTATE' is false here
    // CHECK-NOTES: :[[@LINE-7]]:11: note: 'dwParam1' is 'LINECALLSTATE_IDLE' here
    break;
  }
}

void CALLBACK break_ok(DWORD dwDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                       DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                       DWORD_PTR dwParam3) {
  if (dwMessage != LINE_CALLSTATE)
    return;
  switch (dwParam1) {
  case LINECALLSTATE_IDLE:
    ShowStatus("idle");
    break;
  case LINECALLSTATE_CONNECTED:
    lineHold((HCALL)dwDevice);
    break;
  }
}
