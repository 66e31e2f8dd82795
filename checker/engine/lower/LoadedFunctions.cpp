//===- LoadedFunctions.cpp - Pointers that hold functions of TAPI ---------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See LoadedFunctions.h. Left out: names that are put together at run time,
/// and tables whose names and pointers are in different arrays.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/lower/LoadedFunctions.h"
#include "checker/engine/lower/UnitLowering.h"

using namespace clang;
using namespace tapi;
using namespace tapi::engine;

/// The number of a pointer that is no element of an array.
static constexpr unsigned NoElement = ~0u;

static const FunctionRow *judged(llvm::StringRef Name) {
  const FunctionRow *Row = findFunction(Name);
  return Row && Row->Judged ? Row : nullptr;
}

/// The function whose name the literal \p E is, or nullptr.
static const FunctionRow *named(const Expr *E) {
  const auto *Literal = dyn_cast<StringLiteral>(E->IgnoreParenCasts());
  return Literal && Literal->getCharByteWidth() == 1
             ? judged(Literal->getString())
             : nullptr;
}

/// The function that \p E loads by name: any call that gets such a name, since
/// programs have helpers of their own around GetProcAddress.
static const FunctionRow *loaded(const Expr *E) {
  const auto *Call = dyn_cast<CallExpr>(E->IgnoreParenCasts());
  if (!Call)
    return nullptr;
  for (const Expr *Argument : Call->arguments())
    if (const FunctionRow *Row = named(Argument))
      return Row;
  return nullptr;
}

LoadedFunctions::Pointer LoadedFunctions::pointer(const Expr *E) {
  E = E->IgnoreParenCasts();
  unsigned Element = NoElement;
  // (*f)(...), and *(FARPROC *)&f = ...
  while (const auto *U = dyn_cast<UnaryOperator>(E)) {
    if (U->getOpcode() != UO_Deref && U->getOpcode() != UO_AddrOf)
      return {};
    E = U->getSubExpr()->IgnoreParenCasts();
  }
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
    const auto *Index =
        dyn_cast<IntegerLiteral>(Subscript->getIdx()->IgnoreParenCasts());
    const auto *Constant =
        dyn_cast<DeclRefExpr>(Subscript->getIdx()->IgnoreParenCasts());
    if (Index)
      Element =
          static_cast<unsigned>(Index->getValue().getLimitedValue(NoElement));
    else if (const auto *Enumerator =
                 Constant ? dyn_cast<EnumConstantDecl>(Constant->getDecl())
                          : nullptr)
      Element = static_cast<unsigned>(Enumerator->getInitVal().getExtValue());
    else
      return {};
    E = Subscript->getBase()->IgnoreParenCasts();
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *VD = dyn_cast<VarDecl>(Ref->getDecl()))
      return {VD->getCanonicalDecl(), Element};
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    if (const auto *FD = dyn_cast<FieldDecl>(Member->getMemberDecl()))
      return {FD->getCanonicalDecl(), Element};
  return {};
}

void LoadedFunctions::record(Pointer P, const FunctionRow *Row) {
  if (!P.first || !Row)
    return;
  auto [It, New] = Rows.try_emplace(P, Row);
  if (!New && It->second != Row)
    It->second = nullptr;
}

void LoadedFunctions::assigned(const Expr *To, const Expr *From) {
  record(pointer(To), loaded(From));
}

void LoadedFunctions::initialised(const ValueDecl *To, const Expr *From) {
  record({To, NoElement}, loaded(From));
}

/// Where the address of \p E can be stored to: a pointer to a function, or to
/// anything.
static bool isAddress(const Expr *E) {
  const auto *U = dyn_cast<UnaryOperator>(E->IgnoreParenCasts());
  return U && U->getOpcode() == UO_AddrOf;
}

void LoadedFunctions::listed(const InitListExpr *Row) {
  const FunctionRow *Function = nullptr;
  const Expr *Address = nullptr;
  for (const Expr *E : Row->inits()) {
    if (!Function)
      Function = named(E);
    if (isAddress(E))
      Address = E;
  }
  if (Function && Address)
    record(pointer(Address), Function);
}

void LoadedFunctions::called(const CallExpr *Call) {
  const FunctionRow *Function = loaded(Call);
  if (!Function)
    return;
  for (const Expr *Argument : Call->arguments()) {
    QualType T = Argument->IgnoreParenCasts()->getType();
    bool IsReference = Argument->isLValue() && T->isFunctionPointerType();
    if (isAddress(Argument) || IsReference)
      record(pointer(Argument), Function);
  }
}

/// decltype(&lineClose) tells what the pointer is for.
static const FunctionRow *namedByType(QualType T) {
  while (!T.isNull()) {
    if (const auto *Typedef = T->getAs<TypedefType>()) {
      T = Typedef->desugar();
      continue;
    }
    const auto *Pointer = T->getAs<PointerType>();
    const auto *Of = T->getAs<DecltypeType>();
    if (!Of && Pointer && !Pointer->getPointeeType()->isFunctionType())
      return nullptr;
    if (!Of && Pointer)
      Of = Pointer->getPointeeType()->getAs<DecltypeType>();
    if (!Of)
      return nullptr;
    const Expr *E = Of->getUnderlyingExpr()->IgnoreParenCasts();
    if (const auto *U = dyn_cast<UnaryOperator>(E))
      E = U->getSubExpr()->IgnoreParenCasts();
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *FD = Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
    return FD && FD->getIdentifier() ? judged(FD->getName()) : nullptr;
  }
  return nullptr;
}

const FunctionRow *LoadedFunctions::find(const Expr *Callee,
                                         unsigned NumArgs) const {
  Pointer P = pointer(Callee);
  auto Fits = [NumArgs](const FunctionRow *Row) {
    return Row && (Row->StackBytes < 0 ||
                   Row->StackBytes == static_cast<int>(4 * NumArgs));
  };
  if (auto It = Rows.find(P); It != Rows.end())
    return Fits(It->second) ? It->second : nullptr;
  if (P.first)
    if (const FunctionRow *Row = namedByType(P.first->getType()); Fits(Row))
      return Row;
  return findFunctionOfPointer(pointerName(Callee), NumArgs);
}
