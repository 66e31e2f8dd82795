//===- Places.cpp - Nodes, places and temporaries of the IR ---------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The small constructors that lowering is made of, and which temporaries
/// outlive their block.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/lower/FunctionLowering.h"

using namespace clang;
using namespace tapi;
using namespace tapi::engine;
using ir::NodeKind;

ir::NodeId FunctionLowering::node(ir::Node N) {
  out().Nodes.push_back(N);
  return static_cast<ir::NodeId>(out().Nodes.size() - 1);
}

ir::NodeId FunctionLowering::constant(std::int64_t N) {
  ir::Node X;
  X.Kind = NodeKind::Constant;
  X.Number = N;
  return node(X);
}

ir::NodeId FunctionLowering::temp(ir::TempId T) {
  ir::Node X;
  X.Kind = NodeKind::Temp;
  X.A = T;
  return node(X);
}

ir::NodeId FunctionLowering::address(ir::PlaceId P) {
  if (P == ir::None)
    return unknown();
  ir::Node X;
  X.Kind = NodeKind::Address;
  X.A = P;
  return node(X);
}

ir::NodeId FunctionLowering::binary(ir::BinaryOp Op, ir::Type Ty, ir::NodeId A,
                                    ir::NodeId B) {
  ir::Node X;
  X.Kind = NodeKind::Binary;
  X.Op = Op;
  X.Ty = Ty;
  X.A = A;
  X.B = B;
  return node(X);
}

ir::TempId FunctionLowering::newTemp() {
  out().TempCrossesBlocks.push_back(false);
  return out().NumTemps++;
}

ir::VarId FunctionLowering::addVariable(const std::string &Name, QualType T) {
  ir::Variable V;
  V.Name = Name;
  V.Ty = typeOf(T.getNonReferenceType());
  V.Kind = handleKind(T.getNonReferenceType());
  V.Points = Unit.pointedRecord(T);
  // Some destructors are not run: what they would do to the handles inside is
  // not known.
  const Type *Base =
      T->isReferenceType() ? nullptr : T->getBaseElementTypeUnsafe();
  const CXXRecordDecl *RD = Base ? Base->getAsCXXRecordDecl() : nullptr;
  bool IsRun = T->isArrayType() ? fewElements(Context, T) > 0 && !Name.empty()
                                : !Name.empty();
  V.EndsUnseen = !IsRun && RD && RD->hasDefinition() &&
                 !RD->hasTrivialDestructor() && !endsWithItsElements(RD);
  V.Object = Unit.polymorphic(T);
  out().Vars.push_back(V);
  return static_cast<ir::VarId>(out().Vars.size() - 1);
}

unsigned tapi::engine::fewElements(const ASTContext &Context, QualType T) {
  static constexpr std::uint64_t MaxElements = 16;
  const ConstantArrayType *A = Context.getAsConstantArrayType(T);
  if (!A || A->getElementType()->isArrayType())
    return 0;
  std::uint64_t Size = A->getSize().getZExtValue();
  return Size <= MaxElements ? static_cast<unsigned>(Size) : 0;
}

ir::PlaceId FunctionLowering::addPlace(ir::Place P) {
  out().Places.push_back(std::move(P));
  return static_cast<ir::PlaceId>(out().Places.size() - 1);
}

ir::PlaceId FunctionLowering::part(ir::PlaceId P, ir::Selector S) {
  ir::Place Copy = out().Places[P];
  Copy.Path.push_back(S);
  return addPlace(std::move(Copy));
}

ir::PlaceId FunctionLowering::deref(ir::NodeId Pointer) {
  // *&x is x.
  const ir::Node &N = out().Nodes[Pointer];
  if (N.Kind == NodeKind::Address)
    return N.A;
  return addPlace({ir::BaseKind::Deref, Pointer, {}});
}

ir::NodeId FunctionLowering::load(ir::PlaceId P, Position Where) {
  ir::TempId T = newTemp();
  emit({ir::Opcode::Load, Where, T, P});
  return temp(T);
}

void FunctionLowering::store(ir::PlaceId P, ir::NodeId V, Position Where) {
  emit({ir::Opcode::Store, Where, ir::None, P, ir::None, V});
}

/// Temporaries that another block reads must outlive theirs.
void FunctionLowering::crossBlocks(ir::NodeId Id) {
  if (Id == ir::None)
    return;
  ir::Node N = out().Nodes[Id];
  if (N.Kind == NodeKind::Temp)
    out().TempCrossesBlocks[N.A] = true;
  else if (N.Kind == NodeKind::Address)
    crossPlace(N.A);
  else if (N.Kind == NodeKind::Binary || N.Kind == NodeKind::Not ||
           N.Kind == NodeKind::Negate || N.Kind == NodeKind::Cast) {
    crossBlocks(N.A);
    crossBlocks(N.B);
  }
}

void FunctionLowering::crossPlace(ir::PlaceId Id) {
  ir::Place P = out().Places[Id];
  if (P.Base == ir::BaseKind::Deref)
    crossBlocks(P.Id);
  for (const ir::Selector &S : P.Path)
    if (S.K != ir::Selector::Field)
      crossBlocks(S.Id);
}

ir::PlaceId FunctionLowering::variable(const VarDecl *VD) {
  Position Where = 0;
  ir::PlaceId P;
  if (auto Capture = Captures.find(VD); Capture != Captures.end())
    return member(deref(loadThis(Where)), Capture->second, Where);
  if (VD->hasGlobalStorage()) {
    P = addPlace({ir::BaseKind::Global, Unit.global(VD), {}});
  } else {
    if (!Vars.count(VD))
      Vars[VD] = addVariable(VD->getNameAsString(), VD->getType());
    P = addPlace({ir::BaseKind::Local, Vars[VD], {}});
  }
  bool ByPointer = VD->getType()->isReferenceType() ||
                   (isa<ParmVarDecl>(VD) && VD->getType()->isRecordType());
  return ByPointer ? deref(load(P, Where)) : P;
}

ir::PlaceId FunctionLowering::member(ir::PlaceId Object, const FieldDecl *FD,
                                     Position Where) {
  ir::PlaceId P = part(Object, {ir::Selector::Field, Unit.field(FD)});
  return FD->getType()->isReferenceType() ? deref(load(P, Where)) : P;
}
