//===- zombies.c - Dead handles whose death is found out later ------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A release leaves its result in a variable, and only a later test of that
/// variable tells whether the handle is alive. Also: a value that is kept for
/// looking up, not for use.
///
//===----------------------------------------------------------------------===//

#include "bench.h"

static LONG startCall(HLINEAPP app, HLINE line, HCALL *call) {
  LONG request = lineMakeCall(line, call, "5551234", 0, NULL);
  if (request < 0)
    return request;
  return awaitReply(app, request);
}

//// zombie_status_tested_later_ok
void zombie_status_tested_later_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  LONG released;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  released = lineDeallocateCall(call);
  puts("tried to release");
  if (released != 0) {
    lineSetAppSpecific(call, 1);
    lineDeallocateCall(call);
  }
}

//// zombie_status_tested_wrongly_bad: TAPI003 maybe TAPI001
void zombie_status_tested_wrongly_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  LONG released;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  released = lineDeallocateCall(call);
  puts("tried to release");
  if (released == 0)
    lineSetAppSpecific(call, 1); // BUG
}

//// zombie_request_tested_later_ok
void zombie_request_tested_later_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  LONG request = lineMakeCall(line, &call, "5551234", 0, NULL);
  LONG reply = -1;
  puts("dialling");
  if (request > 0)
    reply = awaitReply(app, request);
  puts("done");
  if (reply == 0) {
    lineDrop(call, NULL, 0);
    lineDeallocateCall(call);
  }
}

//// zombie_request_never_tested_bad: TAPI001
void zombie_request_never_tested_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  LONG request = lineMakeCall(line, &call, "5551234", 0, NULL);
  LONG reply = -1;
  if (request > 0)
    reply = awaitReply(app, request);
  if (reply == LINEERR_OPERATIONFAILED) {
    puts("failed");
    return;
  }
}

//// zombie_cleared_when_released_ok
void zombie_cleared_when_released_ok(HLINEAPP app, HLINE line, BOOL early) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  if (early && lineDeallocateCall(call) == 0)
    call = 0;
  if (call != 0)
    lineDeallocateCall(call);
}

//// zombie_not_cleared_bad: TAPI006
void zombie_not_cleared_bad(HLINEAPP app, HLINE line, BOOL early) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  if (early)
    lineDeallocateCall(call);
  if (call != 0)
    lineDeallocateCall(call); // BUG
}

//// zombie_two_results_combined_ok
void zombie_two_results_combined_ok(HLINEAPP app, HLINE line) {
  HCALL first = 0, second = 0;
  LONG a = startCall(app, line, &first);
  LONG b = startCall(app, line, &second);
  if (a == 0) {
    lineDrop(first, NULL, 0);
    lineDeallocateCall(first);
  }
  if (b == 0) {
    lineDrop(second, NULL, 0);
    lineDeallocateCall(second);
  }
}

//// zombie_two_results_swapped_bad: TAPI001|TAPI009
void zombie_two_results_swapped_bad(HLINEAPP app, HLINE line) {
  HCALL first = 0, second = 0;
  LONG a = startCall(app, line, &first);
  LONG b = startCall(app, line, &second);
  if (b == 0) {
    lineDrop(first, NULL, 0);
    lineDeallocateCall(first);
  }
  if (a == 0) {
    lineDrop(second, NULL, 0);
    lineDeallocateCall(second);
  }
}

//// zombie_two_results_and_bad: TAPI001
void zombie_two_results_and_bad(HLINEAPP app, HLINE line) {
  HCALL first = 0, second = 0;
  LONG a = startCall(app, line, &first);
  LONG b = startCall(app, line, &second);
  if (a == 0 && b == 0) {
    lineDrop(first, NULL, 0);
    lineDeallocateCall(first);
    lineDrop(second, NULL, 0);
    lineDeallocateCall(second);
  } // one of two is forgotten
}

//// zombie_minimum_of_results_ok
void zombie_minimum_of_results_ok(HLINEAPP app) {
  HLINE line = 0;
  LONG error;
  error = lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
                   NULL);
  if (!error) {
    LONG second = lineSetNumRings(line, 0, 3);
    LONG third = lineClose(line);
    error = second ? second : third;
  }
  printf("%ld\n", error);
}

//// zombie_line_status_tested_later_bad: TAPI004 maybe TAPI007
void zombie_line_status_tested_later_bad(HLINEAPP app) {
  HLINE line;
  LONG closed;
  if (lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    return;
  closed = lineClose(line);
  if (closed >= 0)
    lineSetNumRings(line, 0, 3); // BUG
}

//// zombie_value_kept_for_lookup_ok
void zombie_value_kept_for_lookup_ok(HLINEAPP app, HLINE line, HCALL *table,
                                     int n) {
  HCALL call = 0;
  int i;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
  for (i = 0; i < n; i++)
    if (table[i] == call)
      table[i] = 0;
}

//// zombie_reused_variable_ok
void zombie_reused_variable_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
  if (startCall(app, line, &call) != 0)
    return;
  lineSetAppSpecific(call, 2); // another call
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
}

//// zombie_reused_variable_failed_bad: TAPI009|TAPI003
void zombie_reused_variable_failed_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
  if (startCall(app, line, &call) != 0) {
    lineSetAppSpecific(call, 2); // BUG
    return;
  }
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
}
