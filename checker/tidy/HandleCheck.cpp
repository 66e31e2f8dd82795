//===- HandleCheck.cpp - A clang-tidy check of handle life cycles ---------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Turns findings into clang-tidy's diagnostics and notes.
///
//===----------------------------------------------------------------------===//

#include "checker/tidy/HandleCheck.h"

#include "checker/tidy/EngineOptions.h"
#include "checker/tidy/SharedAnalysis.h"
#include "tapi_model/Rules.h"

#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Basic/SourceLocation.h"

using namespace clang::ast_matchers;

namespace tapi::tidy {
namespace {

/// True for exactly one of the enabled checks: it complains about options that
/// all of them have in common.
bool speaksForAll(llvm::StringRef Name,
                  const clang::tidy::ClangTidyContext &Context) {
  for (const RuleRow &Row : rules()) {
    llvm::StringRef Check(Row.Check.data(), Row.Check.size());
    if (Context.isCheckEnabled(Check))
      return Check == Name;
  }
  return false;
}

} // namespace

HandleCheck::HandleCheck(llvm::StringRef Name,
                         clang::tidy::ClangTidyContext *Context)
    : ClangTidyCheck(Name, Context), Name(Name),
      Opts(readOptions(Context->getOptions().CheckOptions, Name)) {
  announceOptions(*Context);
  const OptionMap &Given = Context->getOptions().CheckOptions;
  complain(mistakesOfCheck(Given, Name));
  if (speaksForAll(Name, *Context))
    complain(mistakesInCommon(Given));
}

/// For --verify-config, which asks every check what options it has.
void HandleCheck::announceOptions(clang::tidy::ClangTidyContext &Context) {
  llvm::StringSet<> *Known = Context.getOptionsCollector();
  if (!Known)
    return;
  OptionMap Mine;
  writeOptions(Opts, Name, Mine);
  for (const auto &Entry : Mine)
    Known->insert(Entry.getKey());
}

void HandleCheck::complain(const std::vector<std::string> &Mistakes) {
  for (const std::string &Mistake : Mistakes)
    configurationDiag("%0", clang::DiagnosticIDs::Error) << Mistake;
}

void HandleCheck::storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Out) {
  writeOptions(Opts, Name, Out);
}

void HandleCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(translationUnitDecl(), this);
}

void HandleCheck::check(const MatchFinder::MatchResult &Match) {
  for (const engine::Finding &Found :
       sharedResult(*Match.Context, Opts).Findings)
    if (row(Found.Id).Check == std::string_view(Name))
      emit(Found);
}

void HandleCheck::emit(const engine::Finding &Found) {
  auto At = [](engine::Position Where) {
    return clang::SourceLocation::getFromRawEncoding(Where);
  };
  // The text is an argument and not the format, which would interpret '%'.
  diag(At(Found.Where), "%0") << Found.Text;
  for (const engine::Note &Step : Found.Story)
    diag(At(Step.Where), "%0", clang::DiagnosticIDs::Note) << Step.Text;
}

} // namespace tapi::tidy
