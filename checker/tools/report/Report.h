//===- Report.h - What every writer prints ----------------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The findings of a run with all that was decided about them after the
/// analysis: suppressed or not, known from a baseline or new, seen at run time
/// or not. The writers print this and decide nothing.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_REPORT_REPORT_H
#define TAPI_CHECKER_TOOLS_REPORT_REPORT_H

#include "checker/tools/report/Finding.h"

#include <optional>

namespace tapi::report {

/// A NOLINT comment that silences a finding.
struct Suppression {
  Place Where;        ///< Of the comment.
  std::string Reason; ///< What the comment says after the check; may be empty.
};

/// Reports of the runtime shim that tell the same as a finding.
struct RuntimeMark {
  unsigned Count = 0;
  std::string Text; ///< Of the first of them.
};

/// A finding and what was decided about it.
struct Entry {
  ReportedFinding Finding;
  std::string Fingerprint; ///< See Fingerprint.h.
  std::optional<Suppression> Suppressed;
  bool InBaseline = false;
  std::optional<RuntimeMark> Runtime;

  /// True if it is printed as a warning and makes the exit code 1.
  bool counts() const { return !Suppressed && !InBaseline; }
};

/// A NOLINT of our checks that silences nothing.
struct UnusedNoLint {
  Place Where;
  std::string Text; ///< The sentence to print.
};

/// A report of the runtime shim that no finding tells.
struct RuntimeOnly {
  Rule R = Rule::None;
  std::string Text;
  Place Where; ///< Line 0 where the shim's report has no source line.
};

/// All of one run.
struct Report {
  ReportedRun Run; ///< Its findings have moved to Entries.
  std::vector<Entry> Entries;
  std::vector<UnusedNoLint> Unused;

  bool HasBaseline = false;
  unsigned GoneFromBaseline = 0; ///< In the baseline, no longer found.
  bool HasRuntime = false;
  std::vector<RuntimeOnly> OnlyAtRuntime;

  std::string SourceRoot; ///< Absolute; paths in files are relative to it.
  int ExitCode = 0;
};

} // namespace tapi::report

#endif // TAPI_CHECKER_TOOLS_REPORT_REPORT_H
