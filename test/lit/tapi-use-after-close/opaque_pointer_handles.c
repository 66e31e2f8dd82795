// RUN: %check_tapi %s 'tapi-*' -- -m32 -I %S/../Inputs/old_sdk
// Handles that are pointers to opaque structs, as in old SDKs.
#include "../Inputs/telephony.h"

void closedLine_bad(HLINE hLine) {
  lineClose(hLine);
  lineSetStatusMessages(hLine, 0, 0); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is used after lineClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: line handle 'hLine' is ended by lineClose here
}

void closedLine_ok(HLINE hLine) {
  lineSetStatusMessages(hLine, 0, 0);
  lineClose(hLine);
  hLine = NULL;
  if (hLine != NULL)
    lineSetStatusMessages(hLine, 0, 0);
}

void callOfClosedLine_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = NULL;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  lineDrop(hCall, NULL, 0);
  lineClose(hLine);
  lineDeallocateCall(hCall); // expect: TAPI005
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineClose closed its line [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-6]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-7]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-11]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
  // CHECK-NOTES: :[[@LINE-9]]:3: note: lineClose ends 'hLine' and every call on it here
}

void phone_bad(HPHONE hPhone) {
  DWORD dwHookSwitches = 0;

  phoneClose(hPhone);
  phoneGetHookSwitch(hPhone, &dwHookSwitches); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: phone handle 'hPhone' is used after phoneClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: phone handle 'hPhone' is ended by phoneClose here
}
