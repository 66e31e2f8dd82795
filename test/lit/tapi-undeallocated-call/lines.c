// RUN: %check_tapi %s 'tapi-*'
// A call that this path obtained ends with its line.
#include "../Inputs/telephony.h"

static LONG openLine(HLINEAPP hLineApp, LPHLINE lphLine) {
  return lineOpen(hLineApp, 0, lphLine, NEGOTIATED_VERSION, 0, 0,
                  LINECALLPRIVILEGE_NONE, LINEMEDIAMODE_INTERACTIVEVOICE, NULL);
}

void neverDeallocated_bad(HLINEAPP hLineApp, LPCSTR lpszNumber) {
  HLINE hLine = 0;
  HCALL hCall = 0;

  if (openLine(hLineApp, &hLine) < 0)
    return;
  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  lineClose(hLine); // expect: TAPI018
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-4]]:20: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
}

void deallocated_ok(HLINEAPP hLineApp, LPCSTR lpszNumber) {
  HLINE hLine = 0;
  HCALL hCall = 0;

  if (openLine(hLineApp, &hLine) < 0)
    return;
  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL))) {
    lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
  lineClose(hLine);
}

// A dropped call still has a handle.
void droppedOnly_bad(HLINEAPP hLineApp, LPCSTR lpszNumber) {
  HLINE hLine = 0;
  HCALL hCall = 0;

  if (openLine(hLineApp, &hLine) < 0)
    return;
  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    waitForReply(lineDrop(hCall, NULL, 0));
  lineClose(hLine); // expect: TAPI018
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-4]]:20: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
}

// The request is given up before the reply: there is no call yet.
void cancelled_ok(HLINEAPP hLineApp, LPCSTR lpszNumber) {
  HLINE hLine = 0;
  HCALL hCall = 0;

  if (openLine(hLineApp, &hLine) < 0)
    return;
  if (lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL) > 0)
    UserConfirms("dialling, press OK to cancel");
  lineClose(hLine);
}

// The reply told of a failure: there never was a call.
void failedReply_ok(HLINEAPP hLineApp, LPCSTR lpszNumber) {
  HLINE hLine = 0;
  HCALL hCall = 0;

  if (openLine(hLineApp, &hLine) < 0)
    return;
  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL))) {
    lineClose(hLine);
    return;
  }
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  lineClose(hLine);
}

BOOL errorPath_bad(HLINEAPP hLineApp, LPCSTR lpszNumber) {
  HLINE hLine = 0;
  HCALL hCall = 0;

  if (openLine(hLineApp, &hLine) < 0)
    return FALSE;
  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL))) {
    lineClose(hLine);
    return FALSE;
  }
  if (lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "1", 0) < 0) {
    lineClose(hLine); // expect: TAPI018
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
    // CHECK-NOTES: :[[@LINE-7]]:21: note: call handle 'hCall' is requested by lineMakeCall here
    // CHECK-NOTES: :[[@LINE-8]]:8: note: 'waitForReply' is called here
    // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
    // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
    // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
    // CHECK-NOTES: :[[@LINE-12]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
    // CHECK-NOTES: :[[@LINE-9]]:7: note: 'lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "1", 0) < 0' is true here
    return FALSE;
  }
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  lineClose(hLine);
  return TRUE;
}

BOOL errorPath_ok(HLINEAPP hLineApp, LPCSTR lpszNumber) {
  HLINE hLine = 0;
  HCALL hCall = 0;
  BOOL fSent;

  if (openLine(hLineApp, &hLine) < 0)
    return FALSE;
  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL))) {
    lineClose(hLine);
    return FALSE;
  }
  fSent = lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "1", 0) == 0;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  lineClose(hLine);
  return fSent;
}

// The program tried, but the call could not be deallocated.
void deallocateFailed_ok(HLINEAPP hLineApp, LPCSTR lpszNumber) {
  HLINE hLine = 0;
  HCALL hCall = 0;
  LONG lResult;

  if (openLine(hLineApp, &hLine) < 0)
    return;
  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL))) {
    lineDrop(hCall, NULL, 0);
    lResult = lineDeallocateCall(hCall);
    if (lResult < 0)
      ReportError("lineDeallocateCall", lResult);
  }
  lineClose(hLine);
}

void resultIgnored_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL))) {
    lineDrop(hCall, NULL, 0);
    (void)lineDeallocateCall(hCall);
  }
  (void)lineClose(hLine);
}

// The call came from somewhere else; its state is not known here.
void foreignCall_ok(HLINE hLine, HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  lineClose(hLine);
}

void otherLineClosed_ok(HLINE hLine, HLINE hOther, LPCSTR lpszNumber,
                        LPHCALL lphCall) {
  HCALL hCall = 0;

  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    lineClose(hOther);
  *lphCall = hCall;
}

void twoCalls_bad(HLINE hLine, LPCSTR lpszFirst, LPCSTR lpszSecond) {
  HCALL hFirst = 0, hSecond = 0;

  if (!waitForReply(lineMakeCall(hLine, &hFirst, lpszFirst, 0, NULL)))
    return;
  lineHold(hFirst);
  if (waitForReply(lineMakeCall(hLine, &hSecond, lpszSecond, 0, NULL))) {
    lineDrop(hSecond, NULL, 0);
    lineDeallocateCall(hSecond);
  }
  lineClose(hLine); // expect: TAPI018
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hFirst' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-9]]:21: note: call handle 'hFirst' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-10]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-14]]:7: note: 'waitForReply(lineMakeCall(hLine, &hFirst, lpszFirst, 0, N...' is true here
}

void twoCalls_ok(HLINE hLine, LPCSTR lpszFirst, LPCSTR lpszSecond) {
  HCALL hFirst = 0, hSecond = 0;

  if (!waitForReply(lineMakeCall(hLine, &hFirst, lpszFirst, 0, NULL)))
    return;
  lineHold(hFirst);
  if (waitForReply(lineMakeCall(hLine, &hSecond, lpszSecond, 0, NULL))) {
    lineDrop(hSecond, NULL, 0);
    lineDeallocateCall(hSecond);
  }
  lineDrop(hFirst, NULL, 0);
  lineDeallocateCall(hFirst);
  lineClose(hLine);
}

// The transfer is done, and both calls are idle, but the one is still held.
void transferred_bad(HLINE hLine, LPCSTR lpszFirst, LPCSTR lpszSecond) {
  HCALL hCall = 0, hConsultCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszFirst, 0, NULL)))
    return;
  if (!waitForReply(lineSetupTransfer(hCall, &hConsultCall, NULL))) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    return;
  }
  lineDial(hConsultCall, lpszSecond, 0);
  waitForReply(lineCompleteTransfer(hCall, hConsultCall, NULL,
                                    LINETRANSFERMODE_TRANSFER));
  lineDeallocateCall(hCall);
  lineClose(hLine); // expect: TAPI018
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hConsultCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-11]]:21: note: call handle 'hConsultCall' is requested by lineSetupTransfer here
  // CHECK-NOTES: :[[@LINE-12]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-16]]:7: note: 'waitForReply(lineSetupTransfer(hCall, &hConsultCall, NULL))' is true here
}

void transferred_ok(HLINE hLine, LPCSTR lpszFirst, LPCSTR lpszSecond) {
  HCALL hCall = 0, hConsultCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszFirst, 0, NULL)))
    return;
  if (waitForReply(lineSetupTransfer(hCall, &hConsultCall, NULL))) {
    lineDial(hConsultCall, lpszSecond, 0);
    waitForReply(lineCompleteTransfer(hCall, hConsultCall, NULL,
                                      LINETRANSFERMODE_TRANSFER));
    lineDeallocateCall(hConsultCall);
  }
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  lineClose(hLine);
}

void pickedUp_bad(HLINE hLine, DWORD dwAddressID) {
  HCALL hCall = 0;
  LONG lResult = linePickup(hLine, dwAddressID, &hCall, NULL, NULL);

  if (lResult > 0 && waitForReply(lResult)) {
    lineAnswer(hCall, NULL, 0);
    lineClose(hLine); // expect: TAPI018
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
    // CHECK-NOTES: :[[@LINE-6]]:18: note: call handle 'hCall' is requested by linePickup here
    // CHECK-NOTES: :[[@LINE-5]]:22: note: 'waitForReply' is called here
    // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
    // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
    // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
    // CHECK-NOTES: :[[@LINE-9]]:22: note: 'waitForReply(lResult)' is true here
  }
}

// The line could not be closed, so the call goes on and is released later.
void closeFailed_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  if (lineClose(hLine) < 0)
    ShowStatus("the line is still open");
}
