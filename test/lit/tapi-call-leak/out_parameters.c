// RUN: %check_tapi %s 'tapi-*'
// Handles that helper functions hand out through pointers.
#include "../Inputs/telephony.h"

typedef struct tagCALL {
  HCALL hCall;
  DWORD dwAppSpecific;
} CALL, *LPCALL;

static LONG placeCall(HLINE hLine, LPCSTR lpszNumber, LPHCALL lphCall) {
  LONG lResult;

  *lphCall = 0;
  lResult = lineMakeCall(hLine, lphCall, lpszNumber, 0, NULL);
  if (lResult < 0)
    return lResult;
  return waitForReply(lResult) ? 0 : LINEERR_OPERATIONFAILED;
}

static BOOL placeCallInto(HLINE hLine, LPCSTR lpszNumber, LPCALL lpCall) {
  LONG lResult = lineMakeCall(hLine, &lpCall->hCall, lpszNumber, 0, NULL);

  if (lResult <= 0)
    return FALSE;
  if (!waitForReply(lResult)) {
    lpCall->hCall = 0;
    return FALSE;
  }
  lpCall->dwAppSpecific = 1;
  return TRUE;
}

void callerForgets_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall;
  LONG lResult = placeCall(hLine, lpszNumber, &hCall);

  if (lResult != 0) {
    ReportError("placeCall", lResult);
    return;
  }
  lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
} // expect: TAPI001
// CHECK-NOTES: :[[@LINE-1]]:1: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
// CHECK-NOTES: :[[@LINE-9]]:18: note: 'placeCall' is called here
// CHECK-NOTES: :[[@LINE-31]]:13: note: call handle 'hCall' is requested by lineMakeCall here
// CHECK-NOTES: :[[@LINE-29]]:10: note: 'waitForReply' is called here
// CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
// CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
// CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
// CHECK-NOTES: :[[@LINE-33]]:10: note: 'waitForReply(lResult)' is true here

void callerReleases_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall;
  LONG lResult = placeCall(hLine, lpszNumber, &hCall);

  if (lResult != 0) {
    ReportError("placeCall", lResult);
    return;
  }
  lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

BOOL structForgotten_bad(HLINE hLine, LPCSTR lpszNumber) {
  CALL Call = {0, 0};

  if (!placeCallInto(hLine, lpszNumber, &Call))
    return FALSE;
  if (!UserConfirms("go on?"))
    return FALSE; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'Call.hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-5]]:8: note: 'placeCallInto' is called here
  // CHECK-NOTES: :[[@LINE-53]]:18: note: call handle 'Call.hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-50]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-54]]:7: note: 'waitForReply(lResult)' is true here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'UserConfirms("go on?")' is false here
  lineDrop(Call.hCall, NULL, 0);
  lineDeallocateCall(Call.hCall);
  return TRUE;
}

BOOL structReleased_ok(HLINE hLine, LPCSTR lpszNumber) {
  CALL Call = {0, 0};
  BOOL fConfirmed;

  if (!placeCallInto(hLine, lpszNumber, &Call))
    return FALSE;
  fConfirmed = UserConfirms("go on?");
  lineDrop(Call.hCall, NULL, 0);
  lineDeallocateCall(Call.hCall);
  return fConfirmed;
}

// The two-handle request: both must go.
LONG conference_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hConfCall = 0, hConsultCall = 0;
  LONG lResult =
      lineSetupConference(0, hLine, &hConfCall, &hConsultCall, 3, NULL);

  if (lResult < 0 || !waitForReply(lResult))
    return lResult;
  lineDial(hConsultCall, lpszNumber, 0);
  lineDrop(hConsultCall, NULL, 0);
  lineDeallocateCall(hConsultCall);
  return 0; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hConfCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-9]]:7: note: call handle 'hConfCall' is requested by lineSetupConference here
  // CHECK-NOTES: :[[@LINE-8]]:23: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-12]]:22: note: 'waitForReply(lResult)' is true here
}

LONG conference_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hConfCall = 0, hConsultCall = 0;
  LONG lResult =
      lineSetupConference(0, hLine, &hConfCall, &hConsultCall, 3, NULL);

  if (lResult < 0 || !waitForReply(lResult))
    return lResult;
  lineDial(hConsultCall, lpszNumber, 0);
  lineDrop(hConfCall, NULL, 0);
  lineDrop(hConsultCall, NULL, 0);
  lineDeallocateCall(hConsultCall);
  lineDeallocateCall(hConfCall);
  return 0;
}

// Both calls of a finished transfer stay allocated.
BOOL transfer_bad(HCALL hCall, LPCSTR lpszNumber) {
  HCALL hConsultCall = 0;

  if (!waitForReply(lineSetupTransfer(hCall, &hConsultCall, NULL)))
    return FALSE;
  if (!waitForReply(lineDial(hConsultCall, lpszNumber, 0))) {
    lineDrop(hConsultCall, NULL, 0);
    lineDeallocateCall(hConsultCall);
    return FALSE;
  }
  return waitForReply(lineCompleteTransfer( // expect: TAPI001
      hCall, hConsultCall, NULL, LINETRANSFERMODE_TRANSFER));
  // CHECK-NOTES: :[[@LINE-2]]:3: warning: call handle 'hConsultCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-10]]:21: note: call handle 'hConsultCall' is requested by lineSetupTransfer here
  // CHECK-NOTES: :[[@LINE-11]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-16]]:7: note: 'waitForReply(lineDial(hConsultCall, lpszNumber, 0))' is true here
}

BOOL transfer_ok(HCALL hCall, LPCSTR lpszNumber) {
  HCALL hConsultCall = 0;
  BOOL fDone;

  if (!waitForReply(lineSetupTransfer(hCall, &hConsultCall, NULL)))
    return FALSE;
  fDone = waitForReply(lineDial(hConsultCall, lpszNumber, 0)) &&
          waitForReply(lineCompleteTransfer(hCall, hConsultCall, NULL,
                                            LINETRANSFERMODE_TRANSFER));
  if (!fDone)
    lineDrop(hConsultCall, NULL, 0);
  lineDeallocateCall(hConsultCall);
  return fDone;
}

// lineForward may store 0 although it succeeded.
void forward_ok(HLINE hLine, LPLINEFORWARDLIST lpList) {
  HCALL hConsultCall = 0;
  LONG lResult = lineForward(hLine, TRUE, 0, lpList, 3, &hConsultCall, NULL);

  if (lResult < 0 || !waitForReply(lResult))
    return;
  if (hConsultCall) {
    lineDrop(hConsultCall, NULL, 0);
    lineDeallocateCall(hConsultCall);
  }
}

// The caller becomes the owner.
BOOL handsOut_ok(HLINE hLine, LPCSTR lpszNumber, LPHCALL lphCall) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return FALSE;
  *lphCall = hCall;
  return TRUE;
}
