// RUN: %check_tapi %s 'tapi-*' -- -m32 -I %S/../Inputs/old_sdk
// Handles that are pointers to opaque structs, as in old SDKs.
#include "../Inputs/telephony.h"

void lostPointer_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = NULL;
  LONG lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);

  if (lResult < 0 || !waitForReply(lResult))
    return;
  lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
} // expect: TAPI001

void lostPointer_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = NULL;
  LONG lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);

  if (lResult < 0 || !waitForReply(lResult))
    return;
  lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

void clearedPointer_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = NULL;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  lineDrop(hCall, NULL, 0);
  hCall = NULL; // expect: TAPI001
}

void guardByPointer_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = NULL;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    hCall = NULL;
  if (hCall != NULL)
    lineDrop(hCall, NULL, 0);
  if (hCall)
    lineDeallocateCall(hCall);
}

void reusedPointer_bad(HLINE hLine, HCALL hOld) {
  HCALL hCall = NULL;

  if (!waitForReply(lineSetupTransfer(hOld, &hCall, NULL)))
    return;
  if (!waitForReply(
          lineMakeCall(hLine, &hCall, "100", 0, NULL))) // expect: TAPI002
    return;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}
