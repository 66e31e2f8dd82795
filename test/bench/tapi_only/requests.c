//===- requests.c - One location, several requests ------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What becomes of a stored call between one request and the next: redialling,
/// dropping, clearing, and who deallocates in the end.
///
//===----------------------------------------------------------------------===//

#include "program.h"

static HCALL call;
static LONG pending;

//// split
//// reply_two_requests_one_location_bad: TAPI002
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE && call) {
    lineDeallocateCall(call);
    call = 0;
  }
}

int reply_two_requests_one_location_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  lineMakeCall(line, &call, "5551234", 0, NULL);
  lineMakeCall(line, &call, "5555678", 0, NULL); // BUG
  pump();
  finish();
  return 0;
}

//// reply_two_requests_two_locations_ok
static HCALL calls[2];

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
}

int reply_two_requests_two_locations_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  lineMakeCall(line, &calls[0], "5551234", 0, NULL);
  lineMakeCall(line, &calls[1], "5555678", 0, NULL);
  pump();
  finish();
  return 0;
}

//// reply_to_drop_releases_ok
static LONG dropping;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REPLY) {
    if ((LONG)p1 == pending) {
      pending = 0;
      if ((LONG)p2 == 0)
        dropping = lineDrop(call, NULL, 0);
      else
        call = 0;
    } else if ((LONG)p1 == dropping && (LONG)p2 == 0) {
      lineDeallocateCall(call); // no need to wait for idle
      call = 0;
    }
  }
}

int reply_to_drop_releases_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  if (pending > 0)
    pump();
  finish();
  return 0;
}

//// reply_to_drop_releases_idle_too_bad: TAPI006 maybe TAPI003
static LONG dropping;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_REPLY:
    if ((LONG)p1 == pending && (LONG)p2 != 0)
      call = 0;
    if ((LONG)p1 == dropping && (LONG)p2 == 0)
      lineDeallocateCall(call); // and the variable keeps the value // BUG
    break;
  case LINE_CALLSTATE:
    if (p1 == LINECALLSTATE_IDLE && call)
      lineDeallocateCall(call); // BUG
    break;
  }
}

int reply_to_drop_releases_idle_too_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  pump();
  if (call)
    dropping = lineDrop(call, NULL, 0);
  pump();
  finish();
  return 0;
}

//// reply_idle_only_clears_bad: TAPI001
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_REPLY:
    if ((LONG)p1 == pending && (LONG)p2 != 0)
      call = 0;
    break;
  case LINE_CALLSTATE:
    if (p1 == LINECALLSTATE_IDLE && (HCALL)device == call)
      call = 0; // idle, but not deallocated
    break;
  }
}

int reply_idle_only_clears_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  if (pending > 0)
    pump();
  finish();
  return 0;
}

//// reply_nobody_releases_bad: TAPI001
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REPLY && (LONG)p1 == pending && (LONG)p2 != 0)
    call = 0;
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_DISCONNECTED &&
      (HCALL)device == call)
    lineDrop(call, NULL, 0);
}

int reply_nobody_releases_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  for (;;)
    pump(); // the line never closes
}

//// reply_redial_in_idle_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_REPLY:
    if ((LONG)p1 == pending && (LONG)p2 != 0)
      call = 0;
    break;
  case LINE_CALLSTATE:
    if (p1 == LINECALLSTATE_IDLE && (HCALL)device == call) {
      lineDeallocateCall(call);
      call = 0;
      pending = lineMakeCall(line, &call, "5551234", 0, NULL);
    }
    break;
  }
}

int reply_redial_in_idle_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  pump();
  finish();
  return 0;
}

//// reply_redial_over_live_call_bad: TAPI002|TAPI001
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_REPLY:
    if ((LONG)p1 == pending && (LONG)p2 != 0)
      call = 0;
    break;
  case LINE_CALLSTATE:
    if ((HCALL)device != call)
      break;
    if (p1 == LINECALLSTATE_BUSY) // the busy call is still allocated
      pending = lineMakeCall(line, &call, "5555678", 0, NULL); // BUG
    else if (p1 == LINECALLSTATE_IDLE) {
      lineDeallocateCall(call);
      call = 0;
    }
    break;
  }
}

int reply_redial_over_live_call_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  pump();
  finish();
  return 0;
}
