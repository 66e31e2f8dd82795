// RUN: %check_tapi %s 'tapi-*'
// Tests whose answer is kept, returned or passed on instead of branched on.
#include "../Inputs/telephony.h"

BOOL returned_bad(HCALL hCall) {
  return lineAnswer(hCall, NULL, 0) == 0; // expect: TAPI011
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the result of lineAnswer is a request ID, never 0; this test is never true [tapi-async-result]
}

BOOL negated_bad(HCALL hCall) {
  return !lineAnswer(hCall, NULL, 0); // expect: TAPI011
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the result of lineAnswer is a request ID, never 0; this test is never true [tapi-async-result]
}

// One mistake, though the answer is tested later.
void variable_bad(HCALL hCall) {
  BOOL bFailed = lineAnswer(hCall, NULL, 0) != 0; // expect: TAPI011
  // CHECK-NOTES: :[[@LINE-1]]:18: warning: the result of lineAnswer is a request ID, never 0; this test is always true [tapi-async-result]

  if (bFailed)
    ShowStatus("not answered");
}

void showAnswer(BOOL bAnswered);

void argument_bad(HCALL hCall) {
  showAnswer(lineAnswer(hCall, NULL, 0) == 0); // expect: TAPI011
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the result of lineAnswer is a request ID, never 0; this test is never true [tapi-async-result]
}

static BOOL helper_answer(HCALL hCall) {
  return lineAnswer(hCall, NULL, 0) == 0; // expect: TAPI011
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the result of lineAnswer is a request ID, never 0; this test is never true [tapi-async-result]
}

void wrapped_bad(HCALL hCall) {
  if (helper_answer(hCall))
    ShowStatus("answered");
}

BOOL unsigned_bad(HCALL hCall) {
  DWORD dwResult = lineDrop(hCall, NULL, 0);

  if (dwResult < 0) // expect: TAPI011
    return FALSE;
  // CHECK-NOTES: :[[@LINE-2]]:7: warning: an error of lineDrop is negative, but what is tested here is unsigned; this test is never true [tapi-async-result]
  return TRUE;
}

BOOL unsignedKept_bad(HCALL hCall) {
  DWORD dwResult = lineDrop(hCall, NULL, 0);

  return dwResult >= 0; // expect: TAPI011
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: an error of lineDrop is negative, but what is tested here is unsigned; this test is always true [tapi-async-result]
}

BOOL unsignedCast_ok(HCALL hCall) {
  DWORD dwResult = lineDrop(hCall, NULL, 0);

  return (LONG)dwResult < 0;
}

BOOL positive_ok(HCALL hCall) { return lineAnswer(hCall, NULL, 0) > 0; }

BOOL negative_ok(HCALL hCall) { return lineAnswer(hCall, NULL, 0) < 0; }

// Of a synchronous function 0 is the success.
BOOL synchronous_ok(HCALL hCall) { return lineDeallocateCall(hCall) == 0; }

// Once it is known to be no error, anything may be asked.
BOOL knownID_ok(HCALL hCall, LONG lExpected) {
  LONG lRequest = lineAnswer(hCall, NULL, 0);

  if (lRequest < 0)
    return FALSE;
  return lRequest != 0;
}
