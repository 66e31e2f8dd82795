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

// Of many conditions, the one that proves it idle is among those that are told.
void CALLBACK manyConditions_bad(DWORD hDevice, DWORD dwMessage,
                                 DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                                 DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  int *pOptions = (int *)dwInstance;
  if (!pOptions || !pOptions[0] || !pOptions[1] || dwMessage != LINE_CALLSTATE)
    return;
  if (dwParam1 != LINECALLSTATE_IDLE)
    return;
  if (pOptions[2] && pOptions[3] && pOptions[4] && pOptions[5])
    hangUp((HCALL)hDevice); // expect: TAPI013
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: lineDrop needs a call in another state, but call 'hDevice' is idle [tapi-idle-call]
  // CHECK-NOTES: :[[@LINE-7]]:7: note: 'pOptions' is true here
  // CHECK-NOTES: :[[@LINE-8]]:20: note: 'pOptions[0]' is true here
  // CHECK-NOTES: :[[@LINE-9]]:36: note: 'pOptions[1]' is true here
  // CHECK-NOTES: :[[@LINE-10]]:52: note: 'dwMessage != LINE_CALLSTATE' is false here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'dwParam1 != LINECALLSTATE_IDLE' is false here
  // CHECK-NOTES: :[[@LINE-8]]:37: note: 'pOptions[4]' is true here
  // CHECK-NOTES: :[[@LINE-9]]:52: note: 'pOptions[5]' is true here
  // CHECK-NOTES: :[[@LINE-9]]:5: note: 'hangUp' is called here
  // CHECK-NOTES: :[[@LINE-53]]:7: note: 'hCall' is true here
  // CHECK-NOTES: :[[@LINE-53]]:5: note: call handle 'hDevice' is passed to lineDrop here
}
