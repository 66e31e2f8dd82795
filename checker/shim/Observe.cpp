//===- Observe.cpp - What the program is told by messages ----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// One function for each effect a message can have.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Observe.h"

#include "checker/shim/Lock.h"
#include "checker/shim/Once.h"
#include "checker/shim/Story.h"
#include "tapi_model/Messages.h"

#include <atomic>
#include <deque>

namespace tapi::shim {
namespace {

constexpr std::uint32_t FirstVersionWithNewCall = 0x00020000;
constexpr std::size_t MaxProxies = 256;

Privilege privilegeOf(std::uintptr_t Value) {
  switch (Value) {
  case 1:
    return Privilege::None;
  case 2:
    return Privilege::Monitor;
  case 4:
    return Privilege::Owner;
  default:
    return Privilege::Unknown;
  }
}

/// A call that a message delivers.
void obtainCall(std::uint32_t Value, const HandleKey &Line,
                std::uint32_t ApiVersion, Privilege P,
                std::string_view Message) {
  if (!Value)
    return;
  Handle H;
  const bool Known =
      lookUp(HandleKind::Call, Value, H) == Know::Yes && isAlive(H.St);
  if (Known && !H.Ending)
    return;
  H = Handle();
  H.Key = {HandleKind::Call, Value, 0};
  H.Parent = Line;
  H.ApiVersion = ApiVersion;
  H.Priv = P;
  H.ByMessage = true;
  H.Created = now(Message);
  obtain(H, false);
}

void onNewCall(const MessageView &M, const MessageRow &Row) {
  Handle Line;
  if (lookUp(HandleKind::Line, M.Device, Line) != Know::Yes)
    Line = Handle();
  obtainCall(static_cast<std::uint32_t>(M.P2), Line.Key, Line.ApiVersion,
             privilegeOf(M.P3), Row.Name);
}

/// A state message may be the first sight of a call: of a foreign one below
/// API 2.0, of one handed over, of one whose reply another thread handles.
bool knownByNow(const MessageView &M, const MessageRow &Row, Handle &Call) {
  const Know Found = lookUp(HandleKind::Call, M.Device, Call);
  if (Found == Know::Yes && isAlive(Call.St))
    return true;
  const bool Delivers = M.P3 != 0;
  // From API 2.0 on a message about a dead call is late, not new.
  const bool MayBeNew =
      Found != Know::Yes || Call.ApiVersion < FirstVersionWithNewCall;
  if (!Delivers || !MayBeNew)
    return false;
  const HandleKey Line = Found == Know::Yes ? Call.Parent : HandleKey();
  obtainCall(M.Device, Line, Call.ApiVersion, privilegeOf(M.P3), Row.Name);
  return lookUp(HandleKind::Call, M.Device, Call) == Know::Yes;
}

void onCallState(const MessageView &M, const MessageRow &Row) {
  Handle Call;
  if (!knownByNow(M, Row, Call))
    return;
  const Privilege P = privilegeOf(M.P3);
  if (P == Privilege::Owner || P == Privilege::Monitor)
    change(Call.Key, [P](Handle &H) { H.Priv = P; });
  tellState(Call.Key, static_cast<std::uint32_t>(M.P1));
  if (M.P1 == CallStateIdle)
    setIdleNews({M.Device, nullptr});
  if (M.P1 == CallStateConferenced && M.P2)
    obtainCall(static_cast<std::uint32_t>(M.P2), Call.Parent, Call.ApiVersion,
               Call.Priv, Row.Name);
}

void onForcedClose(const MessageView &M, const MessageRow &Row) {
  Handle H;
  if (lookUp(kindOf(Row.Device), M.Device, H) != Know::Yes || !isAlive(H.St) ||
      H.Ending)
    return;
  end(H.Key, Event::ForcedClose, now(Row.Name), nullptr);
  cancelRequests(H.Key);
}

void onReply(const MessageView &M, const MessageRow &Row) {
  const std::uint64_t Key =
      requestKey(Row.Value, static_cast<std::uint32_t>(M.P1));
  const auto Result = static_cast<std::int32_t>(M.P2);
  Request R;
  if (takeRequest(Key, Result, R))
    complete(R, Result, now(Row.Name));
}

/// Proxy requests that TAPI has handed to the program.
struct Proxy {
  const void *Request;
  Moment Seen, Answered;
};
struct Proxies {
  Lock L;
  std::deque<Proxy> All;
};
Proxies &proxies() { return theOnly<Proxies>(); }

void onProxy(const MessageView &M, const MessageRow &Row) {
  const Moment Seen = now(Row.Name);
  const void *Request = reinterpret_cast<const void *>(M.P1);
  Proxies &P = proxies();
  Guard G(P.L);
  if (!G)
    return;
  for (auto It = P.All.begin(); It != P.All.end(); ++It)
    if (It->Request == Request) { // The memory is used again.
      P.All.erase(It);
      break;
    }
  P.All.push_back({Request, Seen, {}});
  if (P.All.size() > MaxProxies)
    P.All.pop_front();
}

/// A slot of the thread for each \p Field of IdleNews.
template <int Field> DWORD slot() {
  static std::atomic<DWORD> Slot{TLS_OUT_OF_INDEXES};
  DWORD S = Slot.load();
  if (S != TLS_OUT_OF_INDEXES)
    return S;
  const DWORD Fresh = TlsAlloc();
  if (Slot.compare_exchange_strong(S, Fresh))
    return Fresh;
  TlsFree(Fresh);
  return S;
}

/// Is what the location receives a new handle, although the value is alive? It
/// is the same one if its first state message overtook the reply.
bool isFresh(HandleKind Kind, std::uint32_t Value) {
  Handle H;
  return lookUp(Kind, Value, H) != Know::Yes || !isAlive(H.St) ||
         !H.ByMessage || H.ByRequest;
}

/// Has the handle come and gone in other threads, before this one came as far
/// as the shim with the reply that delivers it?
bool cameAndWent(HandleKind Kind, std::uint32_t Value, const Request &R) {
  Handle H;
  return lookUp(Kind, Value, H) == Know::Yes && isDead(H.St) && H.ByMessage &&
         !H.ByRequest && H.Key.Generation > R.BornAfter;
}

void deliver(const Request &R, const OutLocation &Out) {
  std::uint32_t Value;
  if (!readHandle(Out.Where, Value) || !Value ||
      cameAndWent(Out.Kind, Value, R))
    return;
  Handle H;
  H.Key = {Out.Kind, Value, 0};
  H.Parent = R.Parent;
  H.ApiVersion = R.ApiVersion;
  H.Priv = Out.Gets;
  H.SoleOwner = Out.Gets == Privilege::Owner;
  H.ByRequest = true;
  H.Created = R.Asked;
  H.Location = Out.Where;
  H.LossTold = Out.LossTold;
  const Handle Stored = obtain(H, isFresh(Out.Kind, Value));
  if (Stored.ByRequest)
    return;
  change(Stored.Key, [&H](Handle &Old) {
    Old.ByRequest = true;
    Old.SoleOwner = H.SoleOwner;
    Old.Created = H.Created;
    Old.Location = H.Location;
    Old.LossTold = H.LossTold;
  });
  adopt(Stored.Key, H.Parent);
}

} // namespace

void complete(const Request &R, std::int32_t Result, const Moment &Reply) {
  for (unsigned I = 0; I != R.NumOut; ++I) {
    const OutLocation &Out = R.Out[I];
    if (Result < 0) {
      if (Out.Kind != HandleKind::None)
        addFailure(Out.Kind, Out.Where, R.Asked);
      continue;
    }
    std::uint32_t Now;
    if (!readHandle(Out.Where, Now) || hasBeenLeft(Out.Owner, Out.Where))
      reportLocationGone(R, Out.Where, Reply);
    else if (Out.Kind != HandleKind::None && hasReleaseDuty(Out.Kind))
      deliver(R, Out);
  }
}

void tellState(const HandleKey &Call, std::uint32_t State) {
  if (State == CallStateIdle)
    change(Call, [](Handle &H) {
      H.St = step(H.Key.Kind, H.St, Event::GoIdle).Next;
    });
  else if (State == CallStateDisconnected)
    change(Call, [](Handle &H) { H.Disconnected = true; });
}

void answerProxy(const void *Request, const Moment &Here) {
  Moment Seen, Answered;
  {
    Proxies &P = proxies();
    Guard G(P.L);
    if (!G)
      return;
    for (Proxy &Known : P.All) {
      if (Known.Request != Request)
        continue;
      Seen = Known.Seen;
      Answered = Known.Answered;
      if (Answered.By.empty())
        Known.Answered = Here;
    }
  }
  if (!Answered.By.empty())
    reportProxy(Text::ProxyAnsweredTwice, Request, &Seen, &Answered, Here);
}

IdleNews idleNews() {
  return {static_cast<std::uint32_t>(
              reinterpret_cast<std::uintptr_t>(TlsGetValue(slot<0>()))),
          TlsGetValue(slot<1>())};
}

void setIdleNews(const IdleNews &News) {
  TlsSetValue(slot<0>(),
              reinterpret_cast<void *>(static_cast<std::uintptr_t>(News.Call)));
  TlsSetValue(slot<1>(), const_cast<void *>(News.Stack));
}

std::uint32_t idleBeingTold(const void *Stack) {
  const IdleNews News = idleNews();
  if (!News.Stack || Stack < News.Stack)
    return News.Call;
  setIdleNews({});
  return 0;
}

void observe(const MessageView &M) {
  setIdleNews({});
  const MessageRow *Row = findMessage(M.Id);
  if (!Row)
    return;
  switch (Row->Effect) {
  case MessageEffect::Reply:
    return onReply(M, *Row);
  case MessageEffect::NewCall:
    return onNewCall(M, *Row);
  case MessageEffect::CallState:
    return onCallState(M, *Row);
  case MessageEffect::ForcedClose:
    return onForcedClose(M, *Row);
  case MessageEffect::Proxy:
    return onProxy(M, *Row);
  case MessageEffect::None:
  case MessageEffect::ReInit: // Handles stay usable until the shutdown.
    return;
  }
}

} // namespace tapi::shim
