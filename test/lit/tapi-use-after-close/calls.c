// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call'
// A call after its line was closed, or TAPI shut down.
#include "../Inputs/telephony.h"

static LONG openLine(HLINEAPP hLineApp, LPHLINE lphLine) {
  return lineOpen(hLineApp, 0, lphLine, NEGOTIATED_VERSION, 0, 0,
                  LINECALLPRIVILEGE_NONE, LINEMEDIAMODE_DATAMODEM, NULL);
}

void deallocateTooLate_bad(HLINEAPP hLineApp, LPCSTR lpszNumber) {
  HLINE hLine = 0;
  HCALL hCall = 0;

  if (openLine(hLineApp, &hLine) != 0)
    return;
  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL))) {
    lineClose(hLine);
    return;
  }
  lineDrop(hCall, NULL, 0);
  lineClose(hLine);
  lineDeallocateCall(hCall); // expect: TAPI005
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineClose closed its line [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-8]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-9]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-13]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
  // CHECK-NOTES: :[[@LINE-9]]:3: note: lineClose ends 'hLine' and every call on it here
}

void deallocateInTime_ok(HLINEAPP hLineApp, LPCSTR lpszNumber) {
  HLINE hLine = 0;
  HCALL hCall = 0;

  if (openLine(hLineApp, &hLine) != 0)
    return;
  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL))) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
  lineClose(hLine);
}

void dropTooLate_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  lineClose(hLine);
  lineDrop(hCall, NULL, 0); // expect: TAPI005
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineClose closed its line [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-6]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-7]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-11]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
  // CHECK-NOTES: :[[@LINE-9]]:3: note: lineClose ends 'hLine' and every call on it here
}

void infoTooLate_bad(HLINE hLine, DWORD dwAddressID) {
  LINECALLINFO Info;
  HCALL hCall = 0;

  if (!waitForReply(linePickup(hLine, dwAddressID, &hCall, "12", NULL)))
    return;
  Info.dwTotalSize = sizeof(Info);
  lineClose(hLine);
  if (lineGetCallInfo(hCall, &Info) == 0) // expect: TAPI005
    ShowStatus("still there");
  // CHECK-NOTES: :[[@LINE-2]]:7: warning: call handle 'hCall' is used after lineClose closed its line [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-7]]:21: note: call handle 'hCall' is requested by linePickup here
  // CHECK-NOTES: :[[@LINE-8]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-12]]:7: note: 'waitForReply(linePickup(hLine, dwAddressID, &hCall, "12",...' is true here
  // CHECK-NOTES: :[[@LINE-10]]:3: note: lineClose ends 'hLine' and every call on it here
}

// The line could not be closed, so its call is still there.
void closeFailed_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lResult;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  lResult = lineDeallocateCall(hCall);
  if (lResult == 0 || lineClose(hLine) == 0)
    return;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

// Another line is closed.
void otherLine_ok(HLINE hLine, HLINE hOther, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  lineClose(hOther);
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

// Nothing says on which line this call is.
void unknownLine_ok(HLINE hLine, HCALL hCall) {
  lineClose(hLine);
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

void consultCall_bad(HLINE hLine, LPCSTR lpszFirst, LPCSTR lpszSecond) {
  HCALL hCall = 0, hConsultCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszFirst, 0, NULL)))
    return;
  if (waitForReply(lineSetupTransfer(hCall, &hConsultCall, NULL))) {
    lineDial(hConsultCall, lpszSecond, 0);
    lineDeallocateCall(hCall);
    lineClose(hLine);
    lineDeallocateCall(hConsultCall); // expect: TAPI005
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hConsultCall' is used after lineClose closed its line [tapi-use-after-close]
    // CHECK-NOTES: :[[@LINE-6]]:20: note: call handle 'hConsultCall' is requested by lineSetupTransfer here
    // CHECK-NOTES: :[[@LINE-7]]:7: note: 'waitForReply' is called here
    // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
    // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
    // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
    // CHECK-NOTES: :[[@LINE-11]]:7: note: 'waitForReply(lineSetupTransfer(hCall, &hConsultCall, NULL))' is true here
    // CHECK-NOTES: :[[@LINE-9]]:5: note: lineClose ends 'hLine' and every call on it here
    return;
  }
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

void consultCall_ok(HLINE hLine, LPCSTR lpszFirst, LPCSTR lpszSecond) {
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

void conference_bad(HLINE hLine) {
  HCALL hConfCall = 0, hConsultCall = 0;

  if (!waitForReply(
          lineSetupConference(0, hLine, &hConfCall, &hConsultCall, 3, NULL)))
    return;
  lineDrop(hConsultCall, NULL, 0);
  lineDeallocateCall(hConsultCall);
  lineClose(hLine);
  lineDrop(hConfCall, NULL, 0); // expect: TAPI005
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hConfCall' is used after lineClose closed its line [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-7]]:11: note: call handle 'hConfCall' is requested by lineSetupConference here
  // CHECK-NOTES: :[[@LINE-9]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-13]]:7: note: 'waitForReply( lineSetupConference(0, hLine, &hConfCall, &...' is true here
  // CHECK-NOTES: :[[@LINE-9]]:3: note: lineClose ends 'hLine' and every call on it here
}

void callAfterShutdown_bad(HLINEAPP hLineApp, LPCSTR lpszNumber) {
  HLINE hLine = 0;
  HCALL hCall = 0;

  if (openLine(hLineApp, &hLine) != 0)
    return;
  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL))) {
    lineShutdown(hLineApp);
    lineDrop(hCall, NULL, 0); // expect: TAPI005
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used after lineShutdown shut its application down [tapi-use-after-close]
    // CHECK-NOTES: :[[@LINE-4]]:20: note: call handle 'hCall' is requested by lineMakeCall here
    // CHECK-NOTES: :[[@LINE-5]]:7: note: 'waitForReply' is called here
    // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
    // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
    // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
    // CHECK-NOTES: :[[@LINE-9]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
    // CHECK-NOTES: :[[@LINE-9]]:5: note: lineShutdown shuts 'hLineApp' down and ends every handle of it here
    return;
  }
  lineClose(hLine);
}

void callBeforeShutdown_ok(HLINEAPP hLineApp, LPCSTR lpszNumber) {
  HLINE hLine = 0;
  HCALL hCall = 0;

  if (openLine(hLineApp, &hLine) == 0 &&
      waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL))) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
  lineShutdown(hLineApp);
}

// A new line, a new call, the same variables.
void reopened_ok(HLINEAPP hLineApp, HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  lineClose(hLine);
  if (openLine(hLineApp, &hLine) != 0)
    return;
  if (waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL))) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
  lineClose(hLine);
}

// A call that a message told of, with the line it is on.
void newCall_bad(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  if (lineGetMessage(hLineApp, &Message, INFINITE) < 0)
    return;
  if (Message.dwMessageID == LINE_APPNEWCALL) {
    HLINE hLine = (HLINE)Message.hDevice;
    HCALL hCall = (HCALL)Message.dwParam2;

    lineClose(hLine);
    lineAnswer(hCall, NULL, 0); // expect: TAPI005
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used after lineClose closed its line [tapi-use-after-close]
    // CHECK-NOTES: :[[@LINE-7]]:7: note: call handle 'Message.dwParam2' is delivered by LINE_APPNEWCALL here
    // CHECK-NOTES: :[[@LINE-10]]:7: note: 'lineGetMessage(hLineApp, &Message, INFINITE) < 0' is false here
    // CHECK-NOTES: :[[@LINE-9]]:7: note: 'Message.dwMessageID == LINE_APPNEWCALL' is true here
    // CHECK-NOTES: :[[@LINE-6]]:5: note: lineClose ends 'hLine' and every call on it here
  }
}

void newCall_ok(HLINEAPP hLineApp) {
  LINEMESSAGE Message;

  if (lineGetMessage(hLineApp, &Message, INFINITE) < 0)
    return;
  if (Message.dwMessageID == LINE_APPNEWCALL) {
    HLINE hLine = (HLINE)Message.hDevice;
    HCALL hCall = (HCALL)Message.dwParam2;

    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    lineClose(hLine);
  }
}
