//===- helpers.c - Helpers that acquire, use, store and release -----------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What a function does to a handle is known only from its body, and an error
/// in a helper is an error only where a caller makes it come true.
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

static void markCall(HCALL call) { lineSetAppSpecific(call, 42); }

static void logCall(HCALL call) { printf("call %p\n", (void *)(UINT_PTR)call); }

//// helper_release_wrapper_ok
void helper_release_wrapper_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  markCall(call);
  hangUp(call);
}

//// helper_use_wrapper_only_bad: TAPI001
void helper_use_wrapper_only_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  markCall(call);
}

//// helper_log_after_release_ok
void helper_log_after_release_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  hangUp(call);
  logCall(call); // prints the number only
}

//// helper_use_after_release_bad: TAPI003
void helper_use_after_release_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  hangUp(call);
  markCall(call); // BUG
}

//// helper_release_twice_bad: TAPI006|TAPI003
void helper_release_twice_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  hangUp(call);
  hangUp(call); // BUG
}

//// helper_two_levels_ok
static void inner(HCALL call) { hangUp(call); }
static void outer(HCALL call) { inner(call); }

void helper_two_levels_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) == 0)
    outer(call);
}

//// helper_two_levels_use_bad: TAPI003
void helper_two_levels_use_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  outer(call);
  lineSetAppSpecific(call, 1); // BUG
}

//// helper_recursive_release_ok
static void releaseAll(HCALL *calls, int n) {
  if (n == 0)
    return;
  hangUp(calls[0]);
  releaseAll(calls + 1, n - 1);
}

void helper_recursive_release_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  releaseAll(&call, 1);
}

//// helper_recursive_use_ok
static int ring(HCALL call, int times) {
  if (times <= 0)
    return 0;
  lineSetAppSpecific(call, times);
  return 1 + ring(call, times - 1);
}

void helper_recursive_use_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  ring(call, 3);
  hangUp(call);
}

//// helper_recursive_use_bad: TAPI001
void helper_recursive_use_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  ring(call, 3);
}

//// helper_mutual_recursion_ok
static void ping(HCALL call, int n);
static void pong(HCALL call, int n) {
  if (n > 0)
    ping(call, n - 1);
  else
    hangUp(call);
}
static void ping(HCALL call, int n) {
  if (n > 0)
    pong(call, n - 1);
  else
    hangUp(call);
}

void helper_mutual_recursion_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) == 0)
    ping(call, 5);
}

//// helper_acquires_and_returns_ok
static HCALL dial(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return 0;
  return call;
}

void helper_acquires_and_returns_ok(HLINEAPP app, HLINE line) {
  HCALL call = dial(app, line);
  if (call)
    hangUp(call);
}

//// helper_result_ignored_bad: TAPI001
void helper_result_ignored_bad(HLINEAPP app, HLINE line) {
  dial(app, line); // nobody keeps the handle
}

//// helper_result_passed_on_ok
static HCALL redial(HLINEAPP app, HLINE line) {
  puts("again");
  return dial(app, line);
}

void helper_result_passed_on_ok(HLINEAPP app, HLINE line) {
  HCALL call = redial(app, line);
  if (call)
    hangUp(call);
}

//// helper_result_passed_on_bad: TAPI001
void helper_result_passed_on_bad(HLINEAPP app, HLINE line) {
  HCALL call = redial(app, line);
  if (call)
    markCall(call);
}

//// helper_nested_call_expression_ok
void helper_nested_call_expression_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (awaitReply(app, lineMakeCall(line, &call, "5551234", 0, NULL)) == 0)
    hangUp(call);
}

//// helper_nested_call_expression_bad: TAPI001
void helper_nested_call_expression_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (awaitReply(app, lineMakeCall(line, &call, "5551234", 0, NULL)) == 0)
    markCall(call);
}

//// helper_fills_struct_ok
struct Session {
  HLINE line;
  HCALL call;
};

static BOOL begin(HLINEAPP app, struct Session *s) {
  s->call = 0;
  if (lineOpen(app, 0, &s->line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               NULL) != 0)
    return FALSE;
  if (startCall(app, s->line, &s->call) != 0) {
    lineClose(s->line);
    return FALSE;
  }
  return TRUE;
}

static void end(struct Session *s) {
  hangUp(s->call);
  lineClose(s->line);
}

void helper_fills_struct_ok(HLINEAPP app) {
  struct Session s;
  if (begin(app, &s))
    end(&s);
}

//// helper_fills_struct_bad: TAPI007|TAPI001
void helper_fills_struct_bad(HLINEAPP app) {
  struct Session s;
  if (begin(app, &s))
    markCall(s.call);
}

//// helper_ends_struct_twice_bad: TAPI003|TAPI005|TAPI006
void helper_ends_struct_twice_bad(HLINEAPP app) {
  struct Session s;
  if (begin(app, &s)) {
    end(&s);
    end(&s); // BUG
  }
}

//// helper_failed_begin_then_end_bad: TAPI009|TAPI004|TAPI005|TAPI006
void helper_failed_begin_then_end_bad(HLINEAPP app) {
  struct Session s;
  if (!begin(app, &s))
    puts("failed");
  end(&s); // BUG
}

//// helper_selects_by_argument_ok
enum Action { Mark, Release };

static void act(HCALL call, enum Action action) {
  switch (action) {
  case Mark:
    markCall(call);
    break;
  case Release:
    hangUp(call);
    break;
  }
}

void helper_selects_by_argument_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  act(call, Mark);
  act(call, Release);
}

//// helper_selects_by_argument_bad: TAPI003
void helper_selects_by_argument_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  act(call, Release);
  act(call, Mark); // BUG
}

//// helper_closes_line_of_call_bad: TAPI005 maybe TAPI018
static void closeAll(HLINE line) { lineClose(line); }

void helper_closes_line_of_call_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  closeAll(line);
  hangUp(call); // BUG
}

//// helper_closes_line_after_call_ok
void helper_closes_line_after_call_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  hangUp(call);
  closeAll(line);
}

//// helper_returns_its_argument_ok
static HCALL traced(HCALL call) {
  logCall(call);
  return call;
}

void helper_returns_its_argument_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  hangUp(traced(call));
}

//// helper_returns_its_argument_bad: TAPI006
void helper_returns_its_argument_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0, again;
  if (startCall(app, line, &call) != 0)
    return;
  again = traced(call);
  lineDrop(call, NULL, 0);
  lineDeallocateCall(call);
  lineDeallocateCall(again); // BUG
}

//// helper_latent_error_unreached_ok
static void useThenRelease(HCALL call, BOOL dead) {
  if (dead)
    lineDeallocateCall(call);
  hangUp(call);
}

void helper_latent_error_unreached_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  if (startCall(app, line, &call) == 0)
    useThenRelease(call, FALSE);
}

//// helper_function_pointer_ok
void helper_function_pointer_ok(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  void (*finish)(HCALL) = hangUp;
  if (startCall(app, line, &call) == 0)
    finish(call);
}

//// helper_function_pointer_bad: TAPI001
void helper_function_pointer_bad(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  void (*finish)(HCALL) = markCall;
  if (startCall(app, line, &call) == 0)
    finish(call);
}

//// helper_table_of_functions_ok
void helper_table_of_functions_ok(HLINEAPP app, HLINE line, int which) {
  static void (*const table[])(HCALL) = {markCall, logCall};
  HCALL call = 0;
  if (startCall(app, line, &call) != 0)
    return;
  table[which & 1](call);
  hangUp(call);
}
