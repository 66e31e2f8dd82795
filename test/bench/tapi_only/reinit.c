//===- reinit.c - Lines that go, restart or seem to -----------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// LINEDEVSTATE_REINIT, LINEDEVSTATE_REMOVED and LINE_REMOVE: which of them end
/// handles, and what a program may do inside its callback.
///
//===----------------------------------------------------------------------===//

#include "program.h"

static HCALL call;

//// split
//// death_reinit_restarts_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_LINEDEVSTATE && p1 == LINEDEVSTATE_REINIT && p2 == 0) {
    finish();
    call = 0;
    if (!begin(onLine, LINECALLPRIVILEGE_NONE))
      PostQuitMessage(1);
  }
}

int death_reinit_restarts_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pump();
  finish();
  return 0;
}

//// death_reinit_keeps_old_line_bad: TAPI004
static HLINE previous;

static void restart(LINECALLBACK callback) {
  previous = line;
  finish();
  if (!begin(callback, LINECALLPRIVILEGE_NONE))
    return;
  lineSetNumRings(previous, 0, 3); // BUG
}

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_LINEDEVSTATE && p1 == LINEDEVSTATE_REINIT && p2 == 0)
    restart(onLine);
}

int death_reinit_keeps_old_line_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pump();
  finish();
  return 0;
}

//// death_translated_reinit_is_no_shutdown_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_LINEDEVSTATE && p1 == LINEDEVSTATE_REINIT && p2 != 0)
    lineSetNumRings(line, 0, 3); // everything goes on
}

int death_translated_reinit_is_no_shutdown_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pump();
  finish();
  return 0;
}

//// death_removed_closes_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_LINEDEVSTATE && p1 == LINEDEVSTATE_REMOVED) {
    lineClose(line);
    line = 0;
  }
}

int death_removed_closes_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pump();
  finish();
  return 0;
}

//// death_devstate_close_is_someone_else_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_LINEDEVSTATE && p1 == LINEDEVSTATE_CLOSE)
    lineSetNumRings(line, 0, 3); // ours is still open
}

int death_devstate_close_is_someone_else_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pump();
  finish();
  return 0;
}

//// death_shutdown_inside_callback_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE) {
    lineDeallocateCall((HCALL)device);
    lineClose(line);
    line = 0;
    lineShutdown(app);
    PostQuitMessage(0);
  }
}

int death_shutdown_inside_callback_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  return 0;
}

//// death_use_after_close_in_same_message_bad: TAPI005
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE) {
    lineClose(line);
    line = 0;
    lineDeallocateCall((HCALL)device); // BUG
  }
}

int death_use_after_close_in_same_message_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// death_remove_message_kills_nothing_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REMOVE && p1 == 3)
    lineSetNumRings(line, 0, 2); // another device went away
}

int death_remove_message_kills_nothing_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pump();
  finish();
  return 0;
}

//// death_line_closed_twice_across_functions_bad: TAPI006
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {}

static void kill(void) {
  lineClose(line); // the variable keeps the value
}

int death_line_closed_twice_across_functions_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pump();
  kill();
  lineClose(line); // BUG
  lineShutdown(app);
  return 0;
}
