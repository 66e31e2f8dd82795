//===- Join.cpp - How states are joined -----------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Joins. A location whose two values differ gets a new symbol named
/// after point and location, so that a loop finds the same name again.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Join.h"
#include "checker/engine/sim/Evaluate.h"

using namespace tapi;
using namespace tapi::engine;

namespace {
class Joiner {
public:
  Joiner(World &W, ir::FuncId F, unsigned Point, PathState &E, PathState &I,
         bool Widen)
      : W(W), N(W.names()), F(F), Point(Point), E(E), I(I), Widen(Widen) {}

  bool run();

private:
  llvm::SmallVector<SymId, 8> phisIn(const PathState &X) const;
  void retireOldPhis();
  void alignHandles();
  void joinStore();
  void joinTemps();
  void joinHandles();
  void joinFacts();
  void joinRelations();
  void joinRelation(PathState &Known, PathState &Other, const Symbol &Y,
                    const RangeSet &R);
  void joinLateWrites();
  SymId joinedSymbol(SymId A, SymId B) const;
  Value joinValue(LocId L, const Value &A, const Value &B);
  RangeSet widened(const RangeSet &Old, const RangeSet &New) {
    return Widen ? Old.widenedTo(New) : New;
  }

  World &W;
  Names &N;
  ir::FuncId F;
  unsigned Point;
  PathState &E, &I;
  bool Widen;
  bool Changed = false;
  std::vector<std::pair<SymId, RangeSet>> PhiFacts;
  /// Locations whose two values differ: the values, and the symbol of both.
  struct Difference {
    Value InE, InI;
    SymId Phi;
  };
  llvm::SmallVector<Difference, 8> Differences;
  /// The symbol that now stands for two.
  llvm::SmallVector<std::pair<std::pair<SymId, SymId>, SymId>, 8> Joined;
};
} // namespace

namespace {
/// Collects the Phis of one point that symbols and locations mention. Symbols
/// share what they are computed from: each is looked at once.
struct PhiFinder {
  const Names &N;
  unsigned Point;
  llvm::SmallVector<SymId, 8> Phis;

  PhiFinder(const Names &N, unsigned Point) : N(N), Point(Point) {
    N.clearMarks();
  }

  void symbol(SymId S) {
    if (!N.mark(S))
      return;
    const Symbol &Y = N.symbol(S);
    if (Y.Kind == SymKind::Phi && Y.A == Point)
      Phis.push_back(S);
    if (Y.Kind == SymKind::Initial)
      way(Y.A);
    if (Y.Kind == SymKind::Expr || Y.Kind == SymKind::Narrow) {
      symbol(Y.A);
      if (Y.B != NoId)
        symbol(Y.B);
    }
  }
  /// What one has to know to get at \p L.
  void way(LocId L) {
    for (; N.isPart(L); L = N.location(L).A)
      if (N.location(L).Kind == LocKind::At)
        symbol(N.location(L).B);
    if (N.location(L).Kind == LocKind::Region)
      symbol(N.location(L).A);
  }
};
} // namespace

/// The Phis of this point that \p X mentions.
llvm::SmallVector<SymId, 8> Joiner::phisIn(const PathState &X) const {
  if (!N.hasPhis(Point))
    return {};
  PhiFinder Find(N, Point);
  for (const auto &[L, V] : X.Store) {
    if (V.isSym())
      Find.symbol(V.Id);
    Find.way(L);
  }
  return std::move(Find.Phis);
}

/// A Phi of this point that came round a loop while its location went on to
/// another value is last round's value. The state that waits here may have met
/// it, too, when it was another one of this point's.
void Joiner::retireOldPhis() {
  auto Now = [&](PathState &X, SymId P) {
    return Evaluator(W, F, X).load(N.symbol(P).B);
  };
  for (SymId P : phisIn(I))
    if (Now(I, P) != Value::symbol(P))
      I.retire(N, P);
  for (SymId P : phisIn(E)) {
    Value Old = Now(E, P);
    if (Old == Value::symbol(P) || Old == Now(I, P))
      continue;
    E.retire(N, P);
    Changed = true;
  }
}

/// Gives corresponding handles of both states one symbol.
void Joiner::alignHandles() {
  if (E.Handles.empty() || I.Handles.empty())
    return;
  LifeKey KE = lifeKey(E), KI = lifeKey(I);
  for (unsigned C = 0; C < KE.Classes.size() && C < KI.Classes.size(); ++C) {
    SymId A = KE.Classes[C], B = KI.Classes[C];
    if (A == B)
      continue;
    LocId First = NoId;
    for (const auto &[L, V] : E.Store)
      if (V == Value::symbol(A)) {
        First = L;
        break;
      }
    SymId P = First == NoId ? A : N.phi(Point, First);
    if (P != A) {
      E.retire(N, P);
      E.rename(N, A, P);
      Changed = true;
    }
    if (P != B) {
      I.retire(N, P);
      I.rename(N, B, P);
    }
  }
}

Value Joiner::joinValue(LocId L, const Value &A, const Value &B) {
  if (A == B)
    return A;
  SymId P = N.phi(Point, L);
  if (A.isSym() && B.isSym())
    Joined.push_back({{A.Id, B.Id}, P});
  Differences.push_back({A, B, P});
  RangeSet RA = Evaluator(W, F, E).range(A);
  RangeSet RB = Evaluator(W, F, I).range(B);
  PhiFacts.emplace_back(P, widened(RA, RA.unite(RB)));
  if (A != Value::symbol(P) || PhiFacts.back().second != RA)
    Changed = true;
  return Value::symbol(P);
}

void Joiner::joinStore() {
  if (E.Store.shares(I.Store))
    return;
  Evaluator InE(W, F, E), InI(W, F, I);
  SortedMap<LocId, Value> Result;
  Result.reserve(std::max(E.Store.size(), I.Store.size()));
  bool Same = true;
  auto A = E.Store.begin(), AEnd = E.Store.end();
  auto B = I.Store.begin(), BEnd = I.Store.end();
  while (A != AEnd || B != BEnd) {
    bool HasA = A != AEnd && (B == BEnd || A->first <= B->first);
    bool HasB = B != BEnd && (A == AEnd || B->first <= A->first);
    LocId L = HasA ? A->first : B->first;
    Value VA = HasA ? A->second : InE.load(L);
    Value VB = HasB ? B->second : InI.load(L);
    Result.append(L, VA == VB ? VA : joinValue(L, VA, VB));
    Same &= HasA && (Result.end() - 1)->second == VA;
    if (HasA)
      ++A;
    if (HasB)
      ++B;
  }
  if (!Same)
    E.Store = std::move(Result);
}

void Joiner::joinTemps() {
  for (auto &[T, V] : E.Temps) {
    const Value *O = I.Temps.find(T);
    if (!O || *O == V)
      continue;
    V = joinValue(N.local(F, T | TempMark), V, *O);
  }
  for (const auto &[T, V] : I.Temps)
    if (!E.Temps.find(T)) {
      E.Temps.set(T, V);
      Changed = true;
    }
}

/// What stands for \p A of one state and \p B of the other, by the last name
/// that the pair got; NoId if nothing.
SymId Joiner::joinedSymbol(SymId A, SymId B) const {
  auto Both = std::find_if(Joined.rbegin(), Joined.rend(), [&](const auto &J) {
    return J.first == std::pair(A, B);
  });
  return Both == Joined.rend() ? NoId : Both->second;
}

void Joiner::joinHandles() {
  E.Handles.eraseIf([&](const auto &Entry) {
    bool Gone = !I.Handles.find(Entry.first);
    Changed |= Gone;
    return Gone;
  });
  for (auto &[S, H] : E.Handles) {
    const HandleInfo &O = *I.Handles.find(S);
    HandleInfo Old = H;
    if (H.Life != O.Life && H.lifeForJoin() == O.lifeForJoin()) {
      H.Life = H.lifeForJoin();
    } else if (H.Life != O.Life) { // In play in neither: nothing to say of it.
      H.Life = State::Live;
      H.Flags |= Settled;
    }
    if (H.Reply != O.Reply)
      H.Reply = NoId;
    if (H.Outcome != O.Outcome)
      H.Outcome = NoId;
    if (H.Request != O.Request)
      H.Request = joinedSymbol(H.Request, O.Request);
    if (H.Count != O.Count)
      H.Count = NoId;
    if (H.Priv != O.Priv)
      H.Priv = Privilege::Unknown;
    if (H.Version != O.Version)
      H.Version = 0;
    std::uint32_t Either =
        (H.Flags | O.Flags) & ~(Answered | Believed | Trusted | Proved);
    H.Flags = static_cast<std::uint32_t>(Either | (H.Flags & O.Flags));
    Changed |= !H.sameLife(Old);
  }
}

/// \p Known knows \p R of an order of two symbols, \p Y. If one of them goes on
/// under another name, so does the order, as far as both states know it.
void Joiner::joinRelation(PathState &Known, PathState &Other, const Symbol &Y,
                          const RangeSet &R) {
  bool IsE = &Known == &E;
  for (const Difference &D : Differences) {
    const Value &Mine = IsE ? D.InE : D.InI, &Theirs = IsE ? D.InI : D.InE;
    bool First = Mine == Value::symbol(Y.A);
    if (!First && Mine != Value::symbol(Y.B))
      continue;
    Evaluator InOther(W, F, Other);
    Value There = First
                      ? InOther.compare(Y.Op, Y.Ty, Theirs, Value::symbol(Y.B))
                      : InOther.compare(Y.Op, Y.Ty, Value::symbol(Y.A), Theirs);
    RangeSet Both = R.unite(InOther.range(There));
    SymId Name = First ? N.expression(Y.Op, Y.Ty, D.Phi, Y.B)
                       : N.expression(Y.Op, Y.Ty, Y.A, D.Phi);
    if (Name == NoId || !Both.isSingle() ||
        llvm::any_of(PhiFacts,
                     [&](const auto &Fact) { return Fact.first == Name; }))
      continue;
    const RangeSet *Old = E.Facts.find(Name);
    Changed |= !Old || *Old != Both;
    PhiFacts.emplace_back(Name, Both);
  }
}

/// Orders of two symbols outlive that one of them gets another name.
void Joiner::joinRelations() {
  if (Differences.empty())
    return;
  for (PathState *Known : {&E, &I})
    for (const auto &[S, R] : Known->Facts) {
      const Symbol Y = N.symbol(S);
      if (Y.Kind == SymKind::Expr && Y.Op == ir::BinaryOp::LT && Y.B != NoId)
        joinRelation(*Known, Known == &E ? I : E, Y, R);
    }
}

void Joiner::joinFacts() {
  if (E.Facts.shares(I.Facts) && PhiFacts.empty())
    return;
  // A Phi of this join gets its range from the joined values.
  llvm::sort(PhiFacts, llvm::less_first());
  SortedMap<SymId, RangeSet> Result;
  Result.reserve(E.Facts.size() + PhiFacts.size());
  auto Phi = PhiFacts.begin();
  auto AddPhisBefore = [&](SymId S) {
    for (; Phi != PhiFacts.end() && Phi->first < S; ++Phi)
      if (!Phi->second.isFull())
        Result.append(Phi->first, Phi->second);
  };
  auto B = I.Facts.begin(), BEnd = I.Facts.end();
  for (const auto &[S, Old] : E.Facts) {
    AddPhisBefore(S);
    if (Phi != PhiFacts.end() && Phi->first == S)
      continue;
    while (B != BEnd && B->first < S)
      ++B;
    RangeSet New = B != BEnd && B->first == S
                       ? widened(Old, Old.unite(B->second))
                       : RangeSet::full();
    Changed |= New != Old;
    if (!New.isFull())
      Result.append(S, std::move(New));
  }
  AddPhisBefore(NoId);
  E.Facts = std::move(Result);
}

/// Equal keys have the same late writes; their requests may differ.
void Joiner::joinLateWrites() {
  for (LateWrite &L : E.LateWrites) {
    auto Other = llvm::find_if(I.LateWrites, [&](const LateWrite &O) {
      return O.Where == L.Where && O.At == L.At;
    });
    if (Other == I.LateWrites.end() || Other->Request == L.Request)
      continue;
    L.Request = joinedSymbol(L.Request, Other->Request);
  }
}

bool Joiner::run() {
  retireOldPhis();
  alignHandles();
  joinStore();
  joinTemps();
  joinHandles();
  joinRelations();
  joinFacts();
  joinLateWrites();
  // Messages that only one of the paths has in hand are over.
  llvm::erase_if(E.Messages, [&](const MessageInHand &M) {
    return !llvm::is_contained(I.Messages, M);
  });
  for (MessageInHand &M : E.Messages)
    if (llvm::find(I.Messages, M)->Row != M.Row)
      M.Row = nullptr;
  for (const Latent &L : I.Latents)
    if (!llvm::is_contained(E.Latents, L)) {
      E.Latents.push_back(L);
      Changed = true;
    }
  llvm::erase_if(E.Untested,
                 [&](SymId Y) { return !llvm::is_contained(I.Untested, Y); });
  Changed |= I.Waited && !E.Waited;
  E.Waited |= I.Waited;
  for (unsigned Id : I.HeldBack)
    if (!llvm::is_contained(E.HeldBack, Id))
      E.HeldBack.push_back(Id);
  for (std::uint64_t Place : I.Forgotten)
    if (!llvm::is_contained(E.Forgotten, Place)) {
      E.Forgotten.push_back(Place);
      Changed = true;
    }
  if (!(E.Family == I.Family)) {
    Changed |= E.Family.isKnown();
    E.Family = {};
  }
  if (E.Object == I.Object) {
    E.Object.LookedAt |= I.Object.LookedAt;
    llvm::erase_if(E.Object.Members, [&](SymId Y) { return !I.Object.has(Y); });
  } else {
    Changed |= E.Object.isKnown();
    E.Object = {};
  }
  for (auto [Field, Object] : I.Written)
    Changed |= E.addWritten(Field, Object);
  E.Met |= I.Met;
  E.AppEnded |= I.AppEnded;
  Changed |= I.IsNoted && !E.IsNoted;
  E.IsNoted |= I.IsNoted;
  E.LineEnded |= I.LineEnded;
  E.Signalled |= I.Signalled;
  Changed |= (I.EndAsked & ~E.EndAsked) != 0;
  E.EndAsked |= I.EndAsked;
  if (!E.Resumed)
    E.WaitTests = I.WaitTests;
  if (I.Resumed) {
    Changed |= (E.WaitTests & I.WaitTests) != E.WaitTests;
    E.WaitTests &= I.WaitTests;
  }
  E.Resumed |= I.Resumed;
  if (E.EndlessWait != I.EndlessWait)
    E.EndlessWait = NoId;
  Changed |= I.Pumped && !E.Pumped;
  E.Pumped |= I.Pumped;
  E.Past = joinTrails(E.Past, I.Past);
  return Changed;
}

bool tapi::engine::joinInto(World &W, ir::FuncId F, unsigned Point,
                            PathState &Existing, PathState Incoming,
                            bool Widen) {
  return Joiner(W, F, Point, Existing, Incoming, Widen).run();
}
