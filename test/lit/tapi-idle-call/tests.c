// RUN: %check_tapi %s 'tapi-*'
// An idle call can be looked at and deallocated, nothing else.
#include "../Inputs/telephony.h"

void CALLBACK answered_bad(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                           DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                           DWORD_PTR dwParam3) {
  if (dwMessage == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_IDLE)
    lineAnswer((HCALL)hDevice, NULL, 0); // expect: TAPI013
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: lineAnswer needs a call in another state, but call 'hDevice' is idle [tapi-idle-call]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: 'dwMessage == LINE_CALLSTATE' is true here
  // CHECK-NOTES: :[[@LINE-4]]:38: note: 'dwParam1 == LINECALLSTATE_IDLE' is true here
}

void CALLBACK dropped_bad(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                          DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                          DWORD_PTR dwParam3) {
  switch (dwMessage) {
  case LINE_CALLSTATE:
    switch (dwParam1) {
    case LINECALLSTATE_IDLE:
      lineDrop((HCALL)hDevice, NULL, 0); // expect: TAPI013
      // CHECK-NOTES: :[[@LINE-1]]:7: warning: lineDrop needs a call in another state, but call 'hDevice' is idle [tapi-idle-call]
      // CHECK-NOTES: :[[@LINE-6]]:11: note: 'dwMessage' is 'LINE_CALLSTATE' here
      // CHECK-NOTES: :[[@LINE-5]]:13: note: 'dwParam1' is 'LINECALLSTATE_IDLE' here
      lineDeallocateCall((HCALL)hDevice);
      break;
    }
    break;
  }
}

void CALLBACK lookedAt_ok(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                          DWORD_PTR dwParam1, DWORD_PTR dwParam2,
                          DWORD_PTR dwParam3) {
  LINECALLINFO Info;

  Info.dwTotalSize = sizeof(Info);
  if (dwMessage == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_IDLE) {
    lineGetCallInfo((HCALL)hDevice, &Info);
    lineDeallocateCall((HCALL)hDevice);
  }
}

// Disconnected is not idle.
void CALLBACK disconnected_ok(DWORD hDevice, DWORD dwMessage,
                              DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                              DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  if (dwMessage == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_DISCONNECTED)
    lineDrop((HCALL)hDevice, NULL, 0);
}

// The documentation contradicts itself about monitoring an idle call.
void CALLBACK monitored_ok(DWORD hDevice, DWORD dwMessage,
                           DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                           DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  if (dwMessage == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_IDLE)
    lineMonitorDigits((HCALL)hDevice, 0);
}
