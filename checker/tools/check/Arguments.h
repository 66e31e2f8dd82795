//===- Arguments.h - What the user asked for -----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The command line of tapi-check as values. Nothing is looked up here.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_ARGUMENTS_H
#define TAPI_CHECKER_TOOLS_CHECK_ARGUMENTS_H

#include "checker/tools/report/Outputs.h"

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace tapi::check {

/// What is to be done.
enum class Step {
  All,       ///< Compile, link, report.
  Summarize, ///< One file to a summary.
  Link,      ///< Summaries to a report.
};

struct Arguments {
  Step Do = Step::All;
  std::vector<std::string> Files; ///< Sources; summaries for Step::Link
  std::string BuildDir;           ///< Of compile_commands.json; may be empty
  std::string ObjectList;         ///< Names what to take of it; may be empty
  std::string Checks;
  std::string Output; ///< Where a summary goes
  /// Where the files that it depends on are listed; may be empty.
  std::string DepFile;
  /// What to write of the findings; not for Step::Summarize.
  report::OutputSettings Outputs;
  std::string Root;   ///< What paths are relative to; may be empty
  std::string Target; ///< "x64" or "x86"
  unsigned Jobs = 1;
  std::string CacheDir;     ///< Empty: no cache
  std::string ChangedSince; ///< A revision of git; may be empty
  std::vector<std::string> Include, Exclude; ///< Globs
  bool Library = false; ///< Others call the program's functions
  bool Ledger = false;  ///< Tell how many handle sites were decided
  std::vector<std::string> ClangArguments; ///< Behind "--"
};

/// Reads the command line; prints the help and ends the program if that is
/// asked for.
llvm::Expected<Arguments> parseArguments(int Argc, const char **Argv);

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_ARGUMENTS_H
