//===- errors.c - Who owns what is decided by an error code ---------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Whether there is a handle to release depends on a result: of the request, of
/// the reply, of a helper. Failure means that nothing was created, so nothing
/// may be released; success means a duty.
///
//===----------------------------------------------------------------------===//

#include "bench.h"

static LONG startCall(HLINEAPP app, HLINE line, HCALL *call) {
  LONG request = lineMakeCall(line, call, "5551234", 0, NULL);
  if (request < 0)
    return request;
  return awaitReply(app, request);
}

static void hangUp(HCALL call) {
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
}

//// error_negative_test_ok
void error_negative_test_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  LONG request = lineMakeCall(line, &call, "5551234", 0, NULL);
  if (request < 0)
    return;
  if (awaitReply(app, request) < 0)
    return;
  hangUp(call);
}

//// error_positive_test_ok
void error_positive_test_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  LONG request = lineMakeCall(line, &call, "5551234", 0, NULL);
  if (request > 0) {
    if (awaitReply(app, request) == 0)
      hangUp(call);
  }
}

//// error_unsigned_cast_test_ok
void error_unsigned_cast_test_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  DWORD request = lineMakeCall(line, &call, "5551234", 0, NULL);
  if ((LONG)request > 0 && awaitReply(app, (LONG)request) == 0)
    hangUp(call);
}

//// error_specific_constants_ok
void error_specific_constants_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  LONG result = startCall(app, line, &call);
  switch (result) {
  case 0:
    hangUp(call);
    break;
  case LINEERR_CALLUNAVAIL:
    puts("busy");
    break;
  default:
    puts("failed");
    break;
  }
}

//// error_success_kept_bad: TAPI001
void error_success_kept_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  LONG result = startCall(app, line, &call);
  if (result == 0)
    lineDrop(call, NULL, 0);
  else
    puts("failed");
}

//// error_released_on_failure_bad: TAPI009
void error_released_on_failure_bad(HLINEAPP app, HLINE line) {
  HCALL call;
  LONG request = lineMakeCall(line, &call, "5551234", 0, NULL);
  if (request < 0) {
    lineDeallocateCall(call); // BUG
    return;
  }
  if (awaitReply(app, request) == 0)
    hangUp(call);
}

//// error_released_after_failed_reply_bad: TAPI009
void error_released_after_failed_reply_bad(HLINEAPP app, HLINE line) {
  HCALL call;
  LONG request = lineMakeCall(line, &call, "5551234", 0, NULL);
  if (request < 0)
    return;
  if (awaitReply(app, request) != 0) {
    lineDeallocateCall(call); // BUG
    return;
  }
  hangUp(call);
}

//// error_wrong_sense_bad: TAPI009
void error_wrong_sense_bad(HLINEAPP app) {
  HLINE line;
  LONG result = lineOpen(app, 0, &line, 0x00020000, 0, 0,
                         LINECALLPRIVILEGE_NONE, 0, NULL);
  if (result != 0) {
    lineClose(line); // BUG
    return;
  }
  lineClose(line);
}

//// error_helper_reports_success_ok
static BOOL openLine(HLINEAPP app, DWORD device, HLINE *line) {
  if (lineOpen(app, device, line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) < 0)
    return FALSE;
  return TRUE;
}

void error_helper_reports_success_ok(HLINEAPP app) {
  HLINE line;
  if (!openLine(app, 0, &line))
    return;
  lineSetNumRings(line, 0, 3);
  lineClose(line);
}

//// error_helper_success_leaks_bad: TAPI007
void error_helper_success_leaks_bad(HLINEAPP app) {
  HLINE line;
  if (!openLine(app, 0, &line))
    return;
  lineSetNumRings(line, 0, 3);
}

//// error_helper_failure_closes_bad: TAPI009
void error_helper_failure_closes_bad(HLINEAPP app) {
  HLINE line;
  if (!openLine(app, 0, &line)) {
    lineClose(line); // BUG
    return;
  }
  lineClose(line);
}

//// error_helper_returns_null_ok
static HCALL callOrNull(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return 0;
  return call;
}

void error_helper_returns_null_ok(HLINEAPP app, HLINE line) {
  HCALL call = callOrNull(app, line);
  if (!call)
    return;
  hangUp(call);
}

//// error_helper_returns_null_bad: TAPI001
void error_helper_returns_null_bad(HLINEAPP app, HLINE line) {
  HCALL call = callOrNull(app, line);
  if (!call)
    return;
  if (lineSetAppSpecific(call, 7) < 0)
    return;
  hangUp(call);
}

//// error_later_step_returns_bad: TAPI001
void error_later_step_returns_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  char *note;
  if (startCall(app, line, &call) != 0)
    return;
  note = malloc(100);
  if (note == NULL)
    return; // the call is forgotten
  free(note);
  hangUp(call);
}

//// error_later_step_returns_ok
void error_later_step_returns_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  char *note;
  if (startCall(app, line, &call) != 0)
    return;
  note = malloc(100);
  if (note == NULL) {
    hangUp(call);
    return;
  }
  free(note);
  hangUp(call);
}

//// error_second_of_two_fails_bad: TAPI001
void error_second_of_two_fails_bad(HLINEAPP app, HLINE line) {
  HCALL first = 0, second = 0;
  if (startCall(app, line, &first) != 0)
    return;
  if (startCall(app, line, &second) != 0)
    return; // the first one is forgotten
  hangUp(second);
  hangUp(first);
}

//// error_second_of_two_fails_ok
void error_second_of_two_fails_ok(HLINEAPP app, HLINE line) {
  HCALL first = 0, second = 0;
  if (startCall(app, line, &first) != 0)
    return;
  if (startCall(app, line, &second) == 0)
    hangUp(second);
  hangUp(first);
}

//// error_result_kept_in_flag_ok
void error_result_kept_in_flag_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  BOOL connected = startCall(app, line, &call) == 0;
  puts(connected ? "connected" : "failed");
  if (connected)
    hangUp(call);
}

//// error_result_flag_inverted_bad: TAPI009
void error_result_flag_inverted_bad(HLINEAPP app, HLINE line) {
  HCALL call;
  BOOL failed = startCall(app, line, &call) != 0;
  if (failed)
    lineDrop(call, NULL, 0); // BUG
  else
    hangUp(call);
}

//// error_result_struct_ok
struct Attempt {
  LONG result;
  HCALL call;
};

void error_result_struct_ok(HLINEAPP app, HLINE line) {
  struct Attempt attempt;
  attempt.call = 0;
  attempt.result = startCall(app, line, &attempt.call);
  if (attempt.result == 0)
    hangUp(attempt.call);
}

//// error_result_struct_bad: TAPI001
void error_result_struct_bad(HLINEAPP app, HLINE line) {
  struct Attempt attempt;
  attempt.call = 0;
  attempt.result = startCall(app, line, &attempt.call);
  if (attempt.result == 0)
    lineDrop(attempt.call, NULL, 0);
}

//// error_either_error_returns_ok
void error_either_error_returns_ok(HLINEAPP app) {
  HLINE line = 0;
  HCALL call = 0;
  LONG result = lineOpen(app, 0, &line, 0x00020000, 0, 0,
                         LINECALLPRIVILEGE_NONE, 0, NULL);
  if (result == 0) {
    result = startCall(app, line, &call);
    if (result == 0)
      hangUp(call);
    lineClose(line);
  }
}

//// error_macro_success_test_ok
#define SUCCEEDED_LINE(x) ((LONG)(x) >= 0)
void error_macro_success_test_ok(HLINEAPP app) {
  HLINE line;
  LONG result = lineOpen(app, 0, &line, 0x00020000, 0, 0,
                         LINECALLPRIVILEGE_NONE, 0, NULL);
  if (!SUCCEEDED_LINE(result))
    return;
  lineClose(line);
}

//// error_macro_success_test_bad: TAPI007
void error_macro_success_test_bad(HLINEAPP app, DWORD rings) {
  HLINE line;
  LONG result = lineOpen(app, 0, &line, 0x00020000, 0, 0,
                         LINECALLPRIVILEGE_NONE, 0, NULL);
  if (!SUCCEEDED_LINE(result))
    return;
  if (!SUCCEEDED_LINE(lineSetNumRings(line, 0, rings)))
    return; // the line stays open
  lineClose(line);
}

//// error_unchecked_open_then_close_ok
void error_unchecked_open_then_close_ok(HLINEAPP app) {
  HLINE line = 0;
  lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0, NULL);
  if (line)
    lineClose(line);
}
