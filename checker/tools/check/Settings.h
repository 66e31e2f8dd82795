//===- Settings.h - What .clang-tidy files say ---------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Which of our checks are on for a file, and the options of the engine. Other
/// checks that a .clang-tidy names are nothing tapi-check follows.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_SETTINGS_H
#define TAPI_CHECKER_TOOLS_CHECK_SETTINGS_H

#include "checker/Compat.h"
#include "checker/engine/Engine.h"
#include "checker/tools/report/Finding.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <set>

namespace tapi::check {

class Settings {
public:
  /// \p Globs over those of our checks that are on.
  explicit Settings(std::string Globs);
  ~Settings();

  /// An error if the globs match no check of ours.
  llvm::Error requireChecks() const;

  /// An error if a .clang-tidy that was looked at cannot be read.
  llvm::Error requireReadable() const;

  /// True if \p Check is on for findings in \p File, which is absolute.
  bool isOn(llvm::StringRef Check, llvm::StringRef File);

  /// Leaves the findings of checks that are on where they are found.
  void apply(report::ReportedRun &Run);

  /// The engine's options for a program of \p Files. They are those of the
  /// first one; a note is added to \p Notes if others differ.
  llvm::Expected<engine::Options> options(llvm::ArrayRef<std::string> Files,
                                          std::vector<std::string> &Notes);

private:
  class Provider;
  struct OfFolder {
    std::set<std::string> Checks;
    engine::Options Options;
    std::vector<std::string> Mistakes;
  };
  const OfFolder &of(llvm::StringRef File);

  std::string Globs;
  std::vector<std::string> Asked; ///< The checks that they match
  std::unique_ptr<Provider> Tidy;
  llvm::StringMap<OfFolder> Folders;
};

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_SETTINGS_H
