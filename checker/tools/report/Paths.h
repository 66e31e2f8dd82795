//===- Paths.h - Paths in reports -------------------------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// How files are named in what is written: relative to the root of the sources,
/// so that reports and baselines of two machines can be compared, with forward
/// slashes everywhere.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_REPORT_PATHS_H
#define TAPI_CHECKER_TOOLS_REPORT_PATHS_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace tapi::report {

/// The root to name files relative to, for a run in folder \p Start: the
/// nearest folder upwards that version control owns, or \p Start.
std::string findSourceRoot(llvm::StringRef Start);

/// \p File relative to \p Root, or absolute if it is not below \p Root.
std::string relativePath(llvm::StringRef File, llvm::StringRef Root);

/// The percent-encoded URI of a path; "file:///..." if it is absolute.
std::string uriOf(llvm::StringRef Path);

} // namespace tapi::report

#endif // TAPI_CHECKER_TOOLS_REPORT_PATHS_H
