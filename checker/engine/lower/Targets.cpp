//===- Targets.cpp - What must be known of a body before its blocks -------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See Targets.h.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/lower/Targets.h"
#include "checker/engine/lower/FunctionLowering.h"

#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace tapi::engine;

namespace {
class Walk : public RecursiveASTVisitor<Walk> {
public:
  explicit Walk(TargetFinder &Out) : Out(Out) {}

  bool shouldVisitImplicitCode() const { return true; }
  /// The body of a lambda is a function of its own.
  bool TraverseLambdaExpr(LambdaExpr *E) {
    for (Expr *Init : E->capture_inits())
      if (Init)
        TraverseStmt(Init);
    return true;
  }

  bool VisitVarDecl(VarDecl *VD) {
    if (VD->getInit() && !VD->hasGlobalStorage()) {
      target(VD->getInit(), {VD});
      use(VD->getInit());
    }
    return true;
  }
  bool VisitCXXNewExpr(CXXNewExpr *E) {
    if (E->getConstructExpr())
      target(E->getConstructExpr(), {nullptr, E});
    return true;
  }
  bool TraverseConstructorInitializer(CXXCtorInitializer *Init) {
    if (Init->getInit()) {
      TargetFinder::Object O;
      O.Field = Init->getMember();
      O.IsThis = !Init->isAnyMemberInitializer();
      if (O.Field || O.IsThis)
        target(Init->getInit(), O);
      use(Init->getInit());
    }
    return RecursiveASTVisitor::TraverseConstructorInitializer(Init);
  }

  /// Whatever is part of a larger expression or a condition is used; only an
  /// expression that is a statement of its own is not.
  bool VisitStmt(Stmt *S) {
    const auto *Outer = dyn_cast<Expr>(S);
    bool Discards = !Outer;
    if (const auto *Cast = dyn_cast<CastExpr>(S))
      Discards |= Cast->getCastKind() == CK_ToVoid;
    if (const auto *Wrapper = dyn_cast<FullExpr>(S);
        Wrapper || isa<ParenExpr>(S))
      return true;
    const auto *Comma = dyn_cast<BinaryOperator>(S);
    if (Comma && Comma->getOpcode() == BO_Comma) {
      use(Comma->getRHS());
      return true;
    }
    if (!Discards)
      for (Stmt *Child : S->children())
        use(dyn_cast_or_null<Expr>(Child));
    return true;
  }
  bool VisitReturnStmt(ReturnStmt *S) {
    use(S->getRetValue());
    return true;
  }
  bool VisitIfStmt(IfStmt *S) { return condition(S->getCond()); }
  bool VisitWhileStmt(WhileStmt *S) { return condition(S->getCond()); }
  /// The CFG does not branch inside of this condition.
  bool VisitDoStmt(DoStmt *S) {
    use(S->getCond());
    return true;
  }
  bool VisitForStmt(ForStmt *S) { return condition(S->getCond()); }
  bool VisitSwitchStmt(SwitchStmt *S) {
    use(S->getCond());
    return true;
  }

  bool VisitAbstractConditionalOperator(AbstractConditionalOperator *E) {
    condition(E->getCond());
    Out.Choices.push_back(
        {{E}, {strip(E->getTrueExpr()), strip(E->getFalseExpr())}});
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *E) {
    if (!E->isLogicalOp() || !Seen.insert(E).second)
      return true;
    TargetFinder::Choice C;
    flatten(E, C);
    // A condition branches at each operand; nobody asks for its value.
    if (!Conditions.count(E))
      Out.Choices.push_back(std::move(C));
    return true;
  }

private:
  bool condition(const Expr *E) {
    if (!E)
      return true;
    use(E);
    Conditions.insert(strip(E));
    return true;
  }
  void flatten(const BinaryOperator *E, TargetFinder::Choice &C) {
    C.Operators.push_back(E);
    for (const Expr *Side : {E->getLHS(), E->getRHS()}) {
      const Expr *Arm = strip(Side);
      const auto *Inner = dyn_cast<BinaryOperator>(Arm);
      if (Inner && Inner->isLogicalOp()) {
        Seen.insert(Inner);
        flatten(Inner, C);
      } else {
        C.Arms.push_back(Arm);
      }
    }
  }
  void target(const Expr *Init, TargetFinder::Object O) {
    Init = strip(Init);
    if (isa<CXXConstructExpr>(Init))
      Out.Objects[Init] = O;
    // A copy that the language elides: the source is built in place.
    if (const auto *C = dyn_cast<CXXConstructExpr>(Init))
      if (C->isElidable() && C->getNumArgs() == 1)
        target(C->getArg(0), O);
  }
  void use(const Expr *E) {
    if (E)
      Out.UsedCalls.insert(strip(E->IgnoreImplicit()));
  }

  TargetFinder &Out;
  llvm::DenseSet<const Expr *> Conditions, Seen;
};
} // namespace

void TargetFinder::find(const FunctionDecl *FD) {
  Walk W(*this);
  if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(FD))
    for (CXXCtorInitializer *Init : Ctor->inits())
      W.TraverseConstructorInitializer(Init);
  W.TraverseStmt(FD->getBody());
}
