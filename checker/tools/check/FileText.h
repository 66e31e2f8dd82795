//===- FileText.h - What a look at a file tells --------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A pass over the tokens of one file, without its headers and conditions.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_FILETEXT_H
#define TAPI_CHECKER_TOOLS_CHECK_FILETEXT_H

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace tapi::check {

struct FileText {
  struct Include {
    std::string Name;
    bool IsQuoted = false;
  };
  std::vector<Include> Includes;
  bool IncludesByMacro = false; ///< A header whose name a macro makes
  bool NamesHandles = false;    ///< A type of handle
  /// Hashes of the names that stand before '(', and of those of them that a
  /// body seems to follow.
  llvm::DenseSet<std::uint64_t> Calls, Defines;
};

/// The hash by which a name is known in FileText.
std::uint64_t nameHash(llvm::StringRef Name);

/// Looks at \p Text, which a zero follows.
FileText scanText(llvm::StringRef Text);

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_FILETEXT_H
