//===- Outputs.h - From findings to files -----------------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What the driver of a tool calls after the analysis: decides which findings
/// count (NOLINT, baseline), marks what the shim has seen, and writes every
/// form that was asked for.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_REPORT_OUTPUTS_H
#define TAPI_CHECKER_TOOLS_REPORT_OUTPUTS_H

#include "checker/tools/report/Report.h"
#include "checker/tools/report/Sources.h"

#include "llvm/Support/Error.h"

#include <functional>

namespace tapi::report {

enum class Format { Text, Json, Sarif, Html };

/// The form called \p Name ("sarif"), if there is one.
std::optional<Format> formatByName(llvm::StringRef Name);

/// The form that the ending of \p File stands for: .json, .sarif, .html, .txt.
std::optional<Format> formatByEnding(llvm::StringRef File);

/// One thing to write.
struct Output {
  Format Form = Format::Text;
  std::string File = "-"; ///< "-" is standard output.
};

/// One of "--format" and "-o" as it stood on the command line.
struct OutputWord {
  bool IsFile = false; ///< True for -o.
  std::string Value;
};

/// Pairs the words in their order: "--format F -o FILE" writes FILE, "--format
/// F" alone standard output, "-o FILE" alone takes the form from FILE's ending.
/// A file that ends like another form than its own is a mistake.
/// No words at all: text on standard output.
llvm::Expected<std::vector<Output>>
outputsFrom(llvm::ArrayRef<OutputWord> Words);

/// What the user asked for.
struct OutputSettings {
  std::vector<Output> Outputs;
  std::string Baseline;      ///< File to read; empty: none.
  std::string WriteBaseline; ///< File to write; empty: none.
  std::string Runtime;       ///< JSON lines of the shim; empty: none.
  std::string SourceRoot;    ///< Empty: see findSourceRoot().
  bool UseColour = false;    ///< For text on standard output.
  /// Whether a check ran for a file. Not set: all did.
  std::function<bool(llvm::StringRef Check, llvm::StringRef File)> IsEnabled;
};

/// Decides what counts. Fails if the baseline or the shim's reports cannot be
/// read. The exit code is set: 2 if something was not analysed, 1 if a finding
/// counts, else 0.
llvm::Expected<Report> judge(ReportedRun Run, const OutputSettings &Settings,
                             Sources &Code);

/// Writes all outputs and the baseline. A file is replaced as a whole or not at
/// all.
llvm::Error writeOutputs(const Report &R, const OutputSettings &Settings,
                         Sources &Code);

/// What a person should know besides the findings, a line each: known and
/// silenced findings, reports of the shim that no finding tells.
std::vector<std::string> remarks(const Report &R);

} // namespace tapi::report

#endif // TAPI_CHECKER_TOOLS_REPORT_OUTPUTS_H
