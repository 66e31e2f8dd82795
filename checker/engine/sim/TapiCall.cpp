//===- TapiCall.cpp - A call of TAPI, by its row in the model
//-------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Interprets a call of tapi32. The row says which arguments are handles and
/// what becomes of them; the automaton says what that means in the state the
/// handle is in. A call that can fail in a way that matters to a handle gives
/// two states, one per outcome, linked to its result.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Transfer.h"

using namespace tapi;
using namespace tapi::engine;

namespace {
class TapiCall {
public:
  TapiCall(Simulator &Sim, ir::FuncId F, const ir::Instr &I, SiteId Site,
           const FunctionRow &Row)
      : Sim(Sim), W(Sim.world()), F(F), I(I), Site(Site),
        C(W.function(F).Calls[I.A]), Row(Row) {}

  void run(PathState S, Transfer::States &Out);

private:
  bool applies(const Argument &A, PathState &S) const;
  Value arg(unsigned Index, PathState &S) const {
    return Index < C.Args.size() ? Evaluator(W, F, S).value(C.Args[Index].Value)
                                 : Value::unknown();
  }
  std::string argText(unsigned Index) const {
    return Index < C.Args.size() ? C.Args[Index].Text : std::string();
  }
  void tellUnset(PathState &S, const Argument &A) const;
  void tellWrongKind(PathState &S, SymId Id, const Argument &A) const;
  HandleInfo *handleArg(const Argument &A, PathState &S, SymId &Id) const;
  void useHandles(PathState &S);
  void violation(PathState &S, SymId Id, const Argument &A, Rule R);
  void succeed(PathState &S);
  void fail(PathState &S);
  void release(PathState &S, const Argument &A);
  void create(PathState &S, const Argument &A);
  SymId parentOf(const Argument &A, PathState &S) const;
  void withdrawIdle(PathState &S);
  void drop(PathState &S);
  void writeBuffers(PathState &S);
  void receiveMessage(PathState &S, const Argument &A);
  void setResult(PathState &S, const RangeSet &R);
  RangeSet success() const;
  RangeSet failure() const { return RangeSet(INT32_MIN, -1); }
  bool outcomeMatters() const;

  Simulator &Sim;
  World &W;
  ir::FuncId F;
  const ir::Instr &I;
  SiteId Site;
  const ir::CallSite &C;
  const FunctionRow &Row;
};
} // namespace

/// The gate of an argument ("only if dwSelect is ...") is open or not known.
bool TapiCall::applies(const Argument &A, PathState &S) const {
  if (A.Gate.Kind == ArgGate::Always)
    return true;
  Value V = arg(A.Gate.Arg, S);
  if (V.K != Value::Int)
    return A.Role != ArgRole::Create;
  bool Equal = static_cast<std::uint32_t>(V.Number) == A.Gate.Value;
  return Equal == (A.Gate.Kind == ArgGate::Equals);
}

/// TAPI012: \p Id is of another kind than the function needs.
void TapiCall::tellWrongKind(PathState &S, SymId Id, const Argument &A) const {
  Violation V;
  V.Message = Text::WrongKind;
  V.Where = I.Where;
  V.HandleName = argText(A.Index);
  V.Function = &Row;
  V.Kind = A.Kind;
  std::string_view Is = description(S.Handles.find(Id)->Kind);
  V.Detail = "a " + std::string(Is);
  Effects(Sim, F, S).violate(Id, std::move(V));
}

/// The handle passed as \p A, made known if it is met for the first time;
/// nullptr if it is none or nothing can be said.
HandleInfo *TapiCall::handleArg(const Argument &A, PathState &S,
                                SymId &Id) const {
  if (!hasReleaseDuty(A.Kind) || !applies(A, S))
    return nullptr;
  Value V = arg(A.Index, S);
  if (!V.isSym())
    return nullptr;
  RangeSet R = Evaluator(W, F, S).range(V.Id);
  if (R.isSingle() && R.lowest() == 0)
    return nullptr;
  Id = V.Id;
  if (HandleInfo *H = S.Handles.find(Id)) {
    // A caller may pass on what another message told it.
    if (H->Kind != A.Kind && H->has(KindKnown) && !H->has(AtEntry))
      tellWrongKind(S, Id, A);
    return H->Kind == A.Kind && !H->has(Settled) ? H : nullptr;
  }
  HandleInfo H;
  H.Kind = A.Kind;
  H.Flags = Incoming;
  H.Name = W.text(argText(A.Index));
  const Symbol &Y = W.names().symbol(Id);
  // What becomes of it is the caller's concern, too.
  if (Sim.isFromCaller(Id))
    H.Flags |= AtEntry;
  // Memory that was only read so far holds it from now on.
  if (Y.Kind == SymKind::Initial && !S.Store.find(Y.A))
    S.Store.set(Y.A, V);
  S.Handles.set(Id, H);
  return S.Handles.find(Id);
}

static Text deathText(Rule R, const HandleInfo &H) {
  switch (R) {
  case Rule::TAPI003:
    return Text::UseAfterDeallocate;
  case Rule::TAPI004:
    if (H.Life == State::AppShutDown)
      return Text::UseAfterShutdown;
    if (H.Life == State::ForceClosed)
      return Text::UseAfterForcedClose;
    return parentKind(H.Kind) == HandleKind::None ? Text::UseAfterOwnShutdown
                                                  : Text::UseAfterClose;
  case Rule::TAPI005:
    if (H.Life == State::AppShutDown)
      return Text::CallUsedAfterShutdown;
    return H.Life == State::ForceClosed ? Text::CallUsedAfterForcedClose
                                        : Text::CallUsedAfterLineClosed;
  case Rule::TAPI008:
    return Text::UsedBeforeReply;
  case Rule::TAPI009:
    return Text::UsedAfterFailure;
  case Rule::TAPI013:
    return Text::StateBoundOnIdle;
  default:
    return Text::ReleasedTwice;
  }
}

void TapiCall::violation(PathState &S, SymId Id, const Argument &A, Rule R) {
  HandleInfo &H = *S.Handles.find(Id);
  if (R == Rule::TAPI014 || (R == Rule::TAPI009 && H.Reply == NoId))
    return;
  Violation V;
  if (R == Rule::TAPI008) {
    if (!(H.Flags & (Incoming | MaybeAnswered | Escaped))) {
      V.Message = Text::UsedBeforeReply;
      V.Where = I.Where;
      V.HandleName = argText(A.Index);
      V.Function = H.ObtainedBy;
      std::uint16_t Flags = H.Flags;
      Effects(Sim, F, S).violate(Id, std::move(V));
      S.Handles.find(Id)->Flags = Flags;
    }
    // The program goes on as if the reply had come, and so do we.
    S.Handles.find(Id)->Life = State::Live;
    S.Handles.find(Id)->Flags |= Answered;
    return;
  }
  V.Message = deathText(R, H);
  V.Where = I.Where;
  V.HandleName = argText(A.Index);
  V.Function = R == Rule::TAPI009 ? H.ObtainedBy : &Row;
  Effects(Sim, F, S).violate(Id, std::move(V));
}

/// TAPI009: a variable is passed that never received anything.
void TapiCall::tellUnset(PathState &S, const Argument &A) const {
  if (arg(A.Index, S).K != Value::Undef || !hasReleaseDuty(A.Kind) ||
      !applies(A, S))
    return;
  Violation V;
  V.Message = Text::UsedUnset;
  V.Where = I.Where;
  V.HandleName = argText(A.Index);
  V.Function = &Row;
  V.Handle.Kind = A.Kind;
  Sim.reporter().report(V, S.Past);
}

void TapiCall::useHandles(PathState &S) {
  for (const Argument &A : Row.Args) {
    if (A.Role != ArgRole::Use && A.Role != ArgRole::Release)
      continue;
    SymId Id = NoId;
    tellUnset(S, A);
    HandleInfo *H = handleArg(A, S, Id);
    if (!H)
      continue;
    Event E = Event::Use;
    if (A.Role == ArgRole::Release)
      E = Event::Release;
    else if (A.Flags & MayBeDead)
      E = Event::UseAfterDeathLegal;
    else if (Row.OnIdle == IdleRule::Illegal)
      E = Event::UseUnlessIdle;
    H->Flags &= static_cast<std::uint16_t>(~Offered);
    if (A.Role == ArgRole::Release && H->has(Incoming))
      Sim.reporter().releasesForeignCalls(Sim.root());
    Transition T = step(H->Kind, H->Life, E);
    if (T.Violated != Rule::None)
      violation(S, Id, A, T.Violated);
  }
}

void TapiCall::release(PathState &S, const Argument &A) {
  SymId Id = NoId;
  HandleInfo *H = handleArg(A, S, Id);
  if (!H || isDead(H->Life))
    return;
  H->Life = step(H->Kind, State::Live, Event::Release).Next;
  H->EndedAt = I.Where;
  H->EndedBy = &Row;
  H->Ended = W.text(argText(A.Index));
  HandleInfo End = *H;
  Effects(Sim, F, S).endChildren(Id, End, I.Where);
  if (End.has(Incoming))
    Effects(Sim, F, S).excuseOrphans(Id, End.Kind);
  H = S.Handles.find(Id);
  // Nobody else may use it now, wherever it is kept.
  H->Flags &= static_cast<std::uint16_t>(~Escaped);
  Effects(Sim, F, S).pastStep(StepKind::Ended, I.Where);
}

SymId TapiCall::parentOf(const Argument &A, PathState &S) const {
  HandleKind Wanted = parentKind(A.Kind);
  for (const Argument &U : Row.Args) {
    if (U.Role != ArgRole::Use || !applies(U, S))
      continue;
    Value V = arg(U.Index, S);
    if (!V.isSym())
      continue;
    if (U.Kind == Wanted)
      return V.Id;
    // A consultation call is on the line of the call it belongs to.
    if (U.Kind == A.Kind)
      if (const HandleInfo *H = S.Handles.find(V.Id))
        return H->Parent;
  }
  return NoId;
}

void TapiCall::create(PathState &S, const Argument &A) {
  if (!applies(A, S))
    return;
  Evaluator Eval(W, F, S);
  Effects Do(Sim, F, S);
  Value Pointer = arg(A.Index, S);
  if (Pointer.K == Value::Int)
    return;
  LocId L = Eval.pointee(Pointer);
  if (A.Flags & Borrowed || !hasReleaseDuty(A.Kind)) {
    Do.forgetPointee(Pointer);
    return;
  }
  Sim.reporter().site(I.Where);
  SymId Parent = parentOf(A, S);
  SymId Id = Do.fresh(Site, 1 + A.Index);
  HandleInfo H;
  H.Kind = A.Kind;
  bool Later = Row.Completes == Completion::Async;
  H.Life =
      step(A.Kind, State::Unset, Later ? Event::Request : Event::Obtain).Next;
  H.Priv = A.Gets;
  H.Parent = Parent;
  H.Flags = KindKnown;
  H.ObtainedAt = H.Origin = I.Where;
  H.ObtainedBy = &Row;
  std::string Name = argText(A.Index);
  H.Name = Name.empty() ? NoId : W.text(Name);
  if (L == NoId)
    H.Flags |= Escaped;
  S.Handles.set(Id, H);
  // Neither 0 nor all ones, which programs use for "none".
  if (!Later)
    S.Facts.set(Id, RangeSet(1, UINT32_MAX - 1));
  Do.assign(L, Value::symbol(Id), {LossBy::OutReuse, I.Where, &Row});
  Do.pastStep(StepKind::Obtained, I.Where);
}

/// The program asks for the state of a call: what it does then depends on the
/// answer, and that a message told the call is idle is in it.
void TapiCall::withdrawIdle(PathState &S) {
  for (const Argument &A : Row.Args) {
    SymId Id = NoId;
    if (HandleInfo *H = handleArg(A, S, Id); H && H->Life == State::Idle)
      H->Life = State::Live;
  }
}

void TapiCall::drop(PathState &S) {
  for (const Argument &A : Row.Args) {
    SymId Id = NoId;
    if (A.Role != ArgRole::Use || A.Kind != HandleKind::Call)
      continue;
    if (HandleInfo *H = handleArg(A, S, Id); H && isAlive(H->Life))
      H->Life = step(H->Kind, H->Life, Event::Drop).Next;
  }
}

/// A message is fetched: its fields have new values, known by name from now on.
void TapiCall::receiveMessage(PathState &S, const Argument &A) {
  Effects Do(Sim, F, S);
  Do.mayBeAnswered();
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
}

/// Memory behind pointers that are no handle locations is written by TAPI.
void TapiCall::writeBuffers(PathState &S) {
  Effects Do(Sim, F, S);
  for (unsigned N = 0; N < C.Args.size(); ++N) {
    const Argument *A = argument(Row, N);
    bool IsHandle = A && A->Role != ArgRole::LateBuffer &&
                    A->Role != ArgRole::Message &&
                    A->Role != ArgRole::CreateList;
    if (!IsHandle && C.Args[N].IsPointer && !C.Args[N].PointeeConst)
      Do.forgetPointee(arg(N, S));
  }
  if (const Argument *A = argumentWithRole(Row, ArgRole::Message))
    receiveMessage(S, *A);
}

RangeSet TapiCall::success() const {
  switch (Row.Completes) {
  case Completion::Async:
    return RangeSet(1, INT32_MAX);
  case Completion::Unknown:
    return RangeSet::full();
  default:
    return RangeSet::single(0);
  }
}

void TapiCall::setResult(PathState &S, const RangeSet &R) {
  if (I.Dest == ir::None)
    return;
  SymId Y = Effects(Sim, F, S).fresh(Site, 0);
  if (R.isSingle()) {
    S.Temps.set(I.Dest, Value::integer(R.lowest()));
    return;
  }
  S.Facts.set(Y, R);
  S.Temps.set(I.Dest, Value::symbol(Y));
  if (Row.Completes == Completion::Async)
    S.Untested.push_back(Y);
  for (auto &[Id, H] : S.Handles)
    if (H.Life == State::Pending && H.ObtainedAt == I.Where &&
        H.Request == NoId)
      H.Request = Y;
}

bool TapiCall::outcomeMatters() const {
  return argumentWithRole(Row, ArgRole::Release) ||
         argumentWithRole(Row, ArgRole::Create);
}

void TapiCall::succeed(PathState &S) {
  for (const Argument &A : Row.Args)
    if (A.Role == ArgRole::Release)
      release(S, A);
  for (const Argument &A : Row.Args)
    if (A.Role == ArgRole::Create)
      create(S, A);
  if (Row.Effect == CallEffect::TellsState)
    withdrawIdle(S);
  if (Row.Effect == CallEffect::Drops || Row.Effect == CallEffect::Ends)
    drop(S);
}

/// A release that failed leaves the handle alive; that it is lost then is
/// nothing a program can mend.
void TapiCall::fail(PathState &S) {
  for (const Argument &A : Row.Args) {
    SymId Id = NoId;
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
  writeBuffers(S);
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
