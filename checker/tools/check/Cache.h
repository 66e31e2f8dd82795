//===- Cache.h - Summaries of earlier runs -------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Keeps summaries by what they were made from: the command, and the contents
/// of every file that was read. It is only a short cut: an entry that is
/// damaged, or that another run writes at the same time, is as good as none.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_CACHE_H
#define TAPI_CHECKER_TOOLS_CHECK_CACHE_H

#include "checker/tools/check/CacheFile.h"
#include "checker/tools/check/Compile.h"

namespace tapi::check {

class Cache {
public:
  /// Entries are files in \p Folder, which is made; none are kept if it is
  /// empty.
  explicit Cache(std::string Folder);

  /// Why none are kept although a folder was given; else empty.
  const std::string &trouble() const { return Trouble; }

  /// The summary of \p J, if an earlier run made it from the same.
  std::optional<Compiled> find(const Job &J, const PathRoot &Root);
  void keep(const Job &J, const PathRoot &Root, const Compiled &C);

private:
  std::string entry(const Job &J, const PathRoot &Root) const;

  std::string Folder;
  std::string Trouble;
  FileSums Sums;
};

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_CACHE_H
