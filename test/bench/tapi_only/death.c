//===- death.c - How calls die with their line ----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// lineClose, lineShutdown and LINE_CLOSE end every call on the line. What they
/// end needs no lineDeallocateCall, and must not get one.
///
//===----------------------------------------------------------------------===//

#include "program.h"

static HCALL call;
static LONG pending;

//// split
//// death_close_message_forgets_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_REPLY:
    if ((LONG)p1 == pending) {
      pending = 0;
      if ((LONG)p2 != 0)
        call = 0;
    }
    break;
  case LINE_CALLSTATE:
    if (p1 == LINECALLSTATE_IDLE && (HCALL)device == call) {
      lineDeallocateCall(call);
      call = 0;
    }
    break;
  case LINE_CLOSE:
    line = 0;
    call = 0;
    break;
  }
}

static void hangUp(void) {
  if (call && !pending)
    lineDrop(call, NULL, 0);
}

int death_close_message_forgets_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  call = 0;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  if (pending < 0)
    pending = 0;
  pump();
  hangUp();
  finish();
  return 0;
}

//// death_close_message_closes_bad: TAPI004|TAPI006
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CLOSE) {
    lineClose((HLINE)device); // BUG
    line = 0;
  }
}

int death_close_message_closes_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pump();
  finish();
  return 0;
}

//// death_close_message_deallocates_bad: TAPI005
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_APPNEWCALL:
    if (call == 0)
      call = (HCALL)p2;
    else
      lineDeallocateCall((HCALL)p2);
    break;
  case LINE_CALLSTATE:
    if (p1 == LINECALLSTATE_IDLE && (HCALL)device == call) {
      lineDeallocateCall(call);
      call = 0;
    }
    break;
  case LINE_CLOSE:
    if (call)
      lineDeallocateCall(call); // BUG
    call = 0;
    line = 0;
    break;
  }
}

int death_close_message_deallocates_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// death_close_message_keeps_call_bad: TAPI005
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_APPNEWCALL:
    if (call == 0)
      call = (HCALL)p2;
    else
      lineDeallocateCall((HCALL)p2);
    break;
  case LINE_CALLSTATE:
    if (p1 == LINECALLSTATE_IDLE && (HCALL)device == call) {
      lineDeallocateCall(call);
      call = 0;
    }
    break;
  case LINE_CLOSE:
    line = 0; // and the call?
    break;
  }
}

static void hangUp(void) {
  if (call)
    lineDrop(call, NULL, 0); // BUG
}

int death_close_message_keeps_call_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  hangUp();
  finish();
  return 0;
}

//// death_closed_then_deallocated_bad: TAPI005
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REPLY && (LONG)p1 == pending && (LONG)p2 != 0)
    call = 0;
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE &&
      (HCALL)device == call) {
    lineDeallocateCall(call);
    call = 0;
  }
}

static void leave(void) {
  lineClose(line);
  line = 0;
  if (call) {
    lineDeallocateCall(call); // BUG
    call = 0;
  }
}

int death_closed_then_deallocated_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  pump();
  leave();
  finish();
  return 0;
}

//// death_deallocated_then_closed_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REPLY && (LONG)p1 == pending) {
    pending = 0;
    if ((LONG)p2 != 0)
      call = 0;
  }
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE &&
      (HCALL)device == call) {
    lineDeallocateCall(call);
    call = 0;
  }
}

static void leave(void) {
  if (call && !pending) {
    lineDrop(call, NULL, 0);
    lineDeallocateCall(call);
    call = 0;
  }
  lineClose(line);
  line = 0;
}

int death_deallocated_then_closed_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  call = 0;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  if (pending < 0)
    pending = 0;
  pump();
  leave();
  finish();
  return 0;
}

//// death_shut_down_then_deallocated_bad: TAPI005 maybe TAPI018
void death_shut_down_then_deallocated_bad(HLINEAPP mine, HLINE open) {
  HCALL made = 0;
  LONG request = lineMakeCall(open, &made, "5551234", 0, NULL);
  if (request < 0 || awaitReply(mine, request) != 0)
    return;
  lineDrop(made, NULL, 0);
  lineShutdown(mine);
  lineDeallocateCall(made); // BUG
}

//// death_stored_call_left_to_shutdown_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REPLY && (LONG)p1 == pending && (LONG)p2 != 0)
    call = 0;
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE &&
      (HCALL)device == call) {
    lineDeallocateCall(call);
    call = 0;
  }
}

int death_stored_call_left_to_shutdown_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  pump();
  lineShutdown(app); // no lineClose, no lineDeallocateCall needed
  return 0;
}

//// death_pending_call_cancelled_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {}

int death_pending_call_cancelled_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  lineClose(line); // the way to get rid of a request
  line = 0;
  finish();
  return 0;
}

//// death_local_call_ended_by_close_bad: TAPI018
void death_local_call_ended_by_close_bad(HLINEAPP mine, HLINE open) {
  HCALL made = 0;
  LONG request = lineMakeCall(open, &made, "5551234", 0, NULL);
  if (request < 0 || awaitReply(mine, request) != 0) {
    lineClose(open);
    return;
  }
  lineDrop(made, NULL, 0);
  lineClose(open);
}

//// death_local_call_ended_by_shutdown_bad: TAPI018
void death_local_call_ended_by_shutdown_bad(HLINEAPP mine) {
  HLINE open;
  HCALL made = 0;
  LONG request;
  if (lineOpen(mine, 0, &open, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0) {
    lineShutdown(mine);
    return;
  }
  request = lineMakeCall(open, &made, "5551234", 0, NULL);
  if (request > 0 && awaitReply(mine, request) == 0)
    lineDrop(made, NULL, 0);
  lineShutdown(mine);
}

//// death_local_request_cancelled_by_close_ok
void death_local_request_cancelled_by_close_ok(HLINE open) {
  HCALL made = 0;
  lineMakeCall(open, &made, "5551234", 0, NULL);
  lineClose(open);
}

//// death_monitored_call_ended_by_close_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL && call == 0)
    call = (HCALL)p2;
  else if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE) {
    lineDeallocateCall((HCALL)device);
    if (call == (HCALL)device)
      call = 0;
  }
}

int death_monitored_call_ended_by_close_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_MONITOR))
    return 1;
  pump();
  finish(); // whatever is monitored ends here
  return 0;
}
