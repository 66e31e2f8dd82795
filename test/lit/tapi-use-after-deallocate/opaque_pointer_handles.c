// RUN: %check_tapi %s 'tapi-*' -- -m32 -I %S/../Inputs/old_sdk
// Handles that are pointers to opaque structs, as in old SDKs.
#include "../Inputs/telephony.h"

void deadPointer_bad(HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  lineHold(hCall); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void clearedPointer_ok(HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  hCall = NULL;
  if (hCall != NULL)
    lineHold(hCall);
}

void failureBranch_ok(HCALL hCall) {
  if (lineDeallocateCall(hCall) != 0)
    lineDrop(hCall, NULL, 0);
}

void fromMessage_bad(DWORD hDevice) {
  HCALL hCall = (HCALL)hDevice;

  lineDeallocateCall((HCALL)hDevice);
  lineAnswer(hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}
