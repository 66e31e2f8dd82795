//===- loops.c - Loops that dial, wait and release ------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// One handle an iteration, one for all iterations, retries, early exits, and
/// loops over arrays of handles.
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

//// loop_one_call_each_ok
void loop_one_call_each_ok(HLINEAPP app, HLINE line, int n) {
  int i;
  for (i = 0; i < n; i++) {
    HCALL call = 0;
    if (startCall(app, line, &call) != 0)
      continue;
    hangUp(call);
  }
}

//// loop_continue_skips_release_bad: TAPI001
void loop_continue_skips_release_bad(HLINEAPP app, HLINE line, int n) {
  int i;
  for (i = 0; i < n; i++) {
    HCALL call = 0;
    if (startCall(app, line, &call) != 0)
      continue;
    if (lineSetAppSpecific(call, i) < 0)
      continue;
    hangUp(call);
  }
}

//// loop_break_skips_release_bad: TAPI001
void loop_break_skips_release_bad(HLINEAPP app, HLINE line, int n) {
  HCALL call = 0;
  while (n-- > 0) {
    if (startCall(app, line, &call) != 0)
      continue;
    if (lineSetAppSpecific(call, n) < 0)
      break;
    hangUp(call);
  }
}

//// loop_break_then_release_ok
void loop_break_then_release_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  for (;;) {
    if (startCall(app, line, &call) == 0)
      break;
    Sleep(1000);
  }
  hangUp(call);
}

//// loop_variable_outlives_iteration_bad: TAPI002|TAPI001
void loop_variable_outlives_iteration_bad(HLINEAPP app, HLINE line, int n) {
  HCALL call = 0;
  int i;
  for (i = 0; i < n; i++) {
    // The second round loses the first call.
    LONG request = lineMakeCall(line, &call, "5551234", 0, NULL);
    if (request < 0 || awaitReply(app, request) != 0)
      return;
  }
  if (n > 0)
    hangUp(call);
}

//// loop_retry_until_up_ok
void loop_retry_until_up_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  int tries;
  for (tries = 0; tries < 5; tries++) {
    LONG request = lineMakeCall(line, &call, "5551234", 0, NULL);
    if (request == LINEERR_CALLUNAVAIL)
      continue;
    if (request < 0)
      return;
    if (awaitReply(app, request) == 0) {
      hangUp(call);
      return;
    }
  }
}

//// loop_use_after_release_next_round_bad: TAPI003
void loop_use_after_release_next_round_bad(HLINEAPP app, HLINE line, int n) {
  HCALL call = 0;
  int i;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  for (i = 0; i < n; i++) {
    if (i > 0)
      lineSetAppSpecific(call, i); // BUG
    else
      lineDeallocateCall(call);
  }
  if (n <= 0)
    lineDeallocateCall(call);
}

//// loop_release_before_loop_ok
void loop_release_before_loop_ok(HLINEAPP app, HLINE line, int n) {
  HCALL call = 0;
  int i;
  if (startCall(app, line, &call) != 0)
    return;
  hangUp(call);
  call = 0;
  for (i = 0; i < n; i++)
    if (call)
      lineSetAppSpecific(call, i);
}

//// loop_release_every_round_bad: TAPI006
void loop_release_every_round_bad(HLINEAPP app, HLINE line, int n) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  do {
    lineDeallocateCall(call); // BUG
  } while (--n > 0);
}

//// loop_flag_guards_release_ok
void loop_flag_guards_release_ok(HLINEAPP app, HLINE line, int n) {
  HCALL call = 0;
  BOOL live;
  if (startCall(app, line, &call) != 0)
    return;
  live = TRUE;
  lineDrop(call, NULL, 0);
  while (n-- > 0) {
    if (live) {
      lineDeallocateCall(call);
      live = FALSE;
    }
  }
  if (live)
    lineDeallocateCall(call);
}

//// loop_array_filled_and_emptied_ok
void loop_array_filled_and_emptied_ok(HLINEAPP app, HLINE line) {
  HCALL calls[4];
  int i, made = 0;
  for (i = 0; i < 4; i++) {
    if (startCall(app, line, &calls[made]) == 0)
      made++;
  }
  for (i = 0; i < made; i++)
    hangUp(calls[i]);
}

//// loop_array_never_emptied_bad: TAPI001
void loop_array_never_emptied_bad(HLINEAPP app, HLINE line) {
  HCALL calls[4];
  int i, made = 0;
  for (i = 0; i < 4; i++) {
    if (startCall(app, line, &calls[made]) == 0)
      made++;
  }
  printf("%d calls\n", made);
}

//// loop_array_emptied_twice_bad: TAPI006
void loop_array_emptied_twice_bad(HLINEAPP app, HLINE line) {
  HCALL calls[2];
  int i;
  if (startCall(app, line, &calls[0]) != 0)
    return;
  if (startCall(app, line, &calls[1]) != 0) {
    hangUp(calls[0]);
    return;
  }
  for (i = 0; i < 2; i++)
    lineDrop(calls[i], NULL, 0);
  for (i = 0; i < 2; i++)
    lineDeallocateCall(calls[i]);
  for (i = 0; i < 2; i++)
    lineDeallocateCall(calls[i]); // BUG
}

//// loop_array_distinct_elements_ok
void loop_array_distinct_elements_ok(HLINEAPP app, HLINE line) {
  HCALL calls[2] = {0, 0};
  if (startCall(app, line, &calls[0]) != 0)
    return;
  if (startCall(app, line, &calls[1]) == 0) {
    lineDrop(calls[1], NULL, 0);
    lineDeallocateCall(calls[1]);
  }
  lineSetAppSpecific(calls[0], 1);
  lineDrop(calls[0], NULL, 0);
  lineDeallocateCall(calls[0]);
}

//// loop_array_element_forgotten_bad: TAPI001
void loop_array_element_forgotten_bad(HLINEAPP app, HLINE line) {
  HCALL calls[2] = {0, 0};
  if (startCall(app, line, &calls[0]) != 0)
    return;
  if (startCall(app, line, &calls[1]) == 0) {
    lineDrop(calls[1], NULL, 0);
    lineDeallocateCall(calls[1]);
  }
  lineDrop(calls[0], NULL, 0);
}

//// loop_lines_opened_and_closed_ok
void loop_lines_opened_and_closed_ok(HLINEAPP app, DWORD devices) {
  DWORD i;
  for (i = 0; i < devices; i++) {
    HLINE line;
    if (lineOpen(app, i, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
                 NULL) != 0)
      continue;
    lineSetNumRings(line, 0, 3);
    lineClose(line);
  }
}

//// loop_lines_continue_bad: TAPI007
void loop_lines_continue_bad(HLINEAPP app, DWORD devices) {
  DWORD i;
  for (i = 0; i < devices; i++) {
    HLINE line;
    if (lineOpen(app, i, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
                 NULL) != 0)
      continue;
    if (lineSetNumRings(line, 0, 3) < 0)
      continue; // with the line open
    lineClose(line);
  }
}

//// loop_first_line_that_opens_ok
void loop_first_line_that_opens_ok(HLINEAPP app, DWORD devices) {
  HLINE line = 0;
  DWORD i;
  for (i = 0; i < devices && line == 0; i++) {
    if (lineOpen(app, i, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
                 NULL) != 0)
      line = 0;
  }
  if (line == 0)
    return;
  lineSetNumRings(line, 0, 3);
  lineClose(line);
}

//// loop_last_line_that_opens_bad: TAPI007
void loop_last_line_that_opens_bad(HLINEAPP app, DWORD devices) {
  HLINE line = 0, opened;
  DWORD i;
  for (i = 0; i < devices; i++) {
    if (lineOpen(app, i, &opened, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
                 NULL) == 0)
      line = opened; // the one before is forgotten
  }
  if (line != 0)
    lineClose(line);
}

//// loop_while_handle_set_ok
void loop_while_handle_set_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  while (call) {
    hangUp(call);
    call = 0;
  }
}

//// loop_nested_ok
void loop_nested_ok(HLINEAPP app, int lines, int calls) {
  int i, j;
  for (i = 0; i < lines; i++) {
    HLINE line;
    if (lineOpen(app, i, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
                 NULL) != 0)
      break;
    for (j = 0; j < calls; j++) {
      HCALL call = 0;
      if (startCall(app, line, &call) == 0)
        hangUp(call);
    }
    lineClose(line);
  }
}

//// loop_nested_return_bad: TAPI007
void loop_nested_return_bad(HLINEAPP app, int lines, int calls) {
  int i, j;
  for (i = 0; i < lines; i++) {
    HLINE line;
    if (lineOpen(app, i, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
                 NULL) != 0)
      break;
    for (j = 0; j < calls; j++) {
      HCALL call = 0;
      if (startCall(app, line, &call) != 0)
        return; // the line stays open
      hangUp(call);
    }
    lineClose(line);
  }
}
