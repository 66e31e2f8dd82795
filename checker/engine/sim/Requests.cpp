//===- Requests.cpp - Requests, and who waits for their replies -----------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See Requests.h.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Requests.h"
#include "checker/engine/sim/WaitLoops.h"

#include "tapi_model/Parameters.h"

using namespace tapi;
using namespace tapi::engine;

void tapi::engine::noteRequest(const CallContext &At, const FunctionRow &Row,
                               SymId Result, SymId On, PathState &S) {
  HandleInfo H;
  H.Kind = HandleKind::Request;
  H.Flags = Escaped; // Nobody has to release it.
  H.Parent = On;
  H.ObtainedAt = H.Origin = At.I.Where;
  H.ObtainedBy = &Row;
  S.Handles.set(Result, H);
}

void tapi::engine::answerRequest(PathState &S, HandleInfo &Request,
                                 bool Success) {
  Request.Life = Success ? State::Released : State::Void;
  connectCall(S, Request);
}

bool tapi::engine::isCancelled(const HandleInfo &Request) {
  return Request.Life == State::LineClosed ||
         Request.Life == State::AppShutDown;
}

void tapi::engine::connectCall(PathState &S, const HandleInfo &Request) {
  bool Connects =
      Request.ObtainedBy && Request.ObtainedBy->Effect == CallEffect::Connects;
  HandleInfo *Call =
      Request.Parent == NoId ? nullptr : S.Handles.find(Request.Parent);
  if (Request.Life != State::Released || !Connects || !Call ||
      !isAlive(Call->Life))
    return;
  // Only the owner of a call can answer it.
  Call->Priv = Privilege::Owner;
  Call->Flags |= Proved;
}

void tapi::engine::waitFor(Simulator &Sim, ir::FuncId F, PathState &S,
                           SymId Waited, Position Where) {
  HandleInfo *H = S.Handles.find(Waited);
  if (!H || H->Kind != HandleKind::Request || H->has(Settled) ||
      step(H->Kind, H->Life, Event::Use).Violated == Rule::None ||
      Evaluator(Sim.world(), F, S).range(Waited).highest() <= 0)
    return;
  Violation V;
  V.Message = Text::ReplyNeverComes;
  V.Where = Where;
  Effects(Sim, F, S).violate(Waited, std::move(V));
}

/// The request that \p V compares with something, or NoId.
static SymId comparedRequest(const Names &N, const PathState &S, SymId V) {
  const Symbol &Y = N.symbol(V);
  if (Y.Kind != SymKind::Expr)
    return NoId;
  if (Y.B == NoId)
    return Y.Number == 0 ? comparedRequest(N, S, Y.A) : NoId;
  for (SymId Side : {SymId(Y.A), SymId(Y.B)})
    if (const HandleInfo *H = S.Handles.find(Side);
        H && H->Kind == HandleKind::Request)
      return Side;
  return NoId;
}

void tapi::engine::checkReplyLoop(Simulator &Sim, ir::FuncId F, ir::BlockId B,
                                  const Value &V, PathState &S,
                                  Position Where) {
  if (!S.InLoop || !V.isSym())
    return;
  SymId Request = comparedRequest(Sim.world().names(), S, V.Id);
  if (Request == NoId)
    return;
  // After a shutdown no message can be fetched, and the loop ends.
  if (S.Handles.find(Request)->Life != State::LineClosed ||
      !isInReplyLoop(Sim.world().module(), Sim.world().function(F), B))
    return;
  waitFor(Sim, F, S, Request, Where);
}

/// The global that holds \p V, or NoId.
static LocId globalOf(const Names &N, const PathState &S, const Value &V) {
  if (!V.isSym())
    return NoId;
  const Symbol &Y = N.symbol(V.Id);
  if (Y.Kind == SymKind::Initial &&
      N.location(N.root(Y.A)).Kind == LocKind::Global)
    return Y.A;
  for (const auto &[L, Held] : S.Store)
    if (Held == V && N.location(N.root(L)).Kind == LocKind::Global)
      return L;
  return NoId;
}

void tapi::engine::signalEvent(const CallContext &At, unsigned Index,
                               PathState &S) {
  LocId L = globalOf(At.Sim.world().names(), S, At.arg(Index, S));
  if (L == NoId)
    return;
  bool ByReply = llvm::any_of(S.Messages, [](const MessageInHand &M) {
    return M.Row && M.Row->Effect == MessageEffect::Reply;
  });
  At.Sim.replyEvents().signalled(L, ByReply);
}

void tapi::engine::waitForObject(const CallContext &At, unsigned Index,
                                 PathState &S) {
  Value Limit = At.arg(Index + 1, S);
  LocId L = globalOf(At.Sim.world().names(), S, At.arg(Index, S));
  if (L == NoId || Limit.K != Value::Int ||
      static_cast<std::uint32_t>(Limit.Number) != NoTimeLimit)
    return;
  const HandleInfo *Cancelled = nullptr, *Outstanding = nullptr;
  for (const auto &[Y, H] : S.Handles) {
    if (H.Kind != HandleKind::Request || (H.Flags & (Settled | AtEntry)))
      continue;
    if (isCancelled(H))
      Cancelled = &H;
    else if (isAlive(H.Life))
      Outstanding = &H;
  }
  bool InCallback = At.Sim.world().function(At.Sim.root()).IsCallback &&
                    !fetchesMessages(At.Sim.world().module());
  Violation V;
  V.Where = At.I.Where;
  V.Root = At.Sim.root();
  if (Outstanding && InCallback) {
    V.Message = Text::ReplyNotDelivered;
    V.Handle = *Outstanding;
  } else if (Cancelled && !Outstanding) {
    V.Message = Text::ReplyNeverComes;
    V.Handle = *Cancelled;
  } else {
    return;
  }
  At.Sim.replyEvents().waited(L, std::move(V), S.Past);
}

void ReplyEvents::finish(Reporter &R) const {
  for (const Wait &X : Waits)
    if (Set.count(X.L) && !Others.count(X.L))
      R.report(X.V, X.Past);
}
