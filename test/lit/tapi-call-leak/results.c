// RUN: %check_tapi %s 'tapi-*'
// Every spelling of the test whether a request was accepted.
#include "../Inputs/telephony.h"

#define TAPI_OK(lResult) ((LONG)(lResult) >= 0)

void testLessThanZero_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);

  if (lResult < 0) {
    ReportError("lineMakeCall", lResult);
    return;
  }
  if (!waitForReply(lResult))
    return;
  lineSetAppSpecific(hCall, 1);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-11]]:18: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lResult)' is true here

void testLessThanZero_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);

  if (lResult < 0) {
    ReportError("lineMakeCall", lResult);
    return;
  }
  if (!waitForReply(lResult))
    return;
  lineSetAppSpecific(hCall, 1);
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

LONG testGreaterThanZero_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lResult;

  if ((lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)) > 0) {
    if (waitForReply(lResult)) {
      lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
      ShowStatus("connected");
    }
  }
  return lResult; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-8]]:18: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-8]]:9: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-12]]:9: note: 'waitForReply(lResult)' is true here
}

LONG testGreaterThanZero_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lResult;

  if ((lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)) > 0) {
    if (waitForReply(lResult)) {
      lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
      lineDrop(hCall, NULL, 0);
      lineDeallocateCall(hCall);
    }
  }
  return lResult;
}

BOOL testUnsignedWithCast_bad(HLINE hLine, LPCSTR lpszNumber) {
  DWORD dwRequest;
  HCALL hCall = 0;

  dwRequest = (DWORD)lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);
  if ((LONG)dwRequest > 0 && waitForReply((LONG)dwRequest)) {
    if (lineMonitorMedia(hCall, LINEMEDIAMODE_INTERACTIVEVOICE) < 0)
      return FALSE; // expect: TAPI001
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
    // CHECK-NOTES: :[[@LINE-5]]:22: note: call handle 'hCall' is requested by lineMakeCall here
    // CHECK-NOTES: :[[@LINE-5]]:30: note: 'waitForReply' is called here
    // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
    // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
    // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
    // CHECK-NOTES: :[[@LINE-9]]:30: note: 'waitForReply((LONG)dwRequest)' is true here
    // CHECK-NOTES: :[[@LINE-9]]:9: note: 'lineMonitorMedia(hCall, LINEMEDIAMODE_INTERACTIVEVOICE) < 0' is true here
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    return TRUE;
  }
  return FALSE;
}

BOOL testUnsignedWithCast_ok(HLINE hLine, LPCSTR lpszNumber) {
  DWORD dwRequest;
  HCALL hCall = 0;

  dwRequest = (DWORD)lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);
  if ((LONG)dwRequest <= 0 || !waitForReply((LONG)dwRequest))
    return FALSE;
  lineMonitorMedia(hCall, LINEMEDIAMODE_INTERACTIVEVOICE);
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  return TRUE;
}

BOOL testThroughVariable_bad(HLINE hLine, DWORD dwAddressID) {
  HCALL hCall = 0;
  LONG lResult = lineUnpark(hLine, dwAddressID, &hCall, "700");
  BOOL fAccepted = lResult > 0;
  BOOL fUnparked = fAccepted && waitForReply(lResult);

  if (fUnparked)
    lineAnswer(hCall, NULL, 0);
  return fUnparked; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-8]]:18: note: call handle 'hCall' is requested by lineUnpark here
  // CHECK-NOTES: :[[@LINE-7]]:33: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'fUnparked' is true here
}

BOOL testThroughVariable_ok(HLINE hLine, DWORD dwAddressID) {
  HCALL hCall = 0;
  LONG lResult = lineUnpark(hLine, dwAddressID, &hCall, "700");
  BOOL fAccepted = lResult > 0;
  BOOL fUnparked = fAccepted && waitForReply(lResult);

  if (fUnparked)
    lineDrop(hCall, NULL, 0);
  ShowStatus(fUnparked ? "picked up and dropped" : "nothing parked");
  if (fUnparked)
    lineDeallocateCall(hCall);
  return fUnparked;
}

LONG testByMacro_bad(HLINE hLine, DWORD dwAddressID) {
  HCALL hCall = 0;
  LONG lResult = linePickup(hLine, dwAddressID, &hCall, "201", NULL);

  if (!TAPI_OK(lResult))
    return lResult;
  if (!waitForReply(lResult))
    return LINEERR_OPERATIONFAILED;
  lResult = lineAnswer(hCall, NULL, 0);
  return lResult; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-9]]:18: note: call handle 'hCall' is requested by linePickup here
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lResult)' is true here
}

LONG testByMacro_ok(HLINE hLine, DWORD dwAddressID) {
  HCALL hCall = 0;
  LONG lResult = linePickup(hLine, dwAddressID, &hCall, "201", NULL);

  if (!TAPI_OK(lResult))
    return lResult;
  if (!waitForReply(lResult))
    return LINEERR_OPERATIONFAILED;
  lResult = lineAnswer(hCall, NULL, 0);
  if (!TAPI_OK(lResult))
    ReportError("lineAnswer", lResult);
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  return lResult;
}

HRESULT testByHresultMacro_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  HRESULT hr = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);

  if (SUCCEEDED(hr)) {
    if (!waitForReply(hr))
      return E_FAIL;
    hr = lineSetMediaMode(hCall, LINEMEDIAMODE_DATAMODEM);
    if (FAILED(hr))
      return hr; // expect: TAPI001
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
    // CHECK-NOTES: :[[@LINE-9]]:16: note: call handle 'hCall' is requested by lineMakeCall here
    // CHECK-NOTES: :[[@LINE-7]]:10: note: 'waitForReply' is called here
    // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
    // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
    // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
    // CHECK-NOTES: :[[@LINE-11]]:9: note: 'waitForReply(hr)' is true here
    // CHECK-NOTES: :[[@LINE-9]]:9: note: 'FAILED(hr)' is true here
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
  return hr;
}

HRESULT testByHresultMacro_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  HRESULT hr = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);

  if (FAILED(hr))
    return hr;
  if (!waitForReply(hr))
    return E_FAIL;
  hr = lineSetMediaMode(hCall, LINEMEDIAMODE_DATAMODEM);
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  return hr;
}

// The release may fail; in that branch nothing is left to be done.
BOOL testRelease_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lResult;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return FALSE;
  lineDrop(hCall, NULL, 0);
  lResult = lineDeallocateCall(hCall);
  if (lResult != 0) {
    ReportError("lineDeallocateCall", lResult);
    return FALSE;
  }
  return TRUE;
}

// Comparison with particular error codes, as in a switch over known causes.
void testParticularErrors_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);

  if (lResult == LINEERR_CALLUNAVAIL || lResult == LINEERR_RESOURCEUNAVAIL) {
    ShowStatus("all lines are busy");
    return;
  }
  if (lResult < 0)
    return;
  if (waitForReply(lResult)) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
}
