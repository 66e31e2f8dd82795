// RUN: %check_tapi %s 'tapi-*'
// RUN: %check_tapi %s 'tapi-*' -- -DUNICODE
// RUN: %check_tapi %s 'tapi-*' -- -DTAPI_CURRENT_VERSION=0x00010004
// RUN: %check_tapi %s 'tapi-*' -- -m32
// The plain, the A and the W names, for both architectures.
#include "../Inputs/telephony.h"

void ansiName_bad(HLINEAPP hLineApp, LPLINEDEVCAPS lpCaps) {
  lineShutdown(hLineApp);
  lineGetDevCapsA(hLineApp, 0, 0x00010004, 0, lpCaps); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line application handle 'hLineApp' is used after lineShutdown shut it down [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: line application handle 'hLineApp' is ended by lineShutdown here
}

void wideName_bad(HLINE hLine, LPLINEDEVSTATUS lpStatus) {
  lineClose(hLine);
  lineGetLineDevStatusW(hLine, lpStatus); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is used after lineClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: line handle 'hLine' is ended by lineClose here
}

void plainName_bad(HLINE hLine, LPHCALL lphCall) {
  lineClose(hLine);
  lineMakeCall(hLine, lphCall, TEXT("100"), 0, NULL); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is used after lineClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: line handle 'hLine' is ended by lineClose here
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
