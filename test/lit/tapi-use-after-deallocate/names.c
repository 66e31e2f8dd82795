// RUN: %check_tapi %s 'tapi-*'
// RUN: %check_tapi %s 'tapi-*' -- -DUNICODE
// RUN: %check_tapi %s 'tapi-*' -- -DTAPI_CURRENT_VERSION=0x00010004
// RUN: %check_tapi %s 'tapi-*' -- -m32
// The plain, the A and the W names, for both architectures.
#include "../Inputs/telephony.h"

void ansiName_bad(HCALL hCall) {
  lineDeallocateCall(hCall);
  lineDialA(hCall, "100", 0); // expect: TAPI003
}

void wideName_bad(HCALL hCall) {
  lineDeallocateCall(hCall);
  lineDialW(hCall, L"100", 0); // expect: TAPI003
}

void plainName_bad(HCALL hCall) {
  lineDeallocateCall(hCall);
  lineBlindTransfer(hCall, TEXT("100"), 0); // expect: TAPI003
}

void plainFunction_bad(HCALL hCall) {
  lineDeallocateCall(hCall);
  (lineDial)(hCall, "100", 0); // expect: TAPI003
}

void names_ok(HCALL hCall) {
  lineDialA(hCall, "1", 0);
  lineDialW(hCall, L"2", 0);
  (lineDial)(hCall, "3", 0);
  lineDeallocateCall(hCall);
}
