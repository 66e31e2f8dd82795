//===- Outline.cpp - What a function touches, without its control flow ----===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Procedures of windows and dialogs are often most of a program. One that does
/// nothing with handles, and that only the system calls, is never simulated:
/// only its footprint counts, that is, what it reads and writes and whom it
/// calls. So its body becomes a single block, in the order of the source.
///
/// Left out: branches, ends of scopes, what ?:, && and || choose, texts for
/// notes. Survey says which functions are plain enough for that; none has
/// objects of C++, whose destructors the source does not show.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/lower/FunctionLowering.h"

using namespace clang;
using namespace tapi;
using namespace tapi::engine;

void tapi::engine::outlineFunction(UnitLowering &Unit, ir::FuncId F,
                                   const FunctionDecl *FD) {
  FunctionLowering(Unit, F, FD).outline();
}

void FunctionLowering::outline() {
  IsOutline = true;
  out().Where = Unit.position(FD->getLocation());
  out().EndsAt = Unit.position(FD->getBody()->getEndLoc());
  declareParameters();
  out().Blocks.emplace_back();
  outline(FD->getBody());
  out().HasBody = true;
}

/// Nodes that become instructions, or places that others may share. What they
/// consist of is asked for by them.
static bool leavesTraces(const Stmt *S) {
  if (const auto *Cast = dyn_cast<CastExpr>(S))
    return Cast->getCastKind() == CK_LValueToRValue;
  if (const auto *U = dyn_cast<UnaryOperator>(S))
    return U->isIncrementDecrementOp();
  if (const auto *B = dyn_cast<BinaryOperator>(S))
    return B->isAssignmentOp();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    const auto *VD = dyn_cast<VarDecl>(Ref->getDecl());
    return !VD || VD->hasGlobalStorage();
  }
  return isa<CallExpr>(S) || isa<MemberExpr>(S) || isa<DeclStmt>(S) ||
         isa<ReturnStmt>(S);
}

/// Operands first, as in the CFG; it leaves out the same.
void FunctionLowering::outline(const Stmt *S) {
  if (!S || isa<UnaryExprOrTypeTraitExpr>(S))
    return;
  if (const auto *Label = dyn_cast<SwitchCase>(S)) {
    outline(Label->getSubStmt());
    return;
  }
  for (const Stmt *Child : S->children())
    outline(Child);
  if (!leavesTraces(S))
    return;
  if (const auto *E = dyn_cast<Expr>(S))
    get(E);
  else
    Visit(S);
}
