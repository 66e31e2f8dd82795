//===- Effects.cpp - What happens to memory -------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The part of Effects about memory and what escapes from it. The others are in
/// Families.cpp and Losses.cpp.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Effects.h"
#include "checker/engine/sim/Ownership.h"

using namespace tapi;
using namespace tapi::engine;

SymId Effects::fresh(SiteId Site, unsigned Index) {
  SymId Y = N.conjured(Site, Index);
  S.retire(N, Y);
  return Y;
}

void Effects::pastStep(StepKind Kind, Position Where, std::string Text) {
  S.Past = append(std::move(S.Past), {Kind, Where, std::move(Text)});
}

void Effects::collectHandles(LocId Within,
                             llvm::SmallVectorImpl<SymId> &Out) const {
  for (const auto &[L, V] : S.Store)
    if (V.isSym() && S.Handles.find(V.Id) && N.isWithin(L, Within))
      Out.push_back(V.Id);
}

/// It is known which object \p Root is; to a callee, its caller knows.
bool Effects::isKnownObject(LocId Root) const {
  const Location &Y = N.location(Root);
  if (Y.Kind != LocKind::Region)
    return true;
  SymKind K = N.symbol(Y.A).Kind;
  return K == SymKind::Entry || K == SymKind::Instance || W.isAllocation(Y.A);
}

void Effects::noteWrite(LocId L, const Value &V) {
  if (L != NoId && N.location(N.root(L)).Kind == LocKind::Local)
    return;
  HandleKind K = L == NoId ? HandleKind::None : W.kindOf(L);
  // Handles are written by address, but not asked for.
  bool IsAsked =
      L == NoId || (K == HandleKind::None && Sim.guards().isAddressed(N, L));
  bool IsExact =
      !IsAsked && isKnownObject(N.root(L)) && Eval.range(V).isSingle();
  for (LocId Part = L; IsExact && N.isPart(Part); Part = N.location(Part).A) {
    LocKind Step = N.location(Part).Kind;
    IsExact = Step == LocKind::Field || Step == LocKind::Element;
  }
  // A call that is cleared may have been taken for another one.
  S.IsNoted |= !IsExact || K == HandleKind::Call;
}

void Effects::assign(LocId L, const Value &V, const LossCause &Why) {
  noteWrite(L, V);
  if (L == NoId) {
    escape(V);
    return;
  }
  forgetAliases(L);
  Sim.endNotes().write(W, S, L);
  if (N.isUncertain(L)) {
    // Which element is written is not known: from now on none is.
    escape(V);
    S.Store.set(L, Value::unknown());
    return;
  }
  if (Why.By == LossBy::Clear)
    noteClearing(L, Why);
  if (V.K == Value::Addr && isFound(N.root(L)))
    expose(V.Id);
  llvm::SmallVector<SymId, 4> Lost;
  collectHandles(L, Lost);
  S.Store.eraseIf(
      [&](const auto &E) { return E.first != L && N.isWithin(E.first, L); });
  S.Store.set(L, V);
  noteStoredLoss(L, Lost, Why);
  checkLoss(Lost, Why);
}

void Effects::loseMessage(LocId L, Position Where) {
  llvm::SmallVector<SymId, 4> Lost;
  if (L != NoId)
    collectHandles(L, Lost);
  checkLoss(Lost, {LossBy::End, Where});
}

void Effects::zero(LocId L, const LossCause &Why) {
  if (L != NoId)
    assign(L, Value::integer(0), {LossBy::Clear, Why.Where, Why.Function});
}

void Effects::copy(LocId To, LocId From, const LossCause &Why) {
  if (To == NoId) {
    if (From != NoId)
      escape(Value::address(From));
    return;
  }
  if (From == NoId || N.isWithin(From, To) || N.isWithin(To, From)) {
    assign(To, Value::unknown(), Why);
    return;
  }
  std::vector<std::pair<LocId, Value>> Parts;
  for (const auto &[L, V] : S.Store)
    if (N.isWithin(L, From))
      Parts.emplace_back(L, V);
  if (N.isUncertain(To)) {
    for (auto &[L, V] : Parts)
      escape(V);
    assign(To, Value::unknown(), Why);
    return;
  }
  noteWrite(To, Value::unknown());
  forgetAliases(To);
  Value Whole = Eval.load(From);
  llvm::SmallVector<SymId, 4> Lost;
  collectHandles(To, Lost);
  S.Store.eraseIf([&](const auto &E) { return N.isWithin(E.first, To); });
  S.Store.set(To, Whole.isSym() ? Value::unknown() : Whole);
  for (auto &[L, V] : Parts)
    S.Store.set(N.moved(L, From, To), V);
  checkLoss(Lost, Why);
}

void Effects::end(llvm::ArrayRef<LocId> Roots, const LossCause &Why) {
  llvm::SmallVector<SymId, 4> Lost;
  for (LocId R : Roots) {
    std::size_t First = Lost.size();
    collectHandles(R, Lost);
    const Location &Y = N.location(R);
    if (Y.Kind == LocKind::Local && W.function(Y.A).Vars[Y.B].EndsUnseen)
      for (std::size_t I = First; I < Lost.size(); ++I)
        letGo(*S.Handles.find(Lost[I]),
              "is in an object whose destructor is not followed");
  }
  S.Store.eraseIf([&](const auto &E) {
    return llvm::is_contained(Roots, N.variable(E.first));
  });
  checkLateWrites(Why.Where,
                  [&](LocId R) { return llvm::is_contained(Roots, R); });
  checkLoss(Lost, Why);
}

void Effects::forget(Value &V) {
  if (HandleInfo *H = S.handle(V))
    letGo(*H, "is kept where code that is not seen can change it");
  V = Value::unknown();
}

void Effects::passOnMessages(const Value &V) {
  LocId To = Eval.pointee(V);
  auto IsPassed = [&](SymId Device) {
    return V == Value::symbol(Device) ||
           (To != NoId && llvm::any_of(S.Store, [&](const auto &E) {
              return E.second == Value::symbol(Device) &&
                     N.root(E.first) == N.root(To);
            }));
  };
  for (const MessageInHand &M : S.Messages)
    if (SymId Device = M.part(MessagePart::Device);
        Device != NoId && !M.IsAnswer && IsPassed(Device))
      Sim.reporter().releasesForeign(Sim.root(), HandleKind::Call);
}

void Effects::escape(const Value &V, Reader By) {
  if (By != Reader::Library)
    passOnMessages(V);
  if (HandleInfo *H = S.handle(V))
    letGo(*H, "is passed to code that is not seen");
  Sim.storages().escape(V);
  forgetPointee(V, /*MayKeep=*/true, By);
}

void Effects::insert(const Value &Pointer, const Value &V) {
  if (HandleInfo *H = S.handle(V))
    if (LocId L = Eval.pointee(Pointer); L != NoId)
      entrust(*H, L);
  escape(V);
}

void Effects::construct(const Value &Pointer) {
  LocId Object = Eval.pointee(Pointer);
  if (Object == NoId || !N.isPart(Object)) {
    escape(Pointer);
    return;
  }
  Sim.storages().escape(Object);
  S.Store.changeIf([&](const auto &E) { return N.isWithin(E.first, Object); },
                   [&](Value &V) { forget(V); });
}

void Effects::letGo(HandleInfo &H, const char *Why) {
  if (isAlive(H.Life) || H.Life == State::Pending)
    giveUp(H, Why);
  H.Flags |= Escaped;
}

void Effects::letGoBehind(const Value &V, const char *Why) {
  llvm::SmallVector<LocId, 4> Roots;
  auto Reach = [&](const Value &To) {
    if (HandleInfo *H = S.handle(To))
      letGo(*H, Why);
    else if (LocId L = Eval.pointee(To);
             L != NoId && !llvm::is_contained(Roots, N.root(L)))
      Roots.push_back(N.root(L));
  };
  Reach(V);
  for (unsigned I = 0; I < Roots.size(); ++I)
    for (const auto &E : S.Store) {
      if (N.root(E.first) != Roots[I])
        continue;
      Reach(E.second);
      // Which of the objects is used is not known, nor in which order.
      if (HandleInfo *H = S.handle(E.second))
        H->Flags |= Settled;
    }
}

void Effects::giveUp(const HandleInfo &H, const char *Why) {
  if (H.ObtainedAt && !(H.Flags & (Incoming | Settled | Escaped)))
    Sim.reporter().unknown(H.ObtainedAt, Why);
}

void Effects::forgetPointee(const Value &Pointer, bool MayKeep, Reader By) {
  LocId L = Eval.pointee(Pointer);
  if (L == NoId)
    return;
  noteWrite(L, Value::unknown());
  if (By == Reader::Anybody || W.kindOf(L) != HandleKind::None)
    Sim.storages().escape(L);
  auto IsKnown = [&](LocId At) {
    return By == Reader::OwnCode && N.location(At).Kind == LocKind::Field &&
           !N.isWithin(L, At) && W.kindOf(At) != HandleKind::None;
  };
  llvm::SmallVector<LocId, 4> Roots{N.root(L)};
  for (unsigned I = 0; I < Roots.size(); ++I) {
    // Code that gets an object knows nothing of what the program keeps in it.
    for (const auto &E : S.Store)
      if (HandleInfo *H = S.handle(E.second);
          H && N.root(E.first) == Roots[I] && !N.isWithin(L, E.first) &&
          !IsKnown(E.first))
        entrust(*H, E.first);
    S.Store.changeIf(
        [&](const auto &E) {
          return N.root(E.first) == Roots[I] && !IsKnown(E.first);
        },
        [&](Value &V) {
          LocId Next = S.handle(V) ? NoId : Eval.pointee(V);
          forget(V);
          if (Next != NoId && !llvm::is_contained(Roots, N.root(Next)))
            Roots.push_back(N.root(Next));
        });
  }
  if (MayKeep)
    for (LocId Root : Roots)
      if (By == Reader::Anybody || !isFrame(N.location(Root).Kind))
        keep(Root);
  // Parts that were never stored may be set now, too.
  for (LocId Root : Roots)
    if (isFrame(N.location(Root).Kind))
      S.Store.set(Root, Value::unknown());
}

bool Effects::isGuard(LocId L, const Value &V) const {
  return V.K == Value::Int && V.Number != 0 && Sim.guards().staySet(N, L);
}

void Effects::forgetFlags() {
  // Functions that have nothing to do with handles write flags, too.
  auto MayChange = [&](LocId L) {
    const Location &Root = N.location(N.root(L));
    if (Root.Kind != LocKind::Global)
      return Root.Kind == LocKind::Region;
    const ir::Global &G = W.module().Globals[Root.A];
    return G.Written || !G.Internal;
  };
  S.Store.changeIf(
      [&](const auto &E) {
        return !S.handle(E.second) && E.second.K != Value::Addr &&
               MayChange(E.first) && !isGuard(E.first, E.second);
      },
      [](Value &V) { V = Value::unknown(); });
  llvm::SmallVector<LocId, 4> Read;
  for (const auto &[Y, R] : S.Facts)
    if (const Symbol &X = N.symbol(Y); X.Kind == SymKind::Initial &&
                                       !S.Handles.find(Y) &&
                                       !S.Store.find(X.A) && MayChange(X.A))
      Read.push_back(X.A);
  for (LocId L : Read)
    S.Store.set(L, Value::unknown());
}

/// Callbacks release the calls that they find, when a message says so.
void Effects::mayBeReleased() {
  if (!Sim.callbacks().ReleasesCalls)
    return;
  for (const auto &[L, V] : S.Store)
    if (HandleInfo *H = S.handle(V);
        H && H->Kind == HandleKind::Call && isFound(N.root(L)))
      H->Flags |= MaybeReleased;
}

void Effects::mayBeAnswered() {
  mayBeReleased();
  S.Waited = true;
  S.LateWrites.clear();
  for (auto &[Y, H] : S.Handles) {
    bool IsRequest = H.Kind == HandleKind::Request && isAlive(H.Life);
    if (H.awaitsReply() || IsRequest)
      H.Flags |= MaybeAnswered;
    // Messages may have told that the call ended.
    H.Flags &= static_cast<std::uint32_t>(~Proved);
  }
}
