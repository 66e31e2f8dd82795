//===- Filter.h - Which of a project's files are wanted ------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// --include, --exclude and --changed-since.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_FILTER_H
#define TAPI_CHECKER_TOOLS_CHECK_FILTER_H

#include "checker/tools/check/Arguments.h"
#include "checker/tools/report/Finding.h"

#include "llvm/Support/GlobPattern.h"

#include <deque>
#include <optional>
#include <set>

namespace tapi::check {

/// Says in which files findings are wanted. All files are compiled and linked,
/// so that what is found does not depend on the choice.
class Filter {
public:
  /// \p Files are those of the program.
  static llvm::Expected<Filter> make(const Arguments &A,
                                     llvm::ArrayRef<std::string> Files);

  bool wants(llvm::StringRef File) const;
  /// Leaves the findings that end where the globs allow it and, if only changes
  /// are wanted, have a step in a changed file.
  void apply(report::ReportedRun &Run) const;

private:
  llvm::Error addGlobs(llvm::ArrayRef<std::string> Globs,
                       std::vector<llvm::GlobPattern> &To);
  llvm::Error readChanges(llvm::StringRef Revision, llvm::StringRef Folder);
  bool isInGlobs(llvm::StringRef File) const;
  bool isChanged(llvm::StringRef File) const;

  std::deque<std::string> Texts; ///< Patterns refer to them
  std::vector<llvm::GlobPattern> Include, Exclude;
  std::optional<std::set<std::string>> Changed;
};

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_FILTER_H
