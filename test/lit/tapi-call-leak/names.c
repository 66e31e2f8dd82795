// RUN: %check_tapi %s 'tapi-*'
// RUN: %check_tapi %s 'tapi-*' -- -DUNICODE -Wno-error=incompatible-pointer-types
// RUN: %check_tapi %s 'tapi-*' -- -DTAPI_CURRENT_VERSION=0x00010004
// RUN: %check_tapi %s 'tapi-*' -- -m32
// The plain, the A and the W names, for both architectures.
#include "../Inputs/telephony.h"

void ansiName_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCallA(hLine, &hCall, "100", 0, NULL)))
    return;
  lineGenerateDigitsA(hCall, LINEDIGITMODE_DTMF, "1", 0);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineMakeCallA(hLine, &hCall, "100", 0, NULL))' is true here

void ansiName_ok(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCallA(hLine, &hCall, "100", 0, NULL)))
    return;
  lineGenerateDigitsA(hCall, LINEDIGITMODE_DTMF, "1", 0);
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

void wideName_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCallW(hLine, &hCall, L"100", 0, NULL)))
    return;
  lineGenerateDigitsW(hCall, LINEDIGITMODE_DTMF, L"1", 0);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineMakeCallW(hLine, &hCall, L"100", 0, NULL))' is true here

void wideName_ok(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCallW(hLine, &hCall, L"100", 0, NULL)))
    return;
  lineGenerateDigitsW(hCall, LINEDIGITMODE_DTMF, L"1", 0);
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

// A plain name is a macro from version 2.0 on, and a function before.
void plainName_bad(HLINE hLine, DWORD dwAddressID) {
  HCALL hCall = 0;

  if (!waitForReply(lineUnpark(hLine, dwAddressID, &hCall, TEXT("701"))))
    return;
  lineAnswer(hCall, NULL, 0);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'hCall' is requested by lineUnpark here
// CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineUnpark(hLine, dwAddressID, &hCall, TEXT(...' is true here

void plainName_ok(HLINE hLine, DWORD dwAddressID) {
  HCALL hCall = 0;

  if (!waitForReply(lineUnpark(hLine, dwAddressID, &hCall, TEXT("701"))))
    return;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

// Parentheses keep a macro from being expanded.
void plainFunction_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply((lineMakeCall)(hLine, &hCall, "100", 0, NULL)))
    return;
  lineHold(hCall);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply((lineMakeCall)(hLine, &hCall, "100", 0, NULL))' is true here

void plainFunction_ok(HLINE hLine) {
  HCALL hCall = 0;

  if (!waitForReply((lineMakeCall)(hLine, &hCall, "100", 0, NULL)))
    return;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}
