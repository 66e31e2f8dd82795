//===- Reach.h - Which files can reach TAPI ------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Decides without parsing which files may matter to a handle: those whose
/// text, or that of a header they include, names a type of handle. What the
/// text says under conditions counts as said, so the answer errs on the safe
/// side.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_REACH_H
#define TAPI_CHECKER_TOOLS_CHECK_REACH_H

#include "checker/tools/check/FileText.h"
#include "checker/tools/check/Jobs.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <map>
#include <memory>
#include <mutex>

namespace tapi::check {

/// Reads every file at most once. Thread-safe.
class Reach {
public:
  struct Answer {
    bool MayReach = false;
    /// What \c MayReach is false for: the file and the headers of its project.
    std::vector<const FileText *> Texts;
  };
  Answer look(const Job &J);

  /// The files that were read.
  std::vector<std::string> files() const;

private:
  /// Where the headers of a command are searched.
  struct SearchPath {
    bool IsKnown = false;
    std::vector<std::pair<std::string, bool>> Folders; ///< And: of the system
    std::vector<std::string> Forced; ///< Headers that the command includes
    std::mutex Mutex;
    llvm::StringSet<> Safe; ///< Files that reach nothing from here
  };
  class Walk;

  const FileText *text(llvm::StringRef Path, llvm::vfs::FileSystem &Files);
  SearchPath &searchPath(const Job &J,
                         llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files);

  std::mutex Mutex;
  llvm::StringMap<std::unique_ptr<FileText>> Texts; ///< Null: no such file
  std::map<std::vector<std::string>, std::unique_ptr<SearchPath>> SearchPaths;
};

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_REACH_H
