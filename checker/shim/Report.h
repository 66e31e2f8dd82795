//===- Report.h - From a violated rule to the people who want to know ----===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A report and its way out: filter by settings, suppressions and earlier
/// reports, then the writers (text, JSON lines, SARIF), then the action the
/// user asked for.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_SHIM_REPORT_H
#define TAPI_CHECKER_SHIM_REPORT_H

#include "checker/shim/HandleTable.h"
#include "tapi_model/Texts.h"

#include <string>
#include <vector>

namespace tapi::shim {

/// One step of a handle's story.
struct Step {
  std::string_view Role; ///< "created", "ended", "used", "others".
  std::string Text;
  Moment When;
};

struct Report {
  Rule Id = Rule::None;
  std::string Text;
  std::string Handle; ///< "0x00010482", or an address.
  HandleKind Kind = HandleKind::None;
  bool Minor = false; ///< Worth a note, not a warning.
  Moment Here;        ///< The place a person would fix.
  std::vector<Step> Story;
};

/// A frame as it can be written: module file and offset in it.
struct FrameText {
  std::string Module; ///< Full path, empty where the code has no module.
  std::uint64_t Offset = 0;
  std::uint64_t Address = 0;
};
std::vector<FrameText> describe(const Stack *S);

/// "0x00010482"
std::string hex(std::uint64_t Value, unsigned Digits = 8);
/// File name without folders.
std::string baseName(const std::string &Path);
/// \p S as a JSON string with quotes.
std::string quote(const std::string &S);

/// A report with everything that a writer needs, worked out once.
struct Written {
  const Report &R;
  unsigned Number;
  std::vector<FrameText> Here;
  std::vector<std::vector<FrameText>> Story;
};

/// Sends \p R on its way. May end the process, if the user wants that.
void submit(const Report &R);

/// A remark of the shim about itself, to the log only.
void logRemark(const std::string &Text);

/// Writes the last words: totals, suppressed duplicates.
void finishReports();

/// What is written so far, for the closing line.
struct Totals {
  unsigned Written = 0, Duplicates = 0, Suppressed = 0;
};

// The writers. Each is called with the report lock held.
std::string textOf(const Written &W);
std::string jsonOf(const Written &W);
std::string jsonStart();
std::string jsonEnd(const Totals &T);
std::string sarifHead();
std::string sarifOf(const Written &W);
std::string_view sarifTail();

/// True if the suppression file silences \p W.
bool isSuppressed(const Written &W);

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_REPORT_H
