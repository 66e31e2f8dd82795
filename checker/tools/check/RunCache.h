//===- RunCache.h - The result of an earlier run -------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// If no file of a project has changed, neither has what was found. Kept before
/// checks are switched off and files are chosen, which costs nothing.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_RUNCACHE_H
#define TAPI_CHECKER_TOOLS_CHECK_RUNCACHE_H

#include "checker/engine/Engine.h"
#include "checker/tools/check/CacheFile.h"
#include "checker/tools/check/Jobs.h"
#include "checker/tools/report/Finding.h"

namespace tapi::check {

class RunCache {
public:
  RunCache(std::string Folder, llvm::ArrayRef<Job> Jobs, const Arguments &A,
           const engine::Options &Opts);

  std::optional<report::ReportedRun> find();
  /// \p Sources: all files that \p Run depends on.
  void keep(const report::ReportedRun &Run,
            const std::vector<std::string> &Sources);

private:
  std::string Path; ///< Empty: no cache
  FileSums Sums;
};

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_RUNCACHE_H
