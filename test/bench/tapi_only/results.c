//===- results.c - Results of requests, and replies that never come -------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// An asynchronous function returns a positive request ID or a negative error,
/// never 0. Some replies are cancelled, and waiting for those takes for ever.
///
//===----------------------------------------------------------------------===//

#include "program.h"

static HCALL call;

void releaseCall(void) {
  if (call) {
    lineDrop(call, NULL, 0);
    lineDeallocateCall(call);
  }
  call = 0;
}

//// result_zero_is_success_bad: TAPI011
BOOL result_zero_is_success_bad(HCALL other) {
  if (lineDrop(other, NULL, 0) == 0) // BUG
    return TRUE;
  return FALSE;
}

//// result_nonzero_is_failure_bad: TAPI011
BOOL result_nonzero_is_failure_bad(HCALL other) {
  if (lineHold(other) != 0) // BUG
    return FALSE;
  return TRUE;
}

//// result_negation_bad: TAPI011
BOOL result_negation_bad(HCALL other) {
  return !lineAnswer(other, NULL, 0); // BUG
}

//// result_variable_compared_with_zero_bad: TAPI011
BOOL result_variable_compared_with_zero_bad(HCALL other) {
  LONG result = lineAccept(other, NULL, 0);
  puts("accepting");
  if (result == 0) // BUG
    return TRUE;
  return FALSE;
}

//// result_unsigned_below_zero_bad: TAPI011
BOOL result_unsigned_below_zero_bad(HCALL other) {
  DWORD result = lineDrop(other, NULL, 0);
  if (result < 0) // BUG
    return FALSE;
  return TRUE;
}

//// result_greater_zero_ok
BOOL result_greater_zero_ok(HCALL other) {
  return lineDrop(other, NULL, 0) > 0;
}

//// result_below_zero_ok
BOOL result_below_zero_ok(HCALL other) {
  LONG result = lineHold(other);
  if (result < 0)
    return FALSE;
  return TRUE;
}

//// result_cast_greater_zero_ok
BOOL result_cast_greater_zero_ok(HCALL other) {
  DWORD result = lineDrop(other, NULL, 0);
  return (LONG)result > 0;
}

//// result_greater_equal_zero_ok
BOOL result_greater_equal_zero_ok(HCALL other) {
  return lineAnswer(other, NULL, 0) >= 0;
}

//// result_named_errors_ok
BOOL result_named_errors_ok(HCALL other) {
  LONG result = lineDrop(other, NULL, 0);
  if (result == LINEERR_INVALCALLHANDLE || result == LINEERR_INVALCALLSTATE)
    return FALSE;
  return TRUE;
}

//// result_sync_zero_ok
BOOL result_sync_zero_ok(HCALL other) {
  return lineSetAppSpecific(other, 1) == 0 && !lineMonitorMedia(other, 0);
}

//// result_sync_handoff_zero_ok
BOOL result_sync_handoff_zero_ok(HCALL other) {
  return lineHandoff(other, "other.exe", 0) == 0;
}

//// result_mixed_zero_ok
BOOL result_mixed_zero_ok(HCALL other) {
  return lineGenerateDigits(other, LINEDIGITMODE_DTMF, "123", 0) == 0;
}

//// result_ignored_ok
void result_ignored_ok(HCALL other) {
  lineDrop(other, NULL, 0);
  (void)lineHold(other);
}

//// result_normalised_by_wrapper_ok
static LONG normalised(LONG result) { return result > 0 ? 0 : result; }

BOOL result_normalised_by_wrapper_ok(HCALL other) {
  return normalised(lineDrop(other, NULL, 0)) == 0;
}

//// result_reply_compared_with_zero_ok
BOOL result_reply_compared_with_zero_ok(HLINEAPP mine, HCALL other) {
  LONG request = lineDrop(other, NULL, 0);
  return request > 0 && awaitReply(mine, request) == 0;
}

//// result_zero_excluded_then_sign_ok
BOOL result_zero_excluded_then_sign_ok(HCALL other) {
  LONG result = lineDrop(other, NULL, 0);
  if (result < 0)
    return FALSE;
  if (result > 0)
    return TRUE;
  return FALSE;
}

//// result_creation_tested_for_zero_bad: TAPI011
BOOL result_creation_tested_for_zero_bad(HLINE open) {
  if (call)
    return FALSE;
  return lineMakeCall(open, &call, "5551234", 0, NULL) == 0; // BUG
}

//// result_phone_zero_is_success_bad: TAPI011
BOOL result_phone_zero_is_success_bad(HPHONE phone) {
  return phoneSetVolume(phone, PHONEHOOKSWITCHDEV_HANDSET, 10) == 0; // BUG
}

//// result_phone_sync_zero_ok
BOOL result_phone_sync_zero_ok(HPHONE phone, DWORD *volume) {
  return phoneGetVolume(phone, PHONEHOOKSWITCHDEV_HANDSET, volume) == 0;
}

//// lost_reply_after_close_bad: TAPI015
void lost_reply_after_close_bad(HLINEAPP mine, HLINE open) {
  static HCALL made;
  LONG request = lineMakeCall(open, &made, "5551234", 0, NULL);
  if (request < 0)
    return;
  lineClose(open);
  awaitReply(mine, request); // BUG
}

//// lost_reply_after_shutdown_bad: TAPI004|TAPI015
void lost_reply_after_shutdown_bad(HLINEAPP mine, HCALL other, HANDLE replied) {
  LONG request = lineDrop(other, NULL, 0);
  if (request < 0)
    return;
  lineShutdown(mine);
  awaitReply(mine, request); // BUG
}

//// lost_reply_waited_before_close_ok
void lost_reply_waited_before_close_ok(HLINEAPP mine, HLINE open, HCALL other) {
  LONG request = lineDrop(other, NULL, 0);
  if (request > 0)
    awaitReply(mine, request);
  lineClose(open);
}

//// lost_reply_limited_wait_ok
void lost_reply_limited_wait_ok(HLINEAPP mine, HLINE open, HCALL other) {
  LINEMESSAGE message;
  int tries;
  LONG request = lineDrop(other, NULL, 0);
  if (request < 0)
    return;
  lineClose(open);
  for (tries = 0; tries < 5; tries++) {
    if (lineGetMessage(mine, &message, 1000) != 0)
      break; // nothing more comes
    if (message.dwMessageID == LINE_REPLY)
      break;
  }
}

//// lost_reply_of_other_line_ok
void lost_reply_of_other_line_ok(HLINEAPP mine, HLINE open) {
  HLINE second;
  HCALL made = 0;
  LONG request;
  if (lineOpen(mine, 1, &second, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    return;
  request = lineMakeCall(open, &made, "5551234", 0, NULL);
  lineClose(second); // cancels nothing on the first line
  if (request > 0 && awaitReply(mine, request) == 0) {
    lineDrop(made, NULL, 0);
    lineDeallocateCall(made);
  }
}
