// RUN: %check_tapi %s 'tapi-*'
// An asynchronous function returns a request ID or an error, never 0.
#include "../Inputs/telephony.h"

extern HCALL g_hCall;
extern LONG g_lRequest;

void equalsZero_bad(HCALL hCall) {
  if (lineDrop(hCall, NULL, 0) == 0) // expect: TAPI011
    ShowStatus("hung up");
  // CHECK-NOTES: :[[@LINE-2]]:7: warning: the result of lineDrop is a request ID, never 0; this test is never true [tapi-async-result]
}

void differsFromZero_bad(HCALL hCall) {
  LONG lResult = lineAnswer(hCall, NULL, 0);

  if (lResult != 0) { // expect: TAPI011
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: the result of lineAnswer is a request ID, never 0; this test is always true [tapi-async-result]
    ReportError("lineAnswer", lResult);
    return;
  }
  ShowStatus("answered");
}

void truth_bad(HCALL hCall) {
  if (lineHold(hCall)) // expect: TAPI011
    ShowStatus("cannot hold");
  // CHECK-NOTES: :[[@LINE-2]]:7: warning: the result of lineHold is a request ID, never 0; this test is always true [tapi-async-result]
}

void not_bad(HCALL hCall) {
  if (!lineUnhold(hCall)) // expect: TAPI011
    ShowStatus("back");
  // CHECK-NOTES: :[[@LINE-2]]:7: warning: the result of lineUnhold is a request ID, never 0; this test is never true [tapi-async-result]
}

void flag_bad(HCALL hCall) {
  BOOL fDone = lineDial(hCall, "5", 0) == 0; // expect: TAPI011
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: the result of lineDial is a request ID, never 0; this test is never true [tapi-async-result]

  if (fDone)
    ShowStatus("dialled");
}

void makeCall_bad(HLINE hLine) {
  if (lineMakeCall(hLine, &g_hCall, "100", 0, NULL) == 0) // expect: TAPI011
    ShowStatus("dialling");
  // CHECK-NOTES: :[[@LINE-2]]:7: warning: the result of lineMakeCall is a request ID, never 0; this test is never true [tapi-async-result]
}

void lessThanZero_ok(HCALL hCall) {
  LONG lResult = lineDrop(hCall, NULL, 0);

  if (lResult < 0)
    ReportError("lineDrop", lResult);
}

void greaterThanZero_ok(HCALL hCall) {
  if ((LONG)lineDrop(hCall, NULL, 0) > 0)
    ShowStatus("hanging up");
}

void notNegative_ok(HCALL hCall) {
  if (lineDrop(hCall, NULL, 0) >= 0)
    ShowStatus("hanging up");
}

void certainError_ok(HCALL hCall) {
  LONG lResult = lineAnswer(hCall, NULL, 0);

  if (lResult == LINEERR_INVALCALLSTATE)
    ShowStatus("too late");
}

void synchronous_ok(HLINE hLine) {
  if (lineSetStatusMessages(hLine, ALL_STATES, 0) == 0)
    ShowStatus("listening");
}

void mixed_ok(HCALL hCall) {
  if (lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "1", 0) != 0)
    ShowStatus("no digits");
}

void kept_ok(HCALL hCall) {
  g_lRequest = lineDrop(hCall, NULL, 0);
  if (g_lRequest < 0)
    g_lRequest = 0;
  if (g_lRequest)
    ShowStatus("pending");
}

// The helper has looked at the request ID; its own result is another number.
static LONG helper_wait(LONG lRequest) {
  if (lRequest <= 0)
    return lRequest;
  return waitForReply(lRequest) ? 0 : LINEERR_OPERATIONFAILED;
}

void normalised_ok(HLINE hLine) {
  if (helper_wait(lineMakeCall(hLine, &g_hCall, "100", 0, NULL)) != 0)
    ShowStatus("no call");
}
