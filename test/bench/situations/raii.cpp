//===- raii.cpp - Objects that own a handle -------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Constructors that acquire and destructors that release: guards, smart
/// pointers with a deleter, templates, moves, copies by mistake, early exits.
///
//===----------------------------------------------------------------------===//

#include "bench.h"

#include <memory>
#include <stdexcept>
#include <utility>

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

class CallGuard {
public:
  explicit CallGuard(HCALL call) : call(call) {}
  CallGuard(const CallGuard &) = delete;
  CallGuard &operator=(const CallGuard &) = delete;
  CallGuard(CallGuard &&other) : call(other.call) { other.call = 0; }
  ~CallGuard() {
    if (call)
      hangUp(call);
  }
  HCALL get() const { return call; }
  HCALL release() {
    HCALL result = call;
    call = 0;
    return result;
  }
  void reset(HCALL next = 0) {
    if (call)
      hangUp(call);
    call = next;
  }

private:
  HCALL call;
};

class LineGuard {
public:
  explicit LineGuard(HLINEAPP app) : line(0) {
    if (lineOpen(app, 0, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
                 nullptr) != 0)
      line = 0;
  }
  ~LineGuard() {
    if (line)
      lineClose(line);
  }
  LineGuard(const LineGuard &) = delete;
  LineGuard &operator=(const LineGuard &) = delete;
  operator HLINE() const { return line; }

private:
  HLINE line;
};

//// raii_guard_releases_ok
void raii_guard_releases_ok(HLINEAPP app, HLINE line) {
  HCALL call = dial(app, line);
  if (!call)
    return;
  CallGuard guard(call);
  if (lineSetAppSpecific(call, 1) < 0)
    return;
  puts("marked");
}

//// raii_guard_too_late_bad: TAPI001
void raii_guard_too_late_bad(HLINEAPP app, HLINE line) {
  HCALL call = dial(app, line);
  if (!call)
    return;
  if (lineSetAppSpecific(call, 1) < 0)
    return; // no guard yet
  CallGuard guard(call);
  puts("marked");
}

//// raii_guard_and_by_hand_bad: TAPI006|TAPI003
void raii_guard_and_by_hand_bad(HLINEAPP app, HLINE line) {
  HCALL call = dial(app, line);
  if (!call)
    return;
  CallGuard guard(call);
  lineDrop(call, nullptr, 0);
  lineDeallocateCall(call); // and once more by the guard
}

//// raii_guard_released_by_hand_ok
void raii_guard_released_by_hand_ok(HLINEAPP app, HLINE line) {
  CallGuard guard(dial(app, line));
  if (!guard.get())
    return;
  HCALL call = guard.release();
  lineDrop(call, nullptr, 0);
  lineDeallocateCall(call);
}

//// raii_guard_release_ignored_bad: TAPI001
void raii_guard_release_ignored_bad(HLINEAPP app, HLINE line) {
  CallGuard guard(dial(app, line));
  if (!guard.get())
    return;
  lineDrop(guard.get(), nullptr, 0);
  guard.release(); // meant reset()
}

//// raii_guard_reset_ok
void raii_guard_reset_ok(HLINEAPP app, HLINE line) {
  CallGuard guard(dial(app, line));
  guard.reset(dial(app, line));
}

//// raii_guard_outlived_bad: TAPI003
void raii_guard_outlived_bad(HLINEAPP app, HLINE line) {
  HCALL call;
  {
    CallGuard guard(dial(app, line));
    call = guard.get();
    if (!call)
      return;
  }
  lineSetAppSpecific(call, 1); // BUG
}

//// raii_two_guards_one_call_bad: TAPI006|TAPI003
void raii_two_guards_one_call_bad(HLINEAPP app, HLINE line) {
  HCALL call = dial(app, line);
  if (!call)
    return;
  CallGuard first(call);
  CallGuard second(call);
}

//// raii_order_of_members_ok
void raii_order_of_members_ok(HLINEAPP app) {
  LineGuard line(app);
  if (!line)
    return;
  CallGuard call(dial(app, line)); // destroyed before the line
  puts("up");
}

//// raii_order_reversed_bad: TAPI005 maybe TAPI018
void raii_order_reversed_bad(HLINEAPP app) {
  CallGuard call(0);
  LineGuard line(app);
  if (!line)
    return;
  call.reset(dial(app, line));
} // the line goes first, then the call

//// raii_moved_guard_ok
static void takeOver(CallGuard guard) { lineSetAppSpecific(guard.get(), 2); }

void raii_moved_guard_ok(HLINEAPP app, HLINE line) {
  CallGuard guard(dial(app, line));
  if (guard.get())
    takeOver(std::move(guard));
}

//// raii_used_after_move_bad: TAPI003|TAPI009
void raii_used_after_move_bad(HLINEAPP app, HLINE line) {
  CallGuard guard(dial(app, line));
  HCALL call = guard.get();
  if (!call)
    return;
  takeOver(std::move(guard));
  lineSetAppSpecific(call, 1); // BUG
}

//// raii_unique_ptr_deleter_ok
struct CallDeleter {
  using pointer = HCALL *;
  void operator()(HCALL *call) const {
    hangUp(*call);
    delete call;
  }
};

void raii_unique_ptr_deleter_ok(HLINEAPP app, HLINE line) {
  HCALL call = dial(app, line);
  if (!call)
    return;
  std::unique_ptr<HCALL, CallDeleter> owner(new HCALL(call));
  lineSetAppSpecific(*owner, 1);
}

//// FN_raii_unique_ptr_without_deleter_bad: TAPI001
void FN_raii_unique_ptr_without_deleter_bad(HLINEAPP app, HLINE line) {
  HCALL call = dial(app, line);
  if (!call)
    return;
  std::unique_ptr<HCALL> owner(new HCALL(call)); // frees the memory only
  lineSetAppSpecific(*owner, 1);
}

//// raii_template_handle_ok
template <typename H, LONG(WINAPI *Close)(H)> class UniqueHandle {
public:
  explicit UniqueHandle(H handle = 0) : handle(handle) {}
  ~UniqueHandle() {
    if (handle)
      Close(handle);
  }
  UniqueHandle(const UniqueHandle &) = delete;
  UniqueHandle &operator=(const UniqueHandle &) = delete;
  H *put() { return &handle; }
  H get() const { return handle; }
  void forget() { handle = 0; }

private:
  H handle;
};

void raii_template_handle_ok(HLINEAPP app) {
  UniqueHandle<HLINE, lineClose> line;
  if (lineOpen(app, 0, line.put(), 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               nullptr) != 0) {
    line.forget();
    return;
  }
  lineSetNumRings(line.get(), 0, 3);
}

//// raii_template_forgets_bad: TAPI007
void raii_template_forgets_bad(HLINEAPP app) {
  UniqueHandle<HLINE, lineClose> line;
  if (lineOpen(app, 0, line.put(), 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0,
               nullptr) != 0) {
    line.forget();
    return;
  }
  if (lineSetNumRings(line.get(), 0, 3) < 0)
    line.forget();
}

//// raii_thrown_through_ok
void raii_thrown_through_ok(HLINEAPP app, HLINE line, int n) {
  CallGuard guard(dial(app, line));
  if (n < 0)
    throw std::invalid_argument("n");
  puts("fine");
}

//// FN_raii_thrown_without_guard_bad: TAPI001
void FN_raii_thrown_without_guard_bad(HLINEAPP app, HLINE line, int n) {
  HCALL call = dial(app, line);
  if (!call)
    return;
  if (n < 0)
    throw std::invalid_argument("n");
  hangUp(call);
}

//// raii_caught_and_released_ok
void raii_caught_and_released_ok(HLINEAPP app, HLINE line, int n) {
  HCALL call = dial(app, line);
  if (!call)
    return;
  try {
    if (n < 0)
      throw std::invalid_argument("n");
    puts("fine");
  } catch (const std::exception &) {
    puts("not fine");
  }
  hangUp(call);
}

//// raii_destructor_forgets_bad: TAPI001
class Session {
public:
  Session(HLINEAPP app, HLINE line) : call(dial(app, line)) {}
  ~Session() {
    if (call)
      lineDrop(call, nullptr, 0);
  }

private:
  HCALL call;
};

void raii_destructor_forgets_bad(HLINEAPP app, HLINE line) {
  Session session(app, line);
}

//// raii_constructor_leaves_unset_bad: TAPI009
class Lazy {
public:
  Lazy() {}
  ~Lazy() { lineDeallocateCall(call); } // BUG

private:
  HCALL call;
};

void raii_constructor_leaves_unset_bad() {
  Lazy lazy; // BUG
}
