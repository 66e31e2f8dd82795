//===- releases.c - Releases that may fail, or seem to happen -------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A release is a function call like another: it can fail and leave the handle
/// alive, it can be skipped, and a function may look as if it released.
///
//===----------------------------------------------------------------------===//

#include "bench.h"

static LONG startCall(HLINEAPP app, HLINE line, HCALL *call) {
  LONG request = lineMakeCall(line, call, "5551234", 0, NULL);
  if (request < 0)
    return request;
  return awaitReply(app, request);
}

//// release_failed_use_after_ok
void release_failed_use_after_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  if (lineDeallocateCall(call) < 0) {
    // Still alive: it was not deallocated.
    lineSetAppSpecific(call, 0);
    lineDeallocateCall(call);
  }
}

//// release_succeeded_use_after_bad: TAPI003 maybe TAPI001
void release_succeeded_use_after_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  if (lineDeallocateCall(call) == 0)
    lineSetAppSpecific(call, 0); // BUG
}

//// release_retry_loop_ok
void release_retry_loop_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  while (lineDeallocateCall(call) != 0)
    Sleep(100);
}

//// release_repeated_after_success_bad: TAPI006
void release_repeated_after_success_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  int i;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  for (i = 0; i < 2; i++)
    lineDeallocateCall(call); // BUG
}

//// release_close_failed_use_after_ok
void release_close_failed_use_after_ok(HLINEAPP app) {
  HLINE line;
  if (lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    return;
  if (lineClose(line) < 0) {
    lineSetNumRings(line, 0, 3);
    lineClose(line);
  }
}

//// release_close_succeeded_use_after_bad: TAPI004 maybe TAPI007
void release_close_succeeded_use_after_bad(HLINEAPP app) {
  HLINE line;
  if (lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    return;
  if (lineClose(line) == 0)
    lineSetNumRings(line, 0, 3); // BUG
}

//// release_looks_like_release_bad: TAPI001
static void finishCall(HCALL call, BOOL really) {
  lineDrop(call, NULL, 0);
  if (really)
    lineDeallocateCall(call);
}

void release_looks_like_release_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  finishCall(call, FALSE); // drops it only
}

//// release_helper_with_true_ok
void release_helper_with_true_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  finishCall(call, TRUE);
}

//// release_helper_with_true_again_bad: TAPI006
void release_helper_with_true_again_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  finishCall(call, TRUE);
  lineDeallocateCall(call); // BUG
}

//// release_helper_returns_status_ok
static LONG tryRelease(HCALL call) {
  LONG result = lineDeallocateCall(call);
  if (result != 0)
    puts("not deallocated");
  return result;
}

void release_helper_returns_status_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  while (tryRelease(call) != 0)
    Sleep(10);
}

//// release_helper_status_ignored_use_bad: TAPI003 maybe TAPI001
void release_helper_status_ignored_use_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  if (tryRelease(call) == 0)
    lineSetAppSpecific(call, 1); // BUG
}

//// release_only_if_set_ok
static void releaseIfSet(HCALL *call) {
  if (*call) {
    lineDrop(*call, NULL, 0);
    lineDeallocateCall(*call);
    *call = 0;
  }
}

void release_only_if_set_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  releaseIfSet(&call);
  releaseIfSet(&call);
}

//// release_forgets_to_clear_bad: TAPI006
static void releaseAndForget(HCALL *call) {
  if (*call) {
    lineDeallocateCall(*call); // BUG
  }
}

void release_forgets_to_clear_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  releaseAndForget(&call);
  releaseAndForget(&call); // BUG
}

//// release_clears_the_wrong_one_bad: TAPI001
void release_clears_the_wrong_one_bad(HLINEAPP app, HLINE line) {
  HCALL first = 0, second = 0;
  if (startCall(app, line, &first) != 0)
    return;
  if (startCall(app, line, &second) == 0) {
    lineDrop(second, NULL, 0);
    lineDeallocateCall(second);
    first = 0; // meant second
  }
  if (first) {
    lineDrop(first, NULL, 0);
    lineDeallocateCall(first);
  }
}

//// release_cleared_before_bad: TAPI001
void release_cleared_before_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  call = 0; // BUG
  if (call)
    lineDeallocateCall(call);
}

//// release_by_value_clears_copy_ok
static void releaseCopy(HCALL call) {
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
  call = 0;
}

void release_by_value_clears_copy_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  releaseCopy(call);
}

//// release_by_value_clears_copy_bad: TAPI006
void release_by_value_clears_copy_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  releaseCopy(call);
  if (call)                   // still the old value
    lineDeallocateCall(call); // BUG
}

//// release_conditionally_twice_bad: TAPI006
void release_conditionally_twice_bad(HLINEAPP app, HLINE line, BOOL busy,
                                     BOOL bored) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  if (busy)
    lineDeallocateCall(call);
  if (bored || !busy)
    lineDeallocateCall(call); // BUG
}

//// release_on_each_side_ok
void release_on_each_side_ok(HLINEAPP app, HLINE line, BOOL busy) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  if (busy)
    lineDeallocateCall(call);
  if (!busy)
    lineDeallocateCall(call);
}

//// release_on_one_side_bad: TAPI001
void release_on_one_side_bad(HLINEAPP app, HLINE line, BOOL busy) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  if (busy)
    lineDeallocateCall(call);
}
