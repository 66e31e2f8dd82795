// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call'
// What a throw skips and where it goes on.
#include "../Inputs/telephony.h"

struct Error {};

static BOOL dial(HLINE hLine, HCALL *phCall) {
  return waitForReply(lineMakeCall(hLine, phCall, "1", 0, nullptr));
}

static void holdOrThrow(HCALL hCall) {
  if (lineHold(hCall) < 0) {
    lineDeallocateCall(hCall);
    throw Error();
  }
}

// The helper releases only where it throws, and then this does not go on.
void throwingHelper_ok(HCALL hCall) {
  holdOrThrow(hCall);
  lineDeallocateCall(hCall);
}

// Here it does go on behind the handler, but what the helper did is lost.
void FN_throwingHelper_bad(HCALL hCall) {
  try {
    holdOrThrow(hCall);
  } catch (const Error &) {
    ShowStatus("not held");
  }
  lineDeallocateCall(hCall); // expect: TAPI006
}

// The handler forgets the call.
void firstCatch_bad(HLINE hLine) {
  HCALL hCall = 0;

  if (!dial(hLine, &hCall))
    return;
  try {
    if (lineHold(hCall) < 0)
      throw Error();
  } catch (const Error &) {
    return; // expect: TAPI001
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
    // CHECK-NOTES: :[[@LINE-8]]:8: note: 'dial' is called here
    // CHECK-NOTES: :[[@LINE-39]]:23: note: call handle 'hCall' is requested by lineMakeCall here
    // CHECK-NOTES: :[[@LINE-40]]:10: note: 'waitForReply' is called here
    // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
    // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
    // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
    // CHECK-NOTES: :[[@LINE-14]]:7: note: 'dial(hLine, &hCall)' is true here
    // CHECK-NOTES: :[[@LINE-12]]:9: note: 'lineHold(hCall) < 0' is true here
  }
  lineDeallocateCall(hCall);
}

static void throwIf(BOOL fThrow) {
  if (fThrow)
    throw Error();
}

// The throw of a callee does not reach the handler, which forgets the call.
void FN_throwInCallee_bad(HLINE hLine, BOOL fThrow) {
  HCALL hCall = 0;

  if (!dial(hLine, &hCall))
    return;
  try {
    throwIf(fThrow);
  } catch (const Error &) {
    return; // expect: TAPI001
  }
  lineDeallocateCall(hCall);
}

// The number goes to the second handler, but only the first is ever entered.
void FP_secondCatch_ok(HLINE hLine) {
  HCALL hCall = 0;

  if (!dial(hLine, &hCall))
    return;
  try {
    if (lineHold(hCall) < 0)
      throw 1;
  } catch (const Error &) {
    return;
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' is never deallocated: its last reference ends here while its line stays open [tapi-call-leak]
    // CHECK-NOTES: :[[@LINE-8]]:8: note: 'dial' is called here
    // CHECK-NOTES: :[[@LINE-82]]:23: note: call handle 'hCall' is requested by lineMakeCall here
    // CHECK-NOTES: :[[@LINE-83]]:10: note: 'waitForReply' is called here
    // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
    // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
    // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
    // CHECK-NOTES: :[[@LINE-14]]:7: note: 'dial(hLine, &hCall)' is true here
    // CHECK-NOTES: :[[@LINE-12]]:9: note: 'lineHold(hCall) < 0' is true here
  } catch (int) {
    lineDeallocateCall(hCall);
    return;
  }
  lineDeallocateCall(hCall);
}

class Refused {};

// Either handler goes on, and between them they take all that is thrown.
void twoHandlers_ok(HLINEAPP hLineApp, int nDevice) {
  HLINE hLine = 0;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return;
  try {
    if (nDevice == 1)
      throw Refused();
    if (nDevice == 2)
      throw nDevice;
  } catch (Refused &) {
    ShowStatus("refused");
  } catch (int) {
    lineClose(hLine);
    return;
  }
  lineClose(hLine);
}

// The second handler forgets the line.
void twoHandlers_bad(HLINEAPP hLineApp, int nDevice) {
  HLINE hLine = 0;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return;
  try {
    if (nDevice == 1)
      throw Refused();
    if (nDevice == 2)
      throw nDevice;
  } catch (Refused &) {
    ShowStatus("refused");
  } catch (int) {
    return; // expect: TAPI007
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
    // CHECK-NOTES: :[[@LINE-13]]:7: note: line handle 'hLine' is obtained by lineOpen here
  }
  lineClose(hLine);
}
