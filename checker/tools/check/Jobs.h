//===- Jobs.h - Which files are compiled, and how ------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// From the arguments and the compilation database to the list of translation
/// units.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_JOBS_H
#define TAPI_CHECKER_TOOLS_CHECK_JOBS_H

#include "checker/tools/check/Arguments.h"

namespace tapi::check {

/// One translation unit to compile.
struct Job {
  std::string File;      ///< Absolute; links stay
  std::string Directory; ///< Where its command runs
  std::vector<std::string> Command;
  bool IsWindows = false; ///< Header names in any case
  std::size_t Turn = 0;   ///< Among the commands of the file
};

/// The jobs that \p A names, sorted by file, and notes about their commands. A
/// file with commands that mean different things has a job for each.
llvm::Expected<std::vector<Job>> chooseJobs(const Arguments &A,
                                            std::vector<std::string> &Notes);

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_JOBS_H
