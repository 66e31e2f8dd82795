// RUN: %check_tapi %s 'tapi-*'
// RUN: %check_tapi %s 'tapi-*' -- -DUNICODE -Wno-error=incompatible-pointer-types
// RUN: %check_tapi %s 'tapi-*' -- -DTAPI_CURRENT_VERSION=0x00010004
// RUN: %check_tapi %s 'tapi-*' -- -m32
// The plain, the A and the W names, for both architectures.
#include "../Inputs/telephony.h"

void ansiName_bad(HCALL hCall) {
  lineDeallocateCall(hCall);
  lineDialA(hCall, "100", 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void wideName_bad(HCALL hCall) {
  lineDeallocateCall(hCall);
  lineDialW(hCall, L"100", 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void plainName_bad(HCALL hCall) {
  lineDeallocateCall(hCall);
  lineBlindTransfer(hCall, TEXT("100"), 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void plainFunction_bad(HCALL hCall) {
  lineDeallocateCall(hCall);
  (lineDial)(hCall, "100", 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void names_ok(HCALL hCall) {
  lineDialA(hCall, "1", 0);
  lineDialW(hCall, L"2", 0);
  (lineDial)(hCall, "3", 0);
  lineDeallocateCall(hCall);
}
