//===- CallLowering.cpp - Calls, constructors, new and delete -------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What is called, and with what. A function is known by its row in tapi_model,
/// by the table of the environment, or by its body; a pointer by its value at
/// run time.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/lower/FunctionLowering.h"

#include "checker/Compat.h"

#include "clang/Basic/Builtins.h"

using namespace clang;
using namespace tapi;
using namespace tapi::engine;

std::string FunctionLowering::argumentText(const Expr *E) const {
  E = E->IgnoreParenCasts();
  if (const auto *U = dyn_cast<UnaryOperator>(E);
      U && U->getOpcode() == UO_AddrOf)
    E = U->getSubExpr()->IgnoreParenCasts();
  return Unit.sourceText(E->getSourceRange());
}

/// The method that a call through \p Object runs, if only one can be meant.
static const FunctionDecl *finalOverrider(const UnitLowering &Unit,
                                          const CXXMethodDecl *Method,
                                          const Expr *Object) {
  if (!Method->isVirtual() || !Object)
    return Method;
  if (const CXXMethodDecl *Exact =
          Method->getDevirtualizedMethod(Object, /*IsAppleKext=*/false))
    return Exact;
  return Unit.onlyOverrider(Method);
}

/// \p Class is a container whose elements, or what its keys lead to, are
/// numbers or pointers: they end with it, and nothing else happens.
static bool holdsScalars(const CXXRecordDecl *Class) {
  for (const char *Name : {"mapped_type", "value_type"})
    for (const NamedDecl *D :
         Class->lookup(&Class->getASTContext().Idents.get(Name)))
      if (const auto *Type = dyn_cast<TypedefNameDecl>(D))
        return Type->getUnderlyingType()->isScalarType();
  return false;
}

/// What environment.def calls \p Method: constructors that copy are listed as
/// assignments, and others have no name unless they make an empty object.
static std::string standardName(const CXXMethodDecl *Method) {
  const CXXRecordDecl *Class = Method->getParent();
  if (isa<CXXDestructorDecl>(Method))
    return "~" + Class->getNameAsString();
  const auto *Ctor = dyn_cast<CXXConstructorDecl>(Method);
  if (!Ctor || !holdsScalars(Class))
    return Ctor ? Class->getNameAsString() : Method->getNameAsString();
  if (Ctor->isCopyOrMoveConstructor())
    return "operator=";
  return Ctor->isDefaultConstructor() ? Class->getNameAsString() : "";
}

/// Is only true of containers with elements that are as plain as handles.
static bool isOfPlainElements(const EnvironmentRow &Row) {
  switch (Row.Role) {
  case EnvironmentRole::Append:
  case EnvironmentRole::Copy:
  case EnvironmentRole::Zero:
    return true;
  default:
    return Row.Name.find("::~") != std::string_view::npos;
  }
}

/// The row of the environment for a method of the standard library: by class,
/// or for all classes that have it.
static const EnvironmentRow *standardMethod(const CXXMethodDecl *Method) {
  bool IsStandard = false;
  for (const DeclContext *DC = Method->getParent(); DC; DC = DC->getParent()) {
    const auto *Namespace = dyn_cast<NamespaceDecl>(DC);
    IsStandard |= DC->isStdNamespace() ||
                  (Namespace && Namespace->getName() == "__gnu_cxx");
  }
  if (!IsStandard)
    return nullptr;
  std::string Name = "::" + standardName(Method);
  std::string Class = Method->getParent()->getNameAsString();
  const EnvironmentRow *Row = findEnvironment("std::" + Class + Name);
  if (!Row)
    return findEnvironment("std::*" + Name);
  return isOfPlainElements(*Row) && !holdsScalars(Method->getParent()) ? nullptr
                                                                       : Row;
}

bool tapi::engine::endsWithItsElements(const CXXRecordDecl *Class) {
  const CXXDestructorDecl *D = Class->getDestructor();
  return D && standardMethod(D);
}

/// \p Callee is a printf of the program's own that is not seen here.
static bool traces(const FunctionDecl *Callee) {
  if (Callee->hasBody() || !Callee->isVariadic() || !Callee->getNumParams() ||
      !Callee->getIdentifier() || !isTracingName(Callee->getName()))
    return false;
  QualType Format = Callee->getParamDecl(Callee->getNumParams() - 1)->getType();
  return Format->isPointerType() &&
         Format->getPointeeType()->isAnyCharacterType();
}

void FunctionLowering::identify(ir::CallSite &C, const FunctionDecl *Callee,
                                const Expr *Object) {
  if (!Callee)
    return;
  C.Name = Callee->getNameAsString();
  const FunctionAnnotation *Told = Unit.description(Callee);
  C.NoReturn = Callee->isNoReturn() || (Told && Told->NeverReturns);
  C.Annotated = Unit.annotation(Callee);
  if (C.Annotated)
    return;
  C.SystemCallee = Unit.isSystem(Callee->getLocation()) || traces(Callee);
  bool HasBody = Callee->hasBody() && !C.SystemCallee;
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (!HasBody && !Method && Callee->getIdentifier()) {
    C.Tapi = findFunction(Callee->getName());
    if (!C.Tapi)
      C.Environment = findEnvironment(Callee->getName());
    if (!C.Tapi && !C.Environment && Callee->isInStdNamespace())
      C.Environment = findEnvironment("std::" + std::string(Callee->getName()));
    if (C.Tapi || C.Environment)
      return;
  }
  if (C.SystemCallee && !Method && Callee->isOverloadedOperator() &&
      Callee->isInStdNamespace())
    C.Environment = findEnvironment("std::" + C.Name);
  if (Method && C.SystemCallee)
    C.Environment = standardMethod(Method);
  if (C.Environment)
    return;
  C.MayKeep = C.SystemCallee && (Method || Callee->isInStdNamespace());
  if (Method && Method->isVirtual() && Object) {
    Callee = finalOverrider(Unit, Method, Object);
    if (!Callee) {
      C.Overriders = Unit.overriders(Method);
      C.Virtual = Unit.function(Method);
    }
  }
  if (Callee)
    C.Callee = Unit.function(Callee);
}

ir::CallArg FunctionLowering::argument(const Expr *E, QualType Param,
                                       bool Variadic) {
  ir::CallArg A;
  A.Variadic = Variadic;
  QualType T = Param.isNull() ? E->getType() : Param;
  A.IsPointer = isPointerLike(T);
  A.IsReference = T->isReferenceType();
  A.PointeeConst = A.IsPointer && pointeeIsConst(T);
  bool ByPlace = T->isReferenceType() || E->getType()->isRecordType();
  A.Value = ByPlace ? address(place(E)) : value(E);
  if (E->getType()->isRecordType() && !T->isReferenceType())
    A.IsPointer = A.PointeeConst = true;
  return A;
}

void FunctionLowering::addArguments(ir::CallSite &C,
                                    llvm::ArrayRef<const Expr *> Args,
                                    const FunctionDecl *Callee,
                                    const FunctionProtoType *Proto) {
  // Reports name the arguments of what the model knows, or a pointer may lead
  // to.
  bool IsTold = C.Callee == ir::None && !IsOutline;
  C.Args.reserve(C.Args.size() + Args.size() + 1);
  for (unsigned I = 0; I < Args.size(); ++I) {
    QualType Param;
    bool Variadic = false;
    if (Callee && I < Callee->getNumParams())
      Param = Callee->getParamDecl(I)->getType();
    else if (Proto && I < Proto->getNumParams())
      Param = Proto->getParamType(I);
    else
      Variadic =
          (Callee && Callee->isVariadic()) || (Proto && Proto->isVariadic());
    C.Args.push_back(argument(Args[I], Param, Variadic));
    if (IsTold)
      C.Args.back().Text = argumentText(Args[I]);
  }
}

Lowered FunctionLowering::emitCall(ir::CallSite C, QualType Result,
                                   Position Where) {
  C.ResultType = typeOf(Result.getNonReferenceType());
  C.ResultKind = handleKind(Result);
  ir::TempId T = ir::None;
  ir::PlaceId Object = ir::None;
  if (Result->isRecordType()) {
    Object = addPlace({ir::BaseKind::Local, addVariable("", Result), {}});
    ir::CallArg Hidden;
    Hidden.Value = address(Object);
    Hidden.IsPointer = true;
    C.Args.push_back(Hidden);
  } else if (!Result->isVoidType()) {
    T = newTemp();
  }
  out().Calls.push_back(std::move(C));
  ir::Instr I{ir::Opcode::Call, Where, T};
  I.A = static_cast<std::uint32_t>(out().Calls.size() - 1);
  emit(I);
  if (Object != ir::None)
    return Lowered::place(Object);
  if (T == ir::None)
    return {};
  if (Result->isReferenceType())
    return Lowered::place(deref(temp(T)));
  return Lowered::value(temp(T));
}

llvm::StringRef tapi::engine::pointerName(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *U = dyn_cast<UnaryOperator>(E))
    E = U->getSubExpr()->IgnoreParenCasts();
  const ValueDecl *D = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    D = Ref->getDecl();
  else if (const auto *Member = dyn_cast<MemberExpr>(E))
    D = Member->getMemberDecl();
  return D && D->getIdentifier() ? D->getName() : llvm::StringRef();
}

Lowered FunctionLowering::VisitCallExpr(const CallExpr *E) {
  Position Where = Unit.position(compat::beginOf(E));
  const FunctionDecl *Callee = E->getDirectCallee();
  if (Callee && Callee->getBuiltinID() == Builtin::BI__builtin_expect)
    return get(E->getArg(0));
  ir::CallSite C;
  C.ResultUsed = UsedResults.count(E);
  llvm::SmallVector<const Expr *, 8> Args(E->arguments());
  const FunctionProtoType *Proto = nullptr;
  const Expr *Object = nullptr;
  bool ObjectIsPointer = false, IsExact = false;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(E)) {
    Object = Member->getImplicitObjectArgument();
    ObjectIsPointer = Object && Object->getType()->isPointerType();
    Callee = Member->getMethodDecl();
    const auto *Named = dyn_cast<MemberExpr>(E->getCallee()->IgnoreParens());
    IsExact = Named && Named->hasQualifier();
  } else if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
             Method && isa<CXXOperatorCallExpr>(E) && Method->isInstance()) {
    Object = Args.front();
    Args.erase(Args.begin());
  }
  identify(C, Callee, IsExact ? nullptr : Object);
  if (Object) {
    ir::CallArg This;
    This.Value = ObjectIsPointer ? value(Object) : address(place(Object));
    This.IsPointer = true;
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
    This.PointeeConst = This.OnlyReads =
        Method && Method->isConst() && C.SystemCallee;
    C.Args.push_back(This);
  }
  if (!Callee) {
    QualType T = E->getCallee()->getType();
    if (const auto *P = T->getAs<PointerType>())
      T = P->getPointeeType();
    Proto = T->getAs<FunctionProtoType>();
    const auto *ToMember =
        dyn_cast<BinaryOperator>(E->getCallee()->IgnoreParens());
    bool IsToMember = ToMember && ToMember->isPtrMemOp();
    C.Pointer = value(IsToMember ? ToMember->getRHS() : E->getCallee());
    C.Tapi = Unit.loaded().find(E->getCallee(), E->getNumArgs());
  }
  addArguments(C, Args, Callee, Proto);
  QualType Result = E->getCallReturnType(Context);
  return emitCall(std::move(C), Result, Where);
}

/// The place that \p E constructs: its target, or a temporary.
ir::PlaceId FunctionLowering::targetPlace(const CXXConstructExpr *E) {
  Position Where = Unit.position(E->getBeginLoc());
  auto It = Targets.find(E);
  if (It == Targets.end())
    return addPlace({ir::BaseKind::Local, addVariable("", E->getType()), {}});
  const Target &T = It->second;
  if (T.Var)
    return variable(T.Var);
  if (T.New) {
    ir::TempId Memory = newTemp();
    ir::Instr Make{ir::Opcode::New, Where, Memory};
    Make.A = Unit.polymorphic(E->getType());
    emit(Make);
    NewMemory[T.New] = Memory;
    return deref(temp(Memory));
  }
  ir::PlaceId Object = deref(loadThis(Where));
  return T.Field ? part(Object, {ir::Selector::Field, Unit.field(T.Field)})
                 : Object;
}

Lowered FunctionLowering::VisitCXXConstructExpr(const CXXConstructExpr *E) {
  if (E->isElidable() && E->getNumArgs() == 1 && Targets.count(E))
    return get(E->getArg(0));
  ir::PlaceId P = targetPlace(E);
  if (E->getType()->isArrayType()) {
    for (unsigned I = 0; I < fewElements(Context, E->getType()); ++I)
      construct(E, part(P, {ir::Selector::Index, constant(I)}));
    return Lowered::place(P);
  }
  construct(E, P, constructsBase(E));
  return Lowered::place(P);
}

/// \p E makes the base of the object that this constructor makes.
bool FunctionLowering::constructsBase(const CXXConstructExpr *E) const {
  auto It = Targets.find(E);
  if (It == Targets.end() || It->second.Var || It->second.New ||
      It->second.Field)
    return false;
  const auto *Ctor = dyn_cast<CXXConstructorDecl>(FD);
  return Ctor && Ctor->getParent()->getCanonicalDecl() !=
                     E->getConstructor()->getParent()->getCanonicalDecl();
}

void FunctionLowering::construct(const CXXConstructExpr *E, ir::PlaceId P,
                                 bool OfBase) {
  Position Where = Unit.position(E->getBeginLoc());
  const CXXConstructorDecl *Ctor = E->getConstructor();
  if (Ctor->isTrivial() || (Ctor->isImplicit() && !Ctor->hasBody())) {
    if (E->getNumArgs() == 1)
      copyObject(P, place(E->getArg(0)), E->getType(), Where);
    else if (E->requiresZeroInitialization())
      emit({ir::Opcode::Zero, Where, ir::None, P});
    return;
  }
  if (E->requiresZeroInitialization())
    emit({ir::Opcode::Zero, Where, ir::None, P});
  ir::CallSite C;
  identify(C, Ctor, nullptr);
  C.ResultUsed = false;
  ir::CallArg This;
  This.Value = address(P);
  This.IsPointer = This.Constructed = true;
  This.OfBase = OfBase;
  C.Args.push_back(This);
  llvm::SmallVector<const Expr *, 8> Args(E->arguments());
  addArguments(C, Args, Ctor, nullptr);
  emitCall(std::move(C), Context.VoidTy, Where);
}

Lowered FunctionLowering::VisitCXXNewExpr(const CXXNewExpr *E) {
  Position Where = Unit.position(E->getBeginLoc());
  if (const CXXConstructExpr *Construct = E->getConstructExpr())
    get(Construct);
  auto It = NewMemory.find(E);
  if (It != NewMemory.end())
    return Lowered::value(temp(It->second));
  ir::TempId Memory = newTemp();
  emit({ir::Opcode::New, Where, Memory});
  ir::NodeId Pointer = temp(Memory);
  if (E->hasInitializer() && !E->isArray() && !E->getConstructExpr())
    initialise(deref(Pointer), E->getAllocatedType(), E->getInitializer());
  return Lowered::value(Pointer);
}

Lowered FunctionLowering::VisitCXXDeleteExpr(const CXXDeleteExpr *E) {
  ir::Instr I{ir::Opcode::Delete, Unit.position(E->getBeginLoc())};
  I.A = value(E->getArgument());
  emit(I);
  return {};
}
