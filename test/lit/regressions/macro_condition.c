// RUN: %check_tapi %s 'tapi-*'
// A condition in a macro is told once, though it is two branches.
#include <windows.h>

#include <tapi.h>

#define IS_IDLE (dwMessage == LINE_CALLSTATE && dwParam1 == LINECALLSTATE_IDLE)

static HCALL g_hCall;

void CALLBACK onMessage_bad(DWORD hDevice, DWORD dwMessage,
                            DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                            DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  HCALL hCall = g_hCall;

  if (IS_IDLE) {
    lineDeallocateCall(hCall);
    lineDrop(hCall, NULL, 0); // expect: TAPI003
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
    // CHECK-NOTES: :[[@LINE-4]]:7: note: 'IS_IDLE' is true here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: call handle 'hCall' is ended by lineDeallocateCall here
  }
}
