//===- Finding.h - What a run has found -------------------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The input of every output: the findings of a whole run in the user's terms,
/// free of clang's types. The engine's findings (checker/engine/Finding.h)
/// speak of positions in one unit; these speak of files and lines.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_REPORT_FINDING_H
#define TAPI_CHECKER_TOOLS_REPORT_FINDING_H

#include "tapi_model/Rules.h"

#include <string>
#include <utility>
#include <vector>

namespace tapi::report {

/// A place in a file. Lines and columns count from 1, columns in bytes; Line 0
/// means "no place".
struct Place {
  std::string File; ///< As shown to the user.
  unsigned Line = 0, Column = 0;
};

/// One step of a story.
struct Step {
  Place Where;
  std::string Text;
};

/// One report and how it came about, in the order it happens.
struct ReportedFinding {
  Rule R = Rule::None;
  std::string Check, Text;
  Place Where;
  std::vector<Step> Notes;
};

/// A place that creates or receives a handle about which nothing was decided.
struct UnknownSite {
  Place Where;
  std::string Reason;
};

/// All of one run.
struct ReportedRun {
  std::vector<ReportedFinding> Findings;
  std::vector<std::string> AnalysedFiles;
  /// Files of which only a part was analysed, or is told.
  std::vector<std::string> InPart;
  /// File and reason.
  std::vector<std::pair<std::string, std::string>> NotAnalysed;
  /// Places that create or receive a handle, and what became of them.
  unsigned Sites = 0, Proven = 0, Reported = 0;
  std::vector<UnknownSite> Unknown; ///< The rest of them.
};

} // namespace tapi::report

#endif // TAPI_CHECKER_TOOLS_REPORT_FINDING_H
