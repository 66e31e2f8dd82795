//===- Reachable.cpp - Memory that pointers still lead to -----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A walk over a list leaves one node after the other behind. What was in them
/// cannot be asked for again, and would only keep paths apart that are equal
/// otherwise. Handles that somebody here has a duty for stay.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/State.h"

#include "llvm/ADT/STLExtras.h"

using namespace tapi;
using namespace tapi::engine;

namespace {
class Reach {
public:
  explicit Reach(const Names &N) : N(N) { N.clearMarks(); }

  /// The symbols, each made on this path, that one must have to get at what
  /// \p S leads to. None: memory that has a name of its own.
  template <typename Visitor> void bases(SymId S, Visitor Visit) const {
    const Symbol &Y = N.symbol(S);
    switch (Y.Kind) {
    case SymKind::Initial:
      baseOf(Y.A, Visit);
      break;
    case SymKind::Expr:
    case SymKind::Narrow:
      bases(Y.A, Visit);
      if (Y.B != NoId)
        bases(Y.B, Visit);
      break;
    case SymKind::Entry:
    case SymKind::Instance: // The next entry point gets at it.
      break;
    default:
      Visit(S);
      break;
    }
  }
  template <typename Visitor> void baseOf(LocId L, Visitor Visit) const {
    const Location &Root = N.location(N.root(L));
    if (Root.Kind == LocKind::Region)
      bases(Root.A, Visit);
  }

  bool has(LocId L) const {
    bool All = true;
    baseOf(L, [&](SymId S) { All &= N.isMarked(S); });
    return All;
  }
  /// True if something new is reached by \p V.
  bool add(const Value &V) {
    bool New = false;
    auto Insert = [&](SymId S) { New |= N.mark(S); };
    if (V.isSym())
      bases(V.Id, Insert);
    else if (V.K == Value::Addr)
      baseOf(V.Id, Insert);
    return New;
  }

private:
  const Names &N; ///< Its marks are the symbols that are known
};
} // namespace

void PathState::dropUnreachable(const Names &N) {
  // Everything else can always be got at.
  if (llvm::none_of(Store, [&](const auto &E) {
        return N.location(N.root(E.first)).Kind == LocKind::Region;
      }))
    return;
  Reach R(N);
  for (const auto &[T, V] : Temps)
    R.add(V);
  for (bool Again = true; Again;) {
    Again = false;
    for (const auto &[L, V] : Store)
      if (R.has(L))
        Again |= R.add(V);
  }
  Store.eraseIf([&](const auto &E) {
    if (R.has(E.first))
      return false;
    const HandleInfo *H = handle(E.second);
    return !H || isDead(H->Life) || H->Life == State::Void ||
           (H->Flags & (Incoming | Escaped | Settled));
  });
}
