//===- branches.c - Conditions that belong together -----------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Paths that exist on paper only: tests that are repeated, flags that remember
/// a test, short circuits, conditional and comma operators, switches, gotos.
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

//// branch_same_test_twice_ok
void branch_same_test_twice_ok(HLINEAPP app, HLINE line, BOOL dial) {
  HCALL call = 0;
  if (dial) {
    if (startCall(app, line, &call) != 0)
      return;
  }
  puts("between");
  if (dial)
    hangUp(call);
}

//// branch_opposite_test_bad: TAPI001
void branch_opposite_test_bad(HLINEAPP app, HLINE line, BOOL dial) {
  HCALL call = 0;
  if (dial) {
    if (startCall(app, line, &call) != 0)
      return;
  }
  if (!dial)
    puts("no call");
}

//// branch_flag_remembers_ok
void branch_flag_remembers_ok(HLINEAPP app, HLINE line, DWORD mode) {
  HCALL call;
  BOOL have = FALSE;
  if (mode == 3 && startCall(app, line, &call) == 0)
    have = TRUE;
  if (have)
    hangUp(call);
}

//// branch_flag_set_too_early_bad: TAPI009
void branch_flag_set_too_early_bad(HLINEAPP app, HLINE line, DWORD mode) {
  HCALL call;
  BOOL have = FALSE;
  if (mode == 3) {
    have = TRUE;
    if (startCall(app, line, &call) != 0)
      puts("failed");
  }
  if (have)
    hangUp(call);
}

//// branch_bit_tests_ok
void branch_bit_tests_ok(HLINEAPP app, HLINE line, DWORD options) {
  HCALL call = 0;
  if (options & 4)
    if (startCall(app, line, &call) != 0)
      return;
  if (options & 1)
    puts("verbose");
  if (options & 4)
    hangUp(call);
}

//// branch_bit_tests_differ_bad: TAPI001
void branch_bit_tests_differ_bad(HLINEAPP app, HLINE line, DWORD options) {
  HCALL call = 0;
  if (options & 4)
    if (startCall(app, line, &call) != 0)
      return;
  if ((options & 4) && (options & 1))
    hangUp(call);
}

//// branch_handle_tested_ok
void branch_handle_tested_ok(HLINEAPP app, HLINE line, BOOL dial) {
  HCALL call = 0;
  if (dial && startCall(app, line, &call) != 0)
    call = 0;
  if (call != 0)
    hangUp(call);
}

//// branch_short_circuit_and_ok
void branch_short_circuit_and_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) == 0 && lineSetAppSpecific(call, 1) <= 0)
    hangUp(call);
}

//// branch_short_circuit_and_bad: TAPI001
void branch_short_circuit_and_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) == 0 && lineSetAppSpecific(call, 1) == 0)
    hangUp(call); // not where lineSetAppSpecific failed
}

//// branch_short_circuit_or_ok
void branch_short_circuit_or_ok(HLINEAPP app, HLINE line, BOOL quiet) {
  HCALL call = 0;
  if (quiet || startCall(app, line, &call) != 0)
    return;
  hangUp(call);
}

//// branch_short_circuit_or_bad: TAPI001
void branch_short_circuit_or_bad(HLINEAPP app, HLINE line, BOOL quiet) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0 || quiet)
    return; // quiet, and the call is up
  hangUp(call);
}

//// branch_conditional_operator_ok
void branch_conditional_operator_ok(HLINEAPP app, HLINE line, BOOL dial) {
  HCALL call = 0;
  LONG result = dial ? startCall(app, line, &call) : -1;
  if (result == 0)
    hangUp(call);
}

//// branch_conditional_operator_bad: TAPI001
void branch_conditional_operator_bad(HLINEAPP app, HLINE line, BOOL dial) {
  HCALL call = 0;
  LONG result = dial ? startCall(app, line, &call) : -1;
  result == 0 ? lineDrop(call, NULL, 0) : 0;
}

//// branch_conditional_selects_handle_bad: TAPI003
void branch_conditional_selects_handle_bad(HLINEAPP app, HLINE line,
                                           HCALL other, BOOL mine) {
  HCALL call = 0;
  HCALL chosen;
  if (startCall(app, line, &call) != 0)
    return;
  hangUp(call);
  chosen = mine ? call : other;
  lineSetAppSpecific(chosen, 1); // BUG
}

//// branch_conditional_selects_handle_ok
void branch_conditional_selects_handle_ok(HLINEAPP app, HLINE line, HCALL other,
                                          BOOL mine) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineSetAppSpecific(mine ? call : other, 1);
  hangUp(call);
}

//// branch_comma_operator_ok
void branch_comma_operator_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  LONG result;
  if (result = startCall(app, line, &call), result != 0)
    return;
  lineDrop(call, NULL, 0), lineDeallocateCall(call);
}

//// branch_comma_operator_bad: TAPI006
void branch_comma_operator_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0), lineDeallocateCall(call);
  puts("bye"), lineDeallocateCall(call); // BUG
}

//// branch_switch_all_cases_ok
void branch_switch_all_cases_ok(HLINEAPP app, HLINE line, int key) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  switch (key) {
  case 'h':
    puts("hold");
    hangUp(call);
    break;
  case 'd':
  case 'q':
    hangUp(call);
    break;
  default:
    hangUp(call);
  }
}

//// branch_switch_case_missing_bad: TAPI001
void branch_switch_case_missing_bad(HLINEAPP app, HLINE line, int key) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  switch (key) {
  case 'h':
    puts("hold");
    break;
  default:
    hangUp(call);
  }
}

//// branch_switch_falls_through_bad: TAPI006
void branch_switch_falls_through_bad(HLINEAPP app, HLINE line, int key) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  switch (key) {
  case 'd':
    lineDeallocateCall(call);
    // forgotten break
  default:
    lineDeallocateCall(call); // BUG
  }
}

//// branch_switch_on_state_variable_ok
void branch_switch_on_state_variable_ok(HLINEAPP app, HLINE line) {
  enum { Free, Busy } state = Free;
  HCALL call = 0;
  if (startCall(app, line, &call) == 0)
    state = Busy;
  switch (state) {
  case Busy:
    hangUp(call);
    break;
  case Free:
    break;
  }
}

//// branch_goto_backwards_ok
void branch_goto_backwards_ok(HLINEAPP app, HLINE line) {
  HCALL call;
  int tries = 0;
again:
  call = 0;
  if (startCall(app, line, &call) != 0) {
    if (++tries < 3)
      goto again;
    return;
  }
  hangUp(call);
}

//// branch_goto_backwards_bad: TAPI002 maybe TAPI001
void branch_goto_backwards_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  LONG request;
  int tries = 0;
again:
  request = lineMakeCall(line, &call, "5551234", 0, NULL); // BUG
  if (request < 0 || awaitReply(app, request) != 0)
    return;
  if (lineSetAppSpecific(call, 1) < 0 && ++tries < 3)
    goto again; // with the call still there
  hangUp(call);
}

//// branch_loop_decides_ok
void branch_loop_decides_ok(HLINEAPP app, HLINE line, int n) {
  HCALL call = 0;
  int have = 0;
  while (n-- > 0 && !have) {
    if (startCall(app, line, &call) == 0)
      have = 1;
  }
  if (have)
    hangUp(call);
}

//// branch_equal_variables_ok
void branch_equal_variables_ok(HLINEAPP app, HLINE line, DWORD wanted) {
  HCALL call = 0;
  DWORD mode = wanted;
  if (wanted == 2 && startCall(app, line, &call) != 0)
    return;
  if (mode == 2)
    hangUp(call);
}

//// branch_range_excludes_ok
void branch_range_excludes_ok(HLINEAPP app, HLINE line, int count) {
  HCALL call = 0;
  if (count > 10) {
    if (startCall(app, line, &call) != 0)
      return;
  }
  if (count > 5 && call)
    hangUp(call);
}

//// branch_range_overlaps_bad: TAPI001
void branch_range_overlaps_bad(HLINEAPP app, HLINE line, int count) {
  HCALL call = 0;
  if (count > 5) {
    if (startCall(app, line, &call) != 0)
      return;
  }
  if (count > 10)
    hangUp(call);
}

//// branch_variable_changes_between_bad: TAPI001
void branch_variable_changes_between_bad(HLINEAPP app, HLINE line, int count) {
  HCALL call = 0;
  if (count == 1) {
    if (startCall(app, line, &call) != 0)
      return;
  }
  count++;
  if (count == 1)
    hangUp(call);
}

//// branch_assert_like_exit_ok
void branch_assert_like_exit_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  if (lineSetAppSpecific(call, 1) < 0)
    abort();
  hangUp(call);
}

//// branch_do_while_false_ok
void branch_do_while_false_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  BOOL up = FALSE;
  do {
    if (startCall(app, line, &call) != 0)
      break;
    up = TRUE;
    if (lineSetAppSpecific(call, 1) < 0)
      break;
    puts("marked");
  } while (0);
  if (up)
    hangUp(call);
}

//// branch_do_while_false_bad: TAPI001
void branch_do_while_false_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  do {
    if (startCall(app, line, &call) != 0)
      break;
    if (lineSetAppSpecific(call, 1) < 0)
      break; // without hanging up
    hangUp(call);
  } while (0);
}
