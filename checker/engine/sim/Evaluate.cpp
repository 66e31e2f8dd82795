//===- Evaluate.cpp - Values of expressions -------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The value of nodes and places. Assumption is in Assume.cpp.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Evaluate.h"
#include "checker/engine/sim/Arithmetic.h"
#include "checker/engine/sim/CallLists.h"

using namespace tapi;
using namespace tapi::engine;
using ir::BinaryOp;
using ir::NodeKind;

Value Evaluator::value(ir::NodeId Id) const {
  if (Id == ir::None)
    return Value::unknown();
  const ir::Node &Node = Fn.Nodes[Id];
  switch (Node.Kind) {
  case NodeKind::Unknown:
    return Value::unknown();
  case NodeKind::Constant:
    return Value::integer(Node.Number);
  case NodeKind::String:
    return Value::string(Node.A);
  case NodeKind::Function:
    return Value::function(Node.A);
  case NodeKind::Temp: {
    const Value *V = S.Temps.find(Node.A);
    return V ? *V : Value::unknown();
  }
  case NodeKind::Address: {
    LocId L = place(Node.A);
    if (L == NoId)
      return Value::unknown();
    // The address of what a pointer points to is the pointer.
    const Location &Y = N.location(L);
    return Y.Kind == LocKind::Region ? Value::symbol(Y.A) : Value::address(L);
  }
  case NodeKind::Not:
    return compare(BinaryOp::EQ, {64, true}, value(Node.A), Value::integer(0));
  case NodeKind::Negate:
    return arithmetic(BinaryOp::Sub, Node.Ty, Value::integer(0), value(Node.A));
  case NodeKind::Cast:
    return convert(value(Node.A), Node.Ty);
  case NodeKind::Binary:
    return binary(Node);
  }
  return Value::unknown();
}

LocId Evaluator::pointee(const Value &Pointer) const {
  if (Pointer.K == Value::Addr)
    return Pointer.Id;
  if (Pointer.isSym())
    return N.region(Pointer.Id);
  return NoId;
}

LocId Evaluator::place(const ir::Place &P) const {
  LocId L = NoId;
  switch (P.Base) {
  case ir::BaseKind::Local:
    L = N.local(F, P.Id);
    break;
  case ir::BaseKind::Global:
    L = N.global(P.Id);
    break;
  case ir::BaseKind::Deref:
    L = pointee(value(P.Id));
    break;
  }
  for (const ir::Selector &Sel : P.Path) {
    if (L == NoId)
      break;
    L = select(L, Sel);
  }
  return L;
}

LocId Evaluator::select(LocId L, const ir::Selector &Sel) const {
  if (Sel.K == ir::Selector::Field)
    return N.field(L, Sel.Id);
  // An index that a loop counts names every element in turn.
  return element(L, value(Sel.Id), Sel.K == ir::Selector::Index,
                 S.InLoop && Fn.Nodes[Sel.Id].Kind != NodeKind::Constant);
}

/// What a part of \p Whole holds when nothing more precise is stored.
static Value partOf(const Value &Whole) {
  if (Whole.isInt(0) || Whole.K == Value::Undef)
    return Whole;
  return Value::unknown();
}

Value Evaluator::load(LocId L) const {
  if (L == NoId || N.isUncertain(L))
    return Value::unknown();
  if (const Value *V = S.Store.find(L))
    return *V;
  if (mayBeStoredElsewhere(L))
    return Value::unknown();
  for (LocId Up = L; N.isPart(Up);) {
    Up = N.location(Up).A;
    if (const Value *V = S.Store.find(Up))
      return partOf(*V);
  }
  const Location &Root = N.location(N.root(L));
  if (Root.Kind == LocKind::Local)
    return Value::undef();
  if (Root.Kind == LocKind::Global) {
    const ir::Global &G = W.module().Globals[Root.A];
    if (G.ConstantInit && !G.Written && !N.isPart(L))
      return Value::integer(G.Init);
  }
  return N.isTooDeep(L) || isLaterNode(L) ? Value::unknown()
                                          : Value::symbol(N.initial(L));
}

/// \p L is the link of a list's node to which such a link has led: of nodes
/// behind the second, none has a name.
bool Evaluator::isLaterNode(LocId L) const {
  const Location &Y = N.location(L);
  const Location &Node = N.location(N.root(L));
  return Y.Kind == LocKind::Field && Node.Kind == LocKind::Region &&
         W.fieldOf(Node.A) == Y.B;
}

Value Evaluator::convert(const Value &V, ir::Type Ty) const {
  if (V.K == Value::Int)
    return Value::integer(wrap(V.Number, Ty));
  // A handle stays itself whatever integer or pointer type carries it.
  if (!V.isSym() || Ty.Bits >= 32)
    return V;
  RangeSet Fits(lowest(Ty), highest(Ty));
  RangeSet R = range(V.Id);
  if (R.intersect(Fits) == R)
    return V;
  return Value::symbol(N.narrow(V.Id, Ty));
}

Value Evaluator::binary(const ir::Node &Node) const {
  Value A = value(Node.A), B = value(Node.B);
  if (isComparison(Node.Op))
    return compare(Node.Op, Node.Ty, A, B);
  return arithmetic(Node.Op, Node.Ty, A, B);
}

/// A result that is not computed, but is the same for the same operands.
/// Addresses are left alone: which memory they lead to would not be known.
Value Evaluator::named(BinaryOp Op, ir::Type Ty, Value A, Value B) const {
  if (Ty.Bits > 32)
    return Value::unknown();
  if (B.isSym() && isCommutative(Op) && B.Id < A.Id)
    std::swap(A, B);
  SymId E = B.isSym() ? N.expression(Op, Ty, A.Id, B.Id)
                      : N.expression(Op, Ty, A.Id, B.Number);
  return E == NoId ? Value::unknown() : Value::symbol(E);
}

Value Evaluator::arithmetic(BinaryOp Op, ir::Type Ty, Value A, Value B) const {
  if (A.K == Value::Int && B.K == Value::Int) {
    std::int64_t R;
    return fold(Op, Ty, A.Number, B.Number, R) ? Value::integer(R)
                                               : Value::unknown();
  }
  if (A.K == Value::Int && isCommutative(Op))
    std::swap(A, B);
  if (B.isInt(0) && (Op == BinaryOp::Add || Op == BinaryOp::Sub ||
                     Op == BinaryOp::Or || Op == BinaryOp::Xor))
    return A;
  if (A.K == Value::Addr && B.K == Value::Int &&
      (Op == BinaryOp::Add || Op == BinaryOp::Sub)) {
    if (!N.isElement(A.Id))
      return Value::unknown();
    if (Op == BinaryOp::Sub)
      B.Number = -B.Number;
    return Value::address(element(A.Id, B, false, S.InLoop));
  }
  // (DWORD_PTR)list + list->dwCallsOffset
  if (Op == BinaryOp::Add && A.isSym() && isCallsOffset(W, A.Id))
    std::swap(A, B);
  if (Op == BinaryOp::Add && B.isSym() && isCallsOffset(W, B.Id))
    if (LocId List = pointee(A); List != NoId)
      return Value::address(element(List, B, false, S.InLoop));
  if (!A.isSym() || (!B.isSym() && B.K != Value::Int))
    return Value::unknown();
  bool IsFollowed = Op == BinaryOp::Add || Op == BinaryOp::Sub ||
                    Op == BinaryOp::And || Op == BinaryOp::Or;
  if (B.isSym() || !IsFollowed)
    return named(Op, Ty, A, B);
  if (Op == BinaryOp::Sub) {
    Op = BinaryOp::Add;
    if (B.Number == RangeSet::Min)
      return Value::unknown();
    B.Number = -B.Number;
  }
  const Symbol Y = N.symbol(A.Id);
  bool OfBits = Y.Kind == SymKind::Expr && Y.B == NoId &&
                (Y.Op == BinaryOp::And || Y.Op == BinaryOp::Or);
  if (OfBits && Op != BinaryOp::Add)
    if (Value V = bits(Op, Ty, Y, B.Number); V.K != Value::Unknown)
      return V;
  if (Op == BinaryOp::Add && Y.Kind == SymKind::Expr && Y.Op == Op &&
      Y.B == NoId) {
    if (__builtin_add_overflow(B.Number, Y.Number, &B.Number))
      return Value::unknown();
    A.Id = Y.A;
    if (B.Number == 0)
      return A;
  }
  SymId E = N.expression(Op, Ty, A.Id, B.Number);
  return E == NoId ? Value::unknown() : Value::symbol(E);
}

/// (x & k) & m, (x | k) & m and (x | k) | m, as far as the bits decide it.
Value Evaluator::bits(BinaryOp Op, ir::Type Ty, const Symbol &Inner,
                      std::int64_t Mask) const {
  auto Again = [&](BinaryOp NewOp, std::int64_t NewMask) {
    if (NewOp == BinaryOp::And && NewMask == 0)
      return Value::integer(0);
    SymId E = N.expression(NewOp, Ty, Inner.A, NewMask);
    return E == NoId ? Value::unknown() : Value::symbol(E);
  };
  if (Inner.Op == Op)
    return Again(Op, Op == BinaryOp::And ? Inner.Number & Mask
                                         : Inner.Number | Mask);
  if (Op == BinaryOp::And && (Mask & Inner.Number) == Mask)
    return Value::integer(Mask); // All of the bits are set.
  if (Op == BinaryOp::And && (Mask & Inner.Number) == 0) {
    // What was set is not asked for: look below.
    Symbol Below = N.symbol(Inner.A);
    bool More = Below.Kind == SymKind::Expr && Below.B == NoId &&
                (Below.Op == BinaryOp::And || Below.Op == BinaryOp::Or);
    Value V = More ? bits(Op, Ty, Below, Mask) : Value::unknown();
    return V.K == Value::Unknown ? Again(BinaryOp::And, Mask) : V;
  }
  return Value::unknown();
}

Value Evaluator::compare(BinaryOp Op, ir::Type Ty, Value A, Value B) const {
  if (A.K == Value::Int && B.K != Value::Int) {
    std::swap(A, B);
    Op = mirrored(Op);
  }
  if (A.K == Value::Int) {
    std::int64_t R;
    fold(Op, Ty, A.Number, B.Number, R);
    return Value::integer(R);
  }
  auto IsElement = [&](const Value &V) {
    return V.K == Value::Addr && !N.isUncertain(V.Id);
  };
  if ((IsElement(A) && IsElement(B)) || (IsElement(A) && B.isSym()) ||
      (A.isSym() && IsElement(B)))
    if (Value V = comparePointers(Op, A, B); V.K != Value::Unknown)
      return V;
  bool IsPointer =
      A.K == Value::Addr || A.K == Value::Func || A.K == Value::Str;
  if (IsPointer && B.K == A.K && A.K == Value::Addr &&
      (N.isUncertain(A.Id) || N.isUncertain(B.Id)))
    return Value::unknown();
  if (IsPointer && (B.isInt(0) || B.K == A.K) &&
      (Op == BinaryOp::EQ || Op == BinaryOp::NE)) {
    if (A.K == Value::Str && !B.isInt(0))
      return Value::unknown();
    bool Same = B.K == A.K && A.Id == B.Id;
    return Value::integer(Same == (Op == BinaryOp::EQ));
  }
  if (!A.isSym())
    return Value::unknown();
  if (B.K == Value::Int)
    return compareNumber(Op, Ty, A.Id, wrap(B.Number, Ty));
  if (!B.isSym())
    return Value::unknown();
  if (A.Id == B.Id)
    return Value::integer(Op == BinaryOp::EQ || Op == BinaryOp::LE ||
                          Op == BinaryOp::GE);
  if ((Op == BinaryOp::EQ || Op == BinaryOp::NE) &&
      range(A.Id).intersect(range(B.Id)).isEmpty())
    return Value::integer(Op == BinaryOp::NE);
  // One form for every relation of two symbols: a < b, a == b, or the opposite.
  bool Opposite =
      Op == BinaryOp::GE || Op == BinaryOp::LE || Op == BinaryOp::NE;
  if (Op == BinaryOp::GT || Op == BinaryOp::LE ||
      ((Op == BinaryOp::EQ || Op == BinaryOp::NE) && B.Id < A.Id))
    std::swap(A, B);
  bool IsOrder = Op != BinaryOp::EQ && Op != BinaryOp::NE;
  SymId E = N.expression(IsOrder ? BinaryOp::LT : BinaryOp::EQ, Ty, A.Id, B.Id);
  if (E == NoId)
    return Value::unknown();
  return Opposite ? compareNumber(BinaryOp::EQ, {8, false}, E, 0)
                  : Value::symbol(E);
}

Value Evaluator::compareNumber(BinaryOp Op, ir::Type Ty, SymId A,
                               std::int64_t B) const {
  const Symbol &Y = N.symbol(A);
  bool IsTest = Y.Kind == SymKind::Expr && isComparison(Y.Op);
  if (IsTest && B == 0 && Op == BinaryOp::NE)
    return Value::symbol(A);
  if (IsTest && B == 0 && Op == BinaryOp::EQ && Y.B == NoId) {
    SymId E = N.expression(negated(Y.Op), Y.Ty, Y.A, Y.Number);
    return E == NoId ? Value::unknown() : Value::symbol(E);
  }
  bool MisreadsRequest =
      B == 0 && (Op == BinaryOp::EQ || Op == BinaryOp::NE) && isRequestId(A);
  if (!MisreadsRequest) {
    RangeSet R = range(A);
    RangeSet True = R.intersect(preimage(matching(Op, B, Ty), Ty));
    if (True.isEmpty())
      return Value::integer(0);
    if (R.intersect(preimage(matching(negated(Op), B, Ty), Ty)).isEmpty())
      return Value::integer(1);
  }
  SymId E = N.expression(Op, Ty, A, B);
  return E == NoId ? Value::unknown() : Value::symbol(E);
}
