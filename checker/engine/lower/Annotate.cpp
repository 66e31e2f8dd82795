//===- Annotate.cpp - Descriptions of functions as rows of the model ------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Turns a description by the user, or clang's handle attributes, into an
/// Annotation. What the user says wins; attributes count only where there is no
/// body to follow.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/lower/UnitLowering.h"

#include "clang/AST/Attr.h"
#include "llvm/ADT/STLExtras.h"

#include <limits>

using namespace clang;
using namespace tapi;
using namespace tapi::engine;

/// The handle that a value of type \p T is, or leads to.
static HandleKind kindBehind(QualType T) {
  T = T.getNonReferenceType();
  if (HandleKind K = handleKind(T); K != HandleKind::None)
    return K;
  return T->isPointerType() ? handleKind(T->getPointeeType())
                            : HandleKind::None;
}

/// On a function, clang makes acquire_handle a part of the type.
static bool acquiresResult(const FunctionDecl *FD) {
  if (FD->hasAttr<AcquireHandleAttr>())
    return true;
  QualType T = FD->getType();
  while (const auto *A = T->getAs<AttributedType>()) {
    if (A->getAttrKind() == attr::AcquireHandle)
      return true;
    T = A->getModifiedType();
  }
  return false;
}

namespace {
class Annotator {
public:
  explicit Annotator(const FunctionDecl *FD) : FD(FD) {}

  void describe(const FunctionAnnotation &D);
  void readAttributes();
  std::shared_ptr<ir::Annotation> finish(SuccessWhen When);
  bool isEmpty() const {
    return Out->Args.empty() && Out->Lent.empty() && !Out->Waits &&
           Out->Returns == HandleKind::None;
  }

private:
  unsigned firstArgument() const {
    const auto *Method = dyn_cast<CXXMethodDecl>(FD);
    return Method && Method->isInstance() ? 1 : 0;
  }
  void add(unsigned Index, ArgumentEffect Effect, HandleKind Kind);
  void setConvention(SuccessWhen When);
  SuccessWhen conventionOfType() const;

  const FunctionDecl *FD;
  std::shared_ptr<ir::Annotation> Out = std::make_shared<ir::Annotation>();
};
} // namespace

void Annotator::add(unsigned Index, ArgumentEffect Effect, HandleKind Kind) {
  if (Kind == HandleKind::None && Index < FD->getNumParams())
    Kind = kindBehind(FD->getParamDecl(Index)->getType());
  Argument A = {};
  A.Index = static_cast<std::uint8_t>(Index + firstArgument());
  A.Kind = Kind;
  switch (Effect) {
  case ArgumentEffect::Keeps:
    return;
  case ArgumentEffect::Borrows:
    Out->Lent.push_back(A.Index);
    return;
  case ArgumentEffect::Acquires:
    A.Role = ArgRole::Create;
    break;
  case ArgumentEffect::Releases:
    A.Role = ArgRole::Release;
    break;
  case ArgumentEffect::Uses:
    A.Role = ArgRole::Use;
    A.Flags = tapi::Optional;
    break;
  }
  if (Kind != HandleKind::None)
    Out->Args.push_back(A);
}

void Annotator::describe(const FunctionAnnotation &D) {
  for (const ArgumentAnnotation &A : D.Arguments)
    add(A.Index, A.Effect, A.Kind);
  Out->Returns = D.Returns;
  Out->Waits = D.Waits;
}

void Annotator::readAttributes() {
  for (unsigned I = 0; I < FD->getNumParams(); ++I) {
    const ParmVarDecl *P = FD->getParamDecl(I);
    if (const auto *A = P->getAttr<AcquireHandleAttr>())
      add(I, ArgumentEffect::Acquires, kindOfType(A->getHandleType()));
    if (const auto *A = P->getAttr<ReleaseHandleAttr>())
      add(I, ArgumentEffect::Releases, kindOfType(A->getHandleType()));
    if (const auto *A = P->getAttr<UseHandleAttr>())
      add(I, ArgumentEffect::Uses, kindOfType(A->getHandleType()));
  }
  if (acquiresResult(FD))
    Out->Returns = kindBehind(FD->getReturnType());
}

SuccessWhen Annotator::conventionOfType() const {
  QualType T = FD->getReturnType();
  if (T->isVoidType() || Out->Returns != HandleKind::None)
    return SuccessWhen::Always;
  if (T->isBooleanType())
    return SuccessWhen::NonZero;
  for (QualType U = T;;) {
    const auto *Typedef = U->getAs<TypedefType>();
    if (!Typedef)
      return SuccessWhen::ByType;
    llvm::StringRef Name = Typedef->getDecl()->getName();
    if (Name == "BOOL" || Name == "BOOLEAN")
      return SuccessWhen::NonZero;
    if (Name == "LONG" || Name == "HRESULT")
      return SuccessWhen::Zero;
    U = Typedef->desugar();
  }
}

void Annotator::setConvention(SuccessWhen When) {
  constexpr std::int64_t Min = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t Max = std::numeric_limits<std::int64_t>::max();
  Out->TellsSuccess = true;
  switch (When) {
  case SuccessWhen::ByType: // Nothing is known.
    Out->TellsSuccess = false;
    break;
  case SuccessWhen::Always:
    Out->SuccessLow = Min;
    Out->SuccessHigh = Max;
    break;
  case SuccessWhen::Zero:
    break;
  case SuccessWhen::NonZero:
    Out->SuccessIsNonZero = true;
    break;
  case SuccessWhen::Positive:
    Out->SuccessLow = 1;
    Out->SuccessHigh = Max;
    break;
  }
}

std::shared_ptr<ir::Annotation> Annotator::finish(SuccessWhen When) {
  setConvention(When == SuccessWhen::ByType ? conventionOfType() : When);
  llvm::sort(Out->Args, [](const Argument &A, const Argument &B) {
    return A.Index < B.Index;
  });
  Out->Name = FD->getNameAsString();
  ir::describeRow(*Out);
  return Out;
}

const FunctionAnnotation *
UnitLowering::description(const FunctionDecl *FD) const {
  if (Described.empty() || !FD->getIdentifier())
    return nullptr;
  std::string Full = FD->getQualifiedNameAsString();
  for (const FunctionAnnotation &D : Described)
    if (D.Name == Full || D.Name == FD->getName())
      return &D;
  return nullptr;
}

std::shared_ptr<const ir::Annotation>
UnitLowering::annotation(const FunctionDecl *FD) {
  auto [It, New] = Notes.try_emplace(FD->getCanonicalDecl(), nullptr);
  if (!New)
    return It->second;
  Annotator Reader(FD->getMostRecentDecl());
  SuccessWhen When = SuccessWhen::ByType;
  if (const FunctionAnnotation *D = description(FD)) {
    Reader.describe(*D);
    When = D->Succeeds;
    // A function may be named for its end alone.
    if (D->NeverReturns)
      return nullptr;
  } else if (!FD->hasBody()) {
    Reader.readAttributes();
    if (Reader.isEmpty())
      return nullptr;
  } else {
    return nullptr;
  }
  return Notes[FD->getCanonicalDecl()] = Reader.finish(When);
}
