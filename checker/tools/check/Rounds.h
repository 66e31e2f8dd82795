//===- Rounds.h - Which files are compiled -------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Compiles what can reach TAPI, then what those files and the rest have to do
/// with each other, until nothing is added.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_ROUNDS_H
#define TAPI_CHECKER_TOOLS_CHECK_ROUNDS_H

#include "checker/engine/link/Unit.h"
#include "checker/tools/check/Cache.h"
#include "checker/tools/check/Compile.h"

namespace tapi::check {

/// What became of one job.
struct FileResult {
  Compiled Result;
  bool WasCompiled = false; ///< Else it has nothing to do with TAPI
};

struct Compilation {
  std::vector<FileResult> Files;    ///< By job
  std::vector<std::string> Sources; ///< All files that were looked at, sorted
};

/// Compiles those of \p Jobs that matter, \p Threads at a time.
Compilation compileAll(llvm::ArrayRef<Job> Jobs, const PathRoot &Root,
                       Cache &Known, unsigned Threads);

/// The units of \p All that were compiled.
llvm::Expected<std::vector<engine::link::Unit>>
unitsOf(llvm::ArrayRef<FileResult> All);

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_ROUNDS_H
