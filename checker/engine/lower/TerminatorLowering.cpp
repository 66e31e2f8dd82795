//===- TerminatorLowering.cpp - How blocks end ----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Where the control flow goes at the end of a block, on which condition, and
/// how that condition is quoted in notes.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/lower/FunctionLowering.h"

using namespace clang;
using namespace tapi;
using namespace tapi::engine;

static bool throws(const CFGBlock &B) {
  return llvm::any_of(B, [](const CFGElement &E) {
    auto S = E.getAs<CFGStmt>();
    return S && isa<CXXThrowExpr>(S->getStmt());
  });
}

void FunctionLowering::lowerTerminator(const CFGBlock &B) {
  // The reference is taken anew after each lowering: it may add blocks.
  llvm::SmallVector<const CFGBlock *, 2> Next;
  for (const CFGBlock::AdjacentBlock &A : B.succs())
    Next.push_back(A.getReachableBlock());
  ir::Terminator T;
  auto To = [&](unsigned I) {
    return I < Next.size() && Next[I] ? blockId(Next[I]) : ir::None;
  };
  const Stmt *S = B.getTerminatorStmt();
  if (&B == &B.getParent()->getExit()) {
    T.K = ir::Terminator::Exit;
  } else if (B.hasNoReturnElement()) {
    T.K = ir::Terminator::Stop;
  } else if (const auto *Switch = dyn_cast_or_null<SwitchStmt>(S)) {
    lowerSwitch(B, Switch);
    return;
  } else if (throws(B) && Next.size() == 1 &&
             Next[0] == &B.getParent()->getExit()) {
    // The exception leaves the function; who catches it is not followed.
    T.K = ir::Terminator::Stop;
  } else if (Next.size() > 2 || (Next.size() == 2 && !S) ||
             (S && isa<CXXTryStmt>(S))) {
    // Any of them: handlers of a try, targets of a computed goto.
    T.K = ir::Terminator::Switch;
    // An exception that no handler here takes leaves the function, like above.
    bool IsTry = S && isa<CXXTryStmt>(S);
    for (const CFGBlock *To : Next)
      if (To && !(IsTry && To == &B.getParent()->getExit()))
        T.Cases.push_back({INT64_MIN, INT64_MAX, blockId(To), ir::None});
  } else if (Next.size() == 2 && S && !isa<CXXTryStmt>(S)) {
    T.K = ir::Terminator::Branch;
    T.True = To(0);
    T.False = To(1);
    const Expr *Condition = B.getLastCondition();
    // Range-based for and the like: the condition is the last expression.
    T.Condition = Condition ? value(Condition) : constant(1);
    if (Condition) {
      T.Where = Unit.position(Condition->getBeginLoc());
      while (const auto *Not =
                 dyn_cast<UnaryOperator>(Condition->IgnoreParenImpCasts())) {
        if (Not->getOpcode() != UO_LNot)
          break;
        T.Negated = !T.Negated;
        Condition = Not->getSubExpr();
      }
      Condition = Condition->IgnoreParenImpCasts();
      SourceRange Written = Condition->getSourceRange();
      if (const auto *Loop = dyn_cast<CXXForRangeStmt>(S)) {
        T.OverRange = true;
        Written = Loop->getRangeInit()->getSourceRange();
      }
      T.Text = Unit.string(Unit.sourceText(Written));
    }
    if (T.True == ir::None && T.False == ir::None)
      T.K = ir::Terminator::Stop;
  } else {
    T.K = ir::Terminator::Goto;
    for (unsigned I = 0; I < Next.size() && T.True == ir::None; ++I)
      T.True = To(I);
    if (T.True == ir::None)
      T.K = ir::Terminator::Stop;
    if (const auto *Goto = dyn_cast_or_null<GotoStmt>(S))
      emit({ir::Opcode::Jump, Unit.position(Goto->getBeginLoc()), ir::None,
            ir::None, ir::None,
            Unit.string(("goto " + Goto->getLabel()->getName()).str())});
    // A return stands in the block that leaves, so that its place is known.
    if (T.True != ir::None && Next.size() == 1 &&
        Next[0] == &B.getParent()->getExit())
      T = {ir::Terminator::Exit, ir::None, ir::None, ir::None, {}, 0, ir::None};
  }
  block().End = std::move(T);
}

void FunctionLowering::lowerSwitch(const CFGBlock &B, const SwitchStmt *S) {
  ir::Terminator T;
  T.K = ir::Terminator::Switch;
  T.Condition = value(S->getCond());
  T.Where = Unit.position(S->getCond()->getBeginLoc());
  T.Text = Unit.string(Unit.sourceText(S->getCond()->getSourceRange()));
  ir::Type Ty = typeOf(S->getCond()->getType());
  for (const CFGBlock::AdjacentBlock &A : B.succs()) {
    const CFGBlock *To = A.getReachableBlock();
    if (!To)
      continue;
    const auto *Label = dyn_cast_or_null<CaseStmt>(To->getLabel());
    if (!Label) {
      T.False = blockId(To);
      continue;
    }
    auto Number = [&](const Expr *E) {
      llvm::APSInt N = E->EvaluateKnownConstInt(Context);
      return Ty.Signed ? N.getExtValue()
                       : static_cast<std::int64_t>(N.getZExtValue());
    };
    std::int64_t Low = Number(Label->getLHS());
    std::int64_t High = Label->getRHS() ? Number(Label->getRHS()) : Low;
    T.Cases.push_back(
        {Low, High, blockId(To),
         Unit.string(Unit.sourceText(Label->getLHS()->getSourceRange()))});
  }
  block().End = std::move(T);
}
