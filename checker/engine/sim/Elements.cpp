//===- Elements.cpp - Which element of an array is meant ------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Elements by index, and which of them may be the same. A constant names an
/// element of its own; so does a value that is not known as a number, for the
/// same value always names the same element. What a loop counts names the first
/// element in its first round and, in all later ones, "some other": so the fate
/// of the first element is followed through one loop after another, and it
/// stands for that of all. The others are given up.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Effects.h"

using namespace tapi;
using namespace tapi::engine;

/// Indices beyond this are not told apart.
static constexpr std::int64_t MaxIndex = 65536;

/// A symbol whose value a loop changes from round to round.
static bool isCounted(const Names &N, SymId S) {
  SymKind K = N.symbol(S).Kind;
  return K == SymKind::Phi || K == SymKind::Expr || K == SymKind::Narrow;
}

LocId Evaluator::element(LocId L, const Value &Index, bool OfArray,
                         bool InLoop) const {
  const Location Y = N.location(L);
  if (!OfArray && Index.isInt(0))
    return L;
  // Arithmetic on a pointer to an element leads to another of its array.
  bool IsSibling =
      !OfArray && (Y.Kind == LocKind::Element || Y.Kind == LocKind::Any);
  LocId Array = IsSibling ? LocId(Y.A) : L;
  if (IsSibling && Y.Kind == LocKind::Any)
    return Y.B && Index.K == Value::Int && Index.Number > 0
               ? L
               : N.anyElement(Array);
  std::int64_t Base = IsSibling ? std::int64_t(Y.B) : 0;
  if (Index.K == Value::Int && Index.Number >= -MaxIndex &&
      Index.Number < MaxIndex) {
    std::int64_t At = Base + Index.Number;
    if (At < 0)
      return N.anyElement(Array);
    return InLoop && At > 0 ? N.otherElement(Array)
                            : N.element(Array, static_cast<std::uint32_t>(At));
  }
  if (!Index.isSym() || Base != 0)
    return N.anyElement(Array);
  if (!InLoop || !isCounted(N, Index.Id))
    return N.elementAt(Array, Index.Id);
  return range(Index.Id).contains(0) ? N.anyElement(Array)
                                     : N.otherElement(Array);
}

/// Whether two elements of one array are the same.
Overlap Evaluator::elementOverlap(LocId A, LocId B) const {
  const Location X = N.location(A), Y = N.location(B);
  if (A == B)
    return X.Kind == LocKind::Any ? Overlap::Maybe : Overlap::Same;
  if (X.Kind == LocKind::Element && Y.Kind == LocKind::Element)
    return Overlap::None;
  auto MayBe = [&](const Location &E, std::int64_t Number) {
    switch (E.Kind) {
    case LocKind::Any:
      return E.B == 0 || Number != 0;
    case LocKind::At:
      return range(E.B).contains(Number);
    default:
      return E.B == Number;
    }
  };
  if (X.Kind == LocKind::Element)
    return MayBe(Y, X.B) ? Overlap::Maybe : Overlap::None;
  if (Y.Kind == LocKind::Element)
    return MayBe(X, Y.B) ? Overlap::Maybe : Overlap::None;
  return Overlap::Maybe;
}

/// The parts that lead from the root of \p L to it, outermost first.
static llvm::SmallVector<LocId, 4> partsOf(const Names &N, LocId L) {
  llvm::SmallVector<LocId, 4> Parts;
  for (; N.isPart(L); L = N.location(L).A)
    Parts.push_back(L);
  std::reverse(Parts.begin(), Parts.end());
  return Parts;
}

Overlap Evaluator::overlap(LocId A, LocId B) const {
  if (A == B && !N.isUncertain(A))
    return Overlap::Same;
  if (N.root(A) != N.root(B))
    return Overlap::None;
  auto PA = partsOf(N, A), PB = partsOf(N, B);
  Overlap Result = Overlap::Same;
  for (unsigned I = 0; I < PA.size() && I < PB.size(); ++I) {
    LocId X = PA[I], Y = PB[I];
    bool XIsElement = N.isElement(X), YIsElement = N.isElement(Y);
    if (!XIsElement && !YIsElement) {
      if (N.location(X).B != N.location(Y).B)
        return Overlap::None;
      continue;
    }
    // A pointer to an array leads to its first element: p->f is p[0].f.
    if (XIsElement != YIsElement) {
      LocId Element = XIsElement ? X : Y;
      unsigned After = (XIsElement ? PA.size() : PB.size()) - I - 1;
      LocId First = N.element(N.location(Element).A, 0);
      if (After == 0 || elementOverlap(Element, First) == Overlap::None)
        return Overlap::None;
      const auto &Longer = XIsElement ? PA : PB;
      const auto &Shorter = XIsElement ? PB : PA;
      for (unsigned J = I; J < Shorter.size() && J + 1 < Longer.size(); ++J)
        if (N.location(Shorter[J]).B != N.location(Longer[J + 1]).B)
          return Overlap::None;
      return Overlap::Maybe;
    }
    Overlap O = elementOverlap(X, Y);
    if (O == Overlap::None)
      return O;
    if (O == Overlap::Maybe)
      Result = O;
  }
  // What a pointer leads to is the first element of the array there.
  const auto &Longer = PA.size() > PB.size() ? PA : PB;
  std::size_t Shared = std::min(PA.size(), PB.size());
  if (Longer.size() == Shared || !N.isElement(Longer[Shared]))
    return Result;
  LocId Whole = N.location(Longer[Shared]).A;
  LocKind K = N.location(Whole).Kind;
  if (K != LocKind::Region && K != LocKind::Outer && K != LocKind::At)
    return Result;
  Overlap O = elementOverlap(Longer[Shared], N.element(Whole, 0));
  return O == Overlap::Same ? Result : O;
}

/// \p L may be the element that \p E holds. An object that all of \p L is a
/// part of holds no element, unless it is a handle.
static bool mayHold(const Evaluator &Eval, const Names &N, const PathState &S,
                    const std::pair<LocId, Value> &E, LocId L) {
  if (N.root(E.first) != N.root(L))
    return false;
  bool IsHandle = E.second.isSym() && S.Handles.find(E.second.Id);
  return E.first != L && (IsHandle || !N.isWithin(L, E.first)) &&
         Eval.overlap(E.first, L) == Overlap::Maybe;
}

bool Evaluator::mayBeStoredElsewhere(LocId L) const {
  return N.hasElement(L) && llvm::any_of(S.Store, [&](const auto &E) {
           return mayHold(*this, N, S, E, L);
         });
}

/// Where \p Pointer leads to, as an index into the array that begins at
/// \p First.
static bool indexFrom(const Names &N, LocId First, LocId L, Value &Index) {
  const Location &Y = N.location(L);
  const Location &X = N.location(First);
  bool OfOne = X.Kind == LocKind::Element && X.B == 0 && Y.A == X.A;
  if (L == First)
    Index = Value::integer(0);
  else if (!N.isElement(L) || (Y.A != First && !OfOne))
    return false;
  else if (Y.Kind == LocKind::Element)
    Index = Value::integer(Y.B);
  else if (Y.Kind == LocKind::At)
    Index = Value::symbol(Y.B);
  else
    return false;
  return true;
}

Value Evaluator::comparePointers(ir::BinaryOp Op, const Value &A,
                                 const Value &B) const {
  LocId LA = pointee(A), LB = pointee(B);
  if (LA == NoId || LB == NoId)
    return Value::unknown();
  Value IA, IB;
  for (LocId First : {LA, LB})
    if (indexFrom(N, First, LA, IA) && indexFrom(N, First, LB, IB))
      return compare(Op, {64, true}, IA, IB);
  return Value::unknown();
}

void Effects::giveUpAliases(LocId L) {
  if (!N.hasElement(L))
    return;
  for (const auto &E : S.Store)
    if ((E.second.isSym() || E.second.K == Value::Addr) &&
        mayHold(Eval, N, S, E, L))
      letGoBehind(E.second,
                  "is in an array that is read by an index that is not known");
}

void Effects::forgetAliases(LocId L) {
  // p->f may be p[i].f; parts of variables have one name.
  bool IsElement = N.hasElement(L);
  if (!IsElement && N.location(N.root(L)).Kind != LocKind::Region)
    return;
  S.Store.changeIf(
      [&](const auto &E) {
        return (IsElement || N.hasElement(E.first)) &&
               mayHold(Eval, N, S, E, L);
      },
      [&](Value &V) { forget(V); });
}
