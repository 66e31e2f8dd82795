//===- OperatorLowering.cpp - Unary, binary and ternary operators ---------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What the operators of C are in the IR, assignments among them. Those of C++
/// that a program defines are calls.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/lower/FunctionLowering.h"

using namespace clang;
using namespace tapi;
using namespace tapi::engine;
using ir::NodeKind;

Lowered FunctionLowering::VisitUnaryOperator(const UnaryOperator *E) {
  const Expr *Sub = E->getSubExpr();
  Position Where = Unit.position(E->getExprLoc());
  ir::Node X;
  X.Ty = typeOf(E->getType());
  switch (E->getOpcode()) {
  case UO_AddrOf: {
    Lowered L = get(Sub);
    return L.K == Lowered::IsPlace ? Lowered::value(address(L.Id)) : L;
  }
  case UO_Deref: {
    Lowered L = get(Sub);
    // *function is the function.
    if (E->getType()->isFunctionType())
      return Lowered::value(asValue(L, Sub->getType(), Where));
    return Lowered::place(pointed(Sub));
  }
  case UO_Plus:
  case UO_Extension:
    return get(Sub);
  case UO_Minus:
  case UO_LNot:
    X.A = value(Sub);
    X.Kind = E->getOpcode() == UO_LNot ? NodeKind::Not : NodeKind::Negate;
    return Lowered::value(node(X));
  case UO_PreInc:
  case UO_PreDec:
  case UO_PostInc:
  case UO_PostDec: {
    ir::PlaceId P = place(Sub);
    ir::NodeId Old = load(P, Where);
    ir::NodeId New =
        binary(E->isIncrementOp() ? ir::BinaryOp::Add : ir::BinaryOp::Sub, X.Ty,
               Old, constant(1));
    store(P, New, Where);
    if (E->isPostfix())
      return Lowered::value(Old);
    return E->isLValue() ? Lowered::place(P) : Lowered::value(New);
  }
  default:
    return VisitExpr(E);
  }
}

static bool operatorOf(BinaryOperatorKind K, ir::BinaryOp &Op) {
  switch (K) {
  case BO_Add:
  case BO_AddAssign:
    Op = ir::BinaryOp::Add;
    return true;
  case BO_Sub:
  case BO_SubAssign:
    Op = ir::BinaryOp::Sub;
    return true;
  case BO_Mul:
  case BO_MulAssign:
    Op = ir::BinaryOp::Mul;
    return true;
  case BO_Div:
  case BO_DivAssign:
    Op = ir::BinaryOp::Div;
    return true;
  case BO_Rem:
  case BO_RemAssign:
    Op = ir::BinaryOp::Rem;
    return true;
  case BO_And:
  case BO_AndAssign:
    Op = ir::BinaryOp::And;
    return true;
  case BO_Or:
  case BO_OrAssign:
    Op = ir::BinaryOp::Or;
    return true;
  case BO_Xor:
  case BO_XorAssign:
    Op = ir::BinaryOp::Xor;
    return true;
  case BO_Shl:
  case BO_ShlAssign:
    Op = ir::BinaryOp::Shl;
    return true;
  case BO_Shr:
  case BO_ShrAssign:
    Op = ir::BinaryOp::Shr;
    return true;
  case BO_EQ:
    Op = ir::BinaryOp::EQ;
    return true;
  case BO_NE:
    Op = ir::BinaryOp::NE;
    return true;
  case BO_LT:
    Op = ir::BinaryOp::LT;
    return true;
  case BO_LE:
    Op = ir::BinaryOp::LE;
    return true;
  case BO_GT:
    Op = ir::BinaryOp::GT;
    return true;
  case BO_GE:
    Op = ir::BinaryOp::GE;
    return true;
  default:
    return false;
  }
}

Lowered FunctionLowering::assign(const BinaryOperator *E) {
  Position Where = Unit.position(E->getBeginLoc());
  ir::PlaceId P = place(E->getLHS());
  if (E->getLHS()->getType()->isRecordType()) {
    copyObject(P, place(E->getRHS()), E->getLHS()->getType(), Where);
    return Lowered::place(P);
  }
  ir::NodeId V = value(E->getRHS());
  ir::BinaryOp Op;
  if (E->isCompoundAssignmentOp() && operatorOf(E->getOpcode(), Op))
    V = binary(Op, typeOf(E->getType()), load(P, Where), V);
  store(P, V, Where);
  return E->isLValue() ? Lowered::place(P) : Lowered::value(V);
}

Lowered FunctionLowering::VisitBinaryOperator(const BinaryOperator *E) {
  if (E->isAssignmentOp())
    return assign(E);
  if (E->getOpcode() == BO_Comma)
    return get(E->getRHS());
  if (E->isLogicalOp()) {
    auto It = Joined.find(E);
    if (It != Joined.end())
      return Lowered::value(temp(It->second));
    return IsOutline ? Lowered::value(unknown()) : VisitExpr(E);
  }
  ir::BinaryOp Op;
  if (E->getType()->isFloatingType() ||
      E->getLHS()->getType()->isFloatingType() ||
      !operatorOf(E->getOpcode(), Op))
    return VisitExpr(E);
  if (Op == ir::BinaryOp::Add)
    for (const Expr *Offset : {E->getRHS(), E->getLHS()})
      if (std::optional<ir::PlaceId> Data = stringData(Offset))
        return Lowered::value(address(*Data));
  QualType T = E->isComparisonOp() ? E->getLHS()->getType() : E->getType();
  ir::NodeId A = value(E->getLHS()), B = value(E->getRHS());
  if (T->isPointerType() && !E->isComparisonOp() && Op == ir::BinaryOp::Add) {
    bool PointerFirst = E->getLHS()->getType()->isPointerType();
    ir::PlaceId P = deref(PointerFirst ? A : B);
    return Lowered::value(
        address(part(P, {ir::Selector::Offset, PointerFirst ? B : A})));
  }
  return Lowered::value(binary(Op, typeOf(T), A, B));
}

Lowered FunctionLowering::VisitAbstractConditionalOperator(
    const AbstractConditionalOperator *E) {
  auto It = Joined.find(E);
  if (It == Joined.end())
    return Lowered::value(unknown());
  ir::NodeId V = temp(It->second);
  if (E->isLValue() || E->getType()->isRecordType())
    return Lowered::place(deref(V));
  return Lowered::value(V);
}
