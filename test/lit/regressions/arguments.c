// RUN: %check_tapi %s 'tapi-*'
// What is passed to a function, and which arguments count.
#include "../Inputs/telephony.h"

static void hangUp(HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

// The mistake is at the call that hands it over, not in the helper.
void neverSet_bad(void) {
  HCALL hCall;

  hangUp(hCall); // expect: TAPI009
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used but was never set [tapi-pending-handle]
  // CHECK-NOTES: :[[@LINE-10]]:3: note: call handle 'hCall' is passed to lineDrop here
}

void set_ok(HLINE hLine) {
  HCALL hCall;

  if (waitForReply(lineMakeCall(hLine, &hCall, "1", 0, NULL)))
    hangUp(hCall);
}

// Used twice, never set: one mistake.
void usedTwice_bad(DWORD dwRings) {
  HLINE hLine;

  lineSetNumRings(hLine, 0, dwRings); // expect: TAPI009
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is used but was never set [tapi-pending-handle]
  lineClose(hLine);
}

// With a call, lineSetupConference does not look at the line.
void ignoredLine_ok(HLINEAPP hLineApp, HCALL hCall) {
  HLINE hLine;
  HCALL hConference = 0, hConsult = 0;

  if (lineOpen(hLineApp, 1, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return;
  lineClose(hLine);
  if (!waitForReply(
          lineSetupConference(hCall, hLine, &hConference, &hConsult, 3, NULL)))
    return;
  hangUp(hConsult);
  hangUp(hConference);
}

void line_bad(HLINEAPP hLineApp) {
  HLINE hLine;
  HCALL hConference = 0, hConsult = 0;

  if (lineOpen(hLineApp, 1, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return;
  lineClose(hLine);
  if (!waitForReply(
          lineSetupConference(0, hLine, &hConference, &hConsult, 3, NULL))) // expect: TAPI004
    return;
  // CHECK-NOTES: :[[@LINE-2]]:11: warning: line handle 'hLine' is used after lineClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-8]]:7: note: line handle 'hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-6]]:3: note: line handle 'hLine' is ended by lineClose here
  hangUp(hConsult);
  hangUp(hConference);
}

// The line ends the conference, whichever way it is on it.
void maybeItsLine_ok(HLINE hLine, HCALL hCall) {
  HCALL hConference = 0, hConsult = 0;

  if (!waitForReply(
          lineSetupConference(hCall, hLine, &hConference, &hConsult, 3, NULL)))
    return;
  hangUp(hConsult);
  hangUp(hConference);
  lineClose(hLine);
}
