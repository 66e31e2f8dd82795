//===- moves.cpp - Moves, lambdas and containers --------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Handles that C++ carries around: moved objects, captured variables, elements
/// of containers, virtual functions, overloads, default members.
///
//===----------------------------------------------------------------------===//

#include "bench.h"

#include <algorithm>
#include <array>
#include <functional>
#include <list>
#include <map>
#include <optional>
#include <utility>
#include <vector>

static HCALL dial(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  LONG request = lineMakeCall(line, &call, "5551234", 0, nullptr);
  if (request < 0 || awaitReply(app, request) != 0)
    return 0;
  return call;
}

static void hangUp(HCALL call) {
  lineDrop(call, nullptr, 0);
  lineDeallocateCall(call);
}

struct Owner {
  HCALL call = 0;
  Owner() = default;
  explicit Owner(HCALL call) : call(call) {}
  Owner(Owner &&other) noexcept : call(std::exchange(other.call, HCALL(0))) {}
  Owner &operator=(Owner &&other) noexcept {
    std::swap(call, other.call);
    return *this;
  }
  ~Owner() {
    if (call)
      hangUp(call);
  }
};

//// move_into_parameter_ok
static void consume(Owner owner) { lineSetAppSpecific(owner.call, 1); }

void move_into_parameter_ok(HLINEAPP app, HLINE line) {
  Owner owner(dial(app, line));
  if (owner.call)
    consume(std::move(owner));
}

//// FN_move_then_use_bad: TAPI003|TAPI009
void FN_move_then_use_bad(HLINEAPP app, HLINE line) {
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

//// container_vector_released_ok
void container_vector_released_ok(HLINEAPP app, HLINE line, int n) {
  std::vector<HCALL> calls;
  for (int i = 0; i < n; i++)
    if (HCALL call = dial(app, line))
      calls.push_back(call);
  for (HCALL call : calls)
    hangUp(call);
}

//// FN_container_vector_local_lost_bad: TAPI001
void FN_container_vector_local_lost_bad(HLINEAPP app, HLINE line, int n) {
  std::vector<HCALL> calls;
  for (int i = 0; i < n; i++)
    if (HCALL call = dial(app, line))
      calls.push_back(call);
  printf("%d calls\n", (int)calls.size());
}

//// container_vector_member_ok
class Exchange {
public:
  void connect(HLINEAPP app, HLINE line) {
    HCALL call = dial(app, line);
    if (call)
      calls.push_back(call);
  }
  void disconnectAll() {
    for (HCALL call : calls)
      hangUp(call);
    calls.clear();
  }

private:
  std::vector<HCALL> calls;
};

void container_vector_member_ok(HLINEAPP app, HLINE line) {
  Exchange exchange;
  exchange.connect(app, line);
  exchange.disconnectAll();
}

//// FN_container_vector_member_never_released_bad: TAPI001
class Switchboard {
public:
  void connect(HLINEAPP app, HLINE line) {
    HCALL call = dial(app, line);
    if (call)
      calls.push_back(call);
  }
  void disconnectAll() { calls.clear(); }

private:
  std::vector<HCALL> calls;
};

void FN_container_vector_member_never_released_bad(HLINEAPP app, HLINE line) {
  Switchboard board;
  board.connect(app, line);
  board.disconnectAll();
}

//// container_map_erased_after_release_ok
void container_map_erased_after_release_ok(std::map<int, HCALL> &calls,
                                           int key) {
  auto it = calls.find(key);
  if (it == calls.end())
    return;
  hangUp(it->second);
  calls.erase(it);
}

//// container_map_released_not_erased_bad: TAPI006|TAPI003
void container_map_released_not_erased_bad(HLINEAPP app, HLINE line) {
  std::map<int, HCALL> calls;
  calls[1] = dial(app, line);
  if (!calls[1])
    return;
  hangUp(calls[1]);
  hangUp(calls[1]); // BUG
}

//// container_list_front_ok
void container_list_front_ok(HLINEAPP app, HLINE line) {
  std::list<HCALL> calls;
  if (HCALL call = dial(app, line))
    calls.push_front(call);
  while (!calls.empty()) {
    hangUp(calls.front());
    calls.pop_front();
  }
}

//// FP_container_std_array_ok
void FP_container_std_array_ok(HLINEAPP app, HLINE line) {
  std::array<HCALL, 2> calls = {0, 0};
  calls[0] = dial(app, line);
  calls[1] = dial(app, line);
  for (HCALL call : calls)
    if (call)
      hangUp(call);
}

//// container_optional_ok
void container_optional_ok(HLINEAPP app, HLINE line) {
  std::optional<HCALL> call;
  if (HCALL fresh = dial(app, line))
    call = fresh;
  if (call)
    hangUp(*call);
}

//// container_for_each_ok
void container_for_each_ok(HLINEAPP app, HLINE line) {
  std::vector<HCALL> calls;
  if (HCALL call = dial(app, line))
    calls.push_back(call);
  std::for_each(calls.begin(), calls.end(), hangUp);
}

//// class_virtual_release_ok
struct Ending {
  virtual ~Ending() {}
  virtual void end(HCALL call) = 0;
};
struct DropAndFree : Ending {
  void end(HCALL call) override { hangUp(call); }
};

void class_virtual_release_ok(HLINEAPP app, HLINE line) {
  DropAndFree ending;
  Ending &base = ending;
  if (HCALL call = dial(app, line))
    base.end(call);
}

//// class_virtual_only_drops_bad: TAPI001
struct OnlyDrop final : Ending {
  void end(HCALL call) override { lineDrop(call, nullptr, 0); }
};

void class_virtual_only_drops_bad(HLINEAPP app, HLINE line) {
  OnlyDrop ending;
  if (HCALL call = dial(app, line))
    ending.end(call);
}

//// class_member_reassigned_bad: TAPI002|TAPI001
class Dialer {
public:
  Dialer(HLINEAPP app, HLINE line) : app(app), line(line) {}
  ~Dialer() {
    if (call)
      hangUp(call);
  }
  void again() {
    call = dial(app, line); // the call before is forgotten
  }

private:
  HLINEAPP app;
  HLINE line;
  HCALL call = 0;
};

void class_member_reassigned_bad(HLINEAPP app, HLINE line) {
  Dialer dialer(app, line);
  dialer.again();
  dialer.again();
}

//// class_member_released_first_ok
class Redialer {
public:
  Redialer(HLINEAPP app, HLINE line) : app(app), line(line) {}
  ~Redialer() { stop(); }
  void stop() {
    if (call)
      hangUp(call);
    call = 0;
  }
  void again() {
    stop();
    call = dial(app, line);
  }

private:
  HLINEAPP app;
  HLINE line;
  HCALL call = 0;
};

void class_member_released_first_ok(HLINEAPP app, HLINE line) {
  Redialer dialer(app, line);
  dialer.again();
  dialer.again();
}

//// class_crtp_release_ok
template <typename D> struct Ender {
  void finish(HCALL call) { static_cast<D *>(this)->end(call); }
};
struct RealEnder : Ender<RealEnder> {
  void end(HCALL call) { hangUp(call); }
};

void class_crtp_release_ok(HLINEAPP app, HLINE line) {
  RealEnder ender;
  if (HCALL call = dial(app, line))
    ender.finish(call);
}

//// class_overload_by_type_ok
static void close(HLINE line, int) { lineClose(line); }
static void close(HLINEAPP app, HLINE line) {
  close(line, 0);
  lineShutdown(app);
}

void class_overload_by_type_ok(HLINEAPP app, HLINE line) { close(app, line); }

//// class_temporary_owner_ok
void class_temporary_owner_ok(HLINEAPP app, HLINE line) {
  Owner(dial(app, line)); // released at the end of the statement
}

//// class_heap_object_deleted_ok
void class_heap_object_deleted_ok(HLINEAPP app, HLINE line) {
  Owner *owner = new Owner(dial(app, line));
  if (owner->call)
    lineSetAppSpecific(owner->call, 1);
  delete owner;
}

//// FN_class_heap_object_forgotten_bad: TAPI001
void FN_class_heap_object_forgotten_bad(HLINEAPP app, HLINE line) {
  Owner *owner = new Owner(dial(app, line));
  if (owner->call)
    lineSetAppSpecific(owner->call, 1);
} // neither the object nor its call
