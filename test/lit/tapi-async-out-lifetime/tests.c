// RUN: %check_tapi %s 'tapi-*'
// TAPI writes the handle when the reply comes; the place must still be there.
#include "../Inputs/telephony.h"
#include <stdlib.h>

typedef struct tagDIALOG {
  HCALL hCall;
} DIALOG, *LPDIALOG;

extern HCALL g_hCall;
void KeepDialog(LPDIALOG lpDialog);

LONG local_bad(HLINE hLine) {
  HCALL hCall = 0;

  return lineMakeCall(hLine, &hCall, "100", 0, NULL); // expect: TAPI010
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'hCall' goes out of scope before the reply to lineMakeCall is written to it [tapi-async-out-lifetime]
  // CHECK-NOTES: :[[@LINE-2]]:10: note: call handle 'hCall' is requested by lineMakeCall here
}

void consultation_bad(HCALL hCall) {
  HCALL hConsultCall;

  if (lineSetupTransfer(hCall, &hConsultCall, NULL) < 0)
    ShowStatus("no transfer");
} // expect: TAPI010
// CHECK-NOTES: :[[@LINE-1]]:1: warning: 'hConsultCall' goes out of scope before the reply to lineSetupTransfer is written to it [tapi-async-out-lifetime]
// CHECK-NOTES: :[[@LINE-4]]:7: note: call handle 'hConsultCall' is requested by lineSetupTransfer here

void member_bad(HLINE hLine) {
  DIALOG Dialog = {0};

  lineMakeCall(hLine, &Dialog.hCall, "100", 0, NULL);
} // expect: TAPI010
// CHECK-NOTES: :[[@LINE-1]]:1: warning: 'Dialog.hCall' goes out of scope before the reply to lineMakeCall is written to it [tapi-async-out-lifetime]
// CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'Dialog.hCall' is requested by lineMakeCall here

void freed_bad(HLINE hLine) {
  LPDIALOG lpDialog = (LPDIALOG)calloc(1, sizeof(DIALOG));

  if (!lpDialog)
    return;
  lineMakeCall(hLine, &lpDialog->hCall, "100", 0, NULL);
  free(lpDialog); // expect: TAPI010
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'lpDialog->hCall' goes out of scope before the reply to lineMakeCall is written to it [tapi-async-out-lifetime]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'lpDialog->hCall' is requested by lineMakeCall here
}

LONG global_ok(HLINE hLine) {
  return lineMakeCall(hLine, &g_hCall, "100", 0, NULL);
}

LONG static_ok(HLINE hLine) {
  static HCALL s_hCall;

  return lineMakeCall(hLine, &s_hCall, "100", 0, NULL);
}

LONG parameter_ok(HLINE hLine, LPHCALL lphCall) {
  return lineMakeCall(hLine, lphCall, "100", 0, NULL);
}

void refused_ok(HLINE hLine) {
  HCALL hCall;
  LONG lResult = lineMakeCall(hLine, &hCall, "100", 0, NULL);

  if (lResult > 0 && waitForReply(lResult)) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
}

// Closing the line ends the request with it.
void closed_ok(HLINE hLine) {
  HCALL hCall;

  lineMakeCall(hLine, &hCall, "100", 0, NULL);
  lineClose(hLine);
}

void kept_ok(HLINE hLine) {
  LPDIALOG lpDialog = (LPDIALOG)calloc(1, sizeof(DIALOG));

  if (!lpDialog)
    return;
  lineMakeCall(hLine, &lpDialog->hCall, "100", 0, NULL);
  KeepDialog(lpDialog);
}
