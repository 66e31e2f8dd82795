//===- versions.c - Deallocation before and since API version 2.0 ---------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Below version 2.0 the only owner of a call cannot deallocate it before it is
/// idle; since 2.0 it can, but ought to have dropped it first.
///
//===----------------------------------------------------------------------===//

#include "bench.h"

static HLINEAPP app;
static HLINE line;
static HCALL call;
static LONG pending;

static void pump(void) {
  MSG message;
  while (GetMessage(&message, NULL, 0, 0) > 0)
    DispatchMessage(&message);
}

static BOOL open(LINECALLBACK callback, DWORD version) {
  DWORD devices;
  if (lineInitialize(&app, NULL, callback, "bench", &devices) != 0)
    return FALSE;
  if (lineOpen(app, 0, &line, version, 0, 0, LINECALLPRIVILEGE_NONE,
               LINEMEDIAMODE_INTERACTIVEVOICE, NULL) != 0) {
    lineShutdown(app);
    return FALSE;
  }
  return TRUE;
}

static void leave(void) {
  lineClose(line);
  lineShutdown(app);
}

//// split
//// version_1_waits_for_idle_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REPLY && (LONG)p1 == pending && (LONG)p2 != 0)
    call = 0;
  if (message == LINE_CALLSTATE && (HCALL)device == call) {
    if (p1 == LINECALLSTATE_DISCONNECTED) {
      lineDrop(call, NULL, 0);
    } else if (p1 == LINECALLSTATE_IDLE) {
      lineDeallocateCall(call);
      call = 0;
    }
  }
}

int version_1_waits_for_idle_ok(void) {
  if (!open(onLine, 0x00010004))
    return 1;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  pump();
  leave();
  return 0;
}

//// version_1_deallocates_at_once_bad: TAPI014
void version_1_deallocates_at_once_bad(HLINEAPP mine) {
  HLINE old;
  HCALL made = 0;
  LONG request;
  if (lineOpen(mine, 0, &old, 0x00010004, 0, 0, LINECALLPRIVILEGE_NONE,
               LINEMEDIAMODE_INTERACTIVEVOICE, NULL) != 0)
    return;
  request = lineMakeCall(old, &made, "5551234", 0, NULL);
  if (request > 0 && awaitReply(mine, request) == 0) {
    lineDrop(made, NULL, 0);
    lineDeallocateCall(made); // BUG
    made = 0;
  }
  lineClose(old);
}

//// version_2_deallocates_at_once_ok
void version_2_deallocates_at_once_ok(HLINEAPP mine) {
  HLINE modern;
  HCALL made = 0;
  LONG request;
  if (lineOpen(mine, 0, &modern, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE,
               LINEMEDIAMODE_INTERACTIVEVOICE, NULL) != 0)
    return;
  request = lineMakeCall(modern, &made, "5551234", 0, NULL);
  if (request > 0 && awaitReply(mine, request) == 0) {
    lineDrop(made, NULL, 0);
    lineDeallocateCall(made);
    made = 0;
  }
  lineClose(modern);
}

//// version_1_result_checked_ok
void version_1_result_checked_ok(HLINEAPP mine) {
  HLINE old;
  HCALL made = 0;
  LONG request;
  if (lineOpen(mine, 0, &old, 0x00010003, 0, 0, LINECALLPRIVILEGE_NONE,
               LINEMEDIAMODE_INTERACTIVEVOICE, NULL) != 0)
    return;
  request = lineMakeCall(old, &made, "5551234", 0, NULL);
  if (request > 0 && awaitReply(mine, request) == 0) {
    lineDrop(made, NULL, 0);
    while (lineDeallocateCall(made) == LINEERR_INVALCALLSTATE)
      Sleep(100); // not idle yet
  }
  lineClose(old);
}

//// version_1_polls_until_idle_ok
void version_1_polls_until_idle_ok(HLINEAPP mine, LINECALLSTATUS *status) {
  HLINE old;
  HCALL made = 0;
  LONG request;
  if (lineOpen(mine, 0, &old, 0x00010004, 0, 0, LINECALLPRIVILEGE_NONE,
               LINEMEDIAMODE_INTERACTIVEVOICE, NULL) != 0)
    return;
  request = lineMakeCall(old, &made, "5551234", 0, NULL);
  if (request > 0 && awaitReply(mine, request) == 0) {
    lineDrop(made, NULL, 0);
    do {
      Sleep(100);
    } while (lineGetCallStatus(made, status) == 0 &&
             status->dwCallState != LINECALLSTATE_IDLE);
    lineDeallocateCall(made);
  }
  lineClose(old);
}

//// version_negotiated_old_bad: TAPI014
void version_negotiated_old_bad(HLINEAPP mine) {
  HLINE old;
  HCALL made = 0;
  LONG request;
  DWORD version;
  LINEEXTENSIONID extension;
  if (lineNegotiateAPIVersion(mine, 0, 0x00010003, 0x00010004, &version,
                              &extension) != 0)
    return;
  if (lineOpen(mine, 0, &old, version, 0, 0, LINECALLPRIVILEGE_NONE,
               LINEMEDIAMODE_INTERACTIVEVOICE, NULL) != 0)
    return;
  request = lineMakeCall(old, &made, "5551234", 0, NULL);
  if (request > 0 && awaitReply(mine, request) == 0) {
    lineDrop(made, NULL, 0);
    lineDeallocateCall(made); // BUG
    made = 0;
  }
  lineClose(old);
}

//// version_negotiated_either_ok
void version_negotiated_either_ok(HLINEAPP mine) {
  HLINE either;
  HCALL made = 0;
  LONG request;
  DWORD version;
  LINEEXTENSIONID extension;
  if (lineNegotiateAPIVersion(mine, 0, 0x00010003, 0x00020002, &version,
                              &extension) != 0)
    return;
  if (lineOpen(mine, 0, &either, version, 0, 0, LINECALLPRIVILEGE_NONE,
               LINEMEDIAMODE_INTERACTIVEVOICE, NULL) != 0)
    return;
  request = lineMakeCall(either, &made, "5551234", 0, NULL);
  if (request > 0 && awaitReply(mine, request) == 0) {
    lineDrop(made, NULL, 0);
    lineDeallocateCall(made);
  }
  lineClose(either);
}

//// version_2_never_dropped_bad: TAPI014
void version_2_never_dropped_bad(HLINEAPP mine, HLINE open) {
  HCALL made = 0;
  LONG request = lineMakeCall(open, &made, "5551234", 0, NULL);
  if (request < 0 || awaitReply(mine, request) != 0)
    return;
  lineSetAppSpecific(made, 1);
  lineDeallocateCall(made); // BUG
}

//// version_2_handed_off_ok
void version_2_handed_off_ok(HLINEAPP mine, HLINE open) {
  HCALL made = 0;
  LONG request = lineMakeCall(open, &made, "5551234", 0, NULL);
  if (request < 0 || awaitReply(mine, request) != 0)
    return;
  if (lineHandoff(made, "other.exe", 0) != 0)
    lineDrop(made, NULL, 0);
  lineDeallocateCall(made);
}

//// version_2_remote_hung_up_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REPLY && (LONG)p1 == pending && (LONG)p2 != 0)
    call = 0;
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_DISCONNECTED &&
      (HCALL)device == call) {
    lineDeallocateCall(call); // the other side ended it
    call = 0;
  }
}

int version_2_remote_hung_up_ok(void) {
  DWORD devices, version = 0x00020000;
  LINEINITIALIZEEXPARAMS params = {sizeof params};
  params.dwOptions = LINEINITIALIZEEXOPTION_USEHIDDENWINDOW;
  if (lineInitializeEx(&app, NULL, onLine, "bench", &devices, &version,
                       &params) != 0)
    return 1;
  if (lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE,
               LINEMEDIAMODE_INTERACTIVEVOICE, NULL) != 0) {
    lineShutdown(app);
    return 1;
  }
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  pump();
  leave();
  return 0;
}

//// version_2_monitor_never_drops_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL)
    lineDeallocateCall((HCALL)p2);
}

int version_2_monitor_never_drops_ok(void) {
  DWORD devices, version = 0x00020000;
  LINEINITIALIZEEXPARAMS params = {sizeof params};
  params.dwOptions = LINEINITIALIZEEXOPTION_USEHIDDENWINDOW;
  if (lineInitializeEx(&app, NULL, onLine, "bench", &devices, &version,
                       &params) != 0)
    return 1;
  if (lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_MONITOR,
               LINEMEDIAMODE_INTERACTIVEVOICE, NULL) != 0) {
    lineShutdown(app);
    return 1;
  }
  pump();
  leave();
  return 0;
}
