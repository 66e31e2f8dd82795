// RUN: %check_tapi %s 'tapi-*'
// A call handle is valid when the reply to its request has come, not before.
#include "../Inputs/telephony.h"

extern HCALL g_hCall;
extern HLINE g_hLine;

void usedAtOnce_bad(HLINE hLine) {
  if (lineMakeCall(hLine, &g_hCall, "100", 0, NULL) < 0)
    return;
  lineSetMediaMode(g_hCall, LINEMEDIAMODE_DATAMODEM); // expect: TAPI008
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'g_hCall' is used before the reply to lineMakeCall makes it valid [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-4]]:7: note: call handle 'g_hCall' is requested by lineMakeCall here
}

void dialledAtOnce_bad(HCALL hCall) {
  if (lineSetupTransfer(hCall, &g_hCall, NULL) > 0)
    lineDial(g_hCall, "200", 0); // expect: TAPI008
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'g_hCall' is used before the reply to lineSetupTransfer makes it valid [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: call handle 'g_hCall' is requested by lineSetupTransfer here
}

void releasedAtOnce_bad(HLINE hLine) {
  LONG lRequest = lineMakeCall(hLine, &g_hCall, "100", 0, NULL);

  if (lRequest > 0)
    lineDeallocateCall(g_hCall); // expect: TAPI008
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'g_hCall' is used before the reply to lineMakeCall makes it valid [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-5]]:19: note: call handle 'g_hCall' is requested by lineMakeCall here
  g_hCall = 0;
}

void failedReply_ok(HLINE hLine) {
  HCALL hCall = 0;
  LONG lRequest = lineMakeCall(hLine, &hCall, "100", 0, NULL);

  if (lRequest < 0)
    return;
  if (!waitForReply(lRequest))
    return;
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

void neverSet_bad(void) {
  HCALL hCall;

  lineDrop(hCall, NULL, 0); // expect: TAPI009
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used but was never set [tapi-pending-handle]
}

void openFailed_bad(HLINEAPP hLineApp) {
  HLINE hLine;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    ShowStatus("no line");
  lineClose(hLine); // expect: TAPI009
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is used but was never set [tapi-pending-handle]
}

void afterWaiting_ok(HLINE hLine) {
  if (!waitForReply(lineMakeCall(hLine, &g_hCall, "100", 0, NULL)))
    return;
  lineSetMediaMode(g_hCall, LINEMEDIAMODE_DATAMODEM);
}

// The variable was 0 before, so that it tells whether the reply has come.
void guarded_ok(HLINE hLine) {
  g_hCall = 0;
  if (lineMakeCall(hLine, &g_hCall, "100", 0, NULL) < 0)
    return;
  if (g_hCall)
    lineDrop(g_hCall, NULL, 0);
}

void pumped_ok(HLINE hLine) {
  MSG Message;

  if (lineMakeCall(hLine, &g_hCall, "100", 0, NULL) < 0)
    return;
  while (GetMessage(&Message, NULL, 0, 0) > 0)
    DispatchMessage(&Message);
  lineDrop(g_hCall, NULL, 0);
}

void eitherWay_ok(HLINE hLine, LPCSTR lpszFirst, LPCSTR lpszSecond) {
  LONG lRequest = lineMakeCall(hLine, &g_hCall, lpszFirst, 0, NULL);

  if (lRequest < 0)
    lRequest = lineMakeCall(hLine, &g_hCall, lpszSecond, 0, NULL);
  if (waitForReply(lRequest))
    lineDrop(g_hCall, NULL, 0);
}

// Cancelling a pending request: there is no handle yet, the line goes.
void cancelled_ok(HLINEAPP hLineApp) {
  if (lineOpen(hLineApp, 0, &g_hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return;
  lineMakeCall(g_hLine, &g_hCall, "100", 0, NULL);
  lineClose(g_hLine);
}
