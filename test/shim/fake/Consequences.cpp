//===- Consequences.cpp - What the script makes of a call ----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Runs the verbs of the script that act after a function has succeeded.
///
//===----------------------------------------------------------------------===//

#include "test/shim/fake/Consequences.h"

#include <cstdlib>

namespace fake {
namespace {

LONG number(const std::string &Text) {
  return static_cast<LONG>(std::strtoul(Text.c_str(), nullptr, 0));
}
std::string arg(const Action &A, unsigned I, const char *Default) {
  return I < A.Args.size() ? A.Args[I] : Default;
}

} // namespace

Plan planFor(const std::string &Function) {
  Guard G;
  World &W = world();
  ++W.Stats.Calls;
  Plan P;
  if (W.S.Actions.empty())
    return P;
  const int Occurrence = ++W.Seen[Function];
  for (const Action &A : W.S.Actions) {
    if (A.Function != Function ||
        (A.Occurrence != -1 && A.Occurrence != Occurrence))
      continue;
    if (A.Verb == "fail")
      P.Fail = number(arg(A, 0, "0x80000048"));
    else if (A.Verb == "reply-fail")
      P.ReplyFail = number(arg(A, 0, "0x80000048"));
    else if (A.Verb == "delay")
      P.Delay = number(arg(A, 0, "50"));
    else if (A.Verb == "lasterror")
      P.LastError = number(arg(A, 0, "5"));
    else if (A.Verb == "early")
      P.Early = true;
    else if (A.Verb == "silent")
      P.Silent = true;
    else if (A.Verb == "null")
      P.Null = true;
    else
      P.Then.push_back(&A);
  }
  return P;
}

Message message(const Object *About, DWORD Id, DWORD_PTR P1, DWORD_PTR P2,
                DWORD_PTR P3) {
  Message M;
  M.M.hDevice = About ? About->Value : 0;
  M.M.dwMessageID = Id;
  M.M.dwCallbackInstance = About ? About->Instance : 0;
  M.M.dwParam1 = P1;
  M.M.dwParam2 = P2;
  M.M.dwParam3 = P3;
  M.About = About ? About->Value : 0;
  return M;
}

void postState(DWORD Call, DWORD State, DWORD Privilege, DWORD Delay) {
  Message M;
  DWORD App;
  {
    Guard G;
    auto It = world().Live.find(Call);
    if (It == world().Live.end())
      return;
    It->second.State = State;
    App = It->second.App;
    M = message(&It->second, LINE_CALLSTATE, State, 0, Privilege);
  }
  post(App, M, Delay);
}

namespace {

/// An incoming call on \p Line. The news come before the state.
void offerNow(DWORD Line, bool Monitor) {
  const DWORD Privilege =
      Monitor ? LINECALLPRIVILEGE_MONITOR : LINECALLPRIVILEGE_OWNER;
  Message News;
  DWORD Call, App;
  bool Old;
  {
    Guard G;
    Object *L = world().find(Line, Kind::Line);
    if (!L)
      return;
    Object &C = world().create(Kind::Call, Line, L->App);
    C.Privilege = Privilege;
    Call = C.Value;
    App = C.App;
    Old = C.ApiVersion < 0x00020000;
    News = message(L, LINE_APPNEWCALL, 0, Call, Privilege);
    News.About = Call;
  }
  if (!Old)
    post(App, News, 0);
  postState(Call, LINECALLSTATE_OFFERING, Privilege, 0);
}

struct LateOffer {
  DWORD Line, Ms;
  bool Monitor;
};

DWORD WINAPI offerLater(void *P) {
  std::unique_ptr<LateOffer> O(static_cast<LateOffer *>(P));
  Sleep(O->Ms);
  offerNow(O->Line, O->Monitor);
  return 0;
}

/// offer [owner|monitor] [DELAY]
void offer(DWORD Line, const Action &A) {
  const bool Monitor = arg(A, 0, "owner") == "monitor";
  const DWORD Ms = number(arg(A, 1, "0"));
  if (!Ms)
    return offerNow(Line, Monitor);
  auto *O = new LateOffer{Line, Ms, Monitor};
  if (HANDLE T = CreateThread(nullptr, 0, offerLater, O, 0, nullptr))
    CloseHandle(T);
}

/// The provider closes \p Device by force. The message outlives the handle.
void forceClose(DWORD Device) {
  Message M;
  DWORD App;
  {
    Guard G;
    auto It = world().Live.find(Device);
    if (It == world().Live.end())
      return;
    App = It->second.App;
    M = message(&It->second,
                It->second.K == Kind::Phone ? PHONE_CLOSE : LINE_CLOSE);
    M.About = 0;
    world().destroy(Device);
  }
  post(App, M, 0);
}

struct LateClose {
  DWORD Device, Ms;
};

DWORD WINAPI closeLater(void *P) {
  std::unique_ptr<LateClose> L(static_cast<LateClose *>(P));
  Sleep(L->Ms);
  forceClose(L->Device);
  return 0;
}

void forceCloseAfter(DWORD Device, DWORD Ms) {
  if (!Ms)
    return forceClose(Device);
  auto *L = new LateClose{Device, Ms};
  if (HANDLE T = CreateThread(nullptr, 0, closeLater, L, 0, nullptr))
    CloseHandle(T);
}

/// Calls that exist although the program has no handle of them.
void hide(DWORD Line, unsigned Count) {
  Guard G;
  Object *L = world().find(Line, Kind::Line);
  for (; L && Count; --Count) {
    Object &C = world().create(Kind::Call, Line, L->App);
    C.Privilege = LINECALLPRIVILEGE_MONITOR;
    C.State = LINECALLSTATE_CONNECTED;
    C.Hidden = true;
  }
}

DWORD stateByName(const std::string &Name) {
  static const std::map<std::string, DWORD> States = {
      {"idle", LINECALLSTATE_IDLE},
      {"connected", LINECALLSTATE_CONNECTED},
      {"conferenced", LINECALLSTATE_CONFERENCED},
      {"onhold", LINECALLSTATE_ONHOLD},
      {"proceeding", LINECALLSTATE_PROCEEDING},
      {"busy", LINECALLSTATE_BUSY},
      {"disconnected", LINECALLSTATE_DISCONNECTED}};
  auto It = States.find(Name);
  return It == States.end() ? LINECALLSTATE_UNKNOWN : It->second;
}

} // namespace

void follow(const Plan &P, DWORD Object, DWORD Call) {
  for (const Action *A : P.Then) {
    DWORD App = 0, Line = Object;
    DWORD_PTR Instance = 0;
    {
      Guard G;
      auto It = world().Live.find(Object);
      if (It == world().Live.end())
        return;
      App = It->second.App;
      Instance = It->second.Instance;
      if (It->second.K == Kind::Call)
        Line = It->second.Parent;
    }
    if (A->Verb == "offer")
      offer(Line, *A);
    else if (A->Verb == "state")
      postState(Call ? Call : Object, stateByName(arg(*A, 0, "idle")), 0,
                number(arg(*A, 1, "0")));
    else if (A->Verb == "close")
      forceCloseAfter(Line, number(arg(*A, 0, "0")));
    else if (A->Verb == "hidden")
      hide(Line, number(arg(*A, 0, "1")));
    else {
      Message M = message(nullptr, LINE_REMOVE);
      if (A->Verb == "reinit")
        M = message(nullptr, LINE_LINEDEVSTATE, LINEDEVSTATE_REINIT);
      if (A->Verb == "proxy") {
        auto *R = static_cast<LINEPROXYREQUEST *>(
            LocalAlloc(LPTR, sizeof(LINEPROXYREQUEST)));
        M = message(nullptr, LINE_PROXYREQUEST, reinterpret_cast<DWORD_PTR>(R));
        M.M.hDevice = Line;
      }
      M.M.dwCallbackInstance = Instance;
      post(App, M, number(arg(*A, 0, "0")));
    }
  }
}

} // namespace fake
