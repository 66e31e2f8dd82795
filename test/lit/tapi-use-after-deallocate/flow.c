// RUN: %check_tapi %s 'tapi-*'
// Loops, goto, switch and branches that depend on each other.
#include "../Inputs/telephony.h"

void flag_ok(HCALL hCall, BOOL fHangUp) {
  if (fHangUp) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
  ShowStatus(fHangUp ? "hung up" : "still talking");
  if (!fHangUp)
    lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "1", 0);
}

void flag_bad(HCALL hCall, BOOL fHangUp) {
  if (fHangUp) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
  ShowStatus(fHangUp ? "hung up" : "still talking");
  lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "1", 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-7]]:7: note: 'fHangUp' is true here
  // CHECK-NOTES: :[[@LINE-6]]:5: note: call handle 'hCall' is ended by lineDeallocateCall here
}

// The call goes away in the first round and is used in the second.
void loop_bad(HCALL hCall) {
  int nTries;

  for (nTries = 0; nTries < 3; nTries++) {
    if (lineDrop(hCall, NULL, 0) < 0) // expect: TAPI003
      ShowStatus("cannot drop");
    // CHECK-NOTES: :[[@LINE-2]]:9: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
    // CHECK-NOTES: :[[@LINE+1]]:5: note: call handle 'hCall' is ended by lineDeallocateCall here
    lineDeallocateCall(hCall);
  }
}

void loop_ok(HCALL hCall) {
  int nTries;

  for (nTries = 0; nTries < 3; nTries++) {
    if (lineDrop(hCall, NULL, 0) < 0)
      ShowStatus("cannot drop");
    if (lineDeallocateCall(hCall) == 0)
      break;
  }
}

void whileReleased_ok(HCALL hCall) {
  BOOL fReleased = FALSE;

  while (!fReleased) {
    waitForReply(lineDrop(hCall, NULL, 0));
    if (lineDeallocateCall(hCall) == 0)
      fReleased = TRUE;
    else
      Sleep(200);
  }
}

// The label is reached with and without the call.
BOOL cleanUp_bad(HCALL hCall, LPCSTR lpszTransferTo) {
  BOOL fDone = FALSE;

  if (!UserConfirms("transfer?")) {
    lineDeallocateCall(hCall);
    goto done;
  }
  fDone = waitForReply(lineBlindTransfer(hCall, lpszTransferTo, 0));

done:
  lineDrop(hCall, NULL, 0); // expect: TAPI003
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
  // CHECK-NOTES: :[[@LINE-9]]:7: note: 'UserConfirms("transfer?")' is false here
  // CHECK-NOTES: :[[@LINE-9]]:5: note: call handle 'hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-9]]:5: note: 'goto done' is taken here
  return fDone;
}

BOOL cleanUp_ok(HCALL hCall, LPCSTR lpszTransferTo) {
  BOOL fDone = FALSE;

  if (!UserConfirms("transfer?"))
    goto drop;
  fDone = waitForReply(lineBlindTransfer(hCall, lpszTransferTo, 0));
  if (fDone)
    goto deallocate;

drop:
  lineDrop(hCall, NULL, 0);
deallocate:
  lineDeallocateCall(hCall);
  return fDone;
}

enum { CMD_HANGUP, CMD_HOLD, CMD_DIGIT };

void fallThrough_bad(HCALL hCall, int nCommand) {
  switch (nCommand) {
  case CMD_HANGUP:
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  case CMD_HOLD:
    lineHold(hCall); // expect: TAPI003
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
    // CHECK-NOTES: :[[@LINE-7]]:11: note: 'nCommand' is 'CMD_HANGUP' here
    // CHECK-NOTES: :[[@LINE-5]]:5: note: call handle 'hCall' is ended by lineDeallocateCall here
    break;
  case CMD_DIGIT:
    lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "1", 0);
    break;
  }
}

void cases_ok(HCALL hCall, int nCommand) {
  switch (nCommand) {
  case CMD_HANGUP:
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    break;
  case CMD_HOLD:
    lineHold(hCall);
    break;
  default:
    lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "1", 0);
    break;
  }
}

void correlatedSwitch_ok(HCALL hCall, int nCommand) {
  switch (nCommand) {
  case CMD_HANGUP:
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    break;
  }
  if (nCommand == CMD_HOLD || nCommand == CMD_DIGIT)
    lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
}

void commandLoop_bad(HCALL hCall) {
  for (;;) {
    switch (NextCommand()) {
    case CMD_HANGUP:
      lineDrop(hCall, NULL, 0); // expect: TAPI003
      // CHECK-NOTES: :[[@LINE-1]]:7: warning: call handle 'hCall' is used after lineDeallocateCall deallocated it [tapi-use-after-deallocate]
      // CHECK-NOTES: :[[@LINE-4]]:13: note: 'NextCommand()' is 'CMD_HANGUP' here
      // CHECK-NOTES: :[[@LINE+2]]:7: note: call handle 'hCall' is ended by lineDeallocateCall here
      // CHECK-NOTES: :[[@LINE-6]]:13: note: 'NextCommand()' is 'CMD_HANGUP' here
      lineDeallocateCall(hCall);
      break;
    case CMD_HOLD:
      ShowStatus("not supported");
      break;
    default:
      return;
    }
  }
}

void commandLoop_ok(HCALL hCall) {
  for (;;) {
    switch (NextCommand()) {
    case CMD_HANGUP:
      lineDrop(hCall, NULL, 0);
      lineDeallocateCall(hCall);
      return;
    case CMD_HOLD:
      lineHold(hCall);
      break;
    default:
      ShowStatus("unknown");
      break;
    }
  }
}

void guardedByHandle_ok(HCALL hCall) {
  if (UserConfirms("hang up?")) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    hCall = 0;
  }
  if (hCall)
    lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
}
