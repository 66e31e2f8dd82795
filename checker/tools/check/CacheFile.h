//===- CacheFile.h - Files of the cache ----------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// How entries of the cache are written and read: numbers and texts one after
/// the other, behind a checksum, in a file that appears as a whole or not at
/// all.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_CACHEFILE_H
#define TAPI_CHECKER_TOOLS_CHECK_CACHEFILE_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace tapi::check {

void put(std::string &Out, std::uint64_t Number);
void put(std::string &Out, llvm::StringRef Text);
/// False at the end of \p In.
bool take(llvm::StringRef &In, std::uint64_t &Number);
bool take(llvm::StringRef &In, std::string &Text);

/// What changes when this program is built anew, or reads another environment.
std::uint64_t programSum();

/// The path of the entry of \p Key in \p Folder.
std::string entryPath(llvm::StringRef Folder, llvm::StringRef Key);

/// The content of the entry at \p Path; nothing if there is none, or it is
/// damaged.
std::optional<std::string> readEntry(llvm::StringRef Path);
/// A cache that cannot be written is slow, not wrong: there is no error.
void writeEntry(llvm::StringRef Path, llvm::StringRef Content);

/// Checksums of the files of this run, each read once. Thread-safe.
class FileSums {
public:
  /// 0 if \p File cannot be read.
  std::uint64_t of(llvm::StringRef File);

  /// Writes \p Files with their sums; false if one cannot be read.
  bool put(std::string &Out, const std::vector<std::string> &Files);
  /// Reads them back; false if one has changed.
  bool take(llvm::StringRef &In, std::vector<std::string> &Files);

private:
  std::mutex Mutex;
  llvm::StringMap<std::uint64_t> Known;
};

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_CACHEFILE_H
