//===- Operations.cpp - What each function of the fake does --------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// One table for the many functions that take handles and succeed, and one C++
/// function for each of the few that do something of their own (initialise,
/// open, close, lists, messages). Functions in neither place succeed without
/// doing anything.
///
//===----------------------------------------------------------------------===//

#include "test/shim/fake/Consequences.h"
#include "test/shim/fake/OperationTable.h"

#include <cstring>

namespace fake {

namespace {

DWORD dword(Args A, int I) { return static_cast<DWORD>(A[I]); }
template <typename T> T *pointer(Args A, int I) {
  return reinterpret_cast<T *>(A[I]);
}

/// Ends an asynchronous request: reply, late writes, then the new states.
LONG reply(DWORD App, DWORD Through, const Plan &P, bool Phone,
           std::vector<std::pair<DWORD *, DWORD>> Writes) {
  DWORD Id;
  {
    Guard G;
    Id = ++world().NextRequest & 0x7fffffff;
  }
  Message M = message(nullptr, Phone ? PHONE_REPLY : LINE_REPLY, Id,
                      static_cast<DWORD_PTR>(P.ReplyFail));
  M.Through = Through;
  if (!P.ReplyFail)
    M.Writes = std::move(Writes);
  if (!P.Silent)
    post(App, M, P.Delay);
  return static_cast<LONG>(Id);
}

DWORD newCall(DWORD Line, DWORD App, const Op &O, bool Null) {
  if (Null)
    return 0;
  Object &C = world().create(Kind::Call, Line, App);
  C.State = O.OutState;
  return C.Value;
}

/// Checks the handles of a regular function; 0 or an error.
LONG checkCall(DWORD Value, const Op &O, DWORD &Line, DWORD &App) {
  Object *C = world().find(Value, Kind::Call);
  if (!C)
    return LINEERR_INVALCALLHANDLE;
  Line = C->Parent;
  App = C->App;
  if (O.Owner && C->Privilege != LINECALLPRIVILEGE_OWNER)
    return LINEERR_NOTOWNER;
  return O.NotIdle && C->State == Idle ? LINEERR_INVALCALLSTATE : 0;
}

LONG regular(const Op &O, Args A, const Plan &P) {
  DWORD Line = 0, App = 0, New[2] = {0, 0};
  const DWORD Call = O.Call >= 0 ? dword(A, O.Call) : 0;
  std::vector<std::pair<DWORD *, DWORD>> Writes;
  {
    Guard G;
    World &W = world();
    const bool Conference = !std::strcmp(O.Name, "lineSetupConference");
    if (O.Line >= 0 || (Conference && !Call)) {
      Object *L = W.find(dword(A, O.Line >= 0 ? O.Line : 1), Kind::Line);
      if (!L)
        return LINEERR_INVALLINEHANDLE;
      Line = L->Value;
      App = L->App;
    }
    if (O.Call >= 0 && !(Conference && !Call))
      if (LONG Error = checkCall(Call, O, Line, App))
        return Error;
    if (O.Call2 >= 0)
      if (LONG Error = checkCall(dword(A, O.Call2), O, Line, App))
        return Error;
    const bool Creates = !P.ReplyFail && !P.Silent &&
                         (std::strcmp(O.Name, "lineCompleteTransfer") ||
                          dword(A, 3) == LINETRANSFERMODE_CONFERENCE);
    if (Creates && O.Out >= 0)
      Writes.push_back(
          {pointer<DWORD>(A, O.Out), New[0] = newCall(Line, App, O, P.Null)});
    if (Creates && O.Out2 >= 0)
      Writes.push_back(
          {pointer<DWORD>(A, O.Out2), New[1] = newCall(Line, App, O, P.Null)});
  }
  const LONG Result =
      O.Async ? reply(App, Line, P, false, std::move(Writes)) : 0;
  for (DWORD C : New)
    if (C)
      postState(C, O.OutState, LINECALLPRIVILEGE_OWNER, P.Delay);
  if (O.After && Call && !P.ReplyFail && !P.Silent) {
    postState(Call, O.After, 0, P.Delay);
    if (O.Call2 >= 0 && O.After == Idle)
      postState(dword(A, O.Call2), Idle, 0, P.Delay);
  }
  follow(P, Call ? Call : Line, New[0]);
  return Result;
}

LONG initialize(Args A, Kind K, bool Ex) {
  DWORD App;
  {
    Guard G;
    App = world().create(K, 0, 0).Value;
  }
  // Both generations of the function have (phApp, hInstance, callback, ...).
  auto *Params = Ex ? pointer<LINEINITIALIZEEXPARAMS>(A, 6) : nullptr;
  if (!startDelivery(App, reinterpret_cast<LINECALLBACK>(A[2]), Params)) {
    Guard G;
    world().destroy(App);
    return LINEERR_INVALPARAM;
  }
  *pointer<DWORD>(A, 0) = App;
  if (DWORD *Count = pointer<DWORD>(A, 4))
    *Count = K == Kind::LineApp ? world().S.Lines : world().S.Phones;
  if (Ex && pointer<DWORD>(A, 5) && *pointer<DWORD>(A, 5) > 0x00020002)
    *pointer<DWORD>(A, 5) = 0x00020002;
  return 0;
}

LONG shutdown(Args A, Kind K) {
  {
    Guard G;
    if (!world().find(dword(A, 0), K))
      return K == Kind::LineApp ? LINEERR_INVALAPPHANDLE
                                : PHONEERR_INVALAPPHANDLE;
    world().destroy(dword(A, 0));
  }
  stopDelivery(dword(A, 0));
  return 0;
}

LONG open(Args A, Kind K, const Plan &P) {
  const bool Line = K == Kind::Line;
  DWORD Value;
  {
    Guard G;
    World &W = world();
    if (!W.find(dword(A, 0), Line ? Kind::LineApp : Kind::PhoneApp))
      return Line ? LINEERR_INVALAPPHANDLE : PHONEERR_INVALAPPHANDLE;
    if (dword(A, 1) >= (Line ? W.S.Lines : W.S.Phones))
      return Line ? LINEERR_BADDEVICEID : PHONEERR_BADDEVICEID;
    Object &O = W.create(K, dword(A, 0), dword(A, 0));
    O.ApiVersion = dword(A, 3);
    O.Instance = A[5];
    Value = O.Value;
    *pointer<DWORD>(A, 2) = Value;
  }
  follow(P, Value, 0);
  return 0;
}

LONG closeDevice(Args A, Kind K) {
  Guard G;
  if (!world().find(dword(A, 0), K))
    return K == Kind::Line ? LINEERR_INVALLINEHANDLE
                           : PHONEERR_INVALPHONEHANDLE;
  world().destroy(dword(A, 0));
  return 0;
}

LONG deallocate(Args A) {
  Guard G;
  Object *C = world().find(dword(A, 0), Kind::Call);
  if (!C)
    return LINEERR_INVALCALLHANDLE;
  if (C->ApiVersion < 0x00020000 && C->State != Idle &&
      C->Privilege == LINECALLPRIVILEGE_OWNER)
    return LINEERR_INVALCALLSTATE;
  world().destroy(dword(A, 0));
  return 0;
}

LONG setPrivilege(Args A) {
  Guard G;
  Object *C = world().find(dword(A, 0), Kind::Call);
  if (!C)
    return LINEERR_INVALCALLHANDLE;
  C->Privilege = dword(A, 1);
  return 0;
}

/// Fills a LINECALLLIST with the calls of \p Line; \p All: held ones too.
LONG listCalls(DWORD Line, LINECALLLIST *List, bool All) {
  World &W = world();
  std::vector<DWORD> Calls;
  for (DWORD C : W.Below[Line])
    if (All || W.Live[C].Hidden)
      Calls.push_back(C);
  List->dwNeededSize =
      static_cast<DWORD>(sizeof(LINECALLLIST) + Calls.size() * sizeof(DWORD));
  List->dwUsedSize = sizeof(LINECALLLIST);
  List->dwCallsNumEntries = 0;
  if (List->dwNeededSize > List->dwTotalSize)
    return 0;
  List->dwUsedSize = List->dwNeededSize;
  List->dwCallsNumEntries = static_cast<DWORD>(Calls.size());
  List->dwCallsSize = static_cast<DWORD>(Calls.size() * sizeof(DWORD));
  List->dwCallsOffset = sizeof(LINECALLLIST);
  auto *Out = reinterpret_cast<DWORD *>(List + 1);
  for (DWORD C : Calls) {
    *Out++ = C;
    W.Live[C].Hidden = false;
  }
  return 0;
}

LONG newCalls(Args A) {
  Guard G;
  if (!world().find(dword(A, 0), Kind::Line))
    return LINEERR_INVALLINEHANDLE;
  return listCalls(dword(A, 0), pointer<LINECALLLIST>(A, 3), false);
}

LONG relatedCalls(Args A) {
  Guard G;
  Object *C = world().find(dword(A, 0), Kind::Call);
  if (!C)
    return LINEERR_INVALCALLHANDLE;
  return listCalls(C->Parent, pointer<LINECALLLIST>(A, 1), true);
}

/// Class "comm/datamodem" by call: an open HANDLE, as the page says.
LONG getId(Args A) {
  Guard G;
  const DWORD Select = dword(A, 3);
  const bool ByCall = Select == LINECALLSELECT_CALL;
  if (!world().find(dword(A, ByCall ? 2 : 0), ByCall ? Kind::Call : Kind::Line))
    return ByCall ? LINEERR_INVALCALLHANDLE : LINEERR_INVALLINEHANDLE;
  auto *Out = pointer<VARSTRING>(A, 4);
  Out->dwNeededSize = Out->dwUsedSize = sizeof(VARSTRING) + sizeof(HANDLE);
  if (Out->dwTotalSize < Out->dwNeededSize)
    return 0;
  HANDLE H = ByCall ? CreateEventA(nullptr, TRUE, FALSE, nullptr) : nullptr;
  Out->dwStringFormat = STRINGFORMAT_BINARY;
  Out->dwStringSize = sizeof(HANDLE);
  Out->dwStringOffset = sizeof(VARSTRING);
  std::memcpy(Out + 1, &H, sizeof(H));
  return 0;
}

LONG checkApp(Args A, Kind K) {
  Guard G;
  if (world().find(dword(A, 0), K))
    return 0;
  return K == Kind::LineApp ? LINEERR_INVALAPPHANDLE : PHONEERR_INVALAPPHANDLE;
}

LONG negotiate(Args A, Kind K) {
  if (const LONG Error = checkApp(A, K))
    return Error;
  if (DWORD *Version = pointer<DWORD>(A, 4))
    *Version = dword(A, 3) < 0x00020002 ? dword(A, 3) : 0x00020002;
  return 0;
}

LONG phone(const PhoneOp &O, Args A, const Plan &P) {
  DWORD App;
  {
    Guard G;
    Object *Phone = world().find(dword(A, 0), Kind::Phone);
    if (!Phone)
      return PHONEERR_INVALPHONEHANDLE;
    App = Phone->App;
  }
  const LONG Result = O.Async ? reply(App, dword(A, 0), P, true, {}) : 0;
  follow(P, dword(A, 0), 0);
  return Result;
}

LONG special(const std::string &F, Args A, const Plan &P, bool &Known) {
  if (F == "lineInitialize" || F == "lineInitializeEx")
    return initialize(A, Kind::LineApp, F == "lineInitializeEx");
  if (F == "phoneInitialize" || F == "phoneInitializeEx")
    return initialize(A, Kind::PhoneApp, F == "phoneInitializeEx");
  if (F == "lineShutdown" || F == "phoneShutdown")
    return shutdown(A, F[0] == 'l' ? Kind::LineApp : Kind::PhoneApp);
  if (F == "lineOpen" || F == "phoneOpen")
    return open(A, F[0] == 'l' ? Kind::Line : Kind::Phone, P);
  if (F == "lineClose" || F == "phoneClose")
    return closeDevice(A, F[0] == 'l' ? Kind::Line : Kind::Phone);
  if (F == "lineDeallocateCall")
    return deallocate(A);
  if (F == "lineSetCallPrivilege")
    return setPrivilege(A);
  if (F == "lineGetNewCalls")
    return newCalls(A);
  if (F == "lineGetConfRelatedCalls")
    return relatedCalls(A);
  if (F == "lineGetID")
    return getId(A);
  if (F == "lineNegotiateAPIVersion" || F == "phoneNegotiateAPIVersion")
    return negotiate(A, F[0] == 'l' ? Kind::LineApp : Kind::PhoneApp);
  if (F == "lineGetDevCaps" || F == "lineGetAddressCaps" ||
      F == "phoneGetDevCaps")
    return checkApp(A, F[0] == 'l' ? Kind::LineApp : Kind::PhoneApp);
  if (F == "lineGetMessage")
    return getMessage(dword(A, 0), pointer<LINEMESSAGE>(A, 1), dword(A, 2),
                      LINEERR_INVALAPPHANDLE, LINEERR_OPERATIONFAILED);
  if (F == "phoneGetMessage")
    return getMessage(dword(A, 0), pointer<LINEMESSAGE>(A, 1), dword(A, 2),
                      PHONEERR_INVALAPPHANDLE, PHONEERR_OPERATIONFAILED);
  if (F == "lineProxyResponse") {
    LocalFree(pointer<LINEPROXYREQUEST>(A, 1));
    return 0;
  }
  Known = false;
  return 0;
}

} // namespace

/// What a successful lineGetCallStatus tells.
static void fillStatus(Args A) {
  Guard G;
  const Object *C = world().find(dword(A, 0), Kind::Call);
  auto *Out = pointer<LINECALLSTATUS>(A, 1);
  if (!C || !Out)
    return;
  Out->dwNeededSize = Out->dwUsedSize = sizeof(LINECALLSTATUS);
  Out->dwCallState = C->State;
  Out->dwCallPrivilege = C->Privilege;
}

static LONG run(const std::string &Function, Args A, const Plan &P) {
  if (P.Fail)
    return P.Fail;
  bool Known = true;
  const LONG Result = special(Function, A, P, Known);
  if (Known)
    return Result;
  for (const Op &O : Ops)
    if (Function == O.Name) {
      const LONG Result = regular(O, A, P);
      if (Result == 0 && Function == "lineGetCallStatus")
        fillStatus(A);
      return Result;
    }
  for (const PhoneOp &O : PhoneOps)
    if (Function == O.Name)
      return phone(O, A, P);
  return 0;
}

LONG dispatch(const std::string &Function, Args A) {
  const Plan P = planFor(Function);
  const LONG Result = run(Function, A, P);
  if (P.Early)
    Sleep(100);
  if (P.LastError != -1)
    SetLastError(static_cast<DWORD>(P.LastError));
  return Result;
}

} // namespace fake
