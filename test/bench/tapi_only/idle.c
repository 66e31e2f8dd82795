//===- idle.c - What an idle call allows ----------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Idle is final: the handle lives until it is deallocated, but only few
/// functions still make sense. Only a path that has proved idle counts.
///
//===----------------------------------------------------------------------===//

#include "program.h"

//// split
//// idle_call_answered_bad: TAPI013
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE) {
    lineAnswer((HCALL)device, NULL, 0); // BUG
    lineDeallocateCall((HCALL)device);
  }
}

int idle_call_answered_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// idle_call_held_bad: TAPI013
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message != LINE_CALLSTATE)
    return;
  switch (p1) {
  case LINECALLSTATE_IDLE:
    lineHold((HCALL)device); // BUG
    lineDeallocateCall((HCALL)device);
    break;
  }
}

int idle_call_held_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// idle_call_dialled_bad: TAPI013
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE) {
    lineDial((HCALL)device, "5551234", 0); // BUG
    lineDeallocateCall((HCALL)device);
  }
}

int idle_call_dialled_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// idle_found_by_status_bad: TAPI013
void idle_found_by_status_bad(HCALL other, LINECALLSTATUS *status) {
  if (lineGetCallStatus(other, status) == 0 &&
      status->dwCallState == LINECALLSTATE_IDLE)
    lineBlindTransfer(other, "5550000", 0); // BUG
}

//// idle_excluded_by_status_ok
void idle_excluded_by_status_ok(HCALL other, LINECALLSTATUS *status) {
  if (lineGetCallStatus(other, status) == 0 &&
      status->dwCallState != LINECALLSTATE_IDLE)
    lineBlindTransfer(other, "5550000", 0);
}

//// idle_info_read_ok
static LINECALLINFO info;
static LINECALLSTATUS status;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE) {
    info.dwTotalSize = sizeof info;
    lineGetCallInfo((HCALL)device, &info);
    status.dwTotalSize = sizeof status;
    lineGetCallStatus((HCALL)device, &status);
    lineDeallocateCall((HCALL)device);
  }
}

int idle_info_read_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// idle_monitoring_ends_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE) {
    lineMonitorDigits((HCALL)device, 0); // the pages contradict each other
    lineSetAppSpecific((HCALL)device, 0);
    lineSetCallPrivilege((HCALL)device, LINECALLPRIVILEGE_MONITOR);
    lineDeallocateCall((HCALL)device);
  }
}

int idle_monitoring_ends_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// idle_other_states_allow_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message != LINE_CALLSTATE)
    return;
  switch (p1) {
  case LINECALLSTATE_OFFERING:
    lineAnswer((HCALL)device, NULL, 0);
    break;
  case LINECALLSTATE_CONNECTED:
    lineHold((HCALL)device);
    break;
  case LINECALLSTATE_DISCONNECTED:
    lineDrop((HCALL)device, NULL, 0);
    break;
  case LINECALLSTATE_IDLE:
    lineDeallocateCall((HCALL)device);
    break;
  }
}

int idle_other_states_allow_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// idle_or_disconnected_share_code_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message != LINE_CALLSTATE)
    return;
  if (p1 == LINECALLSTATE_DISCONNECTED || p1 == LINECALLSTATE_IDLE) {
    if (p1 != LINECALLSTATE_IDLE)
      lineDrop((HCALL)device, NULL, 0);
    else
      lineDeallocateCall((HCALL)device);
  }
}

int idle_or_disconnected_share_code_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// idle_falls_through_bad: TAPI013 maybe TAPI001
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message != LINE_CALLSTATE)
    return;
  switch (p1) {
  case LINECALLSTATE_IDLE:
    puts("idle"); // forgotten break and release
  case LINECALLSTATE_CONNECTED:
    lineHold((HCALL)device); // BUG
    break;
  case LINECALLSTATE_DISCONNECTED:
    lineDeallocateCall((HCALL)device);
    break;
  }
}

int idle_falls_through_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// idle_features_asked_ok
void idle_features_asked_ok(HCALL other, LINECALLSTATUS *status) {
  if (lineGetCallStatus(other, status) != 0)
    return;
  if (status->dwCallState == LINECALLSTATE_IDLE)
    puts("idle");
  if (status->dwCallFeatures & LINECALLFEATURE_HOLD)
    lineHold(other); // TAPI itself says that it can be
}
