//===- Storages.cpp - Storage that entry points leave handles in ----------===//
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

/// Nobody sees what \p C calls.
static bool isUnseen(const ir::Module &M, const ir::CallSite &C) {
  return !C.Tapi && !C.Environment && !C.Annotated && !C.SystemCallee &&
         C.Pointer == ir::None && C.Virtual == ir::None &&
         (C.Callee == ir::None || !M.Functions[C.Callee].HasBody);
}

/// Functions that have nothing else to do with TAPI pass addresses on, too.
Storages::Storages(const World &W) : W(W) {
  const ir::Module &M = W.module();
  auto Pass = [&](const ir::Place &P) {
    if (!P.Path.empty() && P.Path.back().K == ir::Selector::Field &&
        M.Fields[P.Path.back().Id].Kind != HandleKind::None)
      Outside.insert({true, P.Path.back().Id});
    else if (P.Path.empty() && P.Base == ir::BaseKind::Global &&
             M.Globals[P.Id].Kind != HandleKind::None)
      Outside.insert({false, P.Id});
  };
  for (const ir::Function &F : M.Functions)
    for (const ir::CallSite &C : F.Calls)
      for (const ir::CallArg &A : C.Args)
        if (A.Value != ir::None && !A.PointeeConst && isUnseen(M, C) &&
            F.Nodes[A.Value].Kind == ir::NodeKind::Address)
          Pass(F.Places[F.Nodes[A.Value].A]);
}

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
    if (H && isDead(H->Life) && H->EndedBy && !H->has(Settled) && outlives(L) &&
        W.function(F).Role != ir::MemberRole::Destructor)
      if (auto K = keyOf(L))
        Dead.emplace(*K, F);
    if (!H || !H->ObtainedAt || !staysInMemory(H->Kind) ||
        (H->Flags & (Incoming | Escaped | Settled | Offered)) ||
        !(isAlive(H->Life) || H->Life == State::Pending) || !outlives(L))
      continue;
    if (auto K = keyOf(L))
      Stored.emplace(std::pair(H->ObtainedAt, *K), H->Kind);
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

bool Storages::entrust(const HandleInfo &H, LocId L) {
  auto K = keyOf(L);
  if (!K || !isPrivate(*K))
    return false;
  if (H.ObtainedAt && staysInMemory(H.Kind))
    Stored.emplace(std::pair(H.ObtainedAt, *K), H.Kind);
  return true;
}

void Storages::release(const PathState &S, SymId Y, HandleKind K) {
  bool Found = false, IsOwn = false;
  auto Note = [&](LocId L) {
    if (auto Place = keyOf(L)) {
      Released.insert(*Place);
      Found = true;
      IsOwn |= isPrivate(*Place);
    }
  };
  const Symbol &Origin = W.names().symbol(Y);
  if (Origin.Kind == SymKind::Initial)
    Note(Origin.A);
  for (const auto &[L, V] : S.Store)
    if (V == Value::symbol(Y))
      Note(L);
  const HandleInfo *H = S.Handles.find(Y);
  if (H && !H->has(Incoming) && !H->has(AtEntry))
    return;
  ReleasesAny |= !Found && K == HandleKind::Call;
  if (!IsOwn)
    ReleasesElsewhere |= 1u << static_cast<unsigned>(K);
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

/// Why it cannot be said that a handle of kind \p Of that is kept in \p K ends
/// as it should; empty: it can.
std::string Storages::whyUnknown(Key K, HandleKind Of,
                                 llvm::ArrayRef<Footprint> Prints) const {
  if (Outside.count(K))
    return "is stored in '" + nameOf(K) +
           "', which code that is not seen may change";
  if (!Released.count(K) &&
      !(ReleasesElsewhere >> static_cast<unsigned>(Of) & 1))
    return "is stored in '" + nameOf(K) +
           "', where no function at hand releases it";
  if (ir::FuncId By = whoMeetsDead(K, Prints); By != ir::None)
    return "is stored in '" + nameOf(K) + "', where '" +
           W.function(Dead.find(K)->second).Name +
           "' leaves it when it has ended, and '" + W.function(By).Name +
           "' may come across it";
  return {};
}

/// A function of which no run behind the one that left a dead handle in \p K is
/// simulated, and that has to do with what is there; or None.
ir::FuncId Storages::whoMeetsDead(Key K,
                                  llvm::ArrayRef<Footprint> Prints) const {
  auto Left = Dead.find(K);
  if (Left == Dead.end())
    return ir::None;
  for (ir::FuncId G = 0; G < Prints.size(); ++G) {
    bool Touches = K.IsField ? Prints[G].FieldsUsed.count(K.Id) != 0
                             : Prints[G].GlobalsUsed.count(K.Id) != 0;
    if (W.function(G).IsMain && G != Left->second && Touches)
      return G;
  }
  return ir::None;
}

const std::string &Storages::nameOf(Key K) const {
  const ir::Module &M = W.module();
  return K.IsField ? M.Fields[K.Id].Name : M.Globals[K.Id].Name;
}

void Storages::report(Reporter &R, llvm::ArrayRef<Footprint> Prints) const {
  for (const auto &[Where, Of] : Stored) {
    R.kept(Where.first, Of, nameOf(Where.second));
    if (std::string Why = whyUnknown(Where.second, Of, Prints); !Why.empty())
      R.unknown(Where.first, Why);
  }
  if (closesLines())
    R.linesAreClosed();
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
