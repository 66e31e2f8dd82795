//===- UnitLowering.cpp - What the functions of a unit share while lowered ===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See UnitLowering.h.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/lower/UnitLowering.h"

#include "checker/Compat.h"

#include "clang/Index/USRGeneration.h"

using namespace clang;
using namespace tapi;
using namespace tapi::engine;

HandleKind tapi::engine::handleKind(QualType T) {
  while (const auto *Typedef = T->getAs<TypedefType>()) {
    if (const IdentifierInfo *Name = Typedef->getDecl()->getIdentifier())
      if (HandleKind K = kindOfType(Name->getName()); K != HandleKind::None)
        return K;
    T = Typedef->desugar();
  }
  return HandleKind::None;
}

bool tapi::engine::isPointerLike(QualType T) {
  return T->isPointerType() || T->isReferenceType() || T->isArrayType();
}

bool tapi::engine::pointeeIsConst(QualType T) {
  if (const auto *A = T->getAsArrayTypeUnsafe())
    return A->getElementType().isConstQualified();
  QualType P = T->getPointeeType();
  return !P.isNull() && P.isConstQualified();
}

ir::Type tapi::engine::scalarType(const ASTContext &Context, QualType T) {
  if (T->isBooleanType())
    return {8, false};
  if (T->isIntegralOrEnumerationType() && !T->isIncompleteType())
    return {static_cast<std::uint8_t>(Context.getIntWidth(T)),
            T->isSignedIntegerOrEnumerationType()};
  return {64, false};
}

static std::string usrOf(const Decl *D) {
  llvm::SmallString<128> Usr;
  if (index::generateUSRForDecl(D, Usr))
    return {};
  return std::string(Usr);
}

bool UnitLowering::isInHeader(const Decl *D) const {
  return llvm::any_of(D->redecls(), [&](const Decl *R) {
    return !SM.isWrittenInMainFile(SM.getExpansionLoc(R->getLocation()));
  });
}

ir::StringId UnitLowering::pointedRecord(QualType T) {
  QualType Pointee = T->getPointeeType();
  const RecordDecl *RD =
      Pointee.isNull() ? nullptr : Pointee->getAsRecordDecl();
  return RD ? record(RD) : ir::None;
}

ir::StringId UnitLowering::record(const RecordDecl *RD) {
  auto [It, New] =
      Records.try_emplace(cast<RecordDecl>(RD->getCanonicalDecl()), ir::None);
  if (New)
    It->second = string(usrOf(RD));
  return It->second;
}

ir::StringId UnitLowering::polymorphic(QualType T) {
  const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
  return RD && RD->hasDefinition() && RD->isPolymorphic() ? record(RD)
                                                          : ir::None;
}

ir::FuncId UnitLowering::function(const FunctionDecl *FD) {
  return number(FD, !IsOutlining);
}

ir::FuncId UnitLowering::function(const DeclRefExpr *Ref) {
  const auto *FD = cast<FunctionDecl>(Ref->getDecl());
  bool Suffices = HandedOver.count(Ref) && Plain.count(FD->getCanonicalDecl());
  return number(FD, !IsOutlining && !Suffices);
}

/// The definition of \p FD if it is the program's own.
static const FunctionDecl *ownDefinition(const UnitLowering &Unit,
                                         const FunctionDecl *FD) {
  const FunctionDecl *Definition = nullptr;
  bool Followed = FD->hasBody(Definition) && Definition &&
                  !Unit.isSystem(Definition->getLocation()) &&
                  !Definition->isDependentContext();
  return Followed ? Definition : nullptr;
}

ir::FuncId UnitLowering::number(const FunctionDecl *FD, bool NeedsFlow) {
  const FunctionDecl *Key = FD->getCanonicalDecl();
  auto [It, New] =
      Functions.try_emplace(Key, static_cast<ir::FuncId>(M.Functions.size()));
  ir::FuncId Id = It->second;
  if (New)
    declare(FD);
  if (IsAsked[Id] || (!New && !NeedsFlow))
    return Id;
  const FunctionDecl *Definition = ownDefinition(*this, FD);
  IsAsked[Id] = NeedsFlow;
  if (Definition)
    (NeedsFlow ? Pending : Outlines).emplace_back(Id, Definition);
  return Id;
}

static constexpr llvm::StringLiteral ProgramEntries[] = {"main",
                                                         "wmain",
                                                         "tmain",
                                                         "WinMain",
                                                         "wWinMain",
                                                         "tWinMain",
                                                         "mainCRTStartup",
                                                         "wmainCRTStartup",
                                                         "WinMainCRTStartup",
                                                         "wWinMainCRTStartup"};

/// The program begins with \p FD: by its name, also where the linker was told
/// of a function that stands in for the run-time library's.
static bool isProgramEntry(const FunctionDecl *FD) {
  if (FD->isMain() || FD->isMSVCRTEntryPoint())
    return true;
  if (!FD->getIdentifier() || !FD->isExternallyVisible() ||
      !FD->getDeclContext()->getRedeclContext()->isTranslationUnit())
    return false;
  return llvm::is_contained(ProgramEntries, FD->getName().ltrim('_'));
}

void UnitLowering::declare(const FunctionDecl *FD) {
  ir::Function &F = M.Functions.emplace_back();
  F.Name = FD->getNameAsString();
  F.Usr = usrOf(FD);
  if (!FD->hasBody() && FD->getIdentifier() && !isa<CXXMethodDecl>(FD))
    F.Tapi = findFunction(FD->getName());
  F.Internal = !FD->isExternallyVisible();
  F.AddressTaken = AddressTaken.count(FD->getCanonicalDecl());
  F.IsMain = isProgramEntry(FD);
  if (isa<CXXConstructorDecl>(FD))
    F.Role = ir::MemberRole::Constructor;
  else if (isa<CXXDestructorDecl>(FD))
    F.Role = ir::MemberRole::Destructor;
  IsAsked.push_back(false);
  if (const auto *Method = dyn_cast<CXXMethodDecl>(FD);
      Method && Method->isVirtual())
    declareOverrides(Method);
}

void UnitLowering::declareOverrides(const CXXMethodDecl *Method) {
  std::size_t Id = M.Functions.size() - 1;
  M.Functions[Id].IsPure = compat::isPureVirtual(Method);
  std::vector<ir::FuncId> Overridden;
  for (const CXXMethodDecl *Base : Method->overridden_methods())
    if (!isSystem(Base->getLocation()))
      Overridden.push_back(number(Base, /*NeedsFlow=*/false));
  M.Functions[Id].Overrides = std::move(Overridden);
}

llvm::SmallVector<const CXXMethodDecl *, 4>
UnitLowering::definitionsOf(const CXXMethodDecl *Method) const {
  llvm::SmallVector<const CXXMethodDecl *, 4> Work{Method}, Found;
  for (std::size_t I = 0; I < Work.size(); ++I) {
    const CXXMethodDecl *M = Work[I];
    if (auto It = Overriders.find(M->getCanonicalDecl());
        It != Overriders.end())
      for (const CXXMethodDecl *O : It->second)
        if (!llvm::is_contained(Work, O))
          Work.push_back(O);
    if (!compat::isPureVirtual(M))
      Found.push_back(M);
  }
  return Found;
}

const CXXMethodDecl *
UnitLowering::onlyOverrider(const CXXMethodDecl *Method) const {
  if (Method->getParent()->isExternallyVisible())
    return nullptr;
  const CXXMethodDecl *Only = nullptr;
  for (const CXXMethodDecl *M : definitionsOf(Method)) {
    if (Only && Only->getCanonicalDecl() != M->getCanonicalDecl())
      return nullptr;
    Only = M;
  }
  return Only;
}

std::vector<ir::Overrider>
UnitLowering::overriders(const CXXMethodDecl *Method) {
  std::vector<ir::Overrider> Out;
  for (const CXXMethodDecl *M : definitionsOf(Method))
    Out.push_back({record(M->getParent()), function(M)});
  return Out;
}

ir::VarId UnitLowering::global(const VarDecl *VD) {
  VD = VD->getCanonicalDecl();
  auto [It, New] =
      Globals.try_emplace(VD, static_cast<ir::VarId>(M.Globals.size()));
  if (!New)
    return It->second;
  ir::Global &G = M.Globals.emplace_back();
  G.Name = VD->getNameAsString();
  G.Usr = usrOf(VD);
  G.Kind = handleKind(VD->getType());
  G.Ty = scalarType(Context, VD->getType().getNonReferenceType());
  G.Internal = !VD->isExternallyVisible();
  G.Shared =
      isInHeader(VD) || VD->hasDefinition(Context) == VarDecl::DeclarationOnly;
  G.Points = pointedRecord(VD->getType());
  if (const auto *RD =
          VD->getType()->getBaseElementTypeUnsafe()->getAsRecordDecl())
    G.Object = record(RD);
  const VarDecl *Def = VD->getDefinition(Context);
  bool IsConst = VD->getType().isConstQualified();
  G.Written = Written.count(VD) && !IsConst;
  const VarDecl *Initialised = nullptr;
  const Expr *Init = VD->getAnyInitializer(Initialised);
  bool IsNumber = VD->getType()->isIntegralOrEnumerationType() ||
                  VD->getType()->isPointerType();
  if (Init && IsNumber && !Init->isValueDependent()) {
    Expr::EvalResult R;
    if (Init->EvaluateAsInt(R, Context)) {
      G.ConstantInit = true;
      G.Init = R.Val.getInt().getExtValue();
    } else if (Init->isNullPointerConstant(Context,
                                           Expr::NPC_ValueDependentIsNotNull)) {
      G.ConstantInit = true;
    }
  } else if (!Init && Def && G.Internal && IsNumber) {
    G.ConstantInit = true;
  }
  return It->second;
}

SharedField tapi::engine::sharedFieldOf(const FieldDecl *FD) {
  const RecordDecl *Record = FD->getParent();
  // The union in the middle has no name; what it is in has.
  if (!Record->getIdentifier())
    if (const auto *Outer = dyn_cast<RecordDecl>(Record->getLexicalParent()))
      Record = Outer;
  return sharedField(Record->getName(), FD->getName());
}

ir::FieldId UnitLowering::stringData() {
  if (StringData == ir::None) {
    StringData = static_cast<ir::FieldId>(M.Fields.size());
    M.Fields.emplace_back().IsStringData = true;
  }
  return StringData;
}

/// No other member of the record, nor of records in it, is a handle of the
/// kind.
static bool isSoleHandle(const FieldDecl *FD) {
  HandleKind K = handleKind(FD->getType());
  std::function<unsigned(const RecordDecl *)> Count = [&](const RecordDecl *R) {
    unsigned Sum = 0;
    for (const FieldDecl *Other : R->fields()) {
      QualType T = Other->getType();
      const Type *Element = T->getBaseElementTypeUnsafe();
      if (handleKind(QualType(Element, 0)) == K)
        Sum += T->isArrayType() ? 2 : 1;
      else if (const RecordDecl *Inner = Element->getAsRecordDecl())
        Sum += Inner->isCompleteDefinition() ? Count(Inner) : 0;
    }
    return Sum;
  };
  return K != HandleKind::None && Count(FD->getParent()) == 1;
}

ir::FieldId UnitLowering::field(const FieldDecl *FD) {
  FD = FD->getCanonicalDecl();
  // All members of a union are one place.
  const Decl *Key = FD;
  if (FD->getParent()->isUnion())
    Key = FD->getParent();
  auto [It, New] =
      Fields.try_emplace(Key, static_cast<ir::FieldId>(M.Fields.size()));
  if (New) {
    ir::Field &F = M.Fields.emplace_back();
    F.Name = FD->getNameAsString();
    F.Shared = isInHeader(FD->getParent());
    F.OfSystem = isSystem(FD->getParent()->getLocation());
    F.Hidden = FD->getAccess() == AS_private || FD->getAccess() == AS_protected;
    F.Points = pointedRecord(FD->getType());
    F.Record = usrOf(FD->getParent());
    F.Kind = handleKind(FD->getType());
    F.IsSole = isSoleHandle(FD);
    F.OfUnion = FD->getParent()->isUnion();
    F.Part = messagePart(FD->getParent()->getName(), FD->getName());
    F.List = listPart(FD->getParent()->getName(), FD->getName());
    F.Carries = sharedFieldOf(FD);
    F.IsQuitCode = isQuitCode(FD->getParent()->getName(), FD->getName());
  } else if (M.Fields[It->second].Carries != sharedFieldOf(FD)) {
    M.Fields[It->second].IsMixed = true;
  }
  return It->second;
}

ir::StringId UnitLowering::string(llvm::StringRef S) {
  auto [It, New] =
      Strings.try_emplace(S, static_cast<ir::StringId>(M.Strings.size()));
  if (New)
    M.Strings.push_back(S.str());
  return It->second;
}

void UnitLowering::lower(Body B, bool WithFlow) {
  auto [Id, FD] = B;
  if (Context.getDiagnostics().hasUncompilableErrorOccurred() && isBroken(FD))
    skip(FD, "does not compile");
  else if (WithFlow)
    lowerFunction(*this, Id, FD);
  else
    outlineFunction(*this, Id, FD);
}

void UnitLowering::lowerPending() {
  while (!Pending.empty()) {
    Body Next = Pending.back();
    Pending.pop_back();
    lower(Next, /*WithFlow=*/true);
  }
  // What is plain calls only what is plain, too.
  IsOutlining = true;
  while (!Outlines.empty()) {
    Body Next = Outlines.back();
    Outlines.pop_back();
    if (!IsAsked[Next.first])
      lower(Next, /*WithFlow=*/false);
  }
}
