//===- transfer.c - Transfer, park, handoff -------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Functions that create a second or third handle, and functions that end a
/// call without ending its handle. All wait for their replies, so that nothing
/// but the duty to deallocate is in question.
///
//===----------------------------------------------------------------------===//

#include "answered.h"

static void hangUp(HCALL call) {
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
}

//// transfer_both_released_ok
void transfer_both_released_ok(HLINEAPP app, HCALL original) {
  HCALL consult = 0;
  if (answered(app, lineSetupTransfer(original, &consult, NULL)) != 0)
    return;
  if (answered(app, lineDial(consult, "5550000", 0)) == 0)
    answered(app, lineCompleteTransfer(original, consult, NULL,
                                       LINETRANSFERMODE_TRANSFER));
  hangUp(consult);
  hangUp(original);
}

//// transfer_consult_forgotten_bad: TAPI001
void transfer_consult_forgotten_bad(HLINEAPP app, HCALL original) {
  HCALL consult = 0;
  if (answered(app, lineSetupTransfer(original, &consult, NULL)) != 0)
    return;
  answered(app, lineCompleteTransfer(original, consult, NULL,
                                     LINETRANSFERMODE_TRANSFER));
  hangUp(original);
}

//// transfer_consult_used_before_reply_bad: TAPI008
void transfer_consult_used_before_reply_bad(HLINEAPP app, HCALL original) {
  HCALL consult = 0;
  LONG request = lineSetupTransfer(original, &consult, NULL);
  if (request < 0)
    return;
  lineSetAppSpecific(consult, 1); // BUG
  if (awaitReply(app, request) == 0)
    hangUp(consult);
}

//// transfer_to_conference_three_released_ok
void transfer_to_conference_three_released_ok(HLINEAPP app, HCALL original) {
  HCALL consult = 0, conference = 0;
  if (answered(app, lineSetupTransfer(original, &consult, NULL)) != 0)
    return;
  if (answered(app, lineCompleteTransfer(original, consult, &conference,
                                         LINETRANSFERMODE_CONFERENCE)) == 0)
    hangUp(conference);
  hangUp(consult);
  hangUp(original);
}

//// transfer_to_conference_forgotten_bad: TAPI001
void transfer_to_conference_forgotten_bad(HLINEAPP app, HCALL original) {
  HCALL consult = 0, conference = 0;
  if (answered(app, lineSetupTransfer(original, &consult, NULL)) != 0)
    return;
  if (answered(app, lineCompleteTransfer(original, consult, &conference,
                                         LINETRANSFERMODE_CONFERENCE)) == 0)
    puts("three parties");
  hangUp(consult);
  hangUp(original);
}

//// transfer_plain_creates_no_conference_ok
void transfer_plain_creates_no_conference_ok(HLINEAPP app, HCALL original,
                                             HCALL consult) {
  HCALL conference = 0;
  answered(app, lineCompleteTransfer(original, consult, &conference,
                                     LINETRANSFERMODE_TRANSFER));
  hangUp(consult);
  hangUp(original);
}

//// transfer_plain_conference_used_bad: TAPI009
void transfer_plain_conference_used_bad(HLINEAPP app, HCALL original,
                                        HCALL consult) {
  HCALL conference = 0;
  answered(app, lineCompleteTransfer(original, consult, &conference,
                                     LINETRANSFERMODE_TRANSFER));
  lineSetAppSpecific(conference, 1); // BUG
  hangUp(consult);
  hangUp(original);
}

//// transfer_mode_chosen_ok
void transfer_mode_chosen_ok(HLINEAPP app, HCALL original, HCALL consult,
                             BOOL conferenced) {
  HCALL conference = 0;
  DWORD mode =
      conferenced ? LINETRANSFERMODE_CONFERENCE : LINETRANSFERMODE_TRANSFER;
  LONG result =
      answered(app, lineCompleteTransfer(original, consult, &conference, mode));
  if (conferenced && result == 0)
    hangUp(conference);
  hangUp(consult);
  hangUp(original);
}

//// transfer_blind_then_released_ok
void transfer_blind_then_released_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (answered(app, lineMakeCall(line, &call, "5551234", 0, NULL)) != 0)
    return;
  answered(app, lineBlindTransfer(call, "5550000", 0));
  lineDeallocateCall(call);
}

//// transfer_blind_taken_for_gone_bad: TAPI001
void transfer_blind_taken_for_gone_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (answered(app, lineMakeCall(line, &call, "5551234", 0, NULL)) != 0)
    return;
  answered(app, lineBlindTransfer(call, "5550000", 0));
}

//// transfer_blind_status_read_ok
void transfer_blind_status_read_ok(HLINEAPP app, HLINE line,
                                   LINECALLSTATUS *status) {
  HCALL call = 0;
  if (answered(app, lineMakeCall(line, &call, "5551234", 0, NULL)) != 0)
    return;
  answered(app, lineBlindTransfer(call, "5550000", 0));
  lineGetCallStatus(call, status); // the handle is alive
  lineDeallocateCall(call);
}

//// transfer_cancelled_by_unhold_ok
void transfer_cancelled_by_unhold_ok(HLINEAPP app, HCALL original) {
  HCALL consult = 0;
  if (answered(app, lineSetupTransfer(original, &consult, NULL)) != 0)
    return;
  answered(app, lineUnhold(original)); // the consultation call goes idle
  lineDeallocateCall(consult);
}

//// transfer_cancelled_consult_forgotten_bad: TAPI001
void transfer_cancelled_consult_forgotten_bad(HLINEAPP app, HCALL original) {
  HCALL consult = 0;
  if (answered(app, lineSetupTransfer(original, &consult, NULL)) != 0)
    return;
  answered(app, lineUnhold(original));
}

//// transfer_swapped_hold_ok
void transfer_swapped_hold_ok(HLINEAPP app, HCALL original) {
  HCALL consult = 0;
  if (answered(app, lineSetupTransfer(original, &consult, NULL)) != 0)
    return;
  answered(app, lineSwapHold(consult, original));
  hangUp(consult);
  answered(app, lineUnhold(original));
}

//// park_released_ok
void park_released_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (answered(app, lineMakeCall(line, &call, "5551234", 0, NULL)) != 0)
    return;
  answered(app, linePark(call, LINEPARKMODE_DIRECTED, "77", NULL));
  lineDeallocateCall(call);
}

//// park_forgotten_bad: TAPI001
void park_forgotten_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (answered(app, lineMakeCall(line, &call, "5551234", 0, NULL)) != 0)
    return;
  answered(app, linePark(call, LINEPARKMODE_DIRECTED, "77", NULL));
}

//// park_unparked_is_new_handle_ok
void park_unparked_is_new_handle_ok(HLINEAPP app, HLINE line, HCALL call) {
  HCALL back = 0;
  answered(app, linePark(call, LINEPARKMODE_DIRECTED, "77", NULL));
  lineDeallocateCall(call);
  if (answered(app, lineUnpark(line, 0, &back, "77")) == 0)
    hangUp(back);
}

//// park_unparked_old_handle_used_bad: TAPI003
void park_unparked_old_handle_used_bad(HLINEAPP app, HLINE line, HCALL call) {
  HCALL back = 0;
  answered(app, linePark(call, LINEPARKMODE_DIRECTED, "77", NULL));
  lineDeallocateCall(call);
  if (answered(app, lineUnpark(line, 0, &back, "77")) != 0)
    return;
  lineSetAppSpecific(call, 1); // BUG
  hangUp(back);
}

//// redirect_released_ok
void redirect_released_ok(HLINEAPP app, HCALL offered) {
  answered(app, lineRedirect(offered, "5550000", 0));
  lineDeallocateCall(offered);
}

//// pickup_released_ok
void pickup_released_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (answered(app, linePickup(line, 0, &call, NULL, NULL)) == 0)
    hangUp(call);
}

//// pickup_forgotten_bad: TAPI001
void pickup_forgotten_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (answered(app, linePickup(line, 0, &call, NULL, NULL)) == 0)
    lineDrop(call, NULL, 0);
}

//// pickup_used_before_reply_bad: TAPI008
void pickup_used_before_reply_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  LONG request = linePickup(line, 0, &call, NULL, NULL);
  if (request < 0)
    return;
  lineSetAppSpecific(call, 1); // BUG
  if (awaitReply(app, request) == 0)
    hangUp(call);
}

//// handoff_then_released_ok
void handoff_then_released_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (answered(app, lineMakeCall(line, &call, "5551234", 0, NULL)) != 0)
    return;
  if (lineHandoff(call, "other.exe", 0) < 0)
    lineDrop(call, NULL, 0); // nobody took it
  lineDeallocateCall(call);
}

//// handoff_then_used_ok
void handoff_then_used_ok(HLINEAPP app, HLINE line, LINECALLSTATUS *status) {
  HCALL call = 0;
  if (answered(app, lineMakeCall(line, &call, "5551234", 0, NULL)) != 0)
    return;
  if (lineHandoff(call, "other.exe", 0) == 0) {
    lineGetCallStatus(call, status); // the handle has not changed
    lineDeallocateCall(call);
    return;
  }
  hangUp(call);
}

//// handoff_forgotten_bad: TAPI001
void handoff_forgotten_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (answered(app, lineMakeCall(line, &call, "5551234", 0, NULL)) != 0)
    return;
  if (lineHandoff(call, "other.exe", 0) == 0)
    return; // ours remains, and remains a duty
  hangUp(call);
}

//// forward_consult_or_null_ok
void forward_consult_or_null_ok(HLINEAPP app, HLINE line) {
  HCALL consult = 0;
  if (answered(app, lineForward(line, 1, 0, NULL, 5, &consult, NULL)) != 0)
    return;
  if (consult) // NULL where no consultation call is made
    hangUp(consult);
}

//// forward_consult_forgotten_bad: TAPI001
void forward_consult_forgotten_bad(HLINEAPP app, HLINE line) {
  HCALL consult = 0;
  if (answered(app, lineForward(line, 1, 0, NULL, 5, &consult, NULL)) != 0)
    return;
  if (consult)
    lineDrop(consult, NULL, 0);
}

//// complete_call_gives_no_handle_ok
static DWORD completion;

void complete_call_gives_no_handle_ok(HLINEAPP app, HCALL busy) {
  answered(app,
           lineCompleteCall(busy, &completion, LINECALLCOMPLMODE_CALLBACK, 0));
  lineDeallocateCall(busy);
}
