//===- ExprLowering.cpp - Expressions: values, places, initialisers -------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What an expression of C or C++ is in the IR. Operators are in
/// OperatorLowering.cpp, calls and constructors in CallLowering.cpp.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/lower/FunctionLowering.h"

using namespace clang;
using namespace tapi;
using namespace tapi::engine;
using ir::NodeKind;

const Expr *tapi::engine::strip(const Expr *E) {
  while (E) {
    const Expr *Inner = E;
    if (const auto *X = dyn_cast<ParenExpr>(E))
      Inner = X->getSubExpr();
    else if (const auto *X = dyn_cast<FullExpr>(E))
      Inner = X->getSubExpr();
    else if (const auto *X = dyn_cast<MaterializeTemporaryExpr>(E))
      Inner = X->getSubExpr();
    else if (const auto *X = dyn_cast<CXXBindTemporaryExpr>(E))
      Inner = X->getSubExpr();
    else if (const auto *X = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
      Inner = X->getReplacement();
    else if (const auto *X = dyn_cast<CXXDefaultArgExpr>(E))
      Inner = X->getExpr();
    else if (const auto *X = dyn_cast<CXXDefaultInitExpr>(E))
      Inner = X->getExpr();
    else if (const auto *X = dyn_cast<GenericSelectionExpr>(E))
      Inner = X->isResultDependent() ? E : X->getResultExpr();
    else if (const auto *X = dyn_cast<ChooseExpr>(E))
      Inner = X->isConditionDependent() ? E : X->getChosenSubExpr();
    if (Inner == E)
      return E;
    E = Inner;
  }
  return E;
}

Lowered FunctionLowering::get(const Expr *E) {
  E = strip(E);
  auto It = Done.find(E);
  if (It != Done.end()) {
    if (It->second.Block != CurrentBlock) {
      if (It->second.K == Lowered::IsValue)
        crossBlocks(It->second.Id);
      else if (It->second.K == Lowered::IsPlace)
        crossPlace(It->second.Id);
    }
    return It->second;
  }
  Lowered L = Visit(E);
  L.Block = CurrentBlock;
  Done[E] = L;
  if (auto Arm = Arms.find(E); Arm != Arms.end()) {
    bool AsPlace = L.K == Lowered::IsPlace && E->isLValue();
    ir::NodeId V =
        AsPlace ? address(L.Id)
                : asValue(L, E->getType(), Unit.position(E->getExprLoc()));
    emit({ir::Opcode::Assign, Unit.position(E->getExprLoc()), Arm->second,
          ir::None, ir::None, V});
  }
  return L;
}

ir::NodeId FunctionLowering::asValue(const Lowered &L, QualType T,
                                     Position Where) {
  if (L.K == Lowered::IsValue)
    return L.Id;
  if (L.K == Lowered::IsPlace)
    return T->isRecordType() || T->isArrayType() ? address(L.Id)
                                                 : load(L.Id, Where);
  return unknown();
}

ir::NodeId FunctionLowering::value(const Expr *E) {
  return asValue(get(E), E->getType(), Unit.position(E->getExprLoc()));
}

ir::PlaceId FunctionLowering::place(const Expr *E) {
  Lowered L = get(E);
  if (L.K == Lowered::IsPlace)
    return L.Id;
  // A temporary of its own, for instance one bound to a reference.
  ir::VarId V = addVariable("", E->getType());
  ir::PlaceId P = addPlace({ir::BaseKind::Local, V, {}});
  if (L.K == Lowered::IsValue)
    store(P, L.Id, Unit.position(E->getExprLoc()));
  return P;
}

ir::PlaceId FunctionLowering::pointed(const Expr *Pointer) {
  return deref(value(Pointer));
}

Lowered FunctionLowering::VisitExpr(const Expr *E) {
  // Literals, sizeof, enumerators and the like.
  Expr::EvalResult R;
  if (!E->isValueDependent() && E->getType()->isIntegralOrEnumerationType() &&
      E->EvaluateAsInt(R, Context)) {
    llvm::APSInt N = R.Val.getInt();
    bool Fits = N.isSigned() || N.getActiveBits() < 64;
    return Lowered::value(constant(
        Fits ? N.getExtValue() : static_cast<std::int64_t>(N.getZExtValue())));
  }
  if (isa<CXXNullPtrLiteralExpr>(E) || isa<GNUNullExpr>(E) ||
      isa<CXXScalarValueInitExpr>(E) || isa<ImplicitValueInitExpr>(E))
    return Lowered::value(constant(0));
  return Lowered::value(unknown());
}

Lowered FunctionLowering::VisitIntegerLiteral(const IntegerLiteral *E) {
  llvm::APInt N = E->getValue();
  if (N.getBitWidth() > 64 || !E->getType()->isIntegralOrEnumerationType())
    return VisitExpr(E);
  return Lowered::value(
      constant(E->getType()->isSignedIntegerType()
                   ? N.getSExtValue()
                   : static_cast<std::int64_t>(N.getZExtValue())));
}

Lowered FunctionLowering::VisitDeclRefExpr(const DeclRefExpr *E) {
  if (const auto *VD = dyn_cast<VarDecl>(E->getDecl())) {
    // Inside a lambda, a captured variable is a field of the closure; a
    // constant needs no capture.
    if (E->refersToEnclosingVariableOrCapture() && !Captures.count(VD) &&
        !VD->hasGlobalStorage() && !Vars.count(VD))
      return VisitExpr(E);
    return Lowered::place(variable(VD));
  }
  if (const auto *Binding = dyn_cast<BindingDecl>(E->getDecl())) {
    if (const VarDecl *Holder = Binding->getHoldingVar())
      return Lowered::place(variable(Holder));
    return Binding->getBinding() ? get(Binding->getBinding()) : VisitExpr(E);
  }
  if (const auto *Function = dyn_cast<FunctionDecl>(E->getDecl())) {
    // A pointer to a virtual method runs the one of the object's class.
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Function);
        Method && Method->isVirtual())
      return VisitExpr(E);
    ir::Node X;
    X.Kind = NodeKind::Function;
    X.A = Unit.function(E);
    return Lowered::value(node(X));
  }
  return VisitExpr(E);
}

Lowered FunctionLowering::VisitMemberExpr(const MemberExpr *E) {
  if (const auto *VD = dyn_cast<VarDecl>(E->getMemberDecl()))
    return Lowered::place(variable(VD));
  const auto *Field = dyn_cast<FieldDecl>(E->getMemberDecl());
  if (!Field)
    return {};
  ir::PlaceId Object =
      E->isArrow() ? pointed(E->getBase()) : place(E->getBase());
  return Lowered::place(
      member(Object, Field, Unit.position(E->getMemberLoc())));
}

/// The place of a VARSTRING's data, if \p Offset is where it begins.
std::optional<ir::PlaceId> FunctionLowering::stringData(const Expr *Offset) {
  const auto *Member = dyn_cast<MemberExpr>(strip(Offset)->IgnoreParenCasts());
  const auto *FD =
      Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  if (!FD || sharedFieldOf(FD) != SharedField::StringOffset)
    return std::nullopt;
  ir::PlaceId Whole =
      Member->isArrow() ? pointed(Member->getBase()) : place(Member->getBase());
  return part(Whole, {ir::Selector::Field, Unit.stringData()});
}

Lowered FunctionLowering::VisitArraySubscriptExpr(const ArraySubscriptExpr *E) {
  if (std::optional<ir::PlaceId> Data = stringData(E->getIdx()))
    return Lowered::place(*Data);
  ir::PlaceId First = pointed(E->getBase());
  return Lowered::place(
      part(First, {ir::Selector::Offset, value(E->getIdx())}));
}

Lowered FunctionLowering::VisitCXXThisExpr(const CXXThisExpr *E) {
  Position Where = Unit.position(E->getBeginLoc());
  if (ThisVar == ir::None)
    return Lowered::value(unknown());
  ir::NodeId This = loadThis(Where);
  if (CapturedThis)
    return Lowered::value(
        load(member(deref(This), CapturedThis, Where), Where));
  return Lowered::value(This);
}

Lowered FunctionLowering::VisitStringLiteral(const StringLiteral *E) {
  ir::Node X;
  X.Kind = NodeKind::String;
  bool IsNarrow = E->isOrdinary() || E->isUTF8();
  std::string Text = IsNarrow ? E->getString().str() : std::string();
  if (!IsNarrow)
    for (unsigned I = 0; I < E->getLength(); ++I)
      Text +=
          E->getCodeUnit(I) < 128 ? static_cast<char>(E->getCodeUnit(I)) : '?';
  X.A = Unit.string(Text);
  return Lowered::value(node(X));
}

Lowered FunctionLowering::VisitOpaqueValueExpr(const OpaqueValueExpr *E) {
  if (const Expr *Source = E->getSourceExpr())
    return get(Source);
  return Lowered::value(unknown());
}

Lowered FunctionLowering::VisitStmtExpr(const StmtExpr *E) {
  for (const Stmt *Last : llvm::reverse(E->getSubStmt()->body()))
    if (!isa<NullStmt>(Last))
      return isa<Expr>(Last) ? get(cast<Expr>(Last))
                             : Lowered::value(unknown());
  return Lowered::value(unknown());
}

Lowered FunctionLowering::VisitCastExpr(const CastExpr *E) {
  const Expr *Sub = E->getSubExpr();
  Position Where = Unit.position(E->getExprLoc());
  switch (E->getCastKind()) {
  case CK_LValueToRValue: {
    Lowered L = get(Sub);
    if (L.K != Lowered::IsPlace || E->getType()->isRecordType())
      return L;
    return Lowered::value(load(L.Id, Where));
  }
  case CK_ArrayToPointerDecay: {
    Lowered L = get(Sub);
    if (L.K != Lowered::IsPlace)
      return L;
    return Lowered::value(
        address(part(L.Id, {ir::Selector::Index, constant(0)})));
  }
  case CK_IntegralToBoolean:
  case CK_PointerToBoolean:
    return Lowered::value(binary(ir::BinaryOp::NE, typeOf(Sub->getType()),
                                 value(Sub), constant(0)));
  case CK_IntegralCast: {
    ir::Node X;
    X.Kind = NodeKind::Cast;
    X.Ty = typeOf(E->getType());
    X.A = value(Sub);
    return Lowered::value(node(X));
  }
  case CK_NullToPointer:
    return Lowered::value(constant(0));
  case CK_FloatingToIntegral:
  case CK_IntegralToFloating:
  case CK_FloatingCast:
  case CK_FloatingToBoolean:
    return VisitExpr(E);
  default:
    return get(Sub);
  }
}
