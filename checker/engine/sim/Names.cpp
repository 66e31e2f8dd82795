//===- Names.cpp - Interned symbols and locations -------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The interning tables, and the bounds that keep the set of names finite: a
/// value of a callee is renamed at most MaxCallDepth times, a value of a loop
/// has two generations.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Names.h"

#include <algorithm>

using namespace tapi;
using namespace tapi::engine;

/// Nesting of Via and Expr beyond this makes no new name of that kind.
static constexpr unsigned MaxCallDepth = 12;
static constexpr unsigned MaxExprDepth = 6;
static constexpr unsigned MaxPointerDepth = 8;

SymId Names::intern(const Symbol &S) {
  auto [It, New] =
      SymbolIndex.try_emplace(S, static_cast<SymId>(Symbols.size()));
  if (New) {
    unsigned Depth = 0;
    switch (S.Kind) {
    case SymKind::Via:
      Depth = Depths[S.B] + 1;
      break;
    case SymKind::Initial:
      Depth = Reach[S.A];
      break;
    case SymKind::Older:
    case SymKind::Narrow:
      Depth = Depths[S.A] + 1;
      break;
    case SymKind::Expr:
      Depth = Depths[S.A] + 1;
      if (S.B != NoId)
        Depth = std::max<unsigned>(Depth, Depths[S.B] + 1);
      break;
    default:
      break;
    }
    Symbols.push_back(S);
    Depths.push_back(static_cast<std::uint8_t>(std::min(Depth, 255u)));
  }
  return It->second;
}

LocId Names::intern(const Location &L) {
  auto [It, New] =
      LocationIndex.try_emplace(L, static_cast<LocId>(Locations.size()));
  if (New) {
    Locations.push_back(L);
    bool IsPart = isPart(It->second);
    Roots.push_back(IsPart ? Roots[L.A] : It->second);
    unsigned Depth = IsPart ? Reach[L.A] : 0;
    if (L.Kind == LocKind::Region || L.Kind == LocKind::Kept)
      Depth = Depths[L.A] + 1;
    else if (L.Kind == LocKind::At)
      Depth = std::max<unsigned>(Depth, Depths[L.B] + 1);
    Reach.push_back(static_cast<std::uint8_t>(std::min(Depth, 255u)));
  }
  return It->second;
}

SymId Names::older(SymId S) {
  if (Symbols[S].Kind == SymKind::Older)
    return S;
  return intern({SymKind::Older, {}, {}, S});
}

SymId Names::via(SiteId Call, SymId S) {
  while (Depths[S] >= MaxCallDepth) {
    const Symbol &Y = Symbols[S];
    if (Y.Kind == SymKind::Via)
      S = Y.B;
    else if (Y.Kind == SymKind::Older)
      S = Y.A;
    else
      break;
  }
  return intern({SymKind::Via, {}, {}, Call, S});
}

SymId Names::expression(ir::BinaryOp Op, ir::Type Ty, SymId A, SymId B) {
  if (Depths[A] >= MaxExprDepth || Depths[B] >= MaxExprDepth)
    return NoId;
  return intern({SymKind::Expr, Op, Ty, A, B});
}

SymId Names::expression(ir::BinaryOp Op, ir::Type Ty, SymId A, std::int64_t N) {
  SymKind K = Symbols[A].Kind;
  if (Depths[A] >= MaxExprDepth && (K == SymKind::Expr || K == SymKind::Narrow))
    return NoId;
  return intern({SymKind::Expr, Op, Ty, A, NoId, N});
}

LocId Names::moved(LocId L, LocId From, LocId To) {
  if (L == From)
    return To;
  const Location Y = Locations[L];
  return part(Y, moved(Y.A, From, To));
}

bool Names::isWithin(LocId L, LocId Whole) const {
  while (L != Whole) {
    if (!isPart(L))
      return false;
    L = Locations[L].A;
  }
  return true;
}

bool Names::isUncertain(LocId L) const {
  while (isPart(L)) {
    if (Locations[L].Kind == LocKind::Any)
      return true;
    L = Locations[L].A;
  }
  return false;
}

bool Names::hasElement(LocId L) const {
  for (; isPart(L); L = Locations[L].A)
    if (isElement(L))
      return true;
  return false;
}

bool Names::isTooDeep(LocId L) const { return Reach[L] > MaxPointerDepth; }

bool Names::isReachedBy(LocId L, SymId S) const {
  if (Reach[L] == 0)
    return false;
  for (; isPart(L); L = Locations[L].A)
    if (Locations[L].Kind == LocKind::At && mentions(Locations[L].B, S))
      return true;
  LocKind K = Locations[L].Kind;
  return (K == LocKind::Region || K == LocKind::Kept) &&
         mentions(Locations[L].A, S);
}

bool Names::mentions(SymId S, SymId Part) const {
  if (S == Part)
    return true;
  const Symbol &Y = Symbols[S];
  if (Y.Kind == SymKind::Initial)
    return isReachedBy(Y.A, Part);
  if (Y.Kind == SymKind::Narrow)
    return mentions(Y.A, Part);
  if (Y.Kind != SymKind::Expr)
    return false;
  return mentions(Y.A, Part) || (Y.B != NoId && mentions(Y.B, Part));
}
