//===- InitLowering.cpp - Initialisers and copies of objects --------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Initialiser lists, compound literals, closures, and copies field by field.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/lower/FunctionLowering.h"

using namespace clang;
using namespace tapi;
using namespace tapi::engine;

Lowered FunctionLowering::VisitInitListExpr(const InitListExpr *E) {
  if (!E->getType()->isRecordType() && !E->getType()->isArrayType())
    return E->getNumInits() == 1 ? get(E->getInit(0))
                                 : Lowered::value(constant(0));
  ir::VarId V = addVariable("", E->getType());
  ir::PlaceId P = addPlace({ir::BaseKind::Local, V, {}});
  initialiseList(P, E->getType(), E);
  return Lowered::place(P);
}

Lowered
FunctionLowering::VisitCompoundLiteralExpr(const CompoundLiteralExpr *E) {
  ir::VarId V = addVariable("", E->getType());
  ir::PlaceId P = addPlace({ir::BaseKind::Local, V, {}});
  initialise(P, E->getType(), E->getInitializer());
  return Lowered::place(P);
}

Lowered FunctionLowering::VisitLambdaExpr(const LambdaExpr *E) {
  Position Where = Unit.position(E->getBeginLoc());
  if (const CXXMethodDecl *Body = E->getCallOperator())
    Unit.function(Body);
  ir::PlaceId P =
      addPlace({ir::BaseKind::Local, addVariable("", E->getType()), {}});
  auto Field = E->getLambdaClass()->field_begin();
  for (const Expr *Init : E->capture_inits()) {
    const FieldDecl *FD = *Field++;
    if (!Init)
      continue;
    ir::PlaceId Slot = part(P, {ir::Selector::Field, Unit.field(FD)});
    initialise(Slot, FD->getType(), Init);
  }
  (void)Where;
  return Lowered::place(P);
}

/// Objects larger than this are copied as a whole.
static constexpr unsigned MaxCopiedFields = 24;

/// An object with handles in it, or a closure, whose captures may lead to some;
/// and whose fields are few.
static bool holdsHandles(const RecordDecl *RD) {
  const auto *Class = dyn_cast<CXXRecordDecl>(RD);
  bool Any = Class && Class->isLambda();
  unsigned Count = 0;
  for (const FieldDecl *FD : RD->fields()) {
    Any |=
        handleKind(FD->getType()) != HandleKind::None ||
        messagePart(RD->getName(), FD->getName()) != MessagePart::NotAMessage;
    ++Count;
  }
  return Any && Count <= MaxCopiedFields && !RD->isUnion();
}

/// Copies field by field where handles are concerned: memory that this function
/// has not read yet gets names for what is in it that way.
void FunctionLowering::copyObject(ir::PlaceId To, ir::PlaceId From, QualType T,
                                  Position Where) {
  emit({ir::Opcode::Copy, Where, ir::None, To, From});
  const RecordDecl *RD = T->getAsRecordDecl();
  if (!RD || !holdsHandles(RD))
    return;
  for (const FieldDecl *FD : RD->fields()) {
    if (!FD->getType()->isScalarType() && !FD->getType()->isReferenceType())
      continue;
    ir::Selector S{ir::Selector::Field, Unit.field(FD)};
    store(part(To, S), load(part(From, S), Where), Where);
  }
}

void FunctionLowering::initialiseList(ir::PlaceId P, QualType T,
                                      const InitListExpr *List) {
  Position Where = Unit.position(List->getBeginLoc());
  emit({ir::Opcode::Zero, Where, ir::None, P});
  if (const RecordDecl *RD = T->getAsRecordDecl()) {
    if (RD->isUnion()) {
      if (const FieldDecl *FD = List->getInitializedFieldInUnion();
          FD && List->getNumInits() == 1)
        initialise(part(P, {ir::Selector::Field, Unit.field(FD)}),
                   FD->getType(), List->getInit(0));
      return;
    }
    unsigned I = 0;
    if (const auto *CRD = dyn_cast<CXXRecordDecl>(RD))
      I = CRD->getNumBases();
    for (const FieldDecl *FD : RD->fields()) {
      if (FD->isBitField() && !FD->getIdentifier())
        continue;
      if (I >= List->getNumInits())
        break;
      const Expr *Init = List->getInit(I++);
      if (!isa<ImplicitValueInitExpr>(Init))
        initialise(part(P, {ir::Selector::Field, Unit.field(FD)}),
                   FD->getType(), Init);
    }
    return;
  }
  static constexpr unsigned MaxElements = 64;
  QualType Element =
      T->isArrayType() ? T->getAsArrayTypeUnsafe()->getElementType() : T;
  for (unsigned I = 0; I < List->getNumInits() && I < MaxElements; ++I) {
    const Expr *Init = List->getInit(I);
    if (!isa<ImplicitValueInitExpr>(Init))
      initialise(part(P, {ir::Selector::Index, constant(I)}), Element, Init);
  }
}

void FunctionLowering::initialise(ir::PlaceId P, QualType T, const Expr *Init) {
  Position Where = Unit.position(Init->getBeginLoc());
  const Expr *Plain = strip(Init);
  if (T->isReferenceType()) {
    store(P, address(place(Init)), Where);
    return;
  }
  if (const auto *List = dyn_cast<InitListExpr>(Plain);
      List && (T->isRecordType() || T->isArrayType())) {
    initialiseList(P, T, List);
    return;
  }
  if (T->isRecordType()) {
    Lowered L = get(Init);
    // A constructor has filled its target already.
    bool InPlace = isa<CXXConstructExpr>(Plain) && Targets.count(Plain);
    if (L.K == Lowered::IsPlace && !InPlace)
      copyObject(P, L.Id, T, Where);
    return;
  }
  if (T->isArrayType()) {
    get(Init);
    return;
  }
  store(P, value(Init), Where);
}
