//===- classes.cpp - Call and line objects behind a callback --------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// How C++ programs are built: the callback gets `this` through its instance
/// value, and the handles live in members, maps and objects made per call.
///
//===----------------------------------------------------------------------===//

#include "application.h"

#include <map>
#include <memory>
#include <vector>

//// split
//// class_idle_clears_member_ok
class Telephone {
public:
  ~Telephone() {
    if (call)
      lineDeallocateCall(call);
    if (line)
      lineClose(line);
    if (app)
      lineShutdown(app);
  }
  bool open() {
    if (!start(&app, callback)) {
      app = 0;
      return false;
    }
    if (!openLine(app, &line, LINECALLPRIVILEGE_OWNER, this)) {
      line = 0;
      return false;
    }
    return true;
  }

private:
  static void CALLBACK callback(DWORD device, DWORD message, DWORD_PTR instance,
                                DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
    ((Telephone *)instance)->onMessage(device, message, p1, p2);
  }
  void onMessage(DWORD device, DWORD message, DWORD_PTR p1, DWORD_PTR p2) {
    if (message == LINE_APPNEWCALL) {
      if (call == 0)
        call = (HCALL)p2;
      else
        lineDeallocateCall((HCALL)p2);
    }
    if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE &&
        (HCALL)device == call) {
      lineDeallocateCall(call);
      call = 0;
    }
    if (message == LINE_CLOSE) {
      line = 0;
      call = 0;
    }
  }
  HLINEAPP app = 0;
  HLINE line = 0;
  HCALL call = 0;
};

void class_idle_clears_member_ok() {
  Telephone telephone;
  if (telephone.open())
    pump();
}

//// class_idle_keeps_member_bad: TAPI006
class Telephone {
public:
  ~Telephone() {
    if (call)
      lineDeallocateCall(call); // BUG
    if (line)
      lineClose(line);
    if (app)
      lineShutdown(app);
  }
  bool open() {
    if (!start(&app, callback)) {
      app = 0;
      return false;
    }
    if (!openLine(app, &line, LINECALLPRIVILEGE_OWNER, this)) {
      line = 0;
      return false;
    }
    return true;
  }

private:
  static void CALLBACK callback(DWORD device, DWORD message, DWORD_PTR instance,
                                DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
    ((Telephone *)instance)->onMessage(device, message, p1, p2);
  }
  void onMessage(DWORD device, DWORD message, DWORD_PTR p1, DWORD_PTR p2) {
    if (message == LINE_APPNEWCALL) {
      if (call == 0)
        call = (HCALL)p2;
      else
        lineDeallocateCall((HCALL)p2);
    }
    if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
      lineDeallocateCall((HCALL)device); // the member keeps it
  }
  HLINEAPP app = 0;
  HLINE line = 0;
  HCALL call = 0;
};

void class_idle_keeps_member_bad() {
  Telephone telephone;
  if (telephone.open())
    pump();
}

//// class_constructor_leaves_member_unset_bad: TAPI009
class Telephone {
public:
  Telephone() : line(0) {} // call is not set
  ~Telephone() {
    if (call)
      lineDeallocateCall(call); // BUG
    if (line)
      lineClose(line);
  }
  bool open(HLINEAPP app) {
    if (!openLine(app, &line, LINECALLPRIVILEGE_NONE, this)) {
      line = 0;
      return false;
    }
    return true;
  }

private:
  HLINE line;
  HCALL call;
};

void class_constructor_leaves_member_unset_bad(HLINEAPP app) {
  Telephone telephone;
  telephone.open(app);
}

//// class_wrong_member_tested_bad: TAPI007
class Telephone {
public:
  ~Telephone() {
    if (call)
      lineDeallocateCall(call);
    call = 0;
    if (call) // meant line
      lineClose(line);
  }
  bool open(HLINEAPP app) {
    if (!openLine(app, &line, LINECALLPRIVILEGE_NONE, this)) {
      line = 0;
      return false;
    }
    return true;
  }

private:
  HLINE line = 0;
  HCALL call = 0;
};

void class_wrong_member_tested_bad(HLINEAPP app) {
  Telephone telephone;
  telephone.open(app);
}

//// class_close_then_calls_bad: TAPI005
class Call {
public:
  explicit Call(HCALL handle) : handle(handle) {}
  void deallocate() {
    if (handle)
      lineDeallocateCall(handle); // BUG
    handle = 0;
  }

private:
  HCALL handle;
};

class Line {
public:
  void newCall(HCALL handle) { calls.emplace_back(handle); }
  void close() {
    lineClose(line);
    line = 0;
    for (Call &call : calls)
      call.deallocate(); // BUG
    calls.clear();
  }
  HLINE line = 0;

private:
  std::vector<Call> calls;
};

static Line theLine;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL)
    theLine.newCall((HCALL)p2);
}

void class_close_then_calls_bad() {
  HLINEAPP app;
  if (!start(&app, onLine))
    return;
  if (openLine(app, &theLine.line, LINECALLPRIVILEGE_OWNER, nullptr)) {
    pump();
    theLine.close();
  }
  lineShutdown(app);
}

//// class_calls_then_close_ok
class Call {
public:
  explicit Call(HCALL handle) : handle(handle) {}
  void deallocate() {
    if (handle)
      lineDeallocateCall(handle);
    handle = 0;
  }

private:
  HCALL handle;
};

class Line {
public:
  void newCall(HCALL handle) { calls.emplace_back(handle); }
  void close() {
    for (Call &call : calls)
      call.deallocate();
    calls.clear();
    lineClose(line);
    line = 0;
  }
  HLINE line = 0;

private:
  std::vector<Call> calls;
};

static Line theLine;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_APPNEWCALL)
    theLine.newCall((HCALL)p2);
}

void class_calls_then_close_ok() {
  HLINEAPP app;
  if (!start(&app, onLine))
    return;
  if (openLine(app, &theLine.line, LINECALLPRIVILEGE_MONITOR, nullptr)) {
    pump();
    theLine.close();
  }
  lineShutdown(app);
}

//// class_lines_in_map_closed_ok
static std::map<HLINE, DWORD> lines;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CLOSE)
    lines.erase((HLINE)device);
}

void class_lines_in_map_closed_ok() {
  HLINEAPP app;
  if (!start(&app, onLine))
    return;
  for (DWORD device = 0; device < 4; device++) {
    HLINE line;
    if (lineOpen(app, device, &line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE,
                 0, nullptr) == 0)
      lines[line] = device;
  }
  pump();
  for (const auto &entry : lines)
    lineClose(entry.first);
  lines.clear();
  lineShutdown(app);
}

//// class_locked_access_ok
static CRITICAL_SECTION section;
static HCALL current;

struct Lock {
  Lock() { EnterCriticalSection(&section); }
  ~Lock() { LeaveCriticalSection(&section); }
};

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  Lock lock;
  if (message == LINE_APPNEWCALL) {
    if (current == 0)
      current = (HCALL)p2;
    else
      lineDeallocateCall((HCALL)p2);
  }
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE &&
      (HCALL)device == current) {
    lineDeallocateCall(current);
    current = 0;
  }
}

void class_locked_access_ok() {
  HLINEAPP app;
  HLINE line;
  InitializeCriticalSection(&section);
  if (!start(&app, onLine))
    return;
  if (openLine(app, &line, LINECALLPRIVILEGE_OWNER, nullptr)) {
    pump();
    lineClose(line);
  }
  lineShutdown(app);
}

//// class_line_wrapper_open_fails_ok
class Line {
public:
  bool open(HLINEAPP app) {
    if (!openLine(app, &line, LINECALLPRIVILEGE_NONE, this))
      return false;
    opened = true;
    return true;
  }
  ~Line() {
    if (opened)
      lineClose(line);
  }

private:
  HLINE line;
  bool opened = false;
};

void class_line_wrapper_open_fails_ok(HLINEAPP app) {
  Line line;
  if (!line.open(app))
    puts("no line");
}

//// class_line_wrapper_flag_forgotten_bad: TAPI007
class Line {
public:
  bool open(HLINEAPP app) {
    if (!openLine(app, &line, LINECALLPRIVILEGE_NONE, this))
      return false;
    if (lineSetNumRings(line, 0, 3) < 0)
      return false; // open, but not marked so
    opened = true;
    return true;
  }
  ~Line() {
    if (opened)
      lineClose(line);
  }

private:
  HLINE line;
  bool opened = false;
};

void class_line_wrapper_flag_forgotten_bad(HLINEAPP app) {
  Line line;
  if (!line.open(app))
    puts("no line");
}
