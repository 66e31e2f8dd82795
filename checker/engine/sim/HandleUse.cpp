//===- HandleUse.cpp - Handles that are passed to TAPI --------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Which handle an argument is, and whether it may be used as it is used there.
/// What the call then does to it is in TapiCall.cpp.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/TapiCall.h"

#include "checker/engine/sim/ApiVersions.h"

using namespace tapi;
using namespace tapi::engine;

/// The gate of an argument ("only if dwSelect is ...") is known to be open.
bool TapiCall::applies(const Argument &A, PathState &S) const {
  if (A.Gate.Kind == ArgGate::Always)
    return true;
  bool MayBeEqual = mayEqual(A.Gate, S);
  if (A.Gate.Kind == ArgGate::NotEquals)
    return !MayBeEqual;
  RangeSet R = Evaluator(W, F, S).range(arg(A.Gate.Arg, S));
  return MayBeEqual && R.isSingle();
}

/// The argument that \p Gate asks for can have its value.
bool TapiCall::mayEqual(const ArgGate &Gate, PathState &S) const {
  RangeSet R = Evaluator(W, F, S).range(arg(Gate.Arg, S));
  if (!R.isSingle())
    return R.contains(Gate.Value);
  return static_cast<std::uint32_t>(R.lowest()) == Gate.Value;
}

/// This call violates a rule by what it gets as \p A.
Violation TapiCall::violationBy(const Argument &A, Text Message) const {
  Violation V;
  V.Message = Message;
  V.Where = I.Where;
  V.HandleName = argText(A.Index);
  V.Function = &Row;
  return V;
}

/// TAPI012: \p Id is of another kind than the function needs.
void TapiCall::tellWrongKind(PathState &S, SymId Id, const Argument &A) const {
  Violation V = violationBy(A, Text::WrongKind);
  V.Kind = A.Kind;
  std::string_view Is = description(S.Handles.find(Id)->Kind);
  V.Detail = "a " + std::string(Is);
  Effects(Sim, F, S).violate(Id, std::move(V));
}

/// TAPI012: \p Id is hDevice of a message that names no device.
bool TapiCall::tellNoHandle(PathState &S, SymId Id, const Argument &A) const {
  if (Sim.isFromCaller(Id))
    return false;
  auto M = llvm::find_if(S.Messages, [&](const MessageInHand &M) {
    return M.Row && M.isAbout(Id);
  });
  if (M == S.Messages.end() || M->Row->Device != Field::Unused)
    return false;
  Violation V = violationBy(A, Text::WrongKind);
  V.Kind = A.Kind;
  V.Detail = "unused in " + std::string(M->Row->Name);
  Sim.reporter().report(V, S.Past);
  return true;
}

/// TAPI012: \p Id is read from where the program keeps its only line, and the
/// like, but the function needs another kind.
bool TapiCall::tellHeldKind(PathState &S, SymId Id, const Argument &A) const {
  for (HandleKind K : {HandleKind::LineApp, HandleKind::Line,
                       HandleKind::PhoneApp, HandleKind::Phone}) {
    if (K == A.Kind || Evaluator(W, F, S).soleHandle(K) != Id)
      continue;
    HandleInfo H;
    H.Kind = K;
    H.Flags = Incoming | KindKnown;
    H.Name = W.text(argText(A.Index));
    S.Handles.set(Id, H);
    tellWrongKind(S, Id, A);
    return true;
  }
  return false;
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
  if (tellNoHandle(S, Id, A) || tellHeldKind(S, Id, A))
    return nullptr;
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
    return H.Life == State::Unset ? Text::UsedUnset : Text::UsedAfterFailure;
  case Rule::TAPI013:
    return Text::StateBoundOnIdle;
  default:
    return Text::ReleasedTwice;
  }
}

/// What is known when \p H is released. Ownership counts only while nothing ran
/// that could have ended the call.
LifeContext TapiCall::circumstances(PathState &S, const HandleInfo &H) const {
  LifeContext C;
  C.ApiVersion = versionOf(Sim, S, H);
  C.Priv = H.Priv;
  C.SoleOwner = H.has(Proved) && H.Priv == Privilege::Owner &&
                !(H.Flags & (Escaped | Settled));
  return C;
}

/// TAPI014 from API 2.0 on: the call goes on without an owner.
void TapiCall::tellOrphaned(PathState &S, SymId Id, const Argument &A) {
  HandleInfo &H = *S.Handles.find(Id);
  // Below 2.0 the call lives on; that is told if it is lost.
  if (isBelowOrphans(versionOf(Sim, S, H)))
    return;
  Violation V = violationBy(A, Text::OrphanedCall);
  std::uint32_t Flags = H.Flags;
  Effects(Sim, F, S).violate(Id, std::move(V));
  // It is released all the same.
  S.Handles.find(Id)->Flags = Flags;
}

void TapiCall::violation(PathState &S, SymId Id, const Argument &A, Rule R) {
  HandleInfo &H = *S.Handles.find(Id);
  if (R == Rule::TAPI014) {
    tellOrphaned(S, Id, A);
    return;
  }
  bool IsUnset = H.Life == State::Unset;
  if (R == Rule::TAPI009 && H.Reply == NoId && !IsUnset)
    return;
  if (H.has(Presumed) && Evaluator(W, F, S).range(Id).contains(0))
    return;
  if (R == Rule::TAPI008) {
    if (!(H.Flags & (Incoming | MaybeAnswered | Escaped))) {
      Violation V = violationBy(A, Text::UsedBeforeReply);
      V.Function = H.ObtainedBy;
      std::uint32_t Flags = H.Flags;
      Effects(Sim, F, S).violate(Id, std::move(V));
      H.Flags = Flags;
    }
    // The program goes on as if the reply had come, and so do we; a reply that
    // tells of failure still counts.
    H.Life = State::Live;
    H.Flags |= Answered;
    // After a wait it knows what became of the request.
    if (H.has(MaybeAnswered))
      H.Request = NoId;
    return;
  }
  Violation V = violationBy(A, deathText(R, H));
  if (R == Rule::TAPI009 && !IsUnset)
    V.Function = H.ObtainedBy;
  Effects(Sim, F, S).violate(Id, std::move(V));
}

/// TAPI009: a variable is passed that never received anything.
void TapiCall::tellUnset(PathState &S, const Argument &A) const {
  Value Passed = arg(A.Index, S);
  bool IsNull = Passed.isInt(0) && !Sim.isSequel();
  if (!IsNull)
    Sim.nullUses().set(I.Where, A.Index);
  bool IsUnset = Passed.K == Value::Undef && Sim.tellsUnset();
  if (!(IsUnset || IsNull) || !hasReleaseDuty(A.Kind) || !applies(A, S))
    return;
  Violation V = violationBy(A, IsUnset ? Text::UsedUnset : Text::UsedNull);
  V.Handle.Kind = A.Kind;
  if (IsUnset)
    Sim.reporter().report(V, S.Past);
  else if (!(A.Flags & Optional) && !isWrittenAsConstant(A.Index))
    Sim.nullUses().null(A.Index, std::move(V), S.Past);
}

/// The argument is a number in the source, not the value of a variable.
bool TapiCall::isWrittenAsConstant(unsigned Index) const {
  const ir::Function &Fn = W.function(F);
  return Fn.withoutCasts(Fn.Calls[I.A].Args[Index].Value).Kind ==
         ir::NodeKind::Constant;
}

/// \p Id of kind \p K, which this entry point did not obtain, is released.
void TapiCall::tellForeignRelease(const PathState &S, SymId Id,
                                  HandleKind K) const {
  Sim.reporter().releasesForeign(Sim.root(), K);
  if (llvm::any_of(S.Messages,
                   [Id](const MessageInHand &M) { return M.isAbout(Id); }))
    Sim.reporter().releasesCallsOfMessages();
}

/// The program takes the call \p Id, which a message about its state brought:
/// it is to release it, unless it keeps it already.
void TapiCall::takeOver(PathState &S, SymId Id, HandleInfo &H) const {
  auto M = llvm::find_if(S.Messages, [Id](const auto &X) {
    return X.Row && X.Row->Effect == MessageEffect::CallState && X.isAbout(Id);
  });
  auto IsOtherName = [&](const auto &E) {
    const Symbol &Y = W.names().symbol(E.first);
    return Y.Kind == SymKind::Expr && Y.Op == ir::BinaryOp::EQ &&
           (Y.A == Id || Y.B == Id) && Y.B != NoId && !E.second.contains(0);
  };
  if (Row.Effect != CallEffect::Connects || !H.has(Incoming) ||
      M == S.Messages.end() || llvm::any_of(S.Facts, IsOtherName))
    return;
  H.Flags &= static_cast<std::uint32_t>(~Incoming);
  H.ObtainedAt = H.Origin = I.Where;
  H.ObtainedBy = &Row;
  H.DeliveredBy = M->Row;
  Effects(Sim, F, S).pastStep(StepKind::Taken, I.Where);
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
    H->Flags &= static_cast<std::uint32_t>(~Offered);
    if (E != Event::Release && H->has(Incoming) &&
        !Evaluator(W, F, S).range(Id).contains(0))
      H->Flags |= Trusted;
    // After a wait the program knows what became of the request. A reply that
    // was seen is the only one.
    if (H->has(MaybeAnswered) && isAlive(H->Life) && !H->has(Replied))
      H->Request = NoId;
    if (A.Role == ArgRole::Release && H->has(Incoming))
      tellForeignRelease(S, Id, H->Kind);
    LifeContext Context =
        E == Event::Release ? circumstances(S, *H) : LifeContext();
    Transition T = step(H->Kind, H->Life, E, Context);
    if (T.Violated != Rule::None)
      violation(S, Id, A, T.Violated);
    else
      takeOver(S, Id, *H);
  }
}
