//===- Sharing.cpp - Which memory others can reach ------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What code that is not seen may change: globals, and objects that it can
/// reach. Memory that the program has just allocated is its own until its
/// address is passed on or stored where others can find it.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Effects.h"

using namespace tapi;
using namespace tapi::engine;

void Effects::keep(LocId Root) {
  const Location Y = N.location(Root);
  if (Y.Kind == LocKind::Region &&
      (N.symbol(Y.A).Kind == SymKind::Entry || isNew(Y.A)))
    S.Store.set(N.kept(Y.A), Value::integer(1));
  else if (isFrame(Y.Kind) && !S.Store.find(N.exposed(Root)))
    S.Store.set(N.exposed(Root), Value::integer(1));
}

bool Effects::isFound(LocId Root) const {
  LocKind K = N.location(Root).Kind;
  return K == LocKind::Global || K == LocKind::Region ||
         (isFrame(K) && S.Store.find(N.exposed(Root)));
}

void Effects::expose(LocId L) {
  llvm::SmallVector<LocId, 4> Roots{N.root(L)};
  for (unsigned I = 0; I < Roots.size(); ++I) {
    if (!isFrame(N.location(Roots[I]).Kind))
      continue;
    for (const auto &[At, V] : S.Store)
      if (V.K == Value::Addr && N.root(At) == Roots[I] &&
          !llvm::is_contained(Roots, N.root(V.Id)))
        Roots.push_back(N.root(V.Id));
  }
  for (LocId Root : Roots)
    if (isFrame(N.location(Root).Kind))
      keep(Root);
}

/// \p Pointer leads to memory that only this program can have got since.
bool Effects::isNew(SymId Pointer) const {
  return W.isAllocation(Pointer) || Pointer == Sim.fresh();
}

/// The memory \p Root can be reached by others. A pointer that came to this
/// function as an argument leads to memory that its caller answers for.
bool Effects::isShared(LocId Root, llvm::SmallVectorImpl<LocId> &Asked) const {
  const Location Y = N.location(Root);
  if (Y.Kind != LocKind::Region)
    return Y.Kind == LocKind::Global;
  const Symbol &Pointer = N.symbol(Y.A);
  if (Pointer.Kind == SymKind::Entry)
    return false;
  if (Pointer.Kind == SymKind::Initial)
    return isShared(N.root(Pointer.A), Asked);
  if (!isNew(Y.A) || S.Store.find(N.kept(Y.A)))
    return true;
  if (llvm::is_contained(Asked, Root))
    return false;
  Asked.push_back(Root);
  return llvm::any_of(S.Store, [&](const auto &E) {
    LocId To = Eval.pointee(E.second);
    return To != NoId && N.root(To) == Root && isShared(N.root(E.first), Asked);
  });
}

void Effects::exposeAsInstance(LocId L) {
  expose(L);
  if (LocId Root = N.root(L); isFrame(N.location(Root).Kind))
    S.Store.set(N.exposed(Root), Value::address(L));
}

void Effects::forgetShared(bool ByAnybody) {
  S.Pumped = true;
  S.Family = {};
  const Footprint &Others = Sim.others();
  // Asked before anything is forgotten: pointers are among what is.
  llvm::SmallVector<std::pair<LocId, bool>, 8> Roots;
  for (const auto &[L, V] : S.Store) {
    LocId Root = N.root(L);
    if (N.location(Root).Kind != LocKind::Region ||
        llvm::any_of(Roots, [=](const auto &R) { return R.first == Root; }))
      continue;
    llvm::SmallVector<LocId, 8> Asked;
    Roots.emplace_back(Root, isShared(Root, Asked));
  }
  auto IsShared = [&](LocId Root) {
    return llvm::any_of(
        Roots, [=](const auto &R) { return R.first == Root && R.second; });
  };
  auto MayChange = [&](const auto &E) {
    if (!ByAnybody && isGuard(E.first, E.second))
      return false;
    LocId RootId = N.root(E.first);
    const Location &Root = N.location(RootId);
    if (Root.Kind == LocKind::Global)
      return Others.GlobalsWritten.count(Root.A) ||
             (ByAnybody && !W.module().Globals[Root.A].Internal);
    bool IsExposed = isFrame(Root.Kind) && isFound(RootId);
    if (Root.Kind != LocKind::Region && !IsExposed)
      return false;
    const Location &Y = N.location(E.first);
    return ByAnybody
               ? IsExposed || IsShared(RootId)
               : Y.Kind == LocKind::Field && Others.FieldsWritten.count(Y.B);
  };
  // Others need no variable to release a call of which they get messages.
  auto MayRelease = [&](LocId L, const HandleInfo &H) {
    return H.Kind == HandleKind::Call && Others.Releases &&
           isFrame(N.location(N.root(L)).Kind) && isFound(N.root(L));
  };
  for (const auto &E : S.Store)
    if (HandleInfo *H = S.handle(E.second);
        H && (MayChange(E) || MayRelease(E.first, *H)))
      entrust(*H, E.first);
  S.Store.changeIf(MayChange, [&](Value &V) { forget(V); });
  forgetUnset();
}

void Effects::letOthersRun() {
  if (S.Resumed)
    S.Pumped = true;
  else
    forgetShared(false);
}

/// Parts of exposed objects that were never stored may be set now, too.
void Effects::forgetUnset() {
  llvm::SmallVector<LocId, 4> Objects;
  for (const auto &[L, V] : S.Store)
    if (N.location(L).Kind == LocKind::Exposed)
      Objects.push_back(N.location(L).A);
  for (LocId Object : Objects) {
    const Value *Whole = S.Store.find(Object);
    if (!Whole || !S.handle(*Whole))
      S.Store.set(Object, Value::unknown());
  }
}

void Effects::letThreadsRelease() {
  if (Sim.threads().all().empty())
    return;
  for (const auto &[L, V] : S.Store) {
    const Location &Root = N.location(N.root(L));
    HandleInfo *H = Root.Kind == LocKind::Global ? S.handle(V) : nullptr;
    if (H && H->Kind == HandleKind::Call && Sim.threadReleases(Root.A))
      letGo(*H, "may be released by another thread");
  }
}

/// Whoever may change \p L from now on answers for \p H, which is kept there.
void Effects::entrust(HandleInfo &H, LocId L) {
  if (!(H.Flags & (Incoming | Settled | Escaped)) &&
      Sim.storages().entrust(H, L))
    H.Flags |= Escaped;
}
