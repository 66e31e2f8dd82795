// RUN: %check_tapi %s 'tapi-*'
// The first result decides whether a second release is wrong.
#include "../Inputs/telephony.h"

void twice_bad(HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  ShowStatus("hung up");
  lineDeallocateCall(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

// A release that failed may be tried again.
void again_ok(HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  if (lineDeallocateCall(hCall) != 0) {
    Sleep(500);
    lineDeallocateCall(hCall);
  }
}

void againAfterSuccess_bad(HCALL hCall) {
  LONG lResult = lineDeallocateCall(hCall);

  if (lResult == 0)
    lResult = lineDeallocateCall(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-5]]:18: note: call handle 'hCall' is ended by lineDeallocateCall here
  if (lResult < 0)
    ReportError("lineDeallocateCall", lResult);
}

void untilReleased_ok(HCALL hCall) {
  int nTries = 10;

  while (lineDeallocateCall(hCall) < 0 && nTries-- > 0)
    Sleep(100);
}

void everyRound_bad(HCALL hCall) {
  int nTries = 10;

  while (nTries-- > 0) {
    lineDeallocateCall(hCall); // expect: TAPI006
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: call handle 'hCall' is ended by lineDeallocateCall here
    Sleep(100);
  }
}

LONG negated_bad(HCALL hCall) {
  LONG lResult = lineDeallocateCall(hCall);

  if (!lResult)
    return lineDeallocateCall(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:12: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-5]]:18: note: call handle 'hCall' is ended by lineDeallocateCall here
  return lResult;
}

LONG particularError_ok(HCALL hCall) {
  LONG lResult = lineDeallocateCall(hCall);

  if (lResult == LINEERR_INVALCALLSTATE) {
    waitForReply(lineDrop(hCall, NULL, 0));
    lResult = lineDeallocateCall(hCall);
  }
  return lResult;
}

void byFlag_ok(HCALL hCall) {
  BOOL fReleased = FALSE;

  if (UserConfirms("hang up?"))
    fReleased = lineDeallocateCall(hCall) == 0;
  if (!fReleased)
    lineDeallocateCall(hCall);
}

void byFlag_bad(HCALL hCall) {
  BOOL fReleased = FALSE;

  if (UserConfirms("hang up?"))
    fReleased = lineDeallocateCall(hCall) == 0;
  if (fReleased)
    lineDeallocateCall(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'UserConfirms("hang up?")' is true here
  // CHECK-NOTES: :[[@LINE-5]]:17: note: call handle 'hCall' is ended by lineDeallocateCall here
}

HRESULT byMacro_ok(HCALL hCall) {
  HRESULT hr = lineDeallocateCall(hCall);

  if (FAILED(hr))
    hr = lineDeallocateCall(hCall);
  return hr;
}

void line_bad(HLINE hLine) {
  lineSetStatusMessages(hLine, 0, 0);
  lineClose(hLine);
  lineClose(hLine); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is released a second time by lineClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: line handle 'hLine' is ended by lineClose here
}

void line_ok(HLINE hLine) {
  if (lineClose(hLine) < 0)
    lineClose(hLine);
}

void app_bad(HLINEAPP hLineApp) {
  if (lineShutdown(hLineApp) == 0)
    ShowStatus("shut down");
  lineShutdown(hLineApp); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line application handle 'hLineApp' is released a second time by lineShutdown [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-4]]:7: note: line application handle 'hLineApp' is ended by lineShutdown here
}

void app_ok(HLINEAPP hLineApp) {
  if (lineShutdown(hLineApp) == 0)
    ShowStatus("shut down");
  else
    lineShutdown(hLineApp);
}

void phone_bad(HPHONE hPhone) {
  phoneClose(hPhone);
  ShowStatus("closed");
  phoneClose(hPhone); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: phone handle 'hPhone' is released a second time by phoneClose [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: phone handle 'hPhone' is ended by phoneClose here
}

void phone_ok(HPHONE hPhone, HPHONE hHandset) {
  phoneClose(hPhone);
  phoneClose(hHandset);
}

void phoneApp_bad(HPHONEAPP hPhoneApp) {
  phoneShutdown(hPhoneApp);
  phoneShutdown(hPhoneApp); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: phone application handle 'hPhoneApp' is released a second time by phoneShutdown [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: phone application handle 'hPhoneApp' is ended by phoneShutdown here
}
