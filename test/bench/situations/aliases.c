//===- aliases.c - Copies, structs, pointers and their aliases ------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// One handle under several names: copies, fields, array elements, pointers to
/// the variable, memory that is cleared or copied as a block.
///
//===----------------------------------------------------------------------===//

#include "bench.h"

static LONG startCall(HLINEAPP app, HLINE line, HCALL *call) {
  LONG request = lineMakeCall(line, call, "5551234", 0, NULL);
  if (request < 0)
    return request;
  return awaitReply(app, request);
}

struct Leg {
  HCALL call;
  DWORD state;
};

struct Pair {
  struct Leg caller;
  struct Leg callee;
};

//// alias_copy_released_ok
void alias_copy_released_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0, copy;
  if (startCall(app, line, &call) != 0)
    return;
  copy = call;
  call = 0;
  lineDrop(copy, NULL, 0);
  lineDeallocateCall(copy);
}

//// alias_copy_released_use_original_bad: TAPI003
void alias_copy_released_use_original_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0, copy;
  if (startCall(app, line, &call) != 0)
    return;
  copy = call;
  lineDrop(copy, NULL, 0);
  lineDeallocateCall(copy);
  lineSetAppSpecific(call, 1); // BUG
}

//// alias_both_names_released_bad: TAPI006
void alias_both_names_released_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0, copy;
  if (startCall(app, line, &call) != 0)
    return;
  copy = call;
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
  lineDeallocateCall(copy); // BUG
}

//// alias_original_overwritten_copy_kept_ok
void alias_original_overwritten_copy_kept_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0, first;
  if (startCall(app, line, &call) != 0)
    return;
  first = call;
  call = 0;
  if (startCall(app, line, &call) == 0) {
    lineDrop(call, NULL, 0);
    lineDeallocateCall(call);
  }
  lineDrop(first, NULL, 0);
  lineDeallocateCall(first);
}

//// alias_swapped_ok
void alias_swapped_ok(HLINEAPP app, HLINE line) {
  HCALL active = 0, held = 0, temporary;
  if (startCall(app, line, &active) != 0)
    return;
  if (startCall(app, line, &held) != 0) {
    lineDrop(active, NULL, 0);
    lineDeallocateCall(active);
    return;
  }
  temporary = active;
  active = held;
  held = temporary;
  lineDrop(active, NULL, 0);
  lineDeallocateCall(active);
  lineDrop(held, NULL, 0);
  lineDeallocateCall(held);
}

//// alias_swap_without_temporary_bad: TAPI002|TAPI001
void alias_swap_without_temporary_bad(HLINEAPP app, HLINE line) {
  HCALL active = 0, held = 0;
  if (startCall(app, line, &active) != 0)
    return;
  if (startCall(app, line, &held) != 0) {
    lineDrop(active, NULL, 0);
    lineDeallocateCall(active);
    return;
  }
  active = held; // BUG
  held = active;
  lineDrop(active, NULL, 0);
  lineDeallocateCall(active);
}

//// alias_pointer_to_variable_ok
void alias_pointer_to_variable_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  HCALL *place = &call;
  if (startCall(app, line, place) != 0)
    return;
  lineDrop(call, NULL, 0);
  lineDeallocateCall(*place);
}

//// alias_pointer_to_variable_bad: TAPI003
void alias_pointer_to_variable_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  HCALL *place = &call;
  if (startCall(app, line, place) != 0)
    return;
  lineDrop(call, NULL, 0);
  lineDeallocateCall(*place);
  lineSetAppSpecific(call, 1); // BUG
}

//// alias_cleared_through_pointer_ok
void alias_cleared_through_pointer_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  HCALL *place = &call;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
  *place = 0;
  if (call)
    lineDeallocateCall(call);
}

//// alias_pointer_moves_on_bad: TAPI001
void alias_pointer_moves_on_bad(HLINEAPP app, HLINE line) {
  HCALL first = 0, second = 0;
  HCALL *place = &first;
  if (startCall(app, line, place) != 0)
    return;
  place = &second;
  if (startCall(app, line, place) == 0) {
    lineDrop(*place, NULL, 0);
    lineDeallocateCall(*place); // the second one only
  }
  lineDrop(first, NULL, 0);
}

//// alias_field_ok
void alias_field_ok(HLINEAPP app, HLINE line) {
  struct Leg leg = {0, 0};
  if (startCall(app, line, &leg.call) != 0)
    return;
  leg.state = LINECALLSTATE_CONNECTED;
  lineDrop(leg.call, NULL, 0);
  lineDeallocateCall(leg.call);
}

//// alias_field_bad: TAPI001
void alias_field_bad(HLINEAPP app, HLINE line) {
  struct Leg leg = {0, 0};
  if (startCall(app, line, &leg.call) != 0)
    return;
  leg.state = LINECALLSTATE_CONNECTED;
  lineDrop(leg.call, NULL, 0);
}

//// alias_fields_of_same_type_ok
void alias_fields_of_same_type_ok(HLINEAPP app, HLINE line) {
  struct Pair pair;
  pair.caller.call = pair.callee.call = 0;
  if (startCall(app, line, &pair.caller.call) != 0)
    return;
  if (startCall(app, line, &pair.callee.call) == 0) {
    lineDrop(pair.callee.call, NULL, 0);
    lineDeallocateCall(pair.callee.call);
  }
  lineDrop(pair.caller.call, NULL, 0);
  lineDeallocateCall(pair.caller.call);
}

//// alias_wrong_field_released_bad: TAPI006 maybe TAPI001
void alias_wrong_field_released_bad(HLINEAPP app, HLINE line) {
  struct Pair pair;
  pair.caller.call = pair.callee.call = 0;
  if (startCall(app, line, &pair.caller.call) != 0)
    return;
  if (startCall(app, line, &pair.callee.call) != 0) {
    lineDrop(pair.caller.call, NULL, 0);
    lineDeallocateCall(pair.caller.call);
    return;
  }
  lineDrop(pair.caller.call, NULL, 0);
  lineDrop(pair.callee.call, NULL, 0);
  lineDeallocateCall(pair.callee.call);
  lineDeallocateCall(pair.callee.call); // BUG
}

//// alias_struct_copied_ok
void alias_struct_copied_ok(HLINEAPP app, HLINE line) {
  struct Leg leg = {0, 0}, kept;
  if (startCall(app, line, &leg.call) != 0)
    return;
  kept = leg;
  leg.call = 0;
  lineDrop(kept.call, NULL, 0);
  lineDeallocateCall(kept.call);
}

//// alias_struct_copied_bad: TAPI006
void alias_struct_copied_bad(HLINEAPP app, HLINE line) {
  struct Leg leg = {0, 0}, kept;
  if (startCall(app, line, &leg.call) != 0)
    return;
  kept = leg;
  lineDrop(leg.call, NULL, 0);
  lineDeallocateCall(leg.call);
  lineDeallocateCall(kept.call); // BUG
}

//// alias_struct_zeroed_bad: TAPI001|TAPI002
void alias_struct_zeroed_bad(HLINEAPP app, HLINE line) {
  struct Leg leg = {0, 0};
  if (startCall(app, line, &leg.call) != 0)
    return;
  lineDrop(leg.call, NULL, 0);
  ZeroMemory(&leg, sizeof leg); // BUG
  if (leg.call)
    lineDeallocateCall(leg.call);
}

//// alias_struct_zeroed_after_release_ok
void alias_struct_zeroed_after_release_ok(HLINEAPP app, HLINE line) {
  struct Leg leg;
  memset(&leg, 0, sizeof leg);
  if (startCall(app, line, &leg.call) != 0)
    return;
  lineDrop(leg.call, NULL, 0);
  lineDeallocateCall(leg.call);
  memset(&leg, 0, sizeof leg);
  if (leg.call)
    lineDeallocateCall(leg.call);
}

//// alias_pointer_to_struct_ok
void alias_pointer_to_struct_ok(HLINEAPP app, HLINE line) {
  struct Leg leg = {0, 0};
  struct Leg *p = &leg;
  if (startCall(app, line, &p->call) != 0)
    return;
  lineDrop(leg.call, NULL, 0);
  lineDeallocateCall(p->call);
}

//// alias_pointer_to_struct_bad: TAPI006
void alias_pointer_to_struct_bad(HLINEAPP app, HLINE line) {
  struct Leg leg = {0, 0};
  struct Leg *p = &leg;
  if (startCall(app, line, &p->call) != 0)
    return;
  lineDrop(p->call, NULL, 0);
  lineDeallocateCall(p->call);
  lineDeallocateCall(leg.call); // BUG
}

//// alias_heap_struct_ok
void alias_heap_struct_ok(HLINEAPP app, HLINE line) {
  struct Leg *leg = calloc(1, sizeof *leg);
  if (!leg)
    return;
  if (startCall(app, line, &leg->call) == 0) {
    lineDrop(leg->call, NULL, 0);
    lineDeallocateCall(leg->call);
  }
  free(leg);
}

//// alias_heap_struct_freed_bad: TAPI001
void alias_heap_struct_freed_bad(HLINEAPP app, HLINE line) {
  struct Leg *leg = calloc(1, sizeof *leg);
  if (!leg)
    return;
  if (startCall(app, line, &leg->call) == 0)
    lineDrop(leg->call, NULL, 0);
  free(leg); // and with it the only copy of the handle
}

//// alias_two_elements_same_handle_bad: TAPI006
void alias_two_elements_same_handle_bad(HLINEAPP app, HLINE line) {
  HCALL calls[2];
  if (startCall(app, line, &calls[0]) != 0)
    return;
  calls[1] = calls[0];
  lineDrop(calls[0], NULL, 0);
  lineDeallocateCall(calls[0]);
  lineDeallocateCall(calls[1]); // BUG
}

//// alias_converted_and_back_ok
void alias_converted_and_back_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  DWORD_PTR cookie;
  if (startCall(app, line, &call) != 0)
    return;
  cookie = (DWORD_PTR)call;
  call = 0;
  lineDrop((HCALL)cookie, NULL, 0);
  lineDeallocateCall((HCALL)cookie);
}

//// alias_converted_and_back_bad: TAPI003
void alias_converted_and_back_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  DWORD_PTR cookie;
  if (startCall(app, line, &call) != 0)
    return;
  cookie = (DWORD_PTR)call;
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
  lineSetAppSpecific((HCALL)cookie, 1); // BUG
}

//// alias_compared_not_used_ok
void alias_compared_not_used_ok(HLINEAPP app, HLINE line, HCALL other) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
  if (call == other)
    puts("it was the other one");
}

//// alias_assigned_to_itself_ok
void alias_assigned_to_itself_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  HCALL *place = &call;
  if (startCall(app, line, &call) != 0)
    return;
  *place = call;
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
}
