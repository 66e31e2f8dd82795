// RUN: %check_tapi %s 'tapi-*'
// A line or a phone after its own close; the result of the close decides.
#include "../Inputs/telephony.h"

void statusTooLate_bad(HLINE hLine) {
  lineClose(hLine);
  lineSetStatusMessages(hLine, LINEDEVSTATE_RINGING, 0); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is used after lineClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: line handle 'hLine' is ended by lineClose here
}

void statusInTime_ok(HLINE hLine) {
  lineSetStatusMessages(hLine, LINEDEVSTATE_RINGING, 0);
  lineClose(hLine);
}

LONG successBranch_bad(HLINE hLine) {
  LINEDEVSTATUS Status;
  LONG lResult = lineClose(hLine);

  if (lResult < 0)
    return lResult;
  Status.dwTotalSize = sizeof(Status);
  return lineGetLineDevStatus(hLine, &Status); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: line handle 'hLine' is used after lineClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-7]]:18: note: line handle 'hLine' is ended by lineClose here
}

// A line that could not be closed is still open.
LONG failureBranch_ok(HLINE hLine) {
  LINEDEVSTATUS Status;
  LONG lResult = lineClose(hLine);

  if (lResult == 0)
    return 0;
  Status.dwTotalSize = sizeof(Status);
  return lineGetLineDevStatus(hLine, &Status);
}

void throughFlag_bad(HLINE hLine, BOOL fLast) {
  if (fLast)
    lineClose(hLine);
  ShowStatus("idle");
  if (fLast)
    lineSetStatusMessages(hLine, 0, 0); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'hLine' is used after lineClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-6]]:7: note: 'fLast' is true here
  // CHECK-NOTES: :[[@LINE-6]]:5: note: line handle 'hLine' is ended by lineClose here
}

void throughFlag_ok(HLINE hLine, BOOL fLast) {
  if (fLast)
    lineClose(hLine);
  ShowStatus("idle");
  if (!fLast)
    lineSetStatusMessages(hLine, 0, 0);
}

LONG callOnClosedLine_bad(HLINE hLine, LPHCALL lphCall, LPCSTR lpszNumber) {
  lineClose(hLine);
  return lineMakeCall(hLine, lphCall, lpszNumber, 0, NULL); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: line handle 'hLine' is used after lineClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: line handle 'hLine' is ended by lineClose here
}

LONG openAndClose_ok(HLINEAPP hLineApp, DWORD dwDeviceID) {
  LINEDEVSTATUS Status;
  HLINE hLine = 0;
  LONG lResult =
      lineOpen(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_MONITOR, LINEMEDIAMODE_INTERACTIVEVOICE, NULL);

  if (lResult < 0)
    return lResult;
  Status.dwTotalSize = sizeof(Status);
  lResult = lineGetLineDevStatus(hLine, &Status);
  lineClose(hLine);
  return lResult;
}

// The variable is used again for the next device.
void nextDevice_ok(HLINEAPP hLineApp, DWORD cDevices) {
  HLINE hLine = 0;
  DWORD dwDeviceID;

  for (dwDeviceID = 0; dwDeviceID < cDevices; dwDeviceID++) {
    if (lineOpen(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0, 0,
                 LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
      continue;
    lineSetStatusMessages(hLine, ALL_STATES, 0);
    lineClose(hLine);
  }
}

void nextDevice_bad(HLINE hLine, DWORD cDevices) {
  DWORD dwDeviceID = 0;

  do {
    lineSetStatusMessages(hLine, ALL_STATES, 0); // expect: TAPI004
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'hLine' is used after lineClose closed it [tapi-use-after-close]
    // CHECK-NOTES: :[[@LINE+3]]:9: note: 'UserConfirms("close it?")' is true here
    // CHECK-NOTES: :[[@LINE+3]]:7: note: line handle 'hLine' is ended by lineClose here
    // CHECK-NOTES: :[[@LINE+3]]:12: note: '++dwDeviceID < cDevices' is true here
    if (UserConfirms("close it?"))
      lineClose(hLine);
  } while (++dwDeviceID < cDevices);
}

void twoLines_ok(HLINE hFirst, HLINE hSecond) {
  lineClose(hFirst);
  lineSetStatusMessages(hSecond, ALL_STATES, 0);
  lineClose(hSecond);
}

void phone_bad(HPHONE hPhone) {
  DWORD dwHookSwitches = 0;

  phoneClose(hPhone);
  phoneGetHookSwitch(hPhone, &dwHookSwitches); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: phone handle 'hPhone' is used after phoneClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: phone handle 'hPhone' is ended by phoneClose here
}

void phone_ok(HPHONE hPhone) {
  DWORD dwHookSwitches = 0;

  phoneGetHookSwitch(hPhone, &dwHookSwitches);
  phoneClose(hPhone);
}

void phoneRing_bad(HPHONEAPP hPhoneApp, DWORD dwDeviceID) {
  HPHONE hPhone = 0;

  if (phoneOpen(hPhoneApp, dwDeviceID, &hPhone, NEGOTIATED_VERSION, 0, 0,
                PHONEPRIVILEGE_OWNER) != 0)
    return;
  if (phoneClose(hPhone) == 0)
    phoneSetRing(hPhone, 0, 0xFFFF); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: phone handle 'hPhone' is used after phoneClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-6]]:7: note: phone handle 'hPhone' is obtained by phoneOpen here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: phone handle 'hPhone' is ended by phoneClose here
}

void phoneRing_ok(HPHONEAPP hPhoneApp, DWORD dwDeviceID) {
  HPHONE hPhone = 0;

  if (phoneOpen(hPhoneApp, dwDeviceID, &hPhone, NEGOTIATED_VERSION, 0, 0,
                PHONEPRIVILEGE_OWNER) != 0)
    return;
  phoneSetRing(hPhone, 0, 0xFFFF);
  phoneClose(hPhone);
}
