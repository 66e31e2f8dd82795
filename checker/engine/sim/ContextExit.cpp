//===- ContextExit.cpp - What a caller sees of its callee -----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The way out: see Context.h.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Context.h"
#include "checker/engine/sim/EndNotes.h"
#include "checker/engine/sim/Requests.h"

using namespace tapi;
using namespace tapi::engine;

SymId Context::outSymbol(SymId Y) {
  auto Known = SymOut.find(Y);
  if (Known != SymOut.end())
    return Known->second;
  const Symbol Symbol = N.symbol(Y);
  SymId R = NoId;
  switch (Symbol.Kind) {
  case SymKind::Initial:
    R = N.initial(outLocation(Symbol.A));
    break;
  case SymKind::Narrow:
    R = N.narrow(outSymbol(Symbol.A), Symbol.Ty);
    break;
  case SymKind::Expr: {
    SymId A = outSymbol(Symbol.A);
    R = Symbol.B == NoId
            ? N.expression(Symbol.Op, Symbol.Ty, A, Symbol.Number)
            : N.expression(Symbol.Op, Symbol.Ty, A, outSymbol(Symbol.B));
    break;
  }
  default:
    break;
  }
  if (R == NoId)
    R = N.via(Site, Y);
  SymOut[Y] = R;
  return R;
}

LocId Context::outLocation(LocId L) {
  const Location Y = N.location(L);
  switch (Y.Kind) {
  case LocKind::Region:
    return N.region(outSymbol(Y.A));
  case LocKind::Kept:
    return N.kept(outSymbol(Y.A));
  case LocKind::Exposed:
    return N.exposed(outLocation(Y.A));
  case LocKind::Outer: {
    auto It = RootOut.find(L);
    return It == RootOut.end() ? L : It->second;
  }
  case LocKind::At: {
    LocId Parent = outLocation(Y.A);
    return N.elementAt(Parent, outSymbol(Y.B));
  }
  case LocKind::Field:
  case LocKind::Element:
  case LocKind::Any:
    return N.part(Y, outLocation(Y.A));
  default:
    return L;
  }
}

Value Context::outValue(const Value &V) {
  Value R = V;
  if (V.isSym())
    R.Id = outSymbol(V.Id);
  else if (V.K == Value::Addr) {
    const Location &Root = N.location(N.root(V.Id));
    if (Root.Kind == LocKind::Local)
      return Value::unknown(); // Of the callee: it is gone.
    R.Id = outLocation(V.Id);
  }
  return R;
}

void Context::leaveStore(PathState &R, const PathState &Exit) {
  // What the callee assigned as a whole has no parts left that it did not see.
  llvm::SmallVector<LocId, 4> Whole;
  for (const auto &[L, V] : Exit.Store)
    if (!Entry.Store.find(L) && N.location(L).Kind == LocKind::Global)
      Whole.push_back(L);
  R.Store.eraseIf([&](const auto &E) {
    return llvm::is_contained(Passed, E.first) ||
           (!Whole.empty() && llvm::is_contained(Whole, N.root(E.first)));
  });
  for (const auto &[L, V] : Exit.Store)
    if (N.location(N.variable(L)).Kind != LocKind::Local)
      R.Store.set(outLocation(L), outValue(V));
}

/// \p H, dead by the end of its line, was dead already when the caller began.
bool Context::endedBefore(const HandleInfo &H) const {
  if (H.has(OfObject))
    return S.Object.ByCaller;
  return H.has(Presumed) && S.Family.ByCaller;
}

void Context::leaveHandles(PathState &R, const PathState &Exit, Position Where,
                           const std::string &Name) {
  std::vector<std::pair<SymId, HandleInfo>> Ended;
  for (const auto &[Y, H] : Exit.Handles) {
    SymId Id = outSymbol(Y);
    HandleInfo Copy = H;
    if (H.Parent != NoId)
      Copy.Parent = outSymbol(H.Parent);
    if (H.Request != NoId)
      Copy.Request = outSymbol(H.Request);
    if (H.Reply != NoId)
      Copy.Reply = outSymbol(H.Reply);
    if (H.Count != NoId)
      Copy.Count = outSymbol(H.Count);
    const HandleInfo *Old = S.Handles.find(Id);
    if (H.Outcome != NoId)
      Copy.Outcome = outSymbol(H.Outcome);
    else if (Old)
      Copy.Outcome = Old->Outcome;
    std::uint32_t Outer = AtEntry | DeadAtEntry | IdleAtEntry | HeldOutside;
    Copy.Flags &= static_cast<std::uint32_t>(~Outer);
    if (Old) {
      Copy.Flags |= Old->Flags & Outer;
      Copy.ObtainedAt = Old->ObtainedAt;
      Copy.ObtainedBy = Old->ObtainedBy;
      Copy.Name = Old->Name;
      Copy.Origin = Old->Origin;
      Copy.OriginName = Old->OriginName;
      // What ran in the callee may have changed memory that it does not see.
      if (!isDead(Copy.Life))
        if (const HandleInfo *Now = R.Handles.find(Id))
          Copy.Flags |= Now->Flags & Escaped;
      if (Old->Kind == HandleKind::Request)
        Copy.Parent = Old->Parent;
      if (isDead(Old->Life)) {
        Copy.EndedAt = Old->EndedAt;
        Copy.EndedBy = Old->EndedBy;
        Copy.Ended = Old->Ended;
      }
    }
    if (isDead(Copy.Life) && !(Old && isDead(Old->Life)))
      Ended.emplace_back(Id, Copy);
    if (!Old && Sim.isFromCaller(Id))
      Copy.Flags |= AtEntry;
    // The end of a line is told by who ended it.
    if (!Old && H.has(DeadAtEntry) && endedBefore(H))
      Copy.Flags |= AtEntry | DeadAtEntry;
    if (!Old && Copy.ObtainedAt) {
      Copy.Origin = Where;
      Copy.OriginName = W.text(Name);
      // Its name here is that of the variable that holds it here.
      auto Holder = llvm::find_if(R.Store, [&, Id = Id](const auto &E) {
        return E.second == Value::symbol(Id);
      });
      if (Holder != R.Store.end())
        if (std::string Here = W.describe(Holder->first); !Here.empty())
          Copy.Name = W.text(Here);
    }
    // Memory that was only read so far holds it from now on, unless the callee
    // freed it.
    auto IsStored = [&](LocId L) {
      while (!R.Store.find(L) && N.isPart(L))
        L = N.location(L).A;
      return R.Store.find(L) != nullptr;
    };
    if (const Symbol &Y = N.symbol(Id);
        !Old && Y.Kind == SymKind::Initial && !IsStored(Y.A) && !N.isLocal(Y.A))
      R.Store.set(Y.A, Value::symbol(Id));
    R.Handles.set(Id, Copy);
    if (Copy.Kind == HandleKind::Request && Old && isAlive(Old->Life))
      connectCall(R, Copy);
    if (Copy.has(Escaped) && !(Old && Old->has(Escaped)))
      Effects(Sim, Caller, R).excuseChildren(Id);
  }
  // Handles that the callee never saw die with their parents, too.
  for (auto &[Parent, End] : Ended)
    Effects(Sim, Caller, R).endChildren(Parent, End, Where);
}

/// Longer ways through a callee are told by their last steps.
static constexpr std::size_t MaxCalleeSteps = 6;

/// Steps of the callee are told if something happened to a handle there, or if
/// \p IsChoice: its ways out differ in what happened, and this is one of them.
void Context::leaveTrail(PathState &R, const PathState &Exit, Position Where,
                         const std::string &Name, bool IsChoice) {
  auto Steps = stepsSince(Exit.Past, nullptr);
  bool Happened = llvm::any_of(Steps, [](const TrailStep *T) {
    return T->Kind == StepKind::Obtained || T->Kind == StepKind::Ended;
  });
  if (Steps.empty() || (!Happened && !IsChoice))
    return;
  R.Past =
      append(std::move(R.Past),
             {Entering, Entering == StepKind::Enter ? Where : Fn.Where, Name});
  for (std::size_t I = 0; I < Steps.size(); ++I) {
    bool IsWay =
        Steps[I]->Kind == StepKind::Branch || Steps[I]->Kind == StepKind::Jump;
    if (!IsWay || (IsChoice && I + MaxCalleeSteps >= Steps.size()))
      R.Past = append(std::move(R.Past), *Steps[I]);
  }
}

/// The callee may have ended the only line of an object, or fetched what such
/// an object holds. If it returns none of that, it has dealt with it.
void Context::leaveObject(PathState &R, const PathState &Exit) {
  bool IsDone = Exit.Object.LookedAt &&
                (!Entry.Object.isKnown() ||
                 Sim.world().function(Callee).ReturnVar == ir::None);
  if (!Exit.Object.isKnown() || IsDone) {
    if (Entry.Object.isKnown() || IsDone)
      R.Object = {};
    return;
  }
  if (!(Exit.Object == Entry.Object)) {
    R.Object = {};
    R.Object.End = Exit.Object.End;
    if (Exit.Object.Owner != NoId)
      R.Object.Owner = outSymbol(Exit.Object.Owner);
  }
  R.Object.LookedAt |= Exit.Object.LookedAt;
  for (SymId Y : Exit.Object.Members)
    R.Object.add(outSymbol(Y));
}

/// Memory of the caller that TAPI may still write because of the callee.
void Context::leaveLateWrites(PathState &R, const PathState &Exit) {
  for (LateWrite L : Exit.LateWrites) {
    if (N.location(N.root(L.Where)).Kind == LocKind::Local)
      continue;
    L.Where = outLocation(L.Where);
    if (L.Request != NoId)
      L.Request = outSymbol(L.Request);
    if (!llvm::is_contained(R.LateWrites, L))
      R.LateWrites.push_back(L);
  }
}

/// \p H is, or has ended, as \p From.
static void liveAs(const HandleInfo &From, HandleInfo &H) {
  H.Life = From.Life;
  H.EndedAt = From.EndedAt;
  H.EndedBy = From.EndedBy;
  H.EndToldBy = From.EndToldBy;
  H.Ended = From.Ended;
}

void Context::leaveLatents(PathState &R, const PathState &Exit, Position Where,
                           const std::string &Name) {
  Effects Do(Sim, Caller, R);
  const Trail Before = R.Past;
  for (const Latent &L : Exit.Latents) {
    SymId Id = outSymbol(L.Handle);
    // The object may be gone, and its handle with it; and where the handle is
    // not set, there was nothing to tell.
    if (L.Known.has(OfObject) ||
        (L.Known.has(Presumed) && !R.Handles.find(Id))) {
      HandleInfo Copy = L.Known;
      if (!endedBefore(Copy))
        Copy.Flags &= static_cast<std::uint32_t>(~(AtEntry | DeadAtEntry));
      R.Handles.set(Id, Copy);
    }
    HandleInfo *H = R.Handles.find(Id);
    if (!H)
      continue;
    R.Past = append(Before, {StepKind::Enter, Where, Name});
    for (const TrailStep *Step : stepsSince(L.Past, nullptr))
      R.Past = append(std::move(R.Past), *Step);
    H->Flags &= static_cast<std::uint32_t>(~Settled);
    Violation V;
    V.Message = L.Message;
    V.Where = Where;
    V.Function = L.Function;
    V.Detail = L.Detail;
    V.Actor = L.Actor;
    V.Inner = L.Where;
    V.Calls = L.Calls;
    V.Calls.emplace_back(Where, Name);
    // What became of it later in the callee is not part of the story.
    const HandleInfo After = *H;
    if (!isDead(L.Known.Life)) {
      H->Life = L.Known.Life;
      H->EndedAt = L.Known.EndedAt;
    } else if (!isDead(H->Life)) { // Dead only where it is set.
      liveAs(L.Known, *H);
    }
    Do.violate(Id, std::move(V));
    H = R.Handles.find(Id);
    liveAs(After, *H);
    // What was used too early is there all the same.
    if (L.Message == Text::UsedBeforeReply)
      H->Flags = After.Flags;
  }
  R.Past = Before;
}

PathState Context::leave(const PathState &Exit, const ir::Instr &I,
                         const std::string &Name, bool IsChoice) {
  PathState R = S;
  if (Exit.Pumped)
    Effects(Sim, Caller, R).letOthersRun();
  if (Exit.Waited)
    Effects(Sim, Caller, R).mayBeAnswered();
  leaveStore(R, Exit);
  leaveHandles(R, Exit, I.Where, Name);
  for (const auto &[Y, Range] : Exit.Facts)
    if (SymId Id = outSymbol(Y); !Range.isFull())
      R.Facts.set(Id, Range);
  askOfEnd(W, Caller, R, Exit.EndAsked);
  if (Exit.Family.isKnown() && !(Exit.Family == S.Family))
    R.endFamily(Exit.Family);
  R.Family = Exit.Family == S.Family ? S.Family : Exit.Family;
  for (auto [Field, Object] : Exit.Written)
    R.addWritten(Field, known(Object, SymOut));
  leaveObject(R, Exit);
  R.AppEnded |= Exit.AppEnded;
  R.LineEnded |= Exit.LineEnded;
  if (Exit.LineEnded || Exit.AppEnded)
    Sim.reporter().refute(R.HeldBack);
  for (std::uint64_t Place : Exit.Forgotten)
    if (!llvm::is_contained(R.Forgotten, Place))
      R.Forgotten.push_back(Place);
  R.Signalled |= Exit.Signalled;
  R.IsNoted |= Exit.IsNoted;
  R.Resumed |= Exit.Resumed;
  R.WaitTests = Exit.WaitTests;
  R.Ends = Exit.Ends;
  R.Met |= Exit.Met;
  leaveLateWrites(R, Exit);
  leaveLatents(R, Exit, I.Where, Name);
  if (Exit.EndlessWait != NoId)
    R.EndlessWait = outSymbol(Exit.EndlessWait);
  // Whoever got a request ID may have looked at it.
  llvm::erase_if(R.Untested, [&](SymId Y) { return SymIn.count(Y); });
  leaveTrail(R, Exit, I.Where, Name, IsChoice);
  if (I.Dest != ir::None) {
    const Value *V = Fn.ReturnVar == ir::None
                         ? nullptr
                         : Exit.Store.find(N.local(Callee, Fn.ReturnVar));
    R.Temps.set(I.Dest, V ? outValue(*V) : Value::unknown());
  }
  return R;
}
