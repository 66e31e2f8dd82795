// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call'
// The line is closed after the reply to a request has come, but before the
// program looks at what it says.
#include "../Inputs/telephony.h"

static LONG awaitReply(LONG lRequest) {
  LINEMESSAGE Message;

  for (;;) {
    LONG lResult = lineGetMessage(g_hLineApp, &Message, INFINITE);
    if (lResult < 0)
      return lResult;
    if (Message.dwMessageID == LINE_REPLY &&
        Message.dwParam1 == (DWORD_PTR)lRequest)
      return (LONG)Message.dwParam2;
  }
}

static LONG dial(HLINE hLine, LPHCALL lphCall) {
  LONG lRequest = lineMakeCall(hLine, lphCall, "5551234", 0, NULL);
  return lRequest < 0 ? lRequest : awaitReply(lRequest);
}

void testedAfterClose_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0;
  HCALL hCall = 0;
  BOOL fConnected;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, LINEMEDIAMODE_DATAMODEM, NULL) != 0)
    return;
  fConnected = dial(hLine, &hCall) == 0;
  lineClose(hLine);
  if (fConnected)
    lineDeallocateCall(hCall); // expect: TAPI005
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used after lineClose closed its line [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-5]]:16: note: 'dial' is called here
  // CHECK-NOTES: :[[@LINE-18]]:19: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-18]]:36: note: 'awaitReply' is called here
  // CHECK-NOTES: :[[@LINE-29]]:9: note: 'lResult < 0' is false here
  // CHECK-NOTES: :[[@LINE-28]]:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: :[[@LINE-28]]:9: note: 'Message.dwParam1 == (DWORD_PTR)lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:3: note: lineClose ends 'hLine' and every call on it here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'fConnected' is true here
}

void testedAfterShutdown_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0;
  HCALL hCall = 0;
  LONG lReply;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, LINEMEDIAMODE_DATAMODEM, NULL) != 0)
    return;
  lReply = dial(hLine, &hCall);
  lineShutdown(hLineApp);
  if (lReply == 0)
    lineDeallocateCall(hCall); // expect: TAPI005
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used after lineShutdown shut its application down [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-5]]:12: note: 'dial' is called here
  // CHECK-NOTES: :[[@LINE-41]]:19: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-41]]:36: note: 'awaitReply' is called here
  // CHECK-NOTES: :[[@LINE-52]]:9: note: 'lResult < 0' is false here
  // CHECK-NOTES: :[[@LINE-51]]:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: :[[@LINE-51]]:9: note: 'Message.dwParam1 == (DWORD_PTR)lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:3: note: lineShutdown shuts 'hLineApp' down and ends every handle of it here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'lReply == 0' is true here
}

void failedBeforeClose_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0;
  HCALL hCall = 0;
  LONG lReply;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, LINEMEDIAMODE_DATAMODEM, NULL) != 0)
    return;
  lReply = dial(hLine, &hCall);
  lineClose(hLine);
  if (lReply != 0)
    lineDeallocateCall(hCall); // expect: TAPI009
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used although lineMakeCall failed [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-5]]:12: note: 'dial' is called here
  // CHECK-NOTES: :[[@LINE-64]]:19: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-64]]:36: note: 'awaitReply' is called here
  // CHECK-NOTES: :[[@LINE-75]]:9: note: 'lResult < 0' is false here
  // CHECK-NOTES: :[[@LINE-74]]:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: :[[@LINE-74]]:9: note: 'Message.dwParam1 == (DWORD_PTR)lRequest' is true here
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'lReply != 0' is true here
}

void nothingLeft_ok(HLINEAPP hLineApp) {
  HLINE hLine = 0;
  HCALL hCall = 0;
  LONG lReply;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, LINEMEDIAMODE_DATAMODEM, NULL) != 0)
    return;
  lReply = dial(hLine, &hCall);
  if (lReply == 0) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
  lineClose(hLine);
  hCall = 0;
}
