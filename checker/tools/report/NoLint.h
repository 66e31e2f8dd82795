//===- NoLint.h - NOLINT comments -------------------------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Finds NOLINT, NOLINTNEXTLINE and NOLINTBEGIN/NOLINTEND as clang-tidy does,
/// so that a comment means the same to both. Clang-tidy's own reader cannot
/// serve here: it needs the unit in memory, and tells neither reasons nor what
/// was of no use. Left out: clang-tidy also looks along macro expansions; we
/// look at the line that the report names.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_REPORT_NOLINT_H
#define TAPI_CHECKER_TOOLS_REPORT_NOLINT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <utility>
#include <vector>

namespace tapi::report {

/// One comment.
struct NoLint {
  std::string Word;     ///< "NOLINT", "NOLINTNEXTLINE", "NOLINTBEGIN".
  unsigned Line = 0;    ///< Where it stands; counted from 1.
  unsigned Column = 0;  ///< Counted from 1.
  bool HasList = false; ///< False: every check is meant.
  std::string List;     ///< "tapi-call-leak, -tapi-*", between the brackets.
  std::string Reason;   ///< What follows on the line, without its separator.

  /// What it speaks about: line and column of the first and the last place.
  std::pair<unsigned, unsigned> First, Last;

  bool covers(unsigned AtLine, unsigned AtColumn) const {
    std::pair<unsigned, unsigned> At(AtLine, AtColumn);
    return First <= At && At <= Last;
  }
};

/// The comments of a file. A NOLINTBEGIN without its end, and an end without
/// its begin, silence nothing; \p Unmatched gets them.
std::vector<NoLint> findNoLints(llvm::ArrayRef<llvm::StringRef> Lines,
                                std::vector<NoLint> &Unmatched);

/// The names of checks in \p N's list, trimmed, without empty ones.
std::vector<llvm::StringRef> listedChecks(const NoLint &N);

} // namespace tapi::report

#endif // TAPI_CHECKER_TOOLS_REPORT_NOLINT_H
