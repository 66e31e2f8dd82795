//===- Leftover.cpp - What an entry point leaves in memory ----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See Leftover.h.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Leftover.h"

#include <functional>

using namespace tapi;
using namespace tapi::engine;

SharedObjects::SharedObjects(const World &W) : W(W) {
  const ir::Module &M = W.module();
  for (const ir::Field &F : M.Fields)
    if (F.Points != ir::None && M.Strings[F.Points] == F.Record)
      Many.push_back(F.Points);
}

bool SharedObjects::isMany(ir::StringId R) const {
  return llvm::is_contained(Many, R);
}

/// A pointer that the program casts says by the fields reached through it what
/// it leads to.
ir::StringId SharedObjects::recordOfFields(const PathState &S,
                                           SymId Pointer) const {
  const Names &N = W.names();
  const ir::Module &M = W.module();
  for (const auto &[L, V] : S.Store) {
    LocId Part = L;
    while (N.isPart(Part) && N.isPart(N.location(Part).A))
      Part = N.location(Part).A;
    const Location &Y = N.location(Part);
    if (Y.Kind != LocKind::Field)
      continue;
    const Location &Root = N.location(Y.A);
    if (Root.Kind != LocKind::Region || Root.A != Pointer)
      continue;
    auto It = llvm::find(M.Strings, M.Fields[Y.B].Record);
    return It == M.Strings.end()
               ? ir::None
               : static_cast<ir::StringId>(It - M.Strings.begin());
  }
  return ir::None;
}

/// Parameter \p P is the object that an entry point works on. Other parameters
/// are a caller's own objects.
static bool isInstance(const ir::Function &Fn, unsigned P) {
  if (P >= Fn.NumParams)
    return false;
  return Fn.Vars[P].Name == "this" || Fn.IsCallback ||
         (Fn.AddressTaken && Fn.NumParams == 1);
}

ir::StringId SharedObjects::record(const PathState &S, ir::FuncId F,
                                   SymId Pointer) const {
  const Names &N = W.names();
  const Symbol &Y = N.symbol(Pointer);
  if (Y.Kind == SymKind::Instance)
    return Y.A;
  if (Y.Kind == SymKind::Conjured && Y.B == 0) {
    const ir::CallSite *Call = W.callAt(Y.A);
    bool Recalls = Call && Call->Environment &&
                   Call->Environment->Role == EnvironmentRole::Recalls;
    ir::StringId R = Recalls ? recordOfFields(S, Pointer) : ir::None;
    return R == ir::None || isMany(R) ? ir::None : R;
  }
  if (Y.Kind != SymKind::Initial)
    return ir::None;
  const Location &L = N.location(Y.A);
  ir::StringId R = ir::None;
  if (L.Kind == LocKind::Global) {
    R = W.module().Globals[L.A].Points;
  } else if (L.Kind == LocKind::Local && L.A == F &&
             isInstance(W.function(F), L.B)) {
    R = W.function(F).Vars[L.B].Points;
  } else {
    return ir::None;
  }
  if (R == ir::None)
    R = recordOfFields(S, Pointer);
  return R == ir::None || isMany(R) ? ir::None : R;
}

namespace {
class Maker {
public:
  Maker(World &W, const SharedObjects &Objects, ir::FuncId F, unsigned Number)
      : W(W), M(W.module()), N(W.names()), Objects(Objects), F(F),
        Fn(W.function(F)), Number(Number) {}

  std::optional<Leftover> make(PathState Exit);

private:
  void nameObjects(Leftover &Out);
  void endObject(Leftover &Out);
  void nameFamily(PathState &S);
  void keepShared(PathState &S);
  void noteHandles(Leftover &Out);
  void renameAll(PathState &S);
  bool outlives(SymId Pointer) const;
  bool outlivesLoc(LocId L) const;

  World &W;
  const ir::Module &M;
  Names &N;
  const SharedObjects &Objects;
  ir::FuncId F;
  const ir::Function &Fn;
  unsigned Number;
};
} // namespace

bool Maker::outlivesLoc(LocId L) const {
  const Location &Root = N.location(N.root(L));
  return Root.Kind == LocKind::Global ||
         (Root.Kind == LocKind::Region && outlives(Root.A));
}

/// Another entry point can reach what \p Pointer leads to.
bool Maker::outlives(SymId Pointer) const {
  const Symbol &Y = N.symbol(Pointer);
  return Y.Kind == SymKind::Instance ||
         (Y.Kind == SymKind::Initial && outlivesLoc(Y.A));
}

/// Pointers to shared objects get the name that all entry points use. Where two
/// pointers of one entry point lead to objects of the same record, only the
/// first is the shared one.
void Maker::nameObjects(Leftover &Out) {
  std::vector<SymId> Pointers;
  for (const auto &[L, V] : Out.S.Store) {
    const Location &Root = N.location(N.root(L));
    if (Root.Kind == LocKind::Region && !llvm::is_contained(Pointers, Root.A))
      Pointers.push_back(Root.A);
  }
  for (SymId P : Pointers) {
    ir::StringId R = Objects.record(Out.S, F, P);
    if (R == ir::None || llvm::is_contained(Out.Records, R))
      continue;
    Out.Records.push_back(R);
    if (SymId Shared = N.instance(R); Shared != P)
      Out.S.rename(N, P, Shared);
  }
}

/// A destructor takes its object along.
void Maker::endObject(Leftover &Out) {
  if (Fn.Role != ir::MemberRole::Destructor || !Fn.NumParams)
    return;
  ir::StringId R = Fn.Vars[0].Points;
  LocId Object = N.region(N.instance(R));
  Out.S.Store.eraseIf([&](const auto &E) { return N.root(E.first) == Object; });
  llvm::erase_if(Out.Records, [R](ir::StringId X) { return X == R; });
}

/// A message told the end of the only line: what the program keeps of its calls
/// is dead, although this entry point has not looked at it.
void Maker::nameFamily(PathState &S) {
  const auto &Globals = M.Globals;
  for (ir::VarId G = 0; G < Globals.size() && S.Family.Told; ++G) {
    LocId L = N.global(G);
    bool IsPrivate = Globals[G].Internal || !Globals[G].Shared;
    if (!IsPrivate || !S.Family.covers(Globals[G].Kind) || S.Store.find(L))
      continue;
    HandleInfo H = S.endedWithFamily(Globals[G].Kind);
    H.Name = W.text(Globals[G].Name);
    S.Store.set(L, Value::symbol(N.initial(L)));
    S.Handles.set(N.initial(L), H);
  }
}

void Maker::keepShared(PathState &S) {
  S.Store.eraseIf([&](const auto &E) { return !outlivesLoc(E.first); });
  S.Store.changeIf(
      [&](const auto &E) {
        return E.second.K == Value::Addr && !outlivesLoc(E.second.Id);
      },
      [](Value &V) { V = Value::unknown(); });
  S.Temps.clear();
  S.Messages.clear();
  S.Latents.clear();
  S.Untested.clear();
  S.HeldBack.clear();
  S.Forgotten.clear();
  S.LateWrites.clear();
  S.EndlessWait = NoId;
  S.Waited = S.Pumped = S.LineEnded = S.IsNoted = false;
  S.EndAsked = 0;
  S.Family = {};
  S.Object = {};
  S.Written.clear();
  S.Met = 0;
  // Which object of the kind another entry point gets is not known.
  S.Store.eraseIf([&](const auto &E) {
    const HandleInfo *H =
        E.second.isSym() ? S.Handles.find(E.second.Id) : nullptr;
    return H && H->has(OfObject);
  });
  S.collectGarbage(N);
}

/// What the next entry point has to know of the handles: who lives may have
/// been answered meanwhile, who is dead may still be taken for alive.
void Maker::noteHandles(Leftover &Out) {
  Out.S.Handles.eraseIf([](const auto &E) {
    return E.second.Kind != HandleKind::None && !staysInMemory(E.second.Kind);
  });
  for (auto &[Y, H] : Out.S.Handles) {
    if (H.has(Settled))
      continue;
    bool IsHeld = Out.S.isHeld(Y);
    if (isDead(H.Life)) {
      // Whoever got the message that was sent may have forgotten it.
      if (Out.S.Signalled) {
        H.Flags |= Settled;
        continue;
      }
      Out.HoldsDead |= IsHeld;
      H.Flags |= DeadAtStart;
      // Whether the program still takes it for set shows where it is tested.
      H.Flags &= static_cast<std::uint32_t>(~Believed);
      Out.S.Facts.erase(Y);
    } else if (isAlive(H.Life) || H.Life == State::Pending) {
      Out.HoldsAlive |= IsHeld && H.ObtainedAt;
      if (H.Life == State::Pending)
        H.Flags |= MaybeAnswered;
    }
    H.Flags |= LeftBehind;
  }
}

/// Values get names of their own, so that running the same code again makes
/// other ones.
void Maker::renameAll(PathState &S) {
  std::vector<SymId> Leaves;
  std::function<void(SymId)> Symbol = [&](SymId Y) {
    const engine::Symbol X = N.symbol(Y);
    if (X.Kind == SymKind::Expr || X.Kind == SymKind::Narrow) {
      Symbol(X.A);
      if (X.B != NoId)
        Symbol(X.B);
    } else if (!outlives(Y) && !llvm::is_contained(Leaves, Y)) {
      Leaves.push_back(Y);
    }
  };
  for (const auto &[L, V] : S.Store)
    if (V.isSym())
      Symbol(V.Id);
  for (const auto &[Y, H] : S.Handles) {
    Symbol(Y);
    for (SymId Link : {H.Parent, H.Request, H.Reply})
      if (Link != NoId)
        Symbol(Link);
  }
  for (const auto &[Y, R] : S.Facts)
    Symbol(Y);
  for (unsigned I = 0; I < Leaves.size(); ++I)
    S.rename(N, Leaves[I], N.stored(Number, I));
}

std::optional<Leftover> Maker::make(PathState Exit) {
  Leftover Out;
  Out.S = std::move(Exit);
  Out.By = F;
  nameObjects(Out);
  endObject(Out);
  nameFamily(Out.S);
  keepShared(Out.S);
  noteHandles(Out);
  if (!Out.HoldsAlive && !Out.HoldsDead)
    return std::nullopt;
  renameAll(Out.S);
  return Out;
}

std::optional<Leftover> tapi::engine::leftover(World &W,
                                               const SharedObjects &Objects,
                                               ir::FuncId F, PathState Exit,
                                               unsigned Number) {
  return Maker(W, Objects, F, Number).make(std::move(Exit));
}
