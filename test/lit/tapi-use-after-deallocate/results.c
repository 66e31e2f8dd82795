// RUN: %check_tapi %s 'tapi-*'
// The result of lineDeallocateCall decides whether the handle is dead.
#include "../Inputs/telephony.h"

void resultIgnored_bad(HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  lineSetAppSpecific(hCall, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void resultIgnored_ok(HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  lineSetAppSpecific(hCall, 0);
  lineDeallocateCall(hCall);
}

void successBranch_bad(HCALL hCall) {
  LONG lResult = lineDeallocateCall(hCall);

  if (lResult == 0)
    lineDrop(hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-5]]:18: note: call handle 'hCall' is ended by lineDeallocateCall here
  else
    ReportError("lineDeallocateCall", lResult);
}

// A call that could not be deallocated is still there.
void failureBranch_ok(HCALL hCall) {
  LONG lResult = lineDeallocateCall(hCall);

  if (lResult == 0)
    return;
  ReportError("lineDeallocateCall", lResult);
  if (waitForReply(lineDrop(hCall, NULL, 0)))
    lineDeallocateCall(hCall);
}

void failureBySign_ok(HCALL hCall) {
  if (lineDeallocateCall(hCall) < 0) {
    lineDrop(hCall, NULL, 0);
    ShowStatus("still active");
  }
}

void wrongSign_bad(HCALL hCall) {
  LONG lResult = lineDeallocateCall(hCall);

  if (lResult >= 0) {
    LINECALLSTATUS Status;

    Status.dwTotalSize = sizeof(Status);
    lineGetCallStatus(hCall, &Status); // expect: TAPI003
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
    // CHECK-NOTES: :[[@LINE-8]]:18: note: call handle 'hCall' is ended by lineDeallocateCall here
  }
}

BOOL throughFlag_ok(HCALL hCall) {
  BOOL fReleased = lineDeallocateCall(hCall) == 0;

  if (!fReleased)
    lineDrop(hCall, NULL, 0);
  return fReleased;
}

BOOL throughFlag_bad(HCALL hCall) {
  BOOL fReleased = lineDeallocateCall(hCall) == 0;

  if (fReleased)
    lineHold(hCall); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-5]]:20: note: call handle 'hCall' is ended by lineDeallocateCall here
  return fReleased;
}

// INVALCALLSTATE: the owner of a call that is not idle has to drop it first.
LONG dropAndTryAgain_ok(HCALL hCall) {
  LONG lResult = lineDeallocateCall(hCall);

  if (lResult == LINEERR_INVALCALLSTATE) {
    if (!waitForReply(lineDrop(hCall, NULL, 0)))
      return LINEERR_OPERATIONFAILED;
    lResult = lineDeallocateCall(hCall);
  }
  return lResult;
}

HRESULT byMacro_bad(HCALL hCall) {
  HRESULT hr = lineDeallocateCall(hCall);

  if (SUCCEEDED(hr))
    hr = lineUnhold(hCall); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-5]]:16: note: call handle 'hCall' is ended by lineDeallocateCall here
  return hr;
}

HRESULT byMacro_ok(HCALL hCall) {
  HRESULT hr = lineDeallocateCall(hCall);

  if (FAILED(hr))
    hr = lineDrop(hCall, NULL, 0);
  return hr;
}
