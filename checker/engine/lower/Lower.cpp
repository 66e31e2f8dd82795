//===- Lower.cpp - From clang's AST to the engine's form ------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Chooses the functions to lower: one walk over the unit's own code finds who
/// mentions TAPI or handles and who calls whom; callers of such functions
/// count, too.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/lower/Lower.h"
#include "checker/engine/lower/UnitLowering.h"

#include "clang/AST/ExternalASTSource.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;
using namespace tapi;
using namespace tapi::engine;

bool tapi::engine::mentionsTapi(ASTContext &Context) {
  for (unsigned K = 1; K < NumHandleKinds; ++K) {
    llvm::StringRef Name = typeName(static_cast<HandleKind>(K));
    auto It = Context.Idents.find(Name);
    if (It != Context.Idents.end())
      return true;
    // Headers that were compiled beforehand bring their names when asked.
    if (IdentifierInfoLookup *More =
            Context.Idents.getExternalIdentifierLookup();
        More && More->get(Name))
      return true;
  }
  return false;
}

/// LINEMESSAGE or PHONEMESSAGE.
static bool isMessage(QualType T) {
  const RecordDecl *RD = T->getAsRecordDecl();
  return RD && RD->getIdentifier() &&
         messagePart(RD->getName(), "dwMessageID") != MessagePart::NotAMessage;
}

namespace {
/// What the walk learns of a function.
struct Mention {
  bool OfHandles = false;
  bool OfObjects = false; ///< Closes or sets what may be TAPI's event
  bool IsPlain = true;    ///< No objects of C++, no queues of messages
  llvm::SmallVector<const FunctionDecl *, 8> Calls;
};

class Survey : public RecursiveASTVisitor<Survey> {
public:
  Survey(UnitLowering &Unit) : Unit(Unit) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return true; }

  bool TraverseDecl(Decl *D) {
    auto *FD = dyn_cast_or_null<FunctionDecl>(D);
    if (!FD)
      return RecursiveASTVisitor::TraverseDecl(D);
    const FunctionDecl *Outer = Current;
    if (FD->doesThisDeclarationHaveABody() && !FD->isDependentContext())
      enter(FD);
    bool Result = RecursiveASTVisitor::TraverseDecl(D);
    Current = Outer;
    return Result;
  }

  bool VisitLambdaExpr(LambdaExpr *E) {
    const FunctionDecl *Outer = Current;
    if (const CXXMethodDecl *Body = E->getCallOperator()) {
      call(Body);
      Mentions[Body->getCanonicalDecl()].OfHandles = true;
    }
    Current = Outer;
    return notPlain();
  }

  bool VisitVarDecl(VarDecl *VD) {
    if (const Expr *Init = VD->getInit())
      Unit.loaded().initialised(VD->getCanonicalDecl(), Init);
    mention(VD->getType());
    return VD->needsDestruction(VD->getASTContext()) ? notPlain() : true;
  }
  bool VisitMemberExpr(MemberExpr *E) {
    mention(E->getMemberDecl()->getType());
    if (const auto *FD = dyn_cast<FieldDecl>(E->getMemberDecl()))
      mentionField(FD);
    return true;
  }
  bool VisitImplicitCastExpr(ImplicitCastExpr *E) {
    if (E->getCastKind() == CK_LValueToRValue)
      if (auto *Ref = dyn_cast<DeclRefExpr>(E->getSubExpr()->IgnoreParens()))
        Reads.insert(Ref);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    if (auto *FD = dyn_cast<FunctionDecl>(E->getDecl())) {
      call(FD);
      if (!Called.count(E))
        Unit.setAddressTaken(FD);
    }
    if (auto *VD = dyn_cast<VarDecl>(E->getDecl())) {
      meet(VD);
      mention(VD->getType());
      if (VD->hasGlobalStorage() && !Reads.count(E))
        Unit.setWritten(VD);
    }
    return true;
  }
  /// What is stored in a variable of type HANDLE may be TAPI's event, or may
  /// not.
  bool VisitBinaryOperator(BinaryOperator *E) {
    if (Current && E->isAssignmentOp() &&
        E->getLHS()->getType()->isVoidPointerType())
      Mentions[Current].OfObjects = true;
    if (E->getOpcode() == BO_Assign)
      Unit.loaded().assigned(E->getLHS(), E->getRHS());
    return true;
  }
  bool VisitCallExpr(CallExpr *E) {
    Called.insert(E->getCallee()->IgnoreParenImpCasts());
    handOver(E);
    Unit.loaded().called(E);
    if (Current && !E->getDirectCallee())
      PointerCalls.emplace_back(Current, E);
    return true;
  }
  bool VisitInitListExpr(InitListExpr *E) {
    Unit.loaded().listed(E);
    return true;
  }
  bool VisitFieldDecl(FieldDecl *FD) {
    if (const Expr *Init = FD->getInClassInitializer())
      Unit.loaded().initialised(FD, Init);
    return true;
  }
  bool VisitCXXMethodDecl(CXXMethodDecl *Method) {
    meet(Method->getParent());
    for (const CXXMethodDecl *Overridden : Method->overridden_methods())
      Unit.setOverride(Overridden, Method);
    return true;
  }
  bool VisitCXXConstructorDecl(CXXConstructorDecl *Ctor) {
    for (const CXXCtorInitializer *Init : Ctor->inits())
      if (Init->isMemberInitializer())
        Unit.loaded().initialised(Init->getMember(), Init->getInit());
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) {
    if (!E->getConstructor()->isTrivial())
      notPlain();
    call(E->getConstructor());
    if (const auto *RD = E->getConstructor()->getParent())
      if (const CXXDestructorDecl *D = RD->getDestructor())
        call(D);
    return true;
  }
  bool VisitCXXNewExpr(CXXNewExpr *) { return notPlain(); }
  bool VisitCXXDeleteExpr(CXXDeleteExpr *) { return notPlain(); }
  bool VisitCXXBindTemporaryExpr(CXXBindTemporaryExpr *) { return notPlain(); }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) {
    if (const CXXMethodDecl *D = E->getMethodDecl())
      call(D);
    return true;
  }

  /// Walks over the program's own declarations.
  void run(ASTContext &Context);

  /// The functions that mention handles, or call one that does, in the order
  /// of the source.
  std::vector<const FunctionDecl *> relevant();
  /// All functions with a body.
  std::vector<const FunctionDecl *> defined();
  /// Those that are plain, and call no others.
  llvm::DenseSet<const FunctionDecl *> plain();

private:
  using Functions = llvm::DenseSet<const FunctionDecl *>;
  using Mentioned = std::pair<const FunctionDecl *, Mention>;
  Functions withCallers(llvm::function_ref<bool(const Mentioned &)> Counts);
  bool callsUnsurveyed(const Mention &M) const;

  /// Returns true, for the walk goes on.
  bool notPlain() {
    if (Current)
      Mentions[Current].IsPlain = false;
    return true;
  }
  void handOver(const CallExpr *E);
  /// Notes that the unit uses something of a header compiled beforehand.
  void meet(const Decl *D) {
    D = D->getCanonicalDecl();
    if (!D->isFromASTFile() || Unit.isSystem(D->getLocation()))
      return;
    const SourceManager &Files = D->getASTContext().getSourceManager();
    Headers.insert(Files.getFileID(Files.getExpansionLoc(D->getLocation())));
  }
  void walkHeader(ASTContext &Context, FileID Header);

  void enter(const FunctionDecl *FD) {
    Current = FD->getCanonicalDecl();
    Mentions[Current].OfHandles |= hasCallbackShape(FD);
    Mentions[Current].IsPlain &= !isa<CXXMethodDecl>(FD);
    Definitions.insert(Current);
  }
  void mention(QualType T) {
    if (!Current)
      return;
    T = T.getNonReferenceType();
    while (true) {
      if (handleKind(T) != HandleKind::None || isMessage(T)) {
        Mentions[Current].OfHandles = true;
        return;
      }
      if (T->isPointerType())
        T = T->getPointeeType();
      else if (const auto *A = T->getAsArrayTypeUnsafe())
        T = A->getElementType();
      else
        return;
    }
  }
  /// Parts of messages, and what TAPI shares with the program.
  void mentionField(const FieldDecl *FD) {
    SharedField Shared = sharedFieldOf(FD);
    HasEvent |= Shared == SharedField::EventHandle;
    bool IsPart = messagePart(FD->getParent()->getName(), FD->getName()) !=
                  MessagePart::NotAMessage;
    if (Current && (Shared != SharedField::None || IsPart))
      Mentions[Current].OfHandles = true;
  }
  /// Functions that may close or set an event count where TAPI's is read.
  void noteEnvironment(StringRef Name) {
    const EnvironmentRow *Row = findEnvironment(Name);
    if (!Row)
      return;
    Mentions[Current].OfObjects |= Row->Role == EnvironmentRole::CloseHandle ||
                                   Row->Role == EnvironmentRole::SignalEvent ||
                                   Row->Role == EnvironmentRole::TouchEvent;
    Mentions[Current].IsPlain &= Row->Role != EnvironmentRole::Dequeue;
  }
  void call(const FunctionDecl *FD) {
    meet(FD);
    if (!Current)
      return;
    if (FD->getIdentifier())
      noteEnvironment(FD->getName());
    if (Unit.annotation(FD))
      Mentions[Current].OfHandles = true;
    if (const IdentifierInfo *Name = FD->getIdentifier())
      if (const FunctionRow *Row = findFunction(Name->getName());
          Row && Row->Judged)
        Mentions[Current].OfHandles = true;
    Mentions[Current].Calls.push_back(FD->getCanonicalDecl());
  }

  UnitLowering &Unit;
  const FunctionDecl *Current = nullptr;
  bool HasEvent = false; ///< The unit reads the event that TAPI made
  llvm::MapVector<const FunctionDecl *, Mention> Mentions;
  llvm::DenseSet<const FunctionDecl *> Definitions;
  llvm::DenseSet<const DeclRefExpr *> Reads;
  llvm::DenseSet<const Expr *> Called;
  std::vector<std::pair<const FunctionDecl *, const CallExpr *>> PointerCalls;
  llvm::SetVector<FileID> Headers;
};
} // namespace

/// What the program passes to \p To is called by the system, at most, and gets
/// nowhere where the program may find and call it.
static bool keepsUnseen(const FunctionDecl *To) {
  const EnvironmentRow *Row = findEnvironment(To->getName());
  return Row ? runsCallbacks(Row->Role) ||
                   Row->Role == EnvironmentRole::StartThread
             : !findFunction(To->getName());
}

/// Notes the functions that \p E passes to a function of the system.
void Survey::handOver(const CallExpr *E) {
  for (const Expr *Argument : E->arguments()) {
    Argument = Argument->IgnoreParenCasts();
    if (const auto *U = dyn_cast<UnaryOperator>(Argument))
      Argument = U->getSubExpr()->IgnoreParenCasts();
    const auto *Ref = dyn_cast<DeclRefExpr>(Argument);
    if (!Ref || !isa<FunctionDecl>(Ref->getDecl()))
      continue;
    const FunctionDecl *To = E->getDirectCallee();
    if (To && To->getIdentifier() && !isa<CXXMethodDecl>(To) &&
        !To->isInStdNamespace() && Unit.isSystem(To->getLocation()) &&
        !To->hasBody() && !Unit.annotation(To) && keepsUnseen(To))
      Unit.setHandedOver(Ref);
  }
}

/// The functions of which \p Counts is true, and all that call one of them.
Survey::Functions
Survey::withCallers(llvm::function_ref<bool(const Mentioned &)> Counts) {
  llvm::DenseMap<const FunctionDecl *,
                 llvm::SmallVector<const FunctionDecl *, 4>>
      Callers;
  std::vector<const FunctionDecl *> Work;
  Functions Marked;
  for (const Mentioned &M : Mentions) {
    for (const FunctionDecl *Callee : M.second.Calls)
      Callers[Callee].push_back(M.first);
    if (Counts(M) && Marked.insert(M.first).second)
      Work.push_back(M.first);
  }
  while (!Work.empty()) {
    const FunctionDecl *FD = Work.back();
    Work.pop_back();
    for (const FunctionDecl *Caller : Callers[FD])
      if (Marked.insert(Caller).second)
        Work.push_back(Caller);
  }
  return Marked;
}

std::vector<const FunctionDecl *> Survey::relevant() {
  for (auto [Caller, E] : PointerCalls)
    if (Unit.loaded().find(E->getCallee(), E->getNumArgs()))
      Mentions[Caller].OfHandles = true;
  Functions Marked = withCallers([this](const Mentioned &M) {
    return M.second.OfHandles || (M.second.OfObjects && HasEvent);
  });
  std::vector<const FunctionDecl *> Result;
  for (auto &[FD, Mention] : Mentions)
    if (Marked.count(FD) && Definitions.count(FD))
      Result.push_back(FD);
  return Result;
}

/// \p M calls a function with a body that the walk has not come by.
bool Survey::callsUnsurveyed(const Mention &M) const {
  return llvm::any_of(M.Calls, [this](const FunctionDecl *FD) {
    return !Definitions.count(FD) && FD->hasBody();
  });
}

Survey::Functions Survey::plain() {
  Functions Others = withCallers([this](const Mentioned &M) {
    return M.second.OfHandles || M.second.OfObjects || !M.second.IsPlain ||
           callsUnsurveyed(M.second);
  });
  Functions Result;
  for (const FunctionDecl *FD : Definitions)
    if (!Others.count(FD))
      Result.insert(FD);
  return Result;
}

std::vector<const FunctionDecl *> Survey::defined() {
  std::vector<const FunctionDecl *> Result;
  for (auto &[FD, Mention] : Mentions)
    if (Definitions.count(FD))
      Result.push_back(FD);
  return Result;
}

void Survey::walkHeader(ASTContext &Context, FileID Header) {
  ExternalASTSource *Compiled = Context.getExternalSource();
  if (!Compiled)
    return;
  llvm::SmallVector<Decl *, 32> Declared;
  Compiled->FindFileRegionDecls(
      Header, 0, Context.getSourceManager().getFileIDSize(Header), Declared);
  for (Decl *D : Declared)
    if (!isa<NamespaceDecl>(D)) // What is in it is declared in the file, too.
      TraverseDecl(D);
}

/// An editor has compiled the headers beforehand. Making all that those of
/// Windows declare would cost it more than the analysis, and bring nothing to
/// walk over. So of headers, only those are walked over of which the unit uses
/// something.
void Survey::run(ASTContext &Context) {
  const TranslationUnitDecl *TU = Context.getTranslationUnitDecl();
  auto Walk = [&](Decl *D) {
    if (!Unit.isSystem(D->getLocation()))
      TraverseDecl(D);
  };
  if (llvm::is_contained(Context.getTraversalScope(), TU)) {
    llvm::for_each(TU->decls(), Walk);
    return;
  }
  for (Decl *D : TU->noload_decls())
    if (!D->isFromASTFile())
      Walk(D);
  for (std::size_t I = 0; I < Headers.size(); ++I)
    walkHeader(Context, Headers[I]);
}

ir::Module
tapi::engine::lowerUnit(ASTContext &Context, Scope Of,
                        const std::vector<FunctionAnnotation> &Described,
                        const std::vector<Position> &Mistakes) {
  UnitLowering Unit(Context, Described, Mistakes);
  Survey S(Unit);
  S.run(Context);
  for (const FunctionDecl *FD :
       Of == Scope::Program ? S.defined() : S.relevant())
    Unit.function(FD);
  if (Unit.handsOver())
    Unit.setPlain(S.plain());
  Unit.lowerPending();
  return std::move(Unit.module());
}
