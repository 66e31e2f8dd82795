//===- Fingerprint.h - Names for findings that survive edits ----*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A fingerprint says "the same finding" although lines above it came or went.
/// It is made of the rule, the file, the sentence, the line that the finding
/// and its first step point at, and the line that begins the function around
/// it, blanks squeezed. It leaves out all line numbers and all other steps.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_REPORT_FINGERPRINT_H
#define TAPI_CHECKER_TOOLS_REPORT_FINGERPRINT_H

#include "checker/tools/report/Report.h"
#include "checker/tools/report/Sources.h"

namespace tapi::report {

/// Sets Fingerprint of all \p Entries. Equal findings are numbered in their
/// order (":1", ":2"), so that no two entries share a fingerprint.
void addFingerprints(std::vector<Entry> &Entries, llvm::StringRef SourceRoot,
                     Sources &Code);

/// The fingerprint, without a number, that \p F would have in the file \p Path,
/// relative to the source root.
std::string fingerprintIn(llvm::StringRef Path, const ReportedFinding &F,
                          Sources &Code);

/// The first line of the function around line \p Number, by the rule of git's
/// hunk headers: the nearest line above that begins with a letter, an
/// underscore or a dollar sign. A label is none.
llvm::StringRef functionLine(llvm::StringRef File, unsigned Number,
                             Sources &Code);

/// \p Fingerprint without the number of its occurrence.
llvm::StringRef withoutOccurrence(llvm::StringRef Fingerprint);

} // namespace tapi::report

#endif // TAPI_CHECKER_TOOLS_REPORT_FINGERPRINT_H
