// RUN: %check_tapi %s 'tapi-*'
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
  } catch (int) {
    lineDeallocateCall(hCall);
    return;
  }
  lineDeallocateCall(hCall);
}
