//===- callobjects.cpp - An object for each call --------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Objects that are made for a call and end with it: who deallocates, and what if
/// the object goes before the reply.
///
//===----------------------------------------------------------------------===//

#include "application.h"

#include <map>
#include <memory>
#include <vector>

//// split
//// class_object_per_call_ok
class Call {
public:
  Call(HCALL handle) : handle(handle) {}
  ~Call() {
    if (handle)
      lineDeallocateCall(handle);
  }
  HCALL handle;
};

static std::map<HCALL, std::unique_ptr<Call>> calls;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL)
    calls[(HCALL)p2] = std::make_unique<Call>((HCALL)p2);
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    calls.erase((HCALL)device); // its destructor deallocates
}

void class_object_per_call_ok() {
  HLINEAPP app;
  HLINE line;
  if (!start(&app, onLine))
    return;
  if (openLine(app, &line, LINECALLPRIVILEGE_OWNER, nullptr)) {
    pump();
    calls.clear();
    lineClose(line);
  }
  lineShutdown(app);
}

//// FN_class_object_per_call_and_by_hand_bad: TAPI006
class Call {
public:
  Call(HCALL handle) : handle(handle) {}
  ~Call() {
    if (handle)
      lineDeallocateCall(handle); // BUG
  }
  HCALL handle;
};

static std::map<HCALL, std::unique_ptr<Call>> calls;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL)
    calls[(HCALL)p2] = std::make_unique<Call>((HCALL)p2);
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE) {
    lineDeallocateCall((HCALL)device);
    calls.erase((HCALL)device); // BUG
  }
}

void FN_class_object_per_call_and_by_hand_bad() {
  HLINEAPP app;
  HLINE line;
  if (!start(&app, onLine))
    return;
  if (openLine(app, &line, LINECALLPRIVILEGE_OWNER, nullptr)) {
    pump();
    calls.clear();
    lineClose(line);
  }
  lineShutdown(app);
}

//// FN_class_object_per_call_without_destructor_bad: TAPI001
struct Call {
  Call(HCALL handle) : handle(handle) {}
  HCALL handle;
};

static std::map<HCALL, std::unique_ptr<Call>> calls;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL)
    calls[(HCALL)p2] = std::make_unique<Call>((HCALL)p2);
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    calls.erase((HCALL)device); // nobody deallocates
}

void FN_class_object_per_call_without_destructor_bad() {
  HLINEAPP app;
  HLINE line;
  if (!start(&app, onLine))
    return;
  if (openLine(app, &line, LINECALLPRIVILEGE_OWNER, nullptr))
    for (;;)
      pump();
  lineShutdown(app);
}

//// class_instance_pointer_in_global_ok
class Dialer {
public:
  explicit Dialer(HLINE line) : line(line) {}
  void dial(const char *number) {
    if (call || pending)
      return;
    pending = lineMakeCall(line, &call, number, 0, nullptr);
    if (pending < 0)
      pending = 0;
  }
  void replied(LONG request, LONG result) {
    if (request != pending)
      return;
    pending = 0;
    if (result != 0)
      call = 0;
  }
  void idle(HCALL handle) {
    if (handle != call)
      return;
    lineDeallocateCall(call);
    call = 0;
  }

private:
  HLINE line;
  HCALL call = 0;
  LONG pending = 0;
};

static Dialer *theDialer;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (!theDialer)
    return;
  if (message == LINE_REPLY)
    theDialer->replied((LONG)p1, (LONG)p2);
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    theDialer->idle((HCALL)device);
}

void class_instance_pointer_in_global_ok() {
  HLINEAPP app;
  HLINE line;
  if (!start(&app, onLine))
    return;
  if (openLine(app, &line, LINECALLPRIVILEGE_NONE, nullptr)) {
    theDialer = new Dialer(line);
    theDialer->dial("5551234");
    pump();
    lineClose(line); // before the object whose member TAPI may write to
    delete theDialer;
    theDialer = nullptr;
  }
  lineShutdown(app);
}

//// class_object_deleted_before_reply_bad: TAPI010 maybe TAPI001
struct Attempt {
  HCALL call = 0;
  LONG request = 0;
};

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
}

static void tryOnce(HLINE line) {
  auto attempt = std::make_unique<Attempt>();
  attempt->request = lineMakeCall(line, &attempt->call, "5551234", 0, nullptr);
} // the object goes, TAPI still writes

void class_object_deleted_before_reply_bad() {
  HLINEAPP app;
  HLINE line;
  if (!start(&app, onLine))
    return;
  if (openLine(app, &line, LINECALLPRIVILEGE_NONE, nullptr)) {
    tryOnce(line);
    pump();
    lineClose(line);
  }
  lineShutdown(app);
}

//// class_redial_overwrites_member_bad: TAPI002|TAPI001
class Dialer {
public:
  explicit Dialer(HLINE line) : line(line) {}
  void dial(const char *number) {
    pending = lineMakeCall(line, &call, number, 0, nullptr); // BUG
  }
  void replied(LONG request, LONG result) {
    if (request == pending && result != 0)
      call = 0;
  }
  void idle(HCALL handle) {
    if (handle != call)
      return;
    lineDeallocateCall(call);
    call = 0;
  }

private:
  HLINE line;
  HCALL call = 0;
  LONG pending = 0;
};

static Dialer *theDialer;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (!theDialer)
    return;
  if (message == LINE_REPLY)
    theDialer->replied((LONG)p1, (LONG)p2);
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_BUSY)
    theDialer->dial("5550000"); // the busy call is not idle yet
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    theDialer->idle((HCALL)device);
}

void class_redial_overwrites_member_bad() {
  HLINEAPP app;
  HLINE line;
  if (!start(&app, onLine))
    return;
  if (openLine(app, &line, LINECALLPRIVILEGE_NONE, nullptr)) {
    theDialer = new Dialer(line);
    theDialer->dial("5551234");
    for (;;)
      pump();
  }
  lineShutdown(app);
}
