//===- PortMessages.cpp - Messages of a port, requests to a proxy ---------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A LINEMESSAGE from a completion port is the program's to free; a
/// LINEPROXYREQUEST is TAPI's again once it was answered. Both are known by the
/// pointer to them. That a packet is a message of TAPI is known only when one
/// of its fields is read as such: programs post packets of their own to the
/// port.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Ownership.h"

using namespace tapi;
using namespace tapi::engine;

Value CallContext::arg(unsigned Index, PathState &S) const {
  return Index < C.Args.size()
             ? Evaluator(Sim.world(), F, S).value(C.Args[Index].Value)
             : Value::unknown();
}

std::string CallContext::argText(unsigned Index) const {
  return Index < C.Args.size() ? C.Args[Index].Text : std::string();
}

static void forgetOutputs(const CallContext &At, PathState &S, unsigned But) {
  Effects Do(At.Sim, At.F, S);
  for (unsigned N = 0; N < At.C.Args.size(); ++N)
    if (N != But && At.C.Args[N].IsPointer && !At.C.Args[N].PointeeConst)
      Do.forgetPointee(At.arg(N, S));
}

void CallContext::setResult(PathState &S, const RangeSet &R) const {
  if (I.Dest == ir::None)
    return;
  SymId Y = Effects(Sim, F, S).fresh(Site, 0);
  S.Facts.set(Y, R);
  S.Temps.set(I.Dest, Value::symbol(Y));
}

void tapi::engine::dequeue(const CallContext &At, PathState S,
                           std::vector<PathState> &Out) {
  Effects(At.Sim, At.F, S).mayBeAnswered();
  unsigned Index = At.C.Environment->Arg;
  Evaluator Eval(At.Sim.world(), At.F, S);
  LocId L = Eval.pointee(At.arg(Index, S));
  if (At.C.ResultUsed && At.I.Dest != ir::None) {
    PathState Nothing = S;
    forgetOutputs(At, Nothing, ir::None);
    At.setResult(Nothing, RangeSet::single(0));
    Out.push_back(std::move(Nothing));
  }
  Effects Do(At.Sim, At.F, S);
  forgetOutputs(At, S, Index);
  if (L != NoId) {
    SymId Y = Do.fresh(At.Site, 1);
    HandleInfo H;
    H.Kind = HandleKind::Message;
    H.Flags = Offered;
    H.ObtainedAt = H.Origin = At.I.Where;
    H.Actor = At.Sim.world().text(At.C.Name);
    H.Name = At.Sim.world().text(At.argText(Index));
    S.Handles.set(Y, H);
    Do.assign(L, Value::symbol(Y), {LossBy::Overwrite, At.I.Where});
  }
  At.setResult(S, RangeSet::single(0).complement());
  Out.push_back(std::move(S));
}

/// What was read or written is part of a dead object.
static void tellDeadMemory(Simulator &Sim, ir::FuncId F, PathState &S, SymId Y,
                           Position Where) {
  HandleInfo &H = *S.Handles.find(Y);
  if (step(H.Kind, H.Life, Event::Use).Violated == Rule::None)
    return;
  Violation V;
  V.Message = H.Kind == HandleKind::Message ? Text::MessageUsedAfterFree
                                            : Text::ProxyUsedAfterAnswer;
  V.Where = Where;
  Effects(Sim, F, S).violate(Y, std::move(V));
}

void tapi::engine::touchMemory(Simulator &Sim, ir::FuncId F, PathState &S,
                               LocId L, Position Where) {
  if (L == NoId || S.Handles.empty())
    return;
  const Names &N = Sim.world().names();
  const Location &Root = N.location(N.root(L));
  if (Root.Kind != LocKind::Region)
    return;
  SymId Y = Root.A;
  HandleInfo *H = S.Handles.find(Y);
  if (!H ||
      (H->Kind != HandleKind::Message && H->Kind != HandleKind::ProxyRequest))
    return;
  const Location &Part = N.location(L);
  bool IsMessage =
      Part.Kind == LocKind::Field &&
      Sim.world().module().Fields[Part.B].Part != MessagePart::NotAMessage;
  if (H->Kind == HandleKind::Message && IsMessage)
    H->Flags &= static_cast<std::uint32_t>(~Offered);
  if (!H->has(Offered) && !H->has(Settled))
    tellDeadMemory(Sim, F, S, Y, Where);
}

void tapi::engine::freeObject(const CallContext &At, PathState &S,
                              const Value &Memory) {
  HandleInfo *H = S.handle(Memory);
  if (!H || H->has(Settled))
    return;
  Violation V;
  V.Where = At.I.Where;
  V.HandleName = At.argText(At.C.Environment->Arg);
  V.Actor = At.C.Name;
  if (H->Kind == HandleKind::ProxyRequest) {
    V.Message = Text::ProxyFreed;
    Effects(At.Sim, At.F, S).violate(Memory.Id, std::move(V));
    return;
  }
  if (H->Kind != HandleKind::Message)
    return;
  Transition T = step(H->Kind, H->Life, Event::Release);
  if (T.Violated != Rule::None && !H->has(Offered)) {
    V.Message = Text::MessageFreedTwice;
    Effects(At.Sim, At.F, S).violate(Memory.Id, std::move(V));
    return;
  }
  if (!isAlive(H->Life))
    return;
  H->Life = T.Next;
  H->EndedAt = At.I.Where;
  H->EndActor = At.Sim.world().text(At.C.Name);
  H->Flags &= static_cast<std::uint32_t>(~Escaped);
  Effects(At.Sim, At.F, S).pastStep(StepKind::Ended, At.I.Where);
}

void tapi::engine::overwriteRequests(const CallContext &At, unsigned Index,
                                     PathState &S) {
  LocId L = Evaluator(At.Sim.world(), At.F, S).pointee(At.arg(Index, S));
  if (L == NoId)
    return;
  llvm::SmallVector<LocId, 2> Parts;
  for (const auto &[Part, V] : S.Store)
    if (const HandleInfo *H = S.handle(V);
        H && H->Kind == HandleKind::ProxyRequest &&
        At.Sim.world().names().isWithin(Part, L))
      Parts.push_back(Part);
  for (LocId Part : Parts)
    Effects(At.Sim, At.F, S)
        .assign(Part, Value::unknown(), {LossBy::Overwrite, At.I.Where});
}

void tapi::engine::useProxyRequest(const CallContext &At,
                                   const FunctionRow &Row, unsigned Index,
                                   PathState &S) {
  Value Request = At.arg(Index, S);
  if (!Request.isSym())
    return;
  HandleInfo *H = S.Handles.find(Request.Id);
  if (!H) {
    HandleInfo Known;
    Known.Kind = HandleKind::ProxyRequest;
    Known.Flags = Incoming;
    if (At.Sim.isFromCaller(Request.Id))
      Known.Flags |= AtEntry;
    Known.Name = At.Sim.world().text(At.argText(Index));
    S.Handles.set(Request.Id, Known);
    return;
  }
  if (H->Kind != HandleKind::ProxyRequest || H->has(Settled) ||
      step(H->Kind, H->Life, Event::Release).Violated == Rule::None)
    return;
  Violation V;
  V.Message = Text::ProxyAnsweredTwice;
  V.Where = At.I.Where;
  V.HandleName = At.argText(Index);
  V.Function = &Row;
  Effects(At.Sim, At.F, S).violate(Request.Id, std::move(V));
}

void tapi::engine::answerProxyRequest(const CallContext &At,
                                      const FunctionRow &Row, unsigned Index,
                                      PathState &S, bool Success) {
  Value Request = At.arg(Index, S);
  HandleInfo *H = S.handle(Request);
  if (!H || H->Kind != HandleKind::ProxyRequest || !isAlive(H->Life))
    return;
  if (!Success) {
    // There is no second chance to answer.
    H->Flags |= Escaped;
    return;
  }
  H->Life = step(H->Kind, H->Life, Event::Release).Next;
  H->EndedAt = At.I.Where;
  H->EndedBy = &Row;
  H->Flags &= static_cast<std::uint32_t>(~Escaped);
  Effects(At.Sim, At.F, S).pastStep(StepKind::Ended, At.I.Where);
}
