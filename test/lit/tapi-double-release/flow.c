// RUN: %check_tapi %s 'tapi-*'
// Clean-up that runs twice: goto, switch, loops, dependent branches.
#include "../Inputs/telephony.h"

enum { CMD_HANGUP, CMD_QUIT };

LONG cleanUp_bad(HCALL hCall, LPCSTR lpszDigits) {
  LONG lResult = lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, lpszDigits, 0);

  if (lResult < 0) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    goto error;
  }
  lResult = lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);

error:
  lineDeallocateCall(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'lResult < 0' is true here
  // CHECK-NOTES: :[[@LINE-9]]:5: note: call handle 'hCall' is ended by lineDeallocateCall here
  // CHECK-NOTES: :[[@LINE-9]]:5: note: 'goto error' is taken here
  return lResult;
}

LONG cleanUp_ok(HCALL hCall, LPCSTR lpszDigits) {
  LONG lResult = lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, lpszDigits, 0);

  if (lResult < 0)
    goto error;
  lResult = lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);

error:
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  return lResult;
}

// The early release is remembered by clearing the variable.
LONG cleanUpGuarded_ok(HCALL hCall, LPCSTR lpszDigits) {
  LONG lResult = lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, lpszDigits, 0);

  if (lResult < 0) {
    lineDeallocateCall(hCall);
    hCall = 0;
    goto error;
  }
  lResult = lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);

error:
  if (hCall)
    lineDeallocateCall(hCall);
  return lResult;
}

void fallThrough_bad(HCALL hCall, int nCommand) {
  switch (nCommand) {
  case CMD_HANGUP:
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  case CMD_QUIT:
    lineDeallocateCall(hCall); // expect: TAPI006
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
    // CHECK-NOTES: :[[@LINE-7]]:11: note: 'nCommand' is 'CMD_HANGUP' here
    // CHECK-NOTES: :[[@LINE-5]]:5: note: call handle 'hCall' is ended by lineDeallocateCall here
    break;
  }
}

void cases_ok(HCALL hCall, int nCommand) {
  switch (nCommand) {
  case CMD_HANGUP:
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
    break;
  case CMD_QUIT:
    lineDeallocateCall(hCall);
    break;
  }
}

void dependent_ok(HCALL hCall, int nState) {
  if (nState == 1)
    lineDeallocateCall(hCall);
  ShowStatus("next");
  if (nState != 1)
    lineDeallocateCall(hCall);
}

void dependent_bad(HCALL hCall, int nState) {
  if (nState > 3)
    lineDeallocateCall(hCall);
  ShowStatus("next");
  if (nState > 1)
    lineDeallocateCall(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-6]]:7: note: 'nState > 3' is true here
  // CHECK-NOTES: :[[@LINE-6]]:5: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void ranges_ok(HCALL hCall, int nState) {
  if (nState > 3)
    lineDeallocateCall(hCall);
  ShowStatus("next");
  if (nState <= 3)
    lineDeallocateCall(hCall);
}

void commandLoop_bad(HCALL hCall) {
  int nCommand;

  do {
    nCommand = NextCommand();
    if (nCommand == CMD_HANGUP)
      lineDeallocateCall(hCall); // expect: TAPI006
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
    // CHECK-NOTES: :[[@LINE-3]]:9: note: 'nCommand == CMD_HANGUP' is true here
    // CHECK-NOTES: :[[@LINE-3]]:7: note: call handle 'hCall' is ended by lineDeallocateCall here
    // CHECK-NOTES: :[[@LINE-5]]:9: note: 'nCommand == CMD_HANGUP' is true here
  } while (nCommand != CMD_QUIT);
}

void commandLoop_ok(HCALL hCall) {
  int nCommand;

  do {
    nCommand = NextCommand();
    if (nCommand == CMD_HANGUP && hCall != 0) {
      lineDeallocateCall(hCall);
      hCall = 0;
    }
  } while (nCommand != CMD_QUIT);
}

// Released on the way out of the loop, and after it.
void afterLoop_bad(HCALL hCall) {
  int nSecond;

  for (nSecond = 0; nSecond < 60; nSecond++) {
    if (UserConfirms("hang up?")) {
      lineDrop(hCall, NULL, 0);
      lineDeallocateCall(hCall);
      break;
    }
    Sleep(1000);
  }
  lineDeallocateCall(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-9]]:9: note: 'UserConfirms("hang up?")' is true here
  // CHECK-NOTES: :[[@LINE-8]]:7: note: call handle 'hCall' is ended by lineDeallocateCall here
}

void afterLoop_ok(HCALL hCall) {
  int nSecond;

  for (nSecond = 0; nSecond < 60; nSecond++) {
    if (UserConfirms("hang up?")) {
      lineDrop(hCall, NULL, 0);
      break;
    }
    Sleep(1000);
  }
  lineDeallocateCall(hCall);
}

BOOL shortCircuit_bad(HCALL hCall) {
  return lineDeallocateCall(hCall) == 0 &&
         lineDeallocateCall(hCall) == 0; // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:10: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:10: note: call handle 'hCall' is ended by lineDeallocateCall here
}

BOOL shortCircuit_ok(HCALL hCall) {
  return lineDeallocateCall(hCall) == 0 || lineDeallocateCall(hCall) == 0;
}

void commaOperator_bad(HCALL hCall) {
  lineDeallocateCall(hCall), ShowStatus("hung up"),
      lineDeallocateCall(hCall); // expect: TAPI006
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: call handle 'hCall' is released a second time by lineDeallocateCall [tapi-double-release]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: call handle 'hCall' is ended by lineDeallocateCall here
}

LONG conditionalOperator_ok(HCALL hCall, BOOL fDrop) {
  return fDrop ? (lineDrop(hCall, NULL, 0), lineDeallocateCall(hCall))
               : lineDeallocateCall(hCall);
}

// A line that is opened again in between.
void reopened_ok(HLINEAPP hLineApp, HLINE hLine) {
  lineClose(hLine);
  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) == 0)
    lineClose(hLine);
}

void redialled_ok(HLINE hLine, LPCSTR *rgszNumbers, int cNumbers) {
  HCALL hCall;
  int i;

  for (i = 0; i < cNumbers; i++) {
    if (!waitForReply(lineMakeCall(hLine, &hCall, rgszNumbers[i], 0, NULL)))
      continue;
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
}
