// RUN: %check_tapi %s 'tapi-*' -- -m32 -I %S/../Inputs/old_sdk
// Handles that are pointers to opaque structs, as in old SDKs.
#include "../Inputs/telephony.h"

void closedLine_bad(HLINE hLine) {
  lineClose(hLine);
  lineSetStatusMessages(hLine, 0, 0); // expect: TAPI004
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
}

void phone_bad(HPHONE hPhone) {
  DWORD dwHookSwitches = 0;

  phoneClose(hPhone);
  phoneGetHookSwitch(hPhone, &dwHookSwitches); // expect: TAPI004
}
