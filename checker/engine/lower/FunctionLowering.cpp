//===- FunctionLowering.cpp - One function on its way to the IR -----------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Blocks, statements, scopes, and what C++ does by itself: initialisers of
/// constructors and calls of destructors. How blocks end is in
/// TerminatorLowering.cpp.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/lower/FunctionLowering.h"

#include "checker/Compat.h"
#include "checker/engine/lower/Targets.h"

#include "clang/Analysis/Analyses/PostOrderCFGView.h"

using namespace clang;
using namespace tapi;
using namespace tapi::engine;

void tapi::engine::lowerFunction(UnitLowering &Unit, ir::FuncId F,
                                 const FunctionDecl *FD) {
  FunctionLowering(Unit, F, FD).run();
}

bool tapi::engine::hasCallbackShape(const FunctionDecl *FD) {
  if (FD->getNumParams() != 6 || !FD->getReturnType()->isVoidType())
    return false;
  return llvm::all_of(FD->parameters(),
                      [](const ParmVarDecl *P) {
                        return P->getType()->isUnsignedIntegerType() ||
                               P->getType()->isPointerType();
                      }) &&
         FD->getParamDecl(1)->getType()->isUnsignedIntegerType();
}

void FunctionLowering::declareParameters() {
  if (const auto *Method = dyn_cast<CXXMethodDecl>(FD)) {
    if (Method->isInstance()) {
      ThisVar = addVariable("this", Method->getThisType());
      const CXXRecordDecl *RD = Method->getParent();
      if (RD->isLambda()) {
        llvm::DenseMap<const ValueDecl *, FieldDecl *> Fields;
        FieldDecl *This = nullptr;
        RD->getCaptureFields(Fields, This);
        CapturedThis = This;
        for (auto &[VD, Field] : Fields)
          if (const auto *Var = dyn_cast<VarDecl>(VD))
            Captures[Var] = Field;
      }
    }
  }
  for (const ParmVarDecl *P : FD->parameters())
    Vars[P] = addVariable(P->getNameAsString(), P->getType());
  QualType Result = FD->getReturnType();
  if (Result->isRecordType())
    ResultPointer = addVariable("", Context.VoidPtrTy);
  out().IsCallback = hasCallbackShape(FD);
  out().NumParams = static_cast<unsigned>(out().Vars.size());
  if (!Result->isVoidType() && !Result->isRecordType())
    out().ReturnVar = addVariable("", Result);
}

void FunctionLowering::findTargets() {
  TargetFinder Finder;
  Finder.find(FD);
  for (auto &[E, T] : Finder.Objects)
    Targets[E] = {T.Var, T.New, T.Field, T.IsThis};
  for (const auto &Group : Finder.Choices) {
    ir::TempId T = newTemp();
    out().TempCrossesBlocks[T] = true;
    for (const Expr *E : Group.Operators)
      Joined[E] = T;
    for (const Expr *E : Group.Arms)
      Arms[E] = T;
  }
  UsedResults = std::move(Finder.UsedCalls);
}

ir::BlockId FunctionLowering::blockId(const CFGBlock *B) {
  return BlockIds.find(B)->second;
}

/// The graph runs the destructors of temporaries, unless one of them is made on
/// some paths only: whether there is something to destroy is not followed.
std::unique_ptr<CFG> FunctionLowering::buildGraph() {
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.AddImplicitDtors = true;
  Options.AddInitializers = true;
  Options.AddCXXDefaultInitExprInCtors = true;
  Options.AddLifetime = true;
  Options.AddScopes = compat::LifetimesNeedScopes;
  Options.AddEHEdges = false;
  auto Build = [&] {
    return CFG::buildCFG(FD, FD->getBody(), &Context, Options);
  };
  DestroysTemporaries = Context.getLangOpts().CPlusPlus;
  Options.AddTemporaryDtors = DestroysTemporaries;
  std::unique_ptr<CFG> Graph = Build();
  bool IsUnclear = Graph && llvm::any_of(*Graph, [](const CFGBlock *B) {
                     return B->getTerminator().isTemporaryDtorsBranch();
                   });
  if (DestroysTemporaries && (!Graph || IsUnclear)) {
    Options.AddTemporaryDtors = DestroysTemporaries = false;
    Graph = Build();
  }
  return Graph;
}

void FunctionLowering::run() {
  std::unique_ptr<CFG> Graph = buildGraph();
  if (!Graph) {
    Unit.skip(FD, "has control flow that cannot be followed");
    return;
  }
  out().Where = Unit.position(FD->getLocation());
  out().EndsAt = Unit.position(FD->getBody()->getEndLoc());
  declareParameters();
  findTargets();
  // Reverse post-order: operands are lowered before their uses.
  PostOrderCFGView Order(Graph.get());
  std::vector<const CFGBlock *> Blocks(Order.begin(), Order.end());
  for (const CFGBlock *B : Blocks) {
    BlockIds[B] = static_cast<ir::BlockId>(out().Blocks.size());
    out().Blocks.emplace_back();
  }
  if (!BlockIds.count(&Graph->getExit())) {
    BlockIds[&Graph->getExit()] = static_cast<ir::BlockId>(out().Blocks.size());
    out().Blocks.emplace_back();
  }
  for (const CFGBlock *B : Blocks)
    lowerBlock(*B);
  out().Entry = blockId(&Graph->getEntry());
  out().HasBody = true;
}

void FunctionLowering::flush(std::vector<ir::Instr> &Ending) {
  for (const ir::Instr &I : Ending)
    emit(I);
  Ending.clear();
}

void FunctionLowering::lowerBlock(const CFGBlock &B) {
  CurrentBlock = blockId(&B);
  ReturnAt = 0;
  // Destructors still see what ends with them: variables end after them.
  std::vector<ir::Instr> Ending;
  for (const CFGElement &E : B) {
    if (!E.getAs<CFGLifetimeEnds>() && !E.getAs<CFGImplicitDtor>())
      flush(Ending);
    std::size_t Before = block().Code.size();
    lowerElement(E, B);
    if (E.getAs<CFGLifetimeEnds>() && block().Code.size() > Before) {
      Ending.push_back(block().Code.back());
      block().Code.pop_back();
    }
  }
  flush(Ending);
  block().Where = ReturnAt;
  lowerTerminator(B);
}

/// Where the scope that \p S is the end of ends.
static SourceLocation scopeEnd(const Stmt *S, const CFGBlock &B) {
  for (const CFGElement &E : B)
    if (auto Statement = E.getAs<CFGStmt>())
      if (const auto *R = dyn_cast<ReturnStmt>(Statement->getStmt()))
        return R->getBeginLoc();
  if (isa<CompoundStmt>(S))
    return S->getEndLoc();
  if (isa<GotoStmt>(S) || isa<BreakStmt>(S) || isa<ContinueStmt>(S) ||
      isa<ReturnStmt>(S))
    return S->getBeginLoc();
  return S->getEndLoc();
}

void FunctionLowering::lowerElement(const CFGElement &E, const CFGBlock &B) {
  switch (E.getKind()) {
  case CFGElement::Statement:
  case CFGElement::Constructor:
  case CFGElement::CXXRecordTypedCall: {
    const Stmt *S = E.castAs<CFGStmt>().getStmt();
    if (const auto *Ex = dyn_cast<Expr>(S))
      get(Ex);
    else
      Visit(S);
    break;
  }
  case CFGElement::Initializer:
    lowerInitializer(E.castAs<CFGInitializer>().getInitializer());
    break;
  case CFGElement::LifetimeEnds: {
    CFGLifetimeEnds Ends = E.castAs<CFGLifetimeEnds>();
    auto It = Vars.find(Ends.getVarDecl());
    if (It == Vars.end())
      break;
    Position Where = Unit.position(scopeEnd(Ends.getTriggerStmt(), B));
    emit({ir::Opcode::ScopeEnd, Where, ir::None, ir::None, ir::None,
          It->second});
    break;
  }
  case CFGElement::AutomaticObjectDtor:
  case CFGElement::BaseDtor:
  case CFGElement::MemberDtor:
  case CFGElement::DeleteDtor:
  case CFGElement::TemporaryDtor:
    lowerDestructor(E.castAs<CFGImplicitDtor>());
    break;
  default:
    break;
  }
}

ir::NodeId FunctionLowering::loadThis(Position Where) {
  return load(addPlace({ir::BaseKind::Local, ThisVar, {}}), Where);
}

void FunctionLowering::lowerInitializer(const CXXCtorInitializer *Init) {
  if (ThisVar == ir::None)
    return;
  Position Where = Unit.position(Init->getSourceLocation());
  if (!Init->isAnyMemberInitializer()) {
    get(Init->getInit()); // A base class or a delegated constructor.
    return;
  }
  ir::PlaceId Object = deref(loadThis(Where));
  if (const FieldDecl *Field = Init->getMember()) {
    ir::PlaceId P = part(Object, {ir::Selector::Field, Unit.field(Field)});
    initialise(P, Field->getType(), Init->getInit());
  }
}

Lowered FunctionLowering::VisitDeclStmt(const DeclStmt *S) {
  for (const Decl *D : S->decls()) {
    const auto *VD = dyn_cast<VarDecl>(D);
    if (!VD || VD->hasGlobalStorage())
      continue;
    if (!Vars.count(VD))
      Vars[VD] = addVariable(VD->getNameAsString(), VD->getType());
    if (const Expr *Init = VD->getInit())
      initialise(addPlace({ir::BaseKind::Local, Vars[VD], {}}), VD->getType(),
                 Init);
  }
  return {};
}

Lowered FunctionLowering::VisitReturnStmt(const ReturnStmt *S) {
  ReturnAt = Unit.position(S->getBeginLoc());
  const Expr *E = S->getRetValue();
  if (!E)
    return {};
  if (ResultPointer != ir::None) {
    ir::NodeId Pointer =
        load(addPlace({ir::BaseKind::Local, ResultPointer, {}}), ReturnAt);
    initialise(deref(Pointer), E->getType(), E);
    return {};
  }
  if (out().ReturnVar == ir::None)
    return {};
  ir::NodeId V =
      FD->getReturnType()->isReferenceType() ? address(place(E)) : value(E);
  store(addPlace({ir::BaseKind::Local, out().ReturnVar, {}}), V, ReturnAt);
  return {};
}
