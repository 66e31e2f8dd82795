//===- UnitLowering.h - What the functions of a unit share while lowered --===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The tables of a module under construction: which declaration of clang is
/// which function, global, field or string of the IR.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_LOWER_UNITLOWERING_H
#define TAPI_CHECKER_ENGINE_LOWER_UNITLOWERING_H

#include "checker/engine/Annotations.h"
#include "checker/engine/ir/IR.h"
#include "checker/engine/lower/LoadedFunctions.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"

namespace tapi::engine {

class UnitLowering {
public:
  UnitLowering(clang::ASTContext &Context,
               const std::vector<FunctionAnnotation> &Described,
               const std::vector<Position> &Mistakes)
      : Context(Context), Described(Described), Mistakes(Mistakes),
        SM(Context.getSourceManager()) {}

  clang::ASTContext &context() { return Context; }
  ir::Module &module() { return M; }

  /// The number of \p FD; its body is lowered later if it has one.
  ir::FuncId function(const clang::FunctionDecl *FD);
  /// The number of the function that \p Ref names.
  ir::FuncId function(const clang::DeclRefExpr *Ref);
  ir::VarId global(const clang::VarDecl *VD);
  ir::FieldId field(const clang::FieldDecl *FD);
  /// The field that stands for what lies at the offset of a VARSTRING.
  ir::FieldId stringData();
  ir::StringId string(llvm::StringRef S);

  /// Global variables that some function stores to or takes the address of.
  void setWritten(const clang::VarDecl *VD) {
    Written.insert(VD->getCanonicalDecl());
  }

  /// What the user or the attributes of its declaration say of \p FD, or
  /// nullptr. Annotate.cpp.
  std::shared_ptr<const ir::Annotation>
  annotation(const clang::FunctionDecl *FD);
  /// What the user says of \p FD, or nullptr.
  const FunctionAnnotation *description(const clang::FunctionDecl *FD) const;

  /// Functions that are passed on as a value, not only called.
  void setAddressTaken(const clang::FunctionDecl *FD) {
    AddressTaken.insert(FD->getCanonicalDecl());
  }

  /// \p Ref only tells the system whom to call.
  void setHandedOver(const clang::DeclRefExpr *Ref) { HandedOver.insert(Ref); }
  /// Functions that need no control flow if nothing calls them but the system,
  /// see Outline.cpp. Nor does what they call.
  void setPlain(llvm::DenseSet<const clang::FunctionDecl *> FDs) {
    Plain = std::move(FDs);
  }
  bool handsOver() const { return !HandedOver.empty(); }

  /// The functions of TAPI behind pointers.
  LoadedFunctions &loaded() { return Loaded; }

  /// \p Overrider overrides \p Method.
  void setOverride(const clang::CXXMethodDecl *Method,
                   const clang::CXXMethodDecl *Overrider) {
    Overriders[Method->getCanonicalDecl()].push_back(Overrider);
  }
  /// The one method that a virtual call of \p Method can run because its class
  /// is not visible outside of this unit; nullptr if there may be others.
  const clang::CXXMethodDecl *
  onlyOverrider(const clang::CXXMethodDecl *Method) const;

  /// What a virtual call of \p Method runs, for objects of the classes that
  /// this unit knows to define it.
  std::vector<ir::Overrider> overriders(const clang::CXXMethodDecl *Method);

  bool isSystem(clang::SourceLocation Loc) const {
    return SM.isInSystemHeader(SM.getExpansionLoc(Loc));
  }
  /// \p D, or another declaration of it, is in a header.
  bool isInHeader(const clang::Decl *D) const;
  /// The USR of the record that \p T points or refers to, None if it is no
  /// pointer to one.
  ir::StringId pointedRecord(clang::QualType T);
  ir::StringId record(const clang::RecordDecl *RD);
  /// The USR of \p T if it is a class with virtual methods, else None.
  ir::StringId polymorphic(clang::QualType T);
  /// The position of \p Loc in the file, inside of macro arguments, too.
  Position position(clang::SourceLocation Loc) const {
    return SM.getFileLoc(Loc).getRawEncoding();
  }
  /// The text of \p R as written, on one line, shortened. SourceText.cpp.
  std::string sourceText(clang::SourceRange R) const;

  /// Lowers functions until no new one is asked for.
  void lowerPending();
  /// \p FD is not lowered because it \p Why. Unread.cpp.
  void skip(const clang::FunctionDecl *FD, const char *Why);

private:
  bool isBroken(const clang::FunctionDecl *FD) const;
  using Body = std::pair<ir::FuncId, const clang::FunctionDecl *>;

  ir::FuncId number(const clang::FunctionDecl *FD, bool NeedsFlow);
  void declare(const clang::FunctionDecl *FD);
  void declareOverrides(const clang::CXXMethodDecl *Method);
  void lower(Body B, bool WithFlow);
  llvm::SmallVector<const clang::CXXMethodDecl *, 4>
  definitionsOf(const clang::CXXMethodDecl *Method) const;

  clang::ASTContext &Context;
  const std::vector<FunctionAnnotation> &Described;
  const std::vector<Position> &Mistakes; ///< Places of the compiler's errors
  const clang::SourceManager &SM;
  ir::Module M;
  llvm::DenseMap<const clang::FunctionDecl *,
                 std::shared_ptr<const ir::Annotation>>
      Notes;
  llvm::DenseMap<const clang::FunctionDecl *, ir::FuncId> Functions;
  llvm::DenseMap<const clang::VarDecl *, ir::VarId> Globals;
  llvm::DenseMap<const clang::Decl *, ir::FieldId> Fields;
  llvm::StringMap<ir::StringId> Strings;
  llvm::DenseMap<const clang::RecordDecl *, ir::StringId> Records;
  ir::FieldId StringData = ir::None;
  llvm::DenseSet<const clang::VarDecl *> Written;
  llvm::DenseSet<const clang::FunctionDecl *> AddressTaken;
  LoadedFunctions Loaded;
  llvm::DenseMap<const clang::CXXMethodDecl *,
                 llvm::SmallVector<const clang::CXXMethodDecl *, 2>>
      Overriders;
  llvm::DenseSet<const clang::DeclRefExpr *> HandedOver;
  llvm::DenseSet<const clang::FunctionDecl *> Plain;
  /// Bodies to lower, and those of which an outline may do.
  std::vector<Body> Pending, Outlines;
  std::vector<bool> IsAsked; ///< By FuncId: its body is lowered, or pending
  bool IsOutlining = false;
};

/// The handle kind that the typedefs of \p T name, or None.
HandleKind handleKind(clang::QualType T);
/// void f(DWORD, DWORD, DWORD_PTR x 4), the shape of LINECALLBACK and
/// PHONECALLBACK (page: nc-tapi-linecallback). Old programs write DWORD for
/// all.
bool hasCallbackShape(const clang::FunctionDecl *FD);
/// What a field of a structure of TAPI is.
SharedField sharedFieldOf(const clang::FieldDecl *FD);
/// \p T is a pointer or reference; and whether what it points to is const.
bool isPointerLike(clang::QualType T);
bool pointeeIsConst(clang::QualType T);
/// The name of the variable or field that a call through \p Callee goes
/// through.
llvm::StringRef pointerName(const clang::Expr *Callee);
/// Width and signedness of a scalar.
ir::Type scalarType(const clang::ASTContext &Context, clang::QualType T);

/// Fills in the body of \p F. FunctionLowering.cpp.
void lowerFunction(UnitLowering &Unit, ir::FuncId F,
                   const clang::FunctionDecl *FD);

/// Fills in what \p F does, in no order. Outline.cpp.
void outlineFunction(UnitLowering &Unit, ir::FuncId F,
                     const clang::FunctionDecl *FD);

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_LOWER_UNITLOWERING_H
