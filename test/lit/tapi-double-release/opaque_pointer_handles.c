// RUN: %check_tapi %s 'tapi-*' -- -m32 -I %S/../Inputs/old_sdk
// Handles that are pointers to opaque structs, as in old SDKs.
#include "../Inputs/telephony.h"

void call_bad(HCALL hCall) {
  HCALL hCopy = hCall;

  lineDeallocateCall(hCall);
  hCall = NULL;
  lineDeallocateCall(hCopy); // expect: TAPI006
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
}

void phone_bad(HPHONE hPhone) {
  phoneClose(hPhone);
  phoneClose(hPhone); // expect: TAPI006
}

void app_ok(HLINEAPP hLineApp, HLINE hLine) {
  lineClose(hLine);
  lineShutdown(hLineApp);
}
