// RUN: %check_tapi %s 'tapi-*'
// RUN: %check_tapi %s 'tapi-*' -- -DUNICODE -Wno-error=incompatible-pointer-types
// RUN: %check_tapi %s 'tapi-*' -- -DTAPI_CURRENT_VERSION=0x00010004
// RUN: %check_tapi %s 'tapi-*' -- -m32
// The plain, the A and the W names, for both architectures.
#include "../Inputs/telephony.h"

void ansiName_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (waitForReply(lineMakeCallA(hLine, &hCall, "100", 0, NULL)))
    lineDialA(hCall, "5", 0);
  lineClose(hLine); // expect: TAPI018
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-4]]:20: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineMakeCallA(hLine, &hCall, "100", 0, NULL))' is true here
}

void wideName_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (waitForReply(lineMakeCallW(hLine, &hCall, L"100", 0, NULL)))
    lineDialW(hCall, L"5", 0);
  lineClose(hLine); // expect: TAPI018
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-4]]:20: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineMakeCallW(hLine, &hCall, L"100", 0, NULL))' is true here
}

void plainName_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (waitForReply(lineMakeCall(hLine, &hCall, TEXT("100"), 0, NULL)))
    lineDial(hCall, TEXT("5"), 0);
  lineClose(hLine); // expect: TAPI018
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-4]]:20: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, TEXT("100"), 0, ...' is true here
}

void names_ok(HLINE hLine) {
  HCALL hCall = 0;

  if (waitForReply((lineMakeCall)(hLine, &hCall, "100", 0, NULL))) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
  lineClose(hLine);
}
