//===- Storages.cpp - Storage whose calls nobody deallocates --------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See Storages.h.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Storages.h"
#include "checker/engine/sim/Leftover.h"

using namespace tapi;
using namespace tapi::engine;

std::optional<Storages::Key> Storages::keyOf(LocId L) const {
  const Names &N = W.names();
  const Location &Y = N.location(L);
  if (Y.Kind == LocKind::Field)
    return Key{true, Y.B};
  if (Y.Kind == LocKind::Global)
    return Key{false, Y.A};
  return std::nullopt;
}

/// Only this file's code can reach it.
bool Storages::isPrivate(Key K) const {
  const ir::Module &M = W.module();
  return K.IsField ? !M.Fields[K.Id].Shared
                   : M.Globals[K.Id].Internal || !M.Globals[K.Id].Shared;
}

bool Storages::outlives(LocId L) const {
  LocKind K = W.names().location(W.names().root(L)).Kind;
  return K == LocKind::Global || K == LocKind::Region;
}

void Storages::leave(ir::FuncId F, const PathState &Exit, bool Endless) {
  if (Exit.LineEnded)
    LineClosers.insert(F);
  if (Exit.AppEnded)
    AppEnders.insert(F);
  for (const auto &[L, V] : Exit.Store) {
    // A copy elsewhere, or the result: whoever has that may release it.
    if (V.isSym())
      if (const Symbol &Y = W.names().symbol(V.Id);
          Y.Kind == SymKind::Initial && Y.A != L)
        escape(LocId(Y.A));
    const HandleInfo *H = V.isSym() ? Exit.Handles.find(V.Id) : nullptr;
    if (!H || !H->ObtainedAt || !staysInMemory(H->Kind) ||
        (H->Flags & (Incoming | Escaped | Settled | Offered)) ||
        !(isAlive(H->Life) || H->Life == State::Pending) || !outlives(L))
      continue;
    if (auto K = keyOf(L))
      Stored.emplace(H->ObtainedAt, *K);
    if (H->Kind != HandleKind::Call)
      continue;
    // A line that this entry point opened itself may be closed with the call.
    const HandleInfo *Line =
        H->Parent == NoId ? nullptr : Exit.Handles.find(H->Parent);
    if (!Endless && Line && !Line->has(Incoming))
      continue;
    if (auto K = keyOf(L); K && isPrivate(*K))
      Calls.try_emplace(*K, Left{*H, Exit.Past, W.describe(L), F});
  }
}

void Storages::release(const PathState &S, SymId Y, HandleKind K) {
  bool Found = false;
  auto Note = [&](LocId L) {
    if (auto Place = outlives(L) ? keyOf(L) : std::nullopt) {
      Released.insert(*Place);
      Found = true;
    }
  };
  const Symbol &Origin = W.names().symbol(Y);
  if (Origin.Kind == SymKind::Initial)
    Note(Origin.A);
  for (const auto &[L, V] : S.Store)
    if (V == Value::symbol(Y))
      Note(L);
  const HandleInfo *H = S.Handles.find(Y);
  if (!Found && K == HandleKind::Call &&
      (!H || H->has(Incoming) || H->has(AtEntry)))
    ReleasesAny = true;
}

void Storages::escape(const Value &V) {
  if (!V.isSym())
    return;
  if (const Symbol &Y = W.names().symbol(V.Id); Y.Kind == SymKind::Initial)
    escape(LocId(Y.A));
}

void Storages::escape(LocId L) {
  if (auto Place = outlives(L) ? keyOf(L) : std::nullopt)
    Outside.insert(*Place);
}

bool Storages::isPrivate(LocId L) const {
  auto Place = L != NoId && outlives(L) ? keyOf(L) : std::nullopt;
  return Place && isPrivate(*Place);
}

bool Storages::isOwn(LocId L) const {
  auto Place = outlives(L) ? keyOf(L) : std::nullopt;
  return Place && isPrivate(*Place) && !Outside.count(*Place) && !ReleasesAny;
}

/// The code at hand opens the lines. Whoever does that hears of all their
/// calls, and may release them by what messages say.
static bool opensLines(const ir::Module &M) {
  auto Opens = [](const ir::CallSite &C) {
    const Argument *Made = C.argumentOfTapi(ArgRole::Create);
    return Made && Made->Kind == HandleKind::Line;
  };
  return llvm::any_of(M.Functions, [&](const ir::Function &F) {
    return llvm::any_of(F.Calls, Opens);
  });
}

/// Lines are closed while the application goes on.
bool Storages::closesLines() const {
  return llvm::any_of(LineClosers,
                      [&](ir::FuncId F) { return !AppEnders.count(F); });
}

void Storages::report(Reporter &R) const {
  for (const auto &[Where, K] : Stored)
    if (!Released.count(K) && !Outside.count(K) && !ReleasesAny)
      R.unknown(Where, "is stored where no function at hand releases it");
  if (ReleasesAny || closesLines() || !opensLines(W.module()))
    return;
  for (const auto &[K, Call] : Calls) {
    if (Released.count(K) || Outside.count(K))
      continue;
    Violation V;
    V.Message = Text::CallStorageNeverReleased;
    V.Where = Call.H.Origin;
    V.Handle = Call.H;
    V.HandleName = Call.Place;
    V.Function = releaseFunction(HandleKind::Call);
    V.Root = Call.By;
    R.report(V, Call.Past);
  }
}
