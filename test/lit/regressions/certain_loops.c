// RUN: %check_tapi %s 'tapi-*,-tapi-orphaned-call'
// Loops whose body runs at least once, and checks that are written as such.
#include "../Inputs/telephony.h"

#define OPEN(app, line)                                                        \
  lineOpen(app, 0, line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE,             \
           LINEMEDIAMODE_INTERACTIVEVOICE, NULL)
#define CHECK(e)                                                               \
  do {                                                                         \
    lResult = (e);                                                             \
    if (lResult < 0)                                                           \
      goto fail;                                                               \
  } while (0)

// A failed lineOpen leaves the variable as it was: 0.
void leftByBreak_ok(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  do {
    if (OPEN(hLineApp, &hLine) != 0)
      break;
    Sleep(1);
  } while (0);
  if (hLine)
    lineClose(hLine);
}

void checkMacro_ok(HLINEAPP hLineApp) {
  HLINE hLine = 0;
  LONG lResult;

  CHECK(OPEN(hLineApp, &hLine));
  CHECK(lineSetNumRings(hLine, 0, 3));
fail:
  if (hLine)
    lineClose(hLine);
}

void checkMacro_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0;
  LONG lResult;

  CHECK(OPEN(hLineApp, &hLine));
  CHECK(lineSetNumRings(hLine, 0, 3));
  lineClose(hLine);
fail:
  return; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-6]]:9: note: line handle 'hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-6]]:3: note: 'lResult < 0' is true here
  // CHECK-NOTES: :[[@LINE-7]]:3: note: 'goto fail' is taken here
}

void retry_ok(HLINEAPP hLineApp) {
  HLINE hLine = 0;
  LONG lResult;
  int nTries = 3;

  do {
    lResult = OPEN(hLineApp, &hLine);
  } while (lResult == LINEERR_RESOURCEUNAVAIL && --nTries);
  if (hLine)
    lineClose(hLine);
}

void neverSet_bad(HLINEAPP hLineApp) {
  HLINE hLine;

  do {
    if (OPEN(hLineApp, &hLine) != 0)
      break;
    Sleep(1);
  } while (0);
  lineClose(hLine); // expect: TAPI009
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is used but was never set [tapi-pending-handle]
}

// The test is there for the way on which the variable was set to 0.
LONG sharedTest_ok(HLINE hLine) {
  HCALL hCall = 0;
  BOOL bHave = FALSE;
  LONG lResult = lineMakeCall(hLine, &hCall, "1", 0, NULL);

  if (lResult < 0)
    goto fail;
  if (!waitForReply(lResult)) {
    lResult = LINEERR_OPERATIONFAILED;
    goto fail;
  }
  bHave = TRUE;
  lResult = 0;
fail:
  if (lResult != 0)
    ShowStatus("failed");
  if (bHave)
    lineDeallocateCall(hCall);
  return lResult;
}

LONG ownTest_bad(HLINE hLine) {
  HCALL hCall = 0;
  LONG lResult = lineMakeCall(hLine, &hCall, "1", 0, NULL);

  if (lResult < 0)
    return lResult;
  if (lResult != 0) // expect: TAPI011
    ShowStatus("failed");
  // CHECK-NOTES: :[[@LINE-2]]:7: warning: the result of lineMakeCall is a request ID, never 0; this test is always true [tapi-async-result]
  if (waitForReply(lResult))
    lineDeallocateCall(hCall);
  return lResult;
}
