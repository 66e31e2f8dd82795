//===- moves.cpp - Moves and lambdas --------------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Handles that C++ carries around: moved objects, captured variables.
///
//===----------------------------------------------------------------------===//

#include "owner.h"

#include <functional>
#include <utility>

//// move_into_parameter_ok
static void consume(Owner owner) { lineSetAppSpecific(owner.call, 1); }

void move_into_parameter_ok(HLINEAPP app, HLINE line) {
  Owner owner(dial(app, line));
  if (owner.call)
    consume(std::move(owner));
}

//// move_then_use_bad: TAPI003|TAPI009
void move_then_use_bad(HLINEAPP app, HLINE line) {
  Owner owner(dial(app, line));
  if (!owner.call)
    return;
  consume(std::move(owner));
  lineSetAppSpecific(owner.call, 2); // BUG
}

//// FN_move_in_loop_bad: TAPI003|TAPI009
void FN_move_in_loop_bad(HLINEAPP app, HLINE line, int n) {
  Owner owner(dial(app, line));
  if (!owner.call)
    return;
  for (int i = 0; i < n; i++) {
    lineSetAppSpecific(owner.call, i); // BUG
    consume(std::move(owner));
  }
}

//// move_in_loop_renewed_ok
void move_in_loop_renewed_ok(HLINEAPP app, HLINE line, int n) {
  for (int i = 0; i < n; i++) {
    Owner owner(dial(app, line));
    if (!owner.call)
      continue;
    lineSetAppSpecific(owner.call, i);
    consume(std::move(owner));
  }
}

//// move_assigned_ok
void move_assigned_ok(HLINEAPP app, HLINE line) {
  Owner first(dial(app, line));
  Owner second;
  second = std::move(first);
  if (second.call)
    lineSetAppSpecific(second.call, 1);
}

//// move_returned_ok
static Owner open(HLINEAPP app, HLINE line) {
  Owner owner(dial(app, line));
  if (owner.call)
    lineSetAppSpecific(owner.call, 1);
  return owner;
}

void move_returned_ok(HLINEAPP app, HLINE line) {
  Owner owner = open(app, line);
  puts(owner.call ? "up" : "down");
}

//// lambda_releases_ok
void lambda_releases_ok(HLINEAPP app, HLINE line) {
  HCALL call = dial(app, line);
  auto finish = [&] {
    if (call)
      hangUp(call);
    call = 0;
  };
  if (call && lineSetAppSpecific(call, 1) < 0) {
    finish();
    return;
  }
  finish();
}

//// lambda_not_called_bad: TAPI001
void lambda_not_called_bad(HLINEAPP app, HLINE line) {
  HCALL call = dial(app, line);
  auto finish = [&] {
    if (call)
      hangUp(call);
    call = 0;
  };
  if (call && lineSetAppSpecific(call, 1) < 0)
    return; // finish() forgotten
  finish();
}

//// lambda_captures_by_value_bad: TAPI006|TAPI003
void lambda_captures_by_value_bad(HLINEAPP app, HLINE line) {
  HCALL call = dial(app, line);
  if (!call)
    return;
  auto finish = [call] { hangUp(call); };
  finish();
  hangUp(call); // BUG
}

//// lambda_uses_after_release_bad: TAPI003
void lambda_uses_after_release_bad(HLINEAPP app, HLINE line) {
  HCALL call = dial(app, line);
  if (!call)
    return;
  auto mark = [&] { lineSetAppSpecific(call, 5); }; // BUG
  mark();
  hangUp(call);
  mark(); // BUG
}

//// lambda_uses_before_release_ok
void lambda_uses_before_release_ok(HLINEAPP app, HLINE line) {
  HCALL call = dial(app, line);
  if (!call)
    return;
  auto mark = [&] { lineSetAppSpecific(call, 5); };
  mark();
  mark();
  hangUp(call);
}

//// lambda_scope_exit_ok
template <typename F> class ScopeExit {
public:
  explicit ScopeExit(F f) : f(f) {}
  ~ScopeExit() { f(); }

private:
  F f;
};
template <typename F> ScopeExit(F) -> ScopeExit<F>;

void lambda_scope_exit_ok(HLINEAPP app, HLINE line) {
  HCALL call = dial(app, line);
  if (!call)
    return;
  ScopeExit finish([&] { hangUp(call); });
  if (lineSetAppSpecific(call, 1) < 0)
    return;
  puts("marked");
}

//// lambda_scope_exit_and_by_hand_bad: TAPI006|TAPI003
void lambda_scope_exit_and_by_hand_bad(HLINEAPP app, HLINE line) {
  HCALL call = dial(app, line);
  if (!call)
    return;
  ScopeExit finish([&] { hangUp(call); });
  lineDrop(call, nullptr, 0);
  lineDeallocateCall(call); // and again at the end of the scope
}

//// lambda_std_function_ok
void lambda_std_function_ok(HLINEAPP app, HLINE line) {
  HCALL call = dial(app, line);
  if (!call)
    return;
  std::function<void()> finish = [call] { hangUp(call); };
  finish();
}
