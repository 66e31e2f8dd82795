//===- Losses.cpp - Handles that lose their last reference ----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The part of Effects that finds losses, and where a violation is told: here,
/// or, if its cause lies with a caller, there.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Effects.h"
#include "checker/engine/sim/Ownership.h"

using namespace tapi;
using namespace tapi::engine;

/// The sentence for a loss, by kind and cause.
static Text lossText(const HandleInfo &H, LossBy By) {
  static const Text CallTexts[] = {Text::CallLeaked, Text::CallCleared,
                                   Text::CallOverwritten, Text::CallOutReused};
  static const Text LineTexts[] = {Text::LineLeaked, Text::LineCleared,
                                   Text::LineOverwritten,
                                   Text::LineOverwritten};
  static const Text AppTexts[] = {Text::AppLeaked, Text::AppLeaked,
                                  Text::AppOverwritten, Text::AppOverwritten};
  unsigned I = static_cast<unsigned>(By);
  if (H.Count != NoId)
    return Text::CallListLeaked;
  switch (H.Kind) {
  case HandleKind::Call:
    return CallTexts[I];
  case HandleKind::Message:
    return Text::MessageNotFreed;
  case HandleKind::ProxyRequest:
    return Text::ProxyNeverAnswered;
  case HandleKind::Device:
    return Text::CommHandleLeaked;
  default:
    break;
  }
  return parentKind(H.Kind) == HandleKind::None ? AppTexts[I] : LineTexts[I];
}

/// Somebody still has \p Y. What is left of the message that brought it does
/// not count once the program's own variable for it ends.
bool Effects::isHeldByProgram(SymId Y, const LossCause &Why) const {
  const HandleInfo &H = *S.Handles.find(Y);
  // An argument of the very call that writes over the variable is no reference.
  if (Why.By == LossBy::OutReuse)
    return llvm::any_of(
        S.Store, [Y](const auto &E) { return E.second == Value::symbol(Y); });
  // The VARSTRING in which it came is no variable of the program's.
  if (H.Kind == HandleKind::Device && !Why.OfExpression)
    return llvm::any_of(S.Store, [&](const auto &E) {
      return E.second == Value::symbol(Y) && deviceString(W, E.first) == NoId;
    });
  // A proxy request is answered while its message is at hand, or kept.
  if (!H.DeliveredBy || Why.By != LossBy::End || Why.OfExpression ||
      H.Kind == HandleKind::ProxyRequest)
    return S.isHeld(Y);
  auto IsMessage = [&](LocId L) {
    const Location &P = N.location(L);
    if (P.Kind == LocKind::Field)
      return W.module().Fields[P.B].Part != MessagePart::NotAMessage;
    return P.Kind == LocKind::Local && W.function(P.A).IsCallback &&
           P.B < W.function(P.A).NumParams;
  };
  return llvm::any_of(S.Store, [&](const auto &E) {
    return E.second == Value::symbol(Y) && !IsMessage(E.first);
  });
}

/// The global or field at \p L, whichever object it is of; 0 for others.
static std::uint64_t placeOf(const Names &N, LocId L) {
  const Location &Y = N.location(L);
  if (Y.Kind == LocKind::Global)
    return std::uint64_t(1) << 32 | Y.A;
  return Y.Kind == LocKind::Field ? std::uint64_t(2) << 32 | Y.B : 0;
}

/// A stored handle of an earlier entry point that was tested and used is
/// cleared: a leak, if on other ways to the same place it was released before.
void Effects::noteClearing(LocId L, const LossCause &Why) {
  if (N.isLocal(L))
    return;
  std::uint64_t Place = placeOf(N, L);
  bool WasForgotten = llvm::is_contained(S.Forgotten, Place);
  Value Old = Eval.load(L);
  const HandleInfo *H = S.handle(Old);
  bool IsDead = H && isDead(H->Life);
  // Not because the path has only tested it.
  bool WasCleared = Old != Value::symbol(N.initial(L)) &&
                    Eval.range(Old) == RangeSet::single(0);
  if (IsDead || WasCleared || WasForgotten)
    Sim.reporter().releasedBefore(Why.Where, Sim.root(),
                                  IsDead || WasForgotten);
  if (IsDead && Place && !WasForgotten)
    S.Forgotten.push_back(Place);
  if (IsDead || WasCleared)
    return;
  if (Sim.isSequel() || S.LineEnded || S.AppEnded || !H || !H->has(Trusted) ||
      !isAlive(H->Life) ||
      (H->Flags & (Settled | Escaped | AtEntry | LeftBehind)))
    return;
  if (llvm::count_if(S.Store, [&](const auto &E) { return E.second == Old; }) >
      1)
    return;
  Violation V;
  V.Message = lossText(*H, LossBy::Clear);
  V.Where = Why.Where;
  V.Function = Why.Function;
  V.Handle = *H;
  V.Root = Sim.root();
  S.HeldBack.push_back(Sim.reporter().holdBack(std::move(V), S.Past));
}

/// Memory that entry points share loses a handle that an earlier one left. It
/// may still be released by what the message at hand names; if not, this is the
/// place where it is lost.
void Effects::noteStoredLoss(LocId L, llvm::ArrayRef<SymId> Lost,
                             const LossCause &Why) {
  if (!Sim.isSequel() || N.isLocal(L))
    return;
  for (SymId Y : Lost) {
    HandleInfo &H = *S.Handles.find(Y);
    if (!H.has(LeftBehind))
      continue;
    if (!Sim.storages().isOwn(L))
      H.Flags |= Escaped;
    H.Cleared = {Why.By, Why.Where, Why.Function};
  }
}

/// TAPI010: TAPI will write the handle to a place that ends here.
void Effects::tellOutLocation(SymId Y, const LossCause &Why) {
  const HandleInfo &H = *S.Handles.find(Y);
  Violation V;
  V.Message = Text::OutLocationDies;
  V.Where = Why.Where;
  V.Function = H.ObtainedBy;
  V.Place = H.Name == NoId ? std::string() : W.text(H.Name);
  violate(Y, std::move(V));
}

void Effects::checkLoss(llvm::ArrayRef<SymId> Symbols, const LossCause &Why) {
  bool IsEnd = Why.By == LossBy::End || Why.By == LossBy::Clear;
  llvm::SmallVector<std::pair<SymId, Rule>, 4> Lost;
  for (SymId Y : Symbols) {
    HandleInfo *H = S.Handles.find(Y);
    if (!H || (H->Flags & (Incoming | Escaped | HeldOutside | Settled)) ||
        isHeldByProgram(Y, Why))
      continue;
    // A message that nobody looks into costs nothing: the next one names the
    // same call again.
    if (H->has(Offered))
      continue;
    // Its reply is here, and nobody has looked: it may tell of success.
    if (H->awaitsReply() && H->Reply != NoId &&
        Eval.range(H->Reply).contains(0))
      PathState::answer(*H, true);
    // Whoever waited has seen what became of the request.
    if (H->awaitsReply() && H->Outcome != NoId &&
        !Eval.range(H->Outcome).contains(0))
      continue;
    if (H->awaitsReply() && H->has(MaybeAnswered)) {
      giveUp(*H, "has its reply looked at where that cannot be followed");
      continue;
    }
    if (H->has(Doubtful)) {
      giveUp(*H, "may be the handle that a message told the end of");
      continue;
    }
    if (H->has(MaybeReleased)) {
      giveUp(*H, "may be released by a callback while the program waits");
      continue;
    }
    Transition T =
        step(H->Kind, H->Life, IsEnd ? Event::Lost : Event::Overwritten);
    if (H->Life == State::Pending && Why.By == LossBy::End &&
        !Why.OfExpression && !H->has(AtEntry))
      tellOutLocation(Y, Why);
    else if (T.Violated != Rule::None)
      Lost.emplace_back(Y, T.Violated);
  }
  for (auto [Y, R] : Lost) {
    HandleInfo *H = S.Handles.find(Y);
    if (!H || H->has(Settled))
      continue;
    // The loss of an app includes that of its lines: one release mends both.
    bool WithParent = llvm::any_of(Lost, [&, Rule = R](const auto &O) {
      return O.first == H->Parent && O.second == Rule;
    });
    if (WithParent) {
      H->Flags |= Settled;
      continue;
    }
    Violation V;
    V.Message = lossText(*H, Why.By);
    V.Where = Why.Where;
    V.Function = H->Kind == HandleKind::Device ? H->ObtainedBy : Why.Function;
    if (H->Cleared.Where && Sim.isSequel()) {
      V.Message = lossText(*H, H->Cleared.By);
      V.Where = H->Cleared.Where;
      V.Function = H->Cleared.Function;
    }
    // The release that was tried did not work, and nobody looked.
    if (H->TriedAt) {
      V.Message = Text::EarlyDeallocateFails;
      V.Where = H->TriedAt;
      V.Function = H->TriedBy;
    }
    violate(Y, std::move(V));
  }
}

/// Where an entry point runs over what others left, only what is certain of
/// stored handles is told; all else is told without that.
static bool isToldOfStored(Simulator &Sim, const HandleInfo &H, Rule R,
                           Position Where) {
  bool IsOfDeath = R == Rule::TAPI003 || R == Rule::TAPI004 ||
                   R == Rule::TAPI005 || R == Rule::TAPI006;
  if (!H.has(LeftBehind) || !(IsOfDeath || R == Rule::TAPI009))
    return false;
  if (!H.has(DeadAtStart))
    return true;
  // The same call of TAPI again: it may well be for the next handle.
  if (Where == H.EndedAt)
    return false;
  const ir::Function &Root = Sim.world().function(Sim.root());
  // What comes after its line was closed is about another line.
  if (Root.IsCallback && H.Life != State::Released)
    return false;
  return H.has(Believed) || Root.Role == ir::MemberRole::Destructor;
}

/// A stored call that an earlier entry point left loses its last place while a
/// message is handled that is about this very call: it lives beyond doubt, and
/// so far nobody has released it.
static bool isLostByMessage(const PathState &S, SymId Id, const HandleInfo &H) {
  return H.has(LeftBehind) && !H.has(DeadAtStart) && H.Cleared.Where &&
         H.Kind == HandleKind::Call && isAlive(H.Life) &&
         llvm::any_of(S.Messages, [Id](const MessageInHand &M) {
           return M.Row && M.Row->Effect == MessageEffect::CallState &&
                  M.isAbout(Id);
         });
}

void Effects::violate(SymId Id, Violation V) {
  HandleInfo &H = *S.Handles.find(Id);
  // What was tested of a wait may exclude what ran in it.
  if (H.has(Settled) || S.WaitTests)
    return;
  Rule R = ruleOf(V.Message);
  bool IsLoss = R == Rule::TAPI001 || R == Rule::TAPI002;
  if (Sim.isSequel() &&
      !(IsLoss ? isLostByMessage(S, Id, H)
               : isToldOfStored(Sim, H, R, V.Inner ? V.Inner : V.Where)))
    return;
  bool IsAboutDeath = isDead(H.Life);
  bool ByCaller = IsAboutDeath ? H.has(DeadAtEntry) : H.has(AtEntry);
  if (R == Rule::TAPI012)
    ByCaller = false;
  if (R == Rule::TAPI013)
    ByCaller = H.has(IdleAtEntry);
  V.Handle = H;
  V.OfEarlierRound = N.symbol(Id).Kind == SymKind::Older;
  V.Root = Sim.root();
  H.Flags |= Settled;
  // A line that is closed later on this path ends what was answered.
  if (IsLoss && H.isAnswered()) {
    if (Sim.isAtRoot())
      S.HeldBack.push_back(Sim.reporter().holdBack(std::move(V), S.Past));
    return;
  }
  // What died while the program waited is told where it is used.
  if (V.Inner && H.has(LeftBehind) && Sim.meanwhile() != ir::None)
    V.Where = std::exchange(V.Inner, 0);
  if (!ByCaller) {
    Sim.reporter().report(V, S.Past);
    return;
  }
  Latent L{V.Message,  Id,       V.Inner ? V.Inner : V.Where,
           V.Function, V.Detail, V.Actor,
           V.Calls,    S.Past,   V.Handle};
  if (!llvm::is_contained(S.Latents, L))
    S.Latents.push_back(std::move(L));
}
