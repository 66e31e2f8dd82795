//===- kinds.c - One kind of handle taken for another ---------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// All handles are DWORDs to the compiler. What a message carries in hDevice
/// and dwParam2 decides which function may be called with it.
///
//===----------------------------------------------------------------------===//

#include "program.h"

//// split
//// kind_appnewcall_device_is_line_bad: TAPI012
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL)
    lineDeallocateCall((HCALL)device); // BUG
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
}

int kind_appnewcall_device_is_line_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_MONITOR))
    return 1;
  pump();
  finish();
  return 0;
}

//// kind_callstate_device_is_call_bad: TAPI012
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE) {
    lineDeallocateCall((HCALL)device);
  } else if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_SPECIALINFO) {
    lineClose((HLINE)device); // BUG
    line = 0;
  }
}

int kind_callstate_device_is_call_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_MONITOR))
    return 1;
  pump();
  finish();
  return 0;
}

//// kind_close_device_is_line_bad: TAPI012
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
  if (message == LINE_CLOSE) {
    lineDeallocateCall((HCALL)device); // BUG
    line = 0;
  }
}

int kind_close_device_is_line_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_MONITOR))
    return 1;
  pump();
  finish();
  return 0;
}

//// kind_reply_has_no_handle_bad: TAPI012
static HCALL call;
static LONG pending;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REPLY && (LONG)p1 == pending && (LONG)p2 == 0)
    lineSetAppSpecific((HCALL)device, 1); // BUG
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
}

int kind_reply_has_no_handle_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  pump();
  finish();
  return 0;
}

//// kind_param2_is_the_call_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL) {
    lineSetAppSpecific((HCALL)p2, 1);
    lineSetNumRings((HLINE)device, (DWORD)p1, 3);
  }
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
}

int kind_param2_is_the_call_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// kind_devspecific_is_either_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_DEVSPECIFIC) {
    if (p1 == 17)
      lineSetAppSpecific((HCALL)device, 1);
    else
      lineSetNumRings((HLINE)device, 0, 3);
  }
}

int kind_devspecific_is_either_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pump();
  finish();
  return 0;
}

//// kind_conferenced_param2_is_call_ok
static HCALL conference;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message != LINE_CALLSTATE)
    return;
  if (p1 == LINECALLSTATE_CONFERENCED && p2 != 0)
    lineSetAppSpecific((HCALL)p2, 1);
  if (p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
}

int kind_conferenced_param2_is_call_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// kind_line_passed_as_call_bad: TAPI012
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {}

int kind_line_passed_as_call_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  lineDrop(line, NULL, 0); // BUG
  finish();
  return 0;
}

//// kind_call_passed_as_line_bad: TAPI012
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL)
    lineSetNumRings((HLINE)p2, 0, 3); // BUG
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
}

int kind_call_passed_as_line_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// kind_line_shut_down_bad: TAPI012
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {}

int kind_line_shut_down_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pump();
  lineShutdown(line); // BUG
  finish();
  return 0;
}

//// kind_app_passed_as_line_bad: TAPI012
static HCALL call;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
}

int kind_app_passed_as_line_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  lineMakeCall(app, &call, "5551234", 0, NULL); // BUG
  pump();
  finish();
  return 0;
}

//// kind_arguments_swapped_bad: TAPI012
static HCALL call;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL && call == 0) {
    call = (HCALL)p2;
    lineDevSpecific(call, 0, line, NULL, 0); // BUG
  }
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE) {
    lineDeallocateCall((HCALL)device);
    if ((HCALL)device == call)
      call = 0;
  }
}

int kind_arguments_swapped_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// kind_line_in_call_variable_bad: TAPI012
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {}

static HCALL call;

int kind_line_in_call_variable_bad(void) {
  DWORD devices, version = 0x00020000;
  LINEINITIALIZEEXPARAMS params = {sizeof params};
  params.dwOptions = LINEINITIALIZEEXOPTION_USEHIDDENWINDOW;
  if (lineInitializeEx(&app, NULL, onLine, "bench", &devices, &version,
                       &params) != 0)
    return 1;
  if (lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) == 0) {
    call = line;
    lineDeallocateCall(call); // BUG
    lineClose(line);
  }
  lineShutdown(app);
  return 0;
}

//// kind_variable_serves_both_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  DWORD handle;
  if (message == LINE_APPNEWCALL) {
    handle = device;
    lineSetNumRings((HLINE)handle, 0, 3);
    handle = (DWORD)p2;
    lineSetAppSpecific((HCALL)handle, 1);
  }
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
}

int kind_variable_serves_both_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// kind_linedevstate_is_line_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_LINEDEVSTATE && p1 == LINEDEVSTATE_RINGING)
    lineSetNumRings((HLINE)device, 0, 1);
  if (message == LINE_ADDRESSSTATE)
    lineSetNumRings((HLINE)device, (DWORD)p1, 2);
}

int kind_linedevstate_is_line_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pump();
  finish();
  return 0;
}
