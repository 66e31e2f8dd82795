// RUN: %check_tapi %s 'tapi-*' -- -m32 -I %S/../Inputs/old_sdk
// Handles that are pointers to opaque structs, as in old SDKs.
#include "../Inputs/telephony.h"

void call_bad(HCALL hCall) {
  HCALL hCopy = hCall;

  lineDeallocateCall(hCall);
  hCall = NULL;
  lineDeallocateCall(hCopy); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCopy' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call handle 'hCopy' is ended by lineDeallocateCall here
}

void call_ok(HCALL hCall) {
  lineDeallocateCall(hCall);
  hCall = NULL;
  if (hCall != NULL)
    lineDeallocateCall(hCall);
}

void line_bad(HLINE hLine) {
  lineClose(hLine);
  if (hLine)
    lineClose(hLine); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'hLine' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: line handle 'hLine' is ended by lineClose here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'hLine' is true here
}

void phone_bad(HPHONE hPhone) {
  phoneClose(hPhone);
  phoneClose(hPhone); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: phone handle 'hPhone' is released a second time by phoneClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: phone handle 'hPhone' is ended by phoneClose here
}

void app_ok(HLINEAPP hLineApp, HLINE hLine) {
  lineClose(hLine);
  lineShutdown(hLineApp);
}
