//===- newcalls.c - Calls that come by message or list --------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A program that opens a line with OWNER or MONITOR privilege is given handles
/// it never asked for, and has to deallocate every one of them.
///
//===----------------------------------------------------------------------===//

#include "program.h"

static HCALL call;

//// split
//// newcall_stored_and_released_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_APPNEWCALL:
    if (call == 0)
      call = (HCALL)p2;
    else // we can handle one at a time
      lineDeallocateCall((HCALL)p2);
    break;
  case LINE_CALLSTATE:
    if ((HCALL)device != call)
      break;
    if (p1 == LINECALLSTATE_OFFERING)
      lineAnswer(call, NULL, 0);
    else if (p1 == LINECALLSTATE_DISCONNECTED)
      lineDrop(call, NULL, 0);
    else if (p1 == LINECALLSTATE_IDLE) {
      lineDeallocateCall(call);
      call = 0;
    }
    break;
  case LINE_CLOSE:
    call = 0;
    line = 0;
    break;
  }
}

int newcall_stored_and_released_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_MONITOR | LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// FN_newcall_overwrites_stored_bad: TAPI002|TAPI001
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_APPNEWCALL:
    call = (HCALL)p2; // a second caller replaces the first
    break;
  case LINE_CALLSTATE:
    if (p1 == LINECALLSTATE_OFFERING && (HCALL)device == call)
      lineAnswer(call, NULL, 0);
    else if (p1 == LINECALLSTATE_IDLE && (HCALL)device == call) {
      lineDeallocateCall(call);
      call = 0;
    }
    break;
  }
}

int FN_newcall_overwrites_stored_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  for (;;)
    pump();
}

//// newcall_ignored_idle_releases_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message != LINE_CALLSTATE)
    return; // LINE_APPNEWCALL may be ignored: LINE_CALLSTATE follows
  if (p1 == LINECALLSTATE_OFFERING)
    lineAnswer((HCALL)device, NULL, 0);
  else if (p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
}

int newcall_ignored_idle_releases_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// newcall_answered_never_released_bad: TAPI001
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL) {
    HCALL fresh = (HCALL)p2;
    lineAnswer(fresh, NULL, 0);
  }
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_DISCONNECTED)
    lineDrop((HCALL)device, NULL, 0);
}

int newcall_answered_never_released_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  for (;;)
    pump();
}

//// newcall_monitor_idle_releases_any_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
}

int newcall_monitor_idle_releases_any_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_MONITOR))
    return 1;
  pump();
  finish();
  return 0;
}

//// newcall_monitor_not_wanted_released_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL && p3 == LINECALLPRIVILEGE_MONITOR)
    lineDeallocateCall((HCALL)p2); // a monitor may, in any state
  else if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
}

int newcall_monitor_not_wanted_released_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_MONITOR | LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// FN_newcall_monitor_only_own_released_bad: TAPI001
static LONG pending;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REPLY && (LONG)p1 == pending && (LONG)p2 != 0)
    call = 0;
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE &&
      (HCALL)device == call) { // other programs' calls are never released
    lineDeallocateCall(call);
    call = 0;
  }
}

int FN_newcall_monitor_only_own_released_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_MONITOR))
    return 1;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  for (;;)
    pump();
}

//// newcall_none_only_own_released_ok
static LONG pending;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REPLY && (LONG)p1 == pending && (LONG)p2 != 0)
    call = 0;
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE &&
      (HCALL)device == call) { // there are no others with NONE
    lineDeallocateCall(call);
    call = 0;
  }
}

int newcall_none_only_own_released_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  for (;;)
    pump();
}

//// newcall_seen_twice_released_once_ok
static HCALL known[32];

static void remember(HCALL fresh) {
  int i;
  for (i = 0; i < 32; i++)
    if (known[i] == fresh)
      return;
  for (i = 0; i < 32; i++)
    if (known[i] == 0) {
      known[i] = fresh;
      return;
    }
}

static void forget(HCALL old) {
  int i;
  for (i = 0; i < 32; i++)
    if (known[i] == old)
      known[i] = 0;
}

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL)
    remember((HCALL)p2);
  if (message == LINE_CALLSTATE) {
    if (p1 != LINECALLSTATE_IDLE) {
      remember((HCALL)device); // the same handle again
    } else {
      forget((HCALL)device);
      lineDeallocateCall((HCALL)device);
    }
  }
}

int newcall_seen_twice_released_once_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_MONITOR))
    return 1;
  pump();
  finish();
  return 0;
}

//// newcall_released_twice_in_one_message_bad: TAPI006
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL && call == 0)
    call = (HCALL)p2;
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE) {
    lineDeallocateCall((HCALL)device);
    if ((HCALL)device == call) {
      lineDeallocateCall(call); // BUG
      call = 0;
    }
  }
}

int newcall_released_twice_in_one_message_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// newcall_stored_alias_released_again_bad: TAPI006
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL && call == 0)
    call = (HCALL)p2;
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device); // and the stored alias stays
}

int newcall_stored_alias_released_again_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  if (call) {
    lineDeallocateCall(call); // BUG
    call = 0;
  }
  finish();
  return 0;
}

//// newcall_version_1_by_callstate_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message != LINE_CALLSTATE)
    return;
  if (p3 != 0 && call == 0)
    call = (HCALL)device; // a handle we did not have
  if (p1 == LINECALLSTATE_IDLE) {
    lineDeallocateCall((HCALL)device);
    if ((HCALL)device == call)
      call = 0;
  }
}

int newcall_version_1_by_callstate_ok(void) {
  DWORD devices;
  if (lineInitialize(&app, NULL, onLine, "bench", &devices) != 0)
    return 1;
  if (lineOpen(app, 0, &line, 0x00010004, 0, 0, LINECALLPRIVILEGE_OWNER,
               LINEMEDIAMODE_INTERACTIVEVOICE, NULL) == 0) {
    pump();
    lineClose(line);
  }
  lineShutdown(app);
  return 0;
}

//// newcall_privilege_raised_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message != LINE_CALLSTATE)
    return;
  if (p1 == LINECALLSTATE_CONNECTED && p3 == LINECALLPRIVILEGE_MONITOR &&
      lineSetCallPrivilege((HCALL)device, LINECALLPRIVILEGE_OWNER) == 0)
    lineDrop((HCALL)device, NULL, 0);
  if (p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
}

int newcall_privilege_raised_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_MONITOR))
    return 1;
  pump();
  finish();
  return 0;
}

//// newcall_handed_to_window_ok
static HWND window;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL)
    PostMessage(window, WM_APP, 0, (LPARAM)p2); // the window takes over
}

int newcall_handed_to_window_ok(HWND main) {
  window = main;
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}
