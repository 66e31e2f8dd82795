//===- TapiCall.cpp - What a call of TAPI does ----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The outcomes of a call: see TapiCall.h.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/TapiCall.h"
#include "checker/engine/sim/ApiVersions.h"
#include "checker/engine/sim/CallLists.h"
#include "checker/engine/sim/Requests.h"

#include "tapi_model/Parameters.h"

using namespace tapi;
using namespace tapi::engine;

void TapiCall::release(PathState &S, const Argument &A) {
  SymId Id = NoId;
  HandleInfo *H = handleArg(A, S, Id);
  if (!H || isDead(H->Life))
    return;
  H->Life = step(H->Kind, State::Live, Event::Release).Next;
  H->TriedAt = 0;
  H->EndedAt = I.Where;
  H->EndedBy = &Row;
  H->Ended = W.text(argText(A.Index));
  S.AppEnded |= parentKind(H->Kind) == HandleKind::None;
  S.LineEnded |= H->Kind == HandleKind::Line && H->has(Incoming);
  if (parentKind(A.Kind) != HandleKind::Line)
    Sim.reporter().refute(S.HeldBack);
  Sim.storages().release(S, Id, H->Kind);
  HandleInfo End = *H;
  // What ends a line or an application also ends its requests.
  if (End.Kind != HandleKind::Call)
    S.LateWrites.clear();
  // What a message names may be what is kept under another name.
  bool IsOfMessage = llvm::any_of(S.Messages, [&](const MessageInHand &M) {
    return !M.IsAnswer && llvm::is_contained(M.Parts, Id);
  });
  if (End.has(Incoming) && IsOfMessage)
    Evaluator(W, F, S).doubtOthers(Id, End.Kind);
  Effects(Sim, F, S).endChildren(Id, End, I.Where);
  FamilyEnd Family = {End.Kind,
                      parentKind(End.Kind) == HandleKind::None
                          ? State::AppShutDown
                          : State::LineClosed,
                      I.Where,
                      &Row,
                      nullptr,
                      End.Ended};
  if (W.soles().of(End.Kind).isKnown())
    S.endFamily(Family);
  Effects(Sim, F, S).endObject(Id, Family);
  if (End.has(Incoming))
    Effects(Sim, F, S).excuseOrphans(Id, End.Kind);
  if (parentKind(End.Kind) == HandleKind::None)
    Effects(Sim, F, S).doubtOwners(End.Kind);
  H = S.Handles.find(Id);
  // Nobody else may use it now, wherever it is kept.
  H->Flags &= static_cast<std::uint32_t>(~Escaped);
  Effects(Sim, F, S).pastStep(StepKind::Ended, I.Where);
}

SymId TapiCall::parentOf(const Argument &A, PathState &S) const {
  HandleKind Wanted = parentKind(A.Kind);
  SymId Possible = NoId;
  for (const Argument &U : Row.Args) {
    Value V = arg(U.Index, S);
    if (U.Role != ArgRole::Use || !V.isSym())
      continue;
    const HandleInfo *H = S.Handles.find(V.Id);
    if (!applies(U, S)) {
      if (U.Kind == Wanted && (!H || isAlive(H->Life)))
        Possible = V.Id;
      continue;
    }
    if (U.Kind == Wanted)
      return V.Id;
    // A consultation call is on the line of the call it belongs to.
    if (U.Kind == A.Kind && H && H->Parent != NoId)
      return H->Parent;
  }
  return Possible;
}

/// What is known of a new handle.
HandleInfo TapiCall::obtained(PathState &S, const Argument &A) const {
  HandleInfo H;
  H.Kind = A.Kind;
  bool Later = Row.Completes == Completion::Async;
  H.Life =
      step(A.Kind, State::Unset, Later ? Event::Request : Event::Obtain).Next;
  H.Priv = A.Gets;
  H.Version = versionObtained(context(), Row, S);
  H.Parent = parentOf(A, S);
  H.Flags = KindKnown;
  H.ObtainedAt = H.Origin = I.Where;
  H.ObtainedBy = &Row;
  std::string Name = argText(A.Index);
  H.Name = Name.empty() ? NoId : W.text(Name);
  return H;
}

void TapiCall::createList(PathState &S, const Argument &A) {
  LocId L = Evaluator(W, F, S).pointee(arg(A.Index, S));
  if (L != NoId)
    receiveList(Sim, F, S, Site, L, A, obtained(S, A));
}

void TapiCall::create(PathState &S, const Argument &A) {
  Evaluator Eval(W, F, S);
  Effects Do(Sim, F, S);
  Value Pointer = arg(A.Index, S);
  if (!applies(A, S)) {
    // Whether anything is written may hang on what the path does not know.
    if (A.Gate.Kind == ArgGate::Equals && mayEqual(A.Gate, S))
      Do.forgetPointee(Pointer);
    return;
  }
  if (Pointer.K == Value::Int)
    return;
  LocId L = Eval.pointee(Pointer);
  if (A.Flags & Borrowed || !hasReleaseDuty(A.Kind)) {
    Do.forgetPointee(Pointer);
    return;
  }
  Sim.reporter().site(I.Where);
  HandleInfo H = obtained(S, A);
  // A new family: its calls may live.
  if (A.Kind != HandleKind::Call) {
    S.Family = {};
    S.Object = {};
  }
  SymId Id = Do.fresh(Site, 1 + A.Index);
  if (L == NoId)
    H.Flags |= Escaped;
  S.Handles.set(Id, H);
  // Neither 0 nor all ones, which programs use for "none".
  if (Row.Completes != Completion::Async)
    S.Facts.set(Id, RangeSet(1, UINT32_MAX - 1));
  Do.assign(L, Value::symbol(Id), {LossBy::OutReuse, I.Where, &Row});
  Do.pastStep(StepKind::Obtained, I.Where);
  if (auto Index = parameter(ParameterMeaning::DeliveryOptions))
    lendPort(context(), *Index, Id, S);
}

/// What the program chose in LINEINITIALIZEEXPARAMS stays as it is.
void TapiCall::keepOptions(PathState &S, const PathState &Before) const {
  int Index = parameterIndex(Row.Name, ParameterMeaning::DeliveryOptions);
  if (Index < 0)
    return;
  LocId L = Evaluator(W, F, S).pointee(arg(static_cast<unsigned>(Index), S));
  const Names &N = W.names();
  for (const auto &[Part, V] : Before.Store)
    if (L != NoId && N.isWithin(Part, L) &&
        N.location(Part).Kind == LocKind::Field) {
      const ir::Field &Field = W.module().Fields[N.location(Part).B];
      if (Field.Carries == SharedField::DeliveryOptions ||
          (Field.Carries == SharedField::PortHandle && !Field.IsMixed))
        S.Store.set(Part, V);
    }
}

/// A message is fetched: its fields have new values, known by name from now on.
void TapiCall::receiveMessage(PathState &S, const Argument &A) {
  Sim.yield(S, Site, I.Where);
  Effects Do(Sim, F, S);
  Do.mayBeAnswered();
  if (!S.Resumed)
    Do.forgetFlags();
  LocId L = Evaluator(W, F, S).pointee(arg(A.Index, S));
  if (L == NoId)
    return;
  const auto &Fields = W.module().Fields;
  for (ir::FieldId Field = 0; Field < Fields.size(); ++Field)
    if (Fields[Field].Part != MessagePart::NotAMessage)
      Do.assign(W.names().field(L, Field),
                Value::symbol(Do.fresh(
                    Site, 32 + static_cast<unsigned>(Fields[Field].Part))),
                {LossBy::Overwrite, I.Where, &Row});
  // The message is about a handle that an earlier entry point has stored.
  SymId Device = Sim.device();
  const HandleInfo *About = S.Handles.find(Device);
  if (!About || !isAlive(About->Life))
    return;
  for (ir::FieldId Field = 0; Field < Fields.size(); ++Field)
    if (Fields[Field].Part == MessagePart::Device)
      Do.assign(W.names().field(L, Field), Value::symbol(Device),
                {LossBy::Overwrite, I.Where, &Row});
}

/// Memory behind pointers that are no handle locations is written by TAPI.
void TapiCall::writeBuffers(PathState &S) {
  Effects Do(Sim, F, S);
  if (const Argument *A = argumentWithRole(Row, ArgRole::Message)) {
    overwriteRequests(context(), A->Index, S);
    Do.loseMessage(Evaluator(W, F, S).pointee(arg(A->Index, S)), I.Where);
  }
  if (auto Index = parameter(ParameterMeaning::DeviceString))
    overwriteString(context(), *Index, S);
  for (unsigned N = 0; N < C.Args.size(); ++N) {
    const Argument *A = argument(Row, N);
    bool IsHandle = A && A->Role != ArgRole::LateBuffer &&
                    A->Role != ArgRole::Message &&
                    A->Role != ArgRole::CreateList;
    Value V = arg(N, S);
    if (!IsHandle && C.Args[N].IsPointer && !C.Args[N].PointeeConst)
      Do.forgetPointee(V);
    if (!C.Args[N].IsPointer && V.K == Value::Addr)
      Do.exposeAsInstance(V.Id);
  }
  if (const Argument *A = argumentWithRole(Row, ArgRole::Message))
    receiveMessage(S, *A);
}

/// The argument that means \p M, or nothing.
std::optional<unsigned> TapiCall::parameter(ParameterMeaning M) const {
  int Index = parameterIndex(Row.Name, M);
  if (Index < 0)
    return std::nullopt;
  return static_cast<unsigned>(Index);
}

/// \p Result is the number of a request about the first handle that is passed.
void TapiCall::requestReply(PathState &S, SymId Result) {
  SymId On = NoId;
  for (const Argument &A : Row.Args) {
    if (A.Role != ArgRole::Use || !applies(A, S))
      continue;
    Value V = arg(A.Index, S);
    if (V.isSym() && On == NoId)
      On = V.Id;
  }
  noteRequest(context(), Row, Result, On, S);
}

RangeSet TapiCall::success() const {
  if (C.Annotated && C.Annotated->TellsSuccess)
    return successOf(*C.Annotated);
  switch (Row.Completes) {
  case Completion::Async:
    return RangeSet(1, INT32_MAX);
  case Completion::Unknown:
    return RangeSet::full();
  default:
    return RangeSet::single(0);
  }
}

RangeSet TapiCall::failure() const {
  if (C.Annotated && C.Annotated->TellsSuccess)
    return success().complement();
  return RangeSet(INT32_MIN, -1);
}

/// \p Result is that of a wait for messages that no time ends.
void TapiCall::noteEndlessWait(PathState &S, SymId Result) const {
  int Index = parameterIndex(Row.Name, ParameterMeaning::TimeLimit);
  if (Index < 0)
    return;
  RangeSet Limit =
      Evaluator(W, F, S).range(arg(static_cast<unsigned>(Index), S));
  bool IsEndless = Limit.isSingle() &&
                   static_cast<std::uint32_t>(Limit.lowest()) == NoTimeLimit;
  S.EndlessWait = IsEndless ? Result : NoId;
}

void TapiCall::setResult(PathState &S, const RangeSet &R) {
  if (I.Dest == ir::None) {
    noteLateWrites(S, NoId);
    return;
  }
  SymId Y = Effects(Sim, F, S).fresh(Site, 0);
  if (R.highest() >= 0)
    noteLateWrites(S, Y);
  if (R.isSingle()) {
    S.Temps.set(I.Dest, Value::integer(R.lowest()));
    return;
  }
  S.Facts.set(Y, R);
  S.Temps.set(I.Dest, Value::symbol(Y));
  noteEndlessWait(S, Y);
  if (Row.Completes == Completion::Async) {
    S.Untested.push_back(Y);
    if (R.highest() > 0)
      requestReply(S, Y);
  }
  for (auto &[Id, H] : S.Handles)
    if (H.Life == State::Pending && H.ObtainedAt == I.Where &&
        H.Request == NoId)
      H.Request = Y;
}

bool TapiCall::outcomeMatters() const {
  return argumentWithRole(Row, ArgRole::Release) ||
         argumentWithRole(Row, ArgRole::Create) ||
         argumentWithRole(Row, ArgRole::CreateList) ||
         parameter(ParameterMeaning::ProxyRequest) ||
         parameter(ParameterMeaning::DeviceString);
}

void TapiCall::succeed(PathState &S) {
  for (const Argument &A : Row.Args)
    if (A.Role == ArgRole::Release)
      release(S, A);
  for (const Argument &A : Row.Args)
    if (A.Role == ArgRole::Create)
      create(S, A);
    else if (A.Role == ArgRole::CreateList)
      createList(S, A);
  if (auto Index = parameter(ParameterMeaning::ProxyRequest))
    answerProxyRequest(context(), Row, *Index, S, true);
  if (auto Index = parameter(ParameterMeaning::DeviceString))
    receiveDevice(context(), Row, *Index, S);
  if (parameter(ParameterMeaning::NegotiatedVersion))
    negotiate(context(), Row, S);
  if (Row.Effect == CallEffect::TellsState) {
    withdrawIdle(S);
    tellState(S);
  }
  if (Row.Effect == CallEffect::HandsOff ||
      Row.Effect == CallEffect::SetsPrivilege)
    changeOwner(S);
  if (Row.Effect == CallEffect::Drops || Row.Effect == CallEffect::Ends)
    drop(S);
}

/// Below API 2.0 the only owner cannot deallocate a call that goes on. If
/// nobody looks at the result, the program takes it for done.
bool TapiCall::mustFail(PathState &S) const {
  for (const Argument &A : Row.Args) {
    SymId Id = NoId;
    if (A.Role != ArgRole::Release || A.Kind != HandleKind::Call)
      continue;
    HandleInfo *H = handleArg(A, S, Id);
    if (!H || !isAlive(H->Life))
      continue;
    Transition T = step(H->Kind, H->Life, Event::Release, circumstances(S, *H));
    if (!isAlive(T.Next))
      continue;
    if (T.Violated != Rule::None && !H->TriedAt) {
      H->TriedAt = I.Where;
      H->TriedBy = &Row;
    }
    return true;
  }
  return false;
}

/// A release that failed leaves the handle alive; that it is lost then is
/// nothing a program can mend.
void TapiCall::fail(PathState &S) {
  if (auto Index = parameter(ParameterMeaning::ProxyRequest))
    answerProxyRequest(context(), Row, *Index, S, false);
  bool WasToEnd =
      Row.Effect == CallEffect::Drops || Row.Effect == CallEffect::Ends;
  for (const Argument &A : Row.Args) {
    SymId Id = NoId;
    // The program tried to end the call.
    if (HandleInfo *H = WasToEnd ? handleArg(A, S, Id) : nullptr)
      H->Flags &= static_cast<std::uint32_t>(~Proved);
    if (A.Role != ArgRole::Release)
      continue;
    if (HandleInfo *H = handleArg(A, S, Id); H && isAlive(H->Life)) {
      H->Flags |= Escaped;
      Effects(Sim, F, S).excuseChildren(Id);
    }
  }
}

void TapiCall::run(PathState S, Transfer::States &Out) {
  useHandles(S);
  if (auto Index = parameter(ParameterMeaning::ProxyRequest))
    useProxyRequest(context(), Row, *Index, S);
  if (parameter(ParameterMeaning::DeliveryOptions)) {
    PathState Before = S;
    writeBuffers(S);
    keepOptions(S, Before);
  } else {
    writeBuffers(S);
  }
  bool Uses = C.ResultUsed && I.Dest != ir::None;
  if (!outcomeMatters()) {
    succeed(S);
    RangeSet All = Row.Completes == Completion::Unknown
                       ? RangeSet::full()
                       : success().unite(failure());
    setResult(S, All);
    Out.push_back(std::move(S));
    return;
  }
  if (mustFail(S)) {
    if (Uses)
      fail(S);
    setResult(S, failure());
    Out.push_back(std::move(S));
    return;
  }
  if (Uses) {
    PathState Failed = S;
    fail(Failed);
    setResult(Failed, failure());
    Out.push_back(std::move(Failed));
  }
  succeed(S);
  setResult(S, success());
  Out.push_back(std::move(S));
}

void tapi::engine::tapiCall(Simulator &Sim, ir::FuncId F, const ir::Instr &I,
                            SiteId Site, const FunctionRow &Row, PathState S,
                            Transfer::States &Out) {
  TapiCall(Sim, F, I, Site, Row).run(std::move(S), Out);
}
