// RUN: %check_tapi %s 'tapi-*'
// The only storage of a live call receives something else.
#include "../Inputs/telephony.h"

typedef struct tagDIALER {
  HLINE hLine;
  HCALL hCall;
  DWORD dwFlags;
} DIALER;

void secondRequest_bad(HLINE hLine, LPCSTR lpszFirst, LPCSTR lpszSecond) {
  HCALL hCall = 0;
  LONG lResult = lineMakeCall(hLine, &hCall, lpszFirst, 0, NULL);

  if (lResult < 0 || !waitForReply(lResult))
    return;
  lineHold(hCall);
  lResult = lineMakeCall(hLine, &hCall, lpszSecond, 0, NULL); // expect: TAPI002
  // CHECK-NOTES: :[[@LINE-1]]:13: warning: call handle 'hCall' is overwritten by lineMakeCall while the call is still allocated [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-7]]:18: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:23: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:22: note: 'waitForReply(lResult)' is true here
  if (lResult < 0 || !waitForReply(lResult))
    return;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

void secondRequest_ok(HLINE hLine, LPCSTR lpszFirst, LPCSTR lpszSecond) {
  HCALL hCall = 0;
  LONG lResult = lineMakeCall(hLine, &hCall, lpszFirst, 0, NULL);

  if (lResult < 0 || !waitForReply(lResult))
    return;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  lResult = lineMakeCall(hLine, &hCall, lpszSecond, 0, NULL);
  if (lResult < 0 || !waitForReply(lResult))
    return;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

// The first request was refused, so the second one overwrites nothing.
void secondAfterFailure_ok(HLINE hLine, LPCSTR lpszFirst, LPCSTR lpszSecond) {
  HCALL hCall = 0;
  LONG lResult = lineMakeCall(hLine, &hCall, lpszFirst, 0, NULL);

  if (lResult < 0)
    lResult = lineMakeCall(hLine, &hCall, lpszSecond, 0, NULL);
  if (lResult < 0 || !waitForReply(lResult))
    return;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

// The consultation call lands where the first call was kept.
void consultInSameVariable_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  if (!waitForReply(lineSetupTransfer(hCall, &hCall, NULL))) // expect: TAPI002
    return;
  // CHECK-NOTES: :[[@LINE-2]]:21: warning: call handle 'hCall' is overwritten by lineSetupTransfer while the call is still allocated [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

void consultInOwnVariable_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0, hConsultCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  if (waitForReply(lineSetupTransfer(hCall, &hConsultCall, NULL))) {
    lineDrop(hConsultCall, NULL, 0);
    lineDeallocateCall(hConsultCall);
  }
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

void redial_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  while (UserConfirms("dial?")) {
    LONG lResult =
        lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL); // expect: TAPI002
        // CHECK-NOTES: :[[@LINE-1]]:9: warning: call handle 'hCall' is overwritten by lineMakeCall while the call is still allocated [tapi-call-leak]
        // CHECK-NOTES: :[[@LINE-2]]:9: note: call handle 'hCall' is requested by lineMakeCall here
        // CHECK-NOTES: :[[@LINE+7]]:25: note: 'waitForReply' is called here
        // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
        // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
        // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
        // CHECK-NOTES: :[[@LINE+3]]:24: note: 'waitForReply(lResult)' is true here
        // CHECK-NOTES: :[[@LINE-10]]:10: note: 'UserConfirms("dial?")' is true here

    if (lResult < 0 || !waitForReply(lResult))
      return;
    lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "1", 0);
  }
  if (hCall) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
}

void redial_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  while (UserConfirms("dial?")) {
    LONG lResult;

    if (hCall) {
      lineDrop(hCall, NULL, 0);
      lineDeallocateCall(hCall);
      hCall = 0;
    }
    lResult = lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL);
    if (lResult < 0 || !waitForReply(lResult))
      return;
  }
  if (hCall) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
}

void assigned_bad(HLINE hLine, HCALL hWaiting, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  lineHold(hCall);
  hCall = hWaiting; // expect: TAPI002
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is overwritten while the call is still allocated [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
  lineAnswer(hCall, NULL, 0);
}

void assigned_ok(HLINE hLine, HCALL hWaiting, LPCSTR lpszNumber) {
  HCALL hCall = 0, hHeld;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  lineHold(hCall);
  hHeld = hCall;
  hCall = hWaiting;
  lineAnswer(hCall, NULL, 0);
  lineDrop(hHeld, NULL, 0);
  lineDeallocateCall(hHeld);
}

void structCleared_bad(HLINE hLine, LPCSTR lpszNumber) {
  DIALER Dialer = {0};

  Dialer.hLine = hLine;
  if (!waitForReply(
          lineMakeCall(Dialer.hLine, &Dialer.hCall, lpszNumber, 0, NULL)))
    return;
  lineDrop(Dialer.hCall, NULL, 0);
  ZeroMemory(&Dialer, sizeof(Dialer)); // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'Dialer.hCall' is never deallocated: its last reference is cleared here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-5]]:11: note: call handle 'Dialer.hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-7]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-11]]:7: note: 'waitForReply( lineMakeCall(Dialer.hLine, &Dialer.hCall, l...' is true here
  Dialer.dwFlags = 1;
}

void structCleared_ok(HLINE hLine, LPCSTR lpszNumber) {
  DIALER Dialer = {0};

  Dialer.hLine = hLine;
  if (!waitForReply(
          lineMakeCall(Dialer.hLine, &Dialer.hCall, lpszNumber, 0, NULL)))
    return;
  lineDrop(Dialer.hCall, NULL, 0);
  lineDeallocateCall(Dialer.hCall);
  ZeroMemory(&Dialer, sizeof(Dialer));
}

void clearedAfterDrop_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  if (lineDrop(hCall, NULL, 0) > 0)
    hCall = 0; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is never deallocated: its last reference is cleared here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-5]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'lineDrop(hCall, NULL, 0) > 0' is true here
  if (hCall)
    lineDeallocateCall(hCall);
}

// After a failed release nothing more can be asked of the program.
void clearedAfterFailure_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  lineDrop(hCall, NULL, 0);
  if (lineDeallocateCall(hCall) != 0)
    ReportError("lineDeallocateCall", LINEERR_OPERATIONFAILED);
  hCall = 0;
  ShowStatus(hCall ? "busy" : "free");
}
