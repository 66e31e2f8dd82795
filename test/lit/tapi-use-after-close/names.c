// RUN: %check_tapi %s 'tapi-*'
// RUN: %check_tapi %s 'tapi-*' -- -DUNICODE
// RUN: %check_tapi %s 'tapi-*' -- -DTAPI_CURRENT_VERSION=0x00010004
// RUN: %check_tapi %s 'tapi-*' -- -m32
// The plain, the A and the W names, for both architectures.
#include "../Inputs/telephony.h"

void ansiName_bad(HLINEAPP hLineApp, LPLINEDEVCAPS lpCaps) {
  lineShutdown(hLineApp);
  lineGetDevCapsA(hLineApp, 0, 0x00010004, 0, lpCaps); // expect: TAPI004
}

void wideName_bad(HLINE hLine, LPLINEDEVSTATUS lpStatus) {
  lineClose(hLine);
  lineGetLineDevStatusW(hLine, lpStatus); // expect: TAPI004
}

void plainName_bad(HLINE hLine, LPHCALL lphCall) {
  lineClose(hLine);
  lineMakeCall(hLine, lphCall, TEXT("100"), 0, NULL); // expect: TAPI004
}

void names_ok(HLINEAPP hLineApp, HLINE hLine, LPLINEDEVSTATUS lpStatus,
              LPLINEDEVCAPS lpCaps) {
  lineGetLineDevStatusA(hLine, lpStatus);
  lineGetLineDevStatusW(hLine, lpStatus);
  (lineGetLineDevStatus)(hLine, lpStatus);
  lineClose(hLine);
  lineGetDevCapsA(hLineApp, 0, 0x00010004, 0, lpCaps);
  lineShutdown(hLineApp);
}
