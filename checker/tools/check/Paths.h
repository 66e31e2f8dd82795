//===- Paths.h - Paths that hold on every machine ------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Summaries name files relative to a root, so that they can be moved.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_PATHS_H
#define TAPI_CHECKER_TOOLS_CHECK_PATHS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace tapi::check {

/// The folder that paths in summaries start from.
class PathRoot {
public:
  /// \p Folder may be relative to the working directory. Empty: paths are left
  /// as they are.
  explicit PathRoot(llvm::StringRef Folder);

  /// The deepest folder that holds all \p Files, which are absolute.
  static std::string commonFolder(llvm::ArrayRef<std::string> Files);

  /// \p Path, which is absolute, as seen from the root, with '/'. It may begin
  /// with "..".
  std::string relative(llvm::StringRef Path) const;
  /// The other way.
  std::string absolute(llvm::StringRef Path) const;

private:
  std::string Folder; ///< As it was spelt, absolute; empty: none
  std::string Real;   ///< The same folder without links
};

/// \p Path from the working directory, without "." and ".."; links stay, for a
/// sandbox consists of them.
std::string absolutePath(llvm::StringRef Path);
/// The same from \p Folder.
std::string absolutePath(llvm::StringRef Path, llvm::StringRef Folder);

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_PATHS_H
