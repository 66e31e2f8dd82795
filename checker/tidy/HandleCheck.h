//===- HandleCheck.h - A clang-tidy check of handle life cycles -----------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The one class behind all our checks. Which check an object is follows from
/// its name: it emits the engine's findings whose rule belongs to that name. It
/// decides nothing about handles and offers no fix-its.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TIDY_HANDLECHECK_H
#define TAPI_CHECKER_TIDY_HANDLECHECK_H

#include "checker/Compat.h"
#include "checker/engine/Engine.h"

#include <string>
#include <vector>

namespace tapi::tidy {

/// One check, for instance "tapi-call-leak". Its page of documentation is
/// docs/rules/<name>.md, its options are those of EngineOptions.h.
class HandleCheck : public clang::tidy::ClangTidyCheck {
public:
  HandleCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Out) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void
  check(const clang::ast_matchers::MatchFinder::MatchResult &Match) override;

private:
  void announceOptions(clang::tidy::ClangTidyContext &Context);
  void complain(const std::vector<std::string> &Mistakes);
  void emit(const engine::Finding &Found);

  const std::string Name;
  engine::Options Opts;
};

} // namespace tapi::tidy

#endif // TAPI_CHECKER_TIDY_HANDLECHECK_H
