//===- TapiClangd.cpp - clangd with our checks linked in ------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// clangd itself, with our checks linked in and switched on. Two habits of
/// clangd would hide them: it runs no check that its own list does not call
/// fast, and it runs only checks that it or a .clang-tidy names. The linker
/// leads both questions here (--wrap, see CMakeLists.txt). Whoever does not
/// want our checks says so by naming them: "-tapi-*" in .clang-tidy, or
/// ClangTidy: Remove in .clangd.
///
//===----------------------------------------------------------------------===//

#include "checker/tidy/ChosenChecks.h"

#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

using clang::tidy::ClangTidyOptions;
using llvm::StringRef;

// clangd installs no headers. If a version changes one of these declarations,
// the symbols of CMakeLists.txt change with it and the link fails.
namespace clang::clangd {
using TidyProviderRef = llvm::function_ref<void(ClangTidyOptions &, StringRef)>;
int clangdMain(int Argc, char *Argv[]);
std::optional<bool> isFastTidyCheck(StringRef Check);
ClangTidyOptions getTidyOptionsForFile(TidyProviderRef Provider,
                                       StringRef File);
} // namespace clang::clangd
using clang::clangd::TidyProviderRef;

#define IS_FAST "_ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE"
#define OPTIONS                                                                \
  "_ZN5clang6clangd21getTidyOptionsForFileEN4llvm12function_refIFvRNS_4tidy"   \
  "16ClangTidyOptionsENS1_9StringRefEEEES6_"

std::optional<bool> clangdSaysFast(StringRef Check) asm("__real_" IS_FAST);
std::optional<bool> isFast(StringRef Check) asm("__wrap_" IS_FAST);
ClangTidyOptions clangdOptions(TidyProviderRef Provider,
                               StringRef File) asm("__real_" OPTIONS);
ClangTidyOptions options(TidyProviderRef Provider,
                         StringRef File) asm("__wrap_" OPTIONS);

std::optional<bool> isFast(StringRef Check) {
  if (Check.starts_with("tapi-"))
    return true;
  return clangdSaysFast(Check);
}

ClangTidyOptions options(TidyProviderRef Provider, StringRef File) {
  ClangTidyOptions Options = clangdOptions(Provider, File);
  // No checks at all: clang-tidy is switched off.
  std::string Checks = Options.Checks.value_or("");
  if (!Checks.empty())
    Options.Checks = Checks + "," + tapi::tidy::chosenChecks(Checks);
  return Options;
}

int main(int Argc, char *Argv[]) {
  return clang::clangd::clangdMain(Argc, Argv);
}
