//===- objects.cpp - Handles in members -----------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Virtual functions, overloads, temporaries, members that are set anew.
///
//===----------------------------------------------------------------------===//

#include "owner.h"

#include <map>
#include <vector>

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
