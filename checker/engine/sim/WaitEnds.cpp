//===- WaitEnds.cpp - What a wait says of what ran during it --------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See WaitEnds.h.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/WaitEnds.h"

using namespace tapi;
using namespace tapi::engine;

/// Numbers of conjured symbols that tell of a wait: how it ended, or whether a
/// window is left. They keep them in expressions, in callers, and in later
/// rounds of a loop.
static constexpr unsigned Telling = 48, WindowLeft = 49;

/// Some part of \p Y is a symbol of number \p Index.
static bool isMadeOf(const Names &N, SymId Y, unsigned Index) {
  const Symbol &X = N.symbol(Y);
  switch (X.Kind) {
  case SymKind::Conjured:
    return X.B == Index;
  case SymKind::Older:
  case SymKind::Narrow:
    return isMadeOf(N, X.A, Index);
  case SymKind::Via:
    return isMadeOf(N, X.B, Index);
  case SymKind::Expr:
    return isMadeOf(N, X.A, Index) || (X.B != NoId && isMadeOf(N, X.B, Index));
  default:
    return false;
  }
}

/// \p V is, or is a comparison of, what tells whether a window is left; \p S
/// knows that it is.
static bool knowsWindowLeft(World &W, ir::FuncId F, SymId Y, PathState &S) {
  const Symbol &X = W.names().symbol(Y);
  SymId Asked = X.Kind == SymKind::Expr ? X.A : Y;
  return isMadeOf(W.names(), Asked, WindowLeft) &&
         !Evaluator(W, F, S).range(Asked).contains(0);
}

static Value telling(const CallContext &At, PathState &S, const RangeSet &R,
                     unsigned Index = Telling) {
  SymId Y = Effects(At.Sim, At.F, S).fresh(At.Site, Index);
  if (!R.isFull())
    S.Facts.set(Y, R);
  return Value::symbol(Y);
}

void tapi::engine::noteWaitEnd(const CallContext &At, PathState &S) {
  if (At.Sim.meanwhile() == ir::None)
    return;
  bool OfDialog = At.C.Environment->Role == EnvironmentRole::EndsDialog;
  Value Code = At.arg(At.C.Environment->Arg, S);
  RangeSet R = Evaluator(At.Sim.world(), At.F, S).range(Code);
  S.Ends.Of = OfDialog ? WaitEnd::Dialog : WaitEnd::Loop;
  S.Ends.IsKnown = R.isSingle();
  S.Ends.Code = R.isSingle() ? R.lowest() : 0;
}

/// What a loop that is told to end fetches.
static void fetch(const CallContext &At, PathState &S) {
  World &W = At.Sim.world();
  bool IsOver = S.Ends.Of == WaitEnd::Loop;
  At.setResult(S, IsOver ? RangeSet::single(0) : RangeSet(0, INT32_MAX));
  LocId L = Evaluator(W, At.F, S).pointee(At.arg(At.C.Environment->Arg, S));
  if (L == NoId)
    return;
  Value Code = IsOver && S.Ends.IsKnown ? Value::integer(S.Ends.Code)
                                        : telling(At, S, RangeSet::full());
  const auto &Fields = W.module().Fields;
  for (ir::FieldId Field = 0; Field < Fields.size(); ++Field)
    if (Fields[Field].IsQuitCode)
      S.Store.set(W.names().field(L, Field), Code);
}

void tapi::engine::endWait(const CallContext &At, PathState &S) {
  const EnvironmentRow *Row = At.C.Environment;
  bool IsDialog = Row && Row->Role == EnvironmentRole::Dialog;
  bool IsTold =
      IsDialog || (Row ? Row->Role == EnvironmentRole::Sends : !S.InLoop);
  if (Row && Row->Role == EnvironmentRole::Fetch)
    fetch(At, S);
  else if (!IsTold)
    At.setResult(S, RangeSet::full());
  else if (At.I.Dest != ir::None) {
    bool IsKnown = IsDialog && S.Ends.Of == WaitEnd::Dialog && S.Ends.IsKnown;
    RangeSet R =
        IsDialog ? RangeSet::single(-1).complement() : RangeSet::full();
    S.Temps.set(At.I.Dest,
                IsKnown ? Value::integer(S.Ends.Code) : telling(At, S, R));
  }
  // A dialog and a helper have loops of their own.
  if (S.Ends.Of == WaitEnd::Dialog || IsDialog || !Row)
    S.Ends = {};
}

void tapi::engine::askAfterWait(const CallContext &At, PathState &S) {
  if (!S.Resumed)
    return;
  if (At.C.Environment->Role == EnvironmentRole::Fetch)
    fetch(At, S);
  else if (At.I.Dest != ir::None)
    S.Temps.set(At.I.Dest, telling(At, S, RangeSet::full(), WindowLeft));
}

void tapi::engine::noteWaitTest(World &W, ir::FuncId F, const Value &V,
                                WaitTest Side, PathState &S) {
  if (S.Resumed && !S.WaitTests && V.isSym() &&
      (isMadeOf(W.names(), V.Id, Telling) || knowsWindowLeft(W, F, V.Id, S)))
    S.WaitTests = Side;
}
