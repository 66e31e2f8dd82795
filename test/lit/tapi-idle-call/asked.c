// RUN: %check_tapi %s 'tapi-*'
// The program asks TAPI for the state of a call, and goes by the answer.
#include "../Inputs/telephony.h"

void transferred_bad(HCALL hCall, LINECALLSTATUS *lpStatus) {
  if (lineGetCallStatus(hCall, lpStatus) == 0 &&
      lpStatus->dwCallState == LINECALLSTATE_IDLE)
    lineBlindTransfer(hCall, "1", 0); // expect: TAPI013
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: lineBlindTransfer needs a call in another state, but call 'hCall' is idle [tapi-idle-call]
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'lineGetCallStatus(hCall, lpStatus) == 0' is true here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'lpStatus->dwCallState == LINECALLSTATE_IDLE' is true here
}

void switched_bad(HCALL hCall) {
  struct {
    LINECALLSTATUS Is;
    BYTE More[100];
  } Status;
  Status.Is.dwTotalSize = sizeof(Status);
  if (lineGetCallStatus(hCall, &Status.Is) != 0)
    return;
  switch (Status.Is.dwCallState) {
  case LINECALLSTATE_IDLE:
    lineHold(hCall); // expect: TAPI013
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: lineHold needs a call in another state, but call 'hCall' is idle [tapi-idle-call]
    // CHECK-NOTES: :[[@LINE-6]]:7: note: 'lineGetCallStatus(hCall, &Status.Is) != 0' is false here
    // CHECK-NOTES: :[[@LINE-5]]:11: note: 'Status.Is.dwCallState' is 'LINECALLSTATE_IDLE' here
    break;
  default:
    break;
  }
}

void otherState_ok(HCALL hCall, LINECALLSTATUS *lpStatus) {
  if (lineGetCallStatus(hCall, lpStatus) == 0 &&
      lpStatus->dwCallState != LINECALLSTATE_IDLE)
    lineHold(hCall);
}

// Behind the test the answer decides nothing any more.
void otherField_ok(HCALL hCall, LINECALLSTATUS *lpStatus) {
  if (lineGetCallStatus(hCall, lpStatus) != 0)
    return;
  if (lpStatus->dwCallState == LINECALLSTATE_IDLE)
    ShowStatus("idle");
  if (lpStatus->dwCallFeatures & LINECALLFEATURE_HOLD)
    lineHold(hCall);
}

void otherCall_ok(HCALL hCall, HCALL hOther, LINECALLSTATUS *lpStatus) {
  if (lineGetCallStatus(hCall, lpStatus) == 0 &&
      lpStatus->dwCallState == LINECALLSTATE_IDLE)
    lineHold(hOther);
}

void askedAgain_ok(HCALL hCall, LINECALLSTATUS *lpStatus) {
  if (lineGetCallStatus(hCall, lpStatus) == 0 &&
      lpStatus->dwCallState == LINECALLSTATE_IDLE)
    Sleep(100);
  if (lineGetCallStatus(hCall, lpStatus) == 0 &&
      lpStatus->dwCallState == LINECALLSTATE_CONNECTED)
    lineHold(hCall);
}

// It was not idle when TAPI was asked again.
void loop_ok(HCALL hCall, LINECALLSTATUS *lpStatus) {
  while (lineGetCallStatus(hCall, lpStatus) == 0 &&
         lpStatus->dwCallState == LINECALLSTATE_IDLE)
    Sleep(100);
  lineHold(hCall);
}

// To ask is not to take over.
void answered_ok(HCALL hCall, LINECALLSTATUS *lpStatus) {
  if (lineGetCallStatus(hCall, lpStatus) == 0 &&
      lpStatus->dwCallState == LINECALLSTATE_OFFERING)
    lineAnswer(hCall, NULL, 0);
}
