// RUN: %check_tapi %s 'tapi-*'
// A line or a phone after its own close; the result of the close decides.
#include "../Inputs/telephony.h"

void statusTooLate_bad(HLINE hLine) {
  lineClose(hLine);
  lineSetStatusMessages(hLine, LINEDEVSTATE_RINGING, 0); // expect: TAPI004
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
}

void phoneRing_ok(HPHONEAPP hPhoneApp, DWORD dwDeviceID) {
  HPHONE hPhone = 0;

  if (phoneOpen(hPhoneApp, dwDeviceID, &hPhone, NEGOTIATED_VERSION, 0, 0,
                PHONEPRIVILEGE_OWNER) != 0)
    return;
  phoneSetRing(hPhone, 0, 0xFFFF);
  phoneClose(hPhone);
}
