//===- Intrinsics.cpp - Doing without headers of intrinsics --------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "checker/tools/check/Intrinsics.h"

#include "clang/AST/Decl.h"
#include "clang/Basic/Builtins.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/PPCallbacks.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace tapi::check;
using llvm::StringRef;

namespace {

/// The headers that bring all the others, and their guards. Who includes one of
/// those others by its name gets it.
struct LeftOut {
  StringRef Name, Guard;
};
const LeftOut Headers[] = {{"x86intrin.h", "__X86INTRIN_H"},
                           {"immintrin.h", "__IMMINTRIN_H"}};

/// True for what the headers define, and their guards.
bool isMacroOfTheirs(StringRef Name) {
  static const StringRef Prefixes[] = {"_MM",    "_mm",     "_CMP_",
                                       "_SIDD_", "_XBEGIN", "_XABORT"};
  return Name.ends_with("INTRIN_H") ||
         llvm::any_of(Prefixes, [&](StringRef Prefix) {
           return Name.starts_with(Prefix);
         });
}

/// True if a condition of the preprocessor asks for a macro of theirs.
bool asksForTheirs(StringRef Condition) {
  auto IsOfName = [](char C) { return llvm::isAlnum(C) || C == '_'; };
  while (!(Condition = Condition.drop_until(IsOfName)).empty()) {
    StringRef Name = Condition.take_while(IsOfName);
    if (isMacroOfTheirs(Name))
      return true;
    Condition = Condition.drop_front(Name.size());
  }
  return false;
}

class Watch : public PPCallbacks {
public:
  Watch(Preprocessor &PP, IntrinsicsUse &Use) : PP(PP), Use(Use) {}

private:
  void FileChanged(SourceLocation Loc, FileChangeReason Reason,
                   SrcMgr::CharacteristicKind, FileID) override {
    const SourceManager &SM = PP.getSourceManager();
    if (Reason == EnterFile && Loc.isFileID())
      noteInclude(SM.getFilename(Loc), SM.getIncludeLoc(SM.getFileID(Loc)));
  }
  void FileSkipped(const FileEntryRef &File, const Token &Name,
                   SrcMgr::CharacteristicKind) override {
    noteInclude(File.getName(), Name.getLocation());
  }
  void If(SourceLocation Loc, SourceRange Condition,
          ConditionValueKind) override {
    noteCondition(Loc, Condition);
  }
  void Elif(SourceLocation Loc, SourceRange Condition, ConditionValueKind,
            SourceLocation) override {
    noteCondition(Loc, Condition);
  }
  void Ifdef(SourceLocation Loc, const Token &Name,
             const MacroDefinition &) override {
    noteCondition(Loc, Name.getLocation());
  }
  void Ifndef(SourceLocation Loc, const Token &Name,
              const MacroDefinition &) override {
    noteCondition(Loc, Name.getLocation());
  }

  void noteInclude(StringRef Path, SourceLocation Includer) {
    StringRef Name = llvm::sys::path::filename(Path);
    if (llvm::none_of(Headers, [&](const LeftOut &Header) {
          return Name.equals_insensitive(Header.Name);
        }))
      return;
    Use.Included = true;
    Use.ByProgram |= isOfProgram(Includer);
  }

  void noteCondition(SourceLocation Loc, SourceRange Condition) {
    const SourceManager &SM = PP.getSourceManager();
    if (!Use.ByProgram && isOfProgram(Loc))
      Use.ByProgram = asksForTheirs(Lexer::getSourceText(
          CharSourceRange::getTokenRange(Condition), SM, PP.getLangOpts()));
  }

  bool isOfProgram(SourceLocation Loc) const {
    return Loc.isValid() && !PP.getSourceManager().isInSystemHeader(Loc);
  }

  Preprocessor &PP;
  IntrinsicsUse &Use;
};

/// True for a function that nothing declares but its call.
bool isUndeclared(const Decl *D) {
  auto *F = dyn_cast<FunctionDecl>(D);
  if (!F || !F->getMostRecentDecl()->isImplicit())
    return false;
  unsigned Id = F->getBuiltinID();
  return !Id || F->getASTContext().BuiltinInfo.getHeaderName(Id);
}

} // namespace

std::vector<std::string> tapi::check::withoutIntrinsics() {
  std::vector<std::string> Arguments;
  for (const LeftOut &Header : Headers)
    Arguments.push_back(("-D" + Header.Guard).str());
  return Arguments;
}

void IntrinsicsUse::watch(Preprocessor &PP) {
  PP.addPPCallbacks(std::make_unique<Watch>(PP, *this));
}

void IntrinsicsUse::noteCalls(ASTContext &Context) {
  if (Context.getLangOpts().CPlusPlus)
    return;
  for (Decl *Outer : Context.getTranslationUnitDecl()->decls())
    if (auto *Caller = dyn_cast<FunctionDecl>(Outer))
      for (Decl *D : Caller->decls())
        Undeclared |= isUndeclared(D) &&
                      cast<FunctionDecl>(D)->getNameAsString().front() == '_';
}
