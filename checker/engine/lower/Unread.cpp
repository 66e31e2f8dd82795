//===- Unread.cpp - Functions that are not lowered ------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What clang could not make sense of is not analysed. The globals and fields
/// that such a function mentions are no longer known to be changed only by the
/// functions at hand, nor are the functions known to be called only by them.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/lower/UnitLowering.h"

#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace tapi;
using namespace tapi::engine;

namespace {

/// Looks for what clang could not make sense of.
class MistakeFinder : public RecursiveASTVisitor<MistakeFinder> {
public:
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitExpr(Expr *E) { return !E->containsErrors(); }
  bool VisitDeclStmt(DeclStmt *S) {
    return llvm::none_of(S->decls(),
                         [](const Decl *D) { return D->isInvalidDecl(); });
  }
};

/// The storages that a function mentions, and whether it has to do with TAPI.
class Mentions : public RecursiveASTVisitor<Mentions> {
public:
  explicit Mentions(UnitLowering &Unit) : Unit(Unit) {}

  bool shouldVisitImplicitCode() const { return true; }

  bool TouchesHandles = false;

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    note(E->getType());
    // Who calls it, and how, is not known.
    if (const auto *FD = dyn_cast<FunctionDecl>(E->getDecl())) {
      Unit.module().Functions[Unit.function(FD)].AddressTaken = true;
      TouchesHandles |= FD->getIdentifier() && findFunction(FD->getName());
    }
    const auto *VD = dyn_cast<VarDecl>(E->getDecl());
    if (VD && VD->hasGlobalStorage()) {
      ir::Global &G = Unit.module().Globals[Unit.global(VD)];
      G.Unread = G.Shared = G.Written = true;
      G.Internal = false;
    }
    return true;
  }

  bool VisitMemberExpr(MemberExpr *E) {
    note(E->getType());
    if (const auto *FD = dyn_cast<FieldDecl>(E->getMemberDecl())) {
      ir::Field &F = Unit.module().Fields[Unit.field(FD)];
      F.Unread = F.Shared = true;
    }
    return true;
  }

private:
  void note(QualType T) { TouchesHandles |= handleKind(T) != HandleKind::None; }

  UnitLowering &Unit;
};

} // namespace

/// Clang drops statements that it cannot make sense of.
bool UnitLowering::isBroken(const FunctionDecl *FD) const {
  SourceLocation First = SM.getFileLoc(FD->getBeginLoc()),
                 Last = SM.getFileLoc(FD->getEndLoc());
  auto IsInside = [&](Position Where) {
    return SM.isPointWithin(SourceLocation::getFromRawEncoding(Where), First,
                            Last);
  };
  return FD->isInvalidDecl() || llvm::any_of(Mistakes, IsInside) ||
         !MistakeFinder().TraverseDecl(const_cast<FunctionDecl *>(FD));
}

void UnitLowering::skip(const FunctionDecl *FD, const char *Why) {
  Mentions Of(*this);
  Of.TraverseDecl(const_cast<FunctionDecl *>(FD));
  if (Of.TouchesHandles)
    M.Skipped.push_back({position(FD->getLocation()),
                         "'" + FD->getNameAsString() + "' " + Why});
}
