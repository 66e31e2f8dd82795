// RUN: %check_tapi %s 'tapi-idle-call'
// A call that is idle is passed to a helper: told where the program passes it,
// with what proves it idle. What the helper finds out itself is told there.
#include "../Inputs/telephony.h"

static void hangUp(HCALL hCall) {
  if (hCall)
    lineDrop(hCall, NULL, 0);
}

static void onState_bad(HCALL hCall, DWORD_PTR dwState) {
  if (dwState == LINECALLSTATE_IDLE)
    lineDrop(hCall, NULL, 0); // expect: TAPI013
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: lineDrop needs a call in another state, but call 'hCall' is idle [tapi-idle-call]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: 'dwState == LINECALLSTATE_IDLE' is true here
}

void CALLBACK idle_bad(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                       DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                       DWORD_PTR dwParam3) {
  if (dwMessage == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_IDLE) {
    hangUp((HCALL)hDevice); // expect: TAPI013
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: lineDrop needs a call in another state, but call 'hDevice' is idle [tapi-idle-call]
    // CHECK-NOTES: :[[@LINE-3]]:7: note: 'dwMessage == LINE_CALLSTATE' is true here
    // CHECK-NOTES: :[[@LINE-4]]:38: note: 'dwParam1 == LINECALLSTATE_IDLE' is true here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: 'hangUp' is called here
    // CHECK-NOTES: :[[@LINE-20]]:7: note: 'hCall' is true here
    // CHECK-NOTES: :[[@LINE-20]]:5: note: call handle 'hDevice' is passed to lineDrop here
    lineDeallocateCall((HCALL)hDevice);
  }
}

void CALLBACK passesTheState(DWORD hDevice, DWORD dwMessage,
                                 DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                                 DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  if (dwMessage == LINE_CALLSTATE)
    onState_bad((HCALL)hDevice, dwParam1);
}
