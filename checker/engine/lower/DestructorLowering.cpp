//===- DestructorLowering.cpp - What ends with an object ------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Destructors that run at the end of a scope, of an object and of a temporary,
/// and what smart pointers delete.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/lower/FunctionLowering.h"

#include "tapi_model/Environment.h"

#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace tapi;
using namespace tapi::engine;

/// What an object of class \p RD deletes at its end: the pointee of a
/// std::unique_ptr without a deleter of its own; a null type for others, and
/// where a derived class may have a destructor that does more.
static QualType deletedPointee(const CXXRecordDecl *RD) {
  const auto *Pointer = dyn_cast<ClassTemplateSpecializationDecl>(RD);
  if (!Pointer || !Pointer->isInStdNamespace() ||
      Pointer->getName() != "unique_ptr" ||
      Pointer->getTemplateArgs().size() < 2)
    return {};
  const TemplateArgument &Pointee = Pointer->getTemplateArgs()[0];
  const TemplateArgument &Deleter = Pointer->getTemplateArgs()[1];
  const CXXRecordDecl *By = Deleter.getKind() == TemplateArgument::Type
                                ? Deleter.getAsType()->getAsCXXRecordDecl()
                                : nullptr;
  if (!By || !By->isInStdNamespace() || !By->getIdentifier() ||
      By->getName() != "default_delete" ||
      Pointee.getKind() != TemplateArgument::Type ||
      Pointee.getAsType()->isArrayType())
    return {};
  const CXXRecordDecl *Class = Pointee.getAsType()->getAsCXXRecordDecl();
  const CXXDestructorDecl *End = Class ? Class->getDestructor() : nullptr;
  if (End && End->isVirtual())
    return {};
  return Pointee.getAsType();
}

/// The smart pointer at \p P ends, and with it what it points to.
void FunctionLowering::deletePointee(QualType Owned, ir::PlaceId P,
                                     Position Where) {
  ir::CallSite C;
  C.Name = "get";
  C.SystemCallee = true;
  C.Environment = findEnvironment("std::*::get");
  ir::CallArg Object;
  Object.Value = address(P);
  Object.IsPointer = true;
  C.Args.push_back(Object);
  Lowered Pointer =
      emitCall(std::move(C), Context.getPointerType(Owned), Where);
  if (Pointer.K != Lowered::IsValue)
    return;
  callDestructor(Owned, deref(Pointer.Id), Where);
  ir::Instr I{ir::Opcode::Delete, Where};
  I.A = Pointer.Id;
  emit(I);
}

void FunctionLowering::callDestructor(QualType T, ir::PlaceId P,
                                      Position Where) {
  if (T->isArrayType()) {
    for (unsigned I = fewElements(Context, T); I-- > 0;)
      callDestructor(T->getAsArrayTypeUnsafe()->getElementType(),
                     part(P, {ir::Selector::Index, constant(I)}), Where);
    return;
  }
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  const CXXDestructorDecl *D = RD ? RD->getDestructor() : nullptr;
  if (!D || D->isTrivial())
    return;
  if (QualType Owned = deletedPointee(RD); !Owned.isNull()) {
    deletePointee(Owned, P, Where);
    return;
  }
  ir::CallSite C;
  identify(C, D, nullptr);
  ir::CallArg Object;
  Object.Value = address(P);
  Object.IsPointer = true;
  C.Args.push_back(Object);
  C.ResultUsed = false;
  emitCall(std::move(C), Context.VoidTy, Where);
}

void FunctionLowering::lowerDestructor(const CFGImplicitDtor &D) {
  if (auto Auto = D.getAs<CFGAutomaticObjDtor>()) {
    const VarDecl *VD = Auto->getVarDecl();
    if (!Vars.count(VD))
      return;
    Position Where = ReturnAt
                         ? ReturnAt
                         : Unit.position(Auto->getTriggerStmt()->getEndLoc());
    // A reference ends the temporary whose life it has extended.
    if (!VD->getType()->isReferenceType() || DestroysTemporaries)
      callDestructor(VD->getType().getNonReferenceType(), variable(VD), Where);
    return;
  }
  if (auto Temporary = D.getAs<CFGTemporaryDtor>()) {
    const CXXBindTemporaryExpr *E = Temporary->getBindTemporaryExpr();
    // Nobody may be told twice that its object is constructed.
    if (auto It = Done.find(strip(E));
        It != Done.end() && It->second.K == Lowered::IsPlace) {
      ir::PlaceId P = place(E);
      callDestructor(E->getType(), P, Unit.position(E->getEndLoc()));
    }
    return;
  }
  Position Where = Unit.position(FD->getBody()->getEndLoc());
  if (auto Delete = D.getAs<CFGDeleteDtor>()) {
    const CXXDeleteExpr *E = Delete->getDeleteExpr();
    callDestructor(Context.getBaseElementType(E->getDestroyedType()),
                   pointed(E->getArgument()), Unit.position(E->getBeginLoc()));
    return;
  }
  if (ThisVar == ir::None)
    return;
  ir::PlaceId Object = deref(loadThis(Where));
  if (auto Base = D.getAs<CFGBaseDtor>()) {
    callDestructor(Base->getBaseSpecifier()->getType(), Object, Where);
  } else if (auto Member = D.getAs<CFGMemberDtor>()) {
    const FieldDecl *Field = Member->getFieldDecl();
    callDestructor(Field->getType(),
                   part(Object, {ir::Selector::Field, Unit.field(Field)}),
                   Where);
  }
}
