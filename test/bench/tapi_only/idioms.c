//===- idioms.c - Idioms that are correct ---------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Documented or shipped ways to write TAPI programs that a checker must leave
/// alone, and beside each the nearest mistake.
///
//===----------------------------------------------------------------------===//

#include "program.h"

static HCALL call;
static LONG requested;
static BOOL makeCallPending;

//// split
//// idiom_global_with_pending_flag_ok
static void hangUp(void) {
  if (makeCallPending) {
    lineClose(line); // the only way to cancel it
    line = 0;
    makeCallPending = FALSE;
    call = 0;
    return;
  }
  if (call)
    lineDrop(call, NULL, 0);
}

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_REPLY:
    if (makeCallPending && (LONG)p1 == requested) {
      makeCallPending = FALSE;
      if ((LONG)p2 < 0) {
        call = 0; // nothing was made
        lineClose(line);
        line = 0;
      }
    }
    break;
  case LINE_CALLSTATE:
    if ((HCALL)device != call)
      break;
    if (p1 == LINECALLSTATE_DISCONNECTED)
      hangUp();
    if (p1 == LINECALLSTATE_IDLE) {
      lineDeallocateCall(call);
      call = 0;
      lineClose(line);
      line = 0;
    }
    break;
  case LINE_CLOSE:
    line = 0;
    call = 0;
    break;
  }
}

int idiom_global_with_pending_flag_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  call = 0;
  requested = (LONG)lineMakeCall(line, &call, "5551234", 0, NULL);
  if (requested > 0)
    makeCallPending = TRUE;
  pump();
  finish();
  return 0;
}

//// idiom_global_without_pending_flag_bad: TAPI008
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REPLY && (LONG)p1 == requested && (LONG)p2 < 0)
    call = 0;
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE &&
      (HCALL)device == call) {
    lineDeallocateCall(call);
    call = 0;
  }
}

int idiom_global_without_pending_flag_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  requested = lineMakeCall(line, &call, "5551234", 0, NULL);
  if (requested > 0)
    lineDrop(call, NULL, 0); // BUG
  pump();
  finish();
  return 0;
}

//// idiom_positive_result_kept_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REPLY && (LONG)p1 == requested && (LONG)p2 == 0) {
    lineDrop(call, NULL, 0);
    lineDeallocateCall(call);
    call = 0;
  }
}

int idiom_positive_result_kept_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  if ((requested = (LONG)lineMakeCall(line, &call, "5551234", 0, NULL)) > 0)
    pump();
  finish();
  return 0;
}

//// idiom_drop_then_idle_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL) {
    if (call == 0)
      call = (HCALL)p2;
    else
      lineDeallocateCall((HCALL)p2);
    return;
  }
  if (message != LINE_CALLSTATE || (HCALL)device != call)
    return;
  if (p1 == LINECALLSTATE_DISCONNECTED)
    lineDrop(call, NULL, 0);
  if (p1 == LINECALLSTATE_IDLE) {
    lineDeallocateCall(call);
    call = 0;
    lineClose(line);
    line = 0;
  }
}

int idiom_drop_then_idle_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// idiom_idle_closes_first_bad: TAPI005
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL) {
    if (call == 0)
      call = (HCALL)p2;
    else
      lineDeallocateCall((HCALL)p2);
    return;
  }
  if (message != LINE_CALLSTATE || (HCALL)device != call)
    return;
  if (p1 == LINECALLSTATE_IDLE) {
    lineClose(line);
    line = 0;
    lineDeallocateCall(call); // BUG
    call = 0;
  }
}

int idiom_idle_closes_first_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  pump();
  finish();
  return 0;
}

//// idiom_cancel_by_close_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REPLY && (LONG)p1 == requested) {
    makeCallPending = FALSE;
    if ((LONG)p2 == 0) {
      lineDrop(call, NULL, 0);
      lineDeallocateCall(call);
    }
    call = 0;
  }
}

int idiom_cancel_by_close_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  requested = lineMakeCall(line, &call, "5551234", 0, NULL);
  makeCallPending = requested > 0;
  pump();
  if (makeCallPending) {
    lineClose(line);
    line = 0;
  }
  finish();
  return 0;
}

//// idiom_foreign_call_ignored_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REPLY && (LONG)p1 == requested && (LONG)p2 != 0)
    call = 0;
  if (message != LINE_CALLSTATE)
    return;
  if ((HCALL)device != call)
    return; // not ours: there are none with LINECALLPRIVILEGE_NONE
  if (p1 == LINECALLSTATE_IDLE) {
    lineDeallocateCall(call);
    call = 0;
  }
}

int idiom_foreign_call_ignored_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  requested = lineMakeCall(line, &call, "5551234", 0, NULL);
  pump();
  finish();
  return 0;
}

//// idiom_null_arguments_ok
void idiom_null_arguments_ok(HLINE open, HCALL other, LPVARSTRING id,
                             LINETRANSLATEOUTPUT *output) {
  lineGetID(open, 0, 0, LINECALLSELECT_LINE, id, "tapi/line");
  lineGetID(0, 0, other, LINECALLSELECT_CALL, id, "wave/in");
  lineDevSpecific(open, 0, 0, NULL, 0);
  lineTranslateAddress(0, 0, 0x00020000, "5551234", 0, 0, output);
  lineCompleteTransfer(other, other, NULL, LINETRANSFERMODE_TRANSFER);
  lineSetTerminal(open, 0, 0, LINECALLSELECT_LINE, LINETERMMODE_BUTTONS, 0,
                  TRUE);
  lineSetMediaControl(open, 0, 0, LINECALLSELECT_LINE, NULL, 0, NULL, 0, NULL,
                      0, NULL, 0);
}

//// idiom_gated_argument_dead_bad: TAPI003
void idiom_gated_argument_dead_bad(HLINE open, HCALL other, LPVARSTRING id) {
  lineDeallocateCall(other);
  lineGetID(open, 0, other, LINECALLSELECT_LINE, id, "tapi/line"); // ignored
  lineGetID(open, 0, other, LINECALLSELECT_CALL, id, "wave/in");   // BUG
}

//// idiom_gated_argument_ignored_ok
void idiom_gated_argument_ignored_ok(HLINE open, HCALL other, LPVARSTRING id) {
  lineDeallocateCall(other);
  lineGetID(open, 0, other, LINECALLSELECT_LINE, id, "tapi/line");
}

//// idiom_line_opened_twice_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
}

static HLINE monitor;

int idiom_line_opened_twice_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_OWNER))
    return 1;
  if (lineOpen(app, 0, &monitor, 0x00020000, 0, 0, LINECALLPRIVILEGE_MONITOR,
               LINEMEDIAMODE_INTERACTIVEVOICE, NULL) != 0)
    monitor = 0;
  pump();
  if (monitor)
    lineClose(monitor);
  finish();
  return 0;
}

//// idiom_local_call_waited_for_ok
LONG idiom_local_call_waited_for_ok(HLINEAPP mine, HLINE open) {
  HCALL made = 0;
  LONG request = lineMakeCall(open, &made, "5551234", 0, NULL);
  LONG reply;
  if (request < 0)
    return request;
  reply = awaitReply(mine, request);
  if (reply == 0) {
    lineDrop(made, NULL, 0);
    lineDeallocateCall(made);
  }
  return reply;
}

//// idiom_local_call_not_waited_for_bad: TAPI010 maybe TAPI001
LONG idiom_local_call_not_waited_for_bad(HLINE open) {
  HCALL made = 0;
  return lineMakeCall(open, &made, "5551234", 0, NULL);
}

//// idiom_results_ignored_in_cleanup_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
}

int idiom_results_ignored_in_cleanup_ok(HCALL other) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  lineDrop(other, NULL, 0);
  lineClose(line);
  lineShutdown(app);
  return 0;
}

//// idiom_callback_runs_inside_message_box_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REPLY && (LONG)p1 == requested && (LONG)p2 != 0)
    call = 0;
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE &&
      (HCALL)device == call) {
    lineDeallocateCall(call);
    call = 0;
  }
}

int idiom_callback_runs_inside_message_box_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  call = 0;
  requested = lineMakeCall(line, &call, "5551234", 0, NULL);
  MessageBoxA(NULL, "talking", "bench", MB_OK); // callbacks run in here
  if (call)
    lineDrop(call, NULL, 0);
  pump();
  finish();
  return 0;
}

//// idiom_ansi_and_wide_names_ok
void idiom_ansi_and_wide_names_ok(HLINEAPP mine) {
  HLINE open;
  HCALL made = 0;
  LONG request;
  if (lineOpenW(mine, 0, &open, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
                NULL) != 0)
    return;
  request = lineMakeCallW(open, &made, L"5551234", 0, NULL);
  if (request > 0 && awaitReply(mine, request) == 0) {
    lineDrop(made, NULL, 0);
    lineDeallocateCall(made);
  }
  lineClose(open);
}

//// idiom_ansi_and_wide_names_bad: TAPI001
void idiom_ansi_and_wide_names_bad(HLINEAPP mine, HLINE open) {
  HCALL made = 0;
  LONG request = lineMakeCallA(open, &made, "5551234", 0, NULL);
  if (request > 0 && awaitReply(mine, request) == 0)
    lineDrop(made, NULL, 0);
}
