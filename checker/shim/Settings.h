//===- Settings.h - What a user of the shim can set ----------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The shim's settings, from the environment (TAPI_SHIM_NAME) or from the
/// section [tapi-shim] of tapi-shim.ini beside the program; the environment
/// wins. A setting that is not understood is reported and ignored.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_SHIM_SETTINGS_H
#define TAPI_CHECKER_SHIM_SETTINGS_H

#include "tapi_model/Rules.h"

#include <array>
#include <string>
#include <vector>

namespace tapi::shim {

/// What happens when a rule is violated.
enum class Action : unsigned char { Off, Log, Break, Exit };

struct Settings {
  std::wstring Real;            ///< REAL: path of the DLL to stand in front of.
  std::wstring Log = L"stderr"; ///< LOG: "stderr", "none" or a file.
  bool DebugString = true;      ///< DEBUGSTRING: also OutputDebugString.
  std::wstring Json;            ///< JSON: file for JSON lines.
  std::wstring Sarif;           ///< SARIF: file for SARIF 2.1.0.
  std::wstring Suppressions;    ///< SUPPRESS: file.
  std::wstring LeakEvent;       ///< EVENT: named event that asks for leaks.
  unsigned StackDepth = 16;     ///< STACKS: frames kept, 0 to 60.
  unsigned History = 65536;     ///< HISTORY: dead handles remembered.
  unsigned ExitCode = 86;       ///< EXITCODE: of action "exit".
  bool Duplicates = false;      ///< DUPLICATES: report every occurrence.
  bool Hooks = true;            ///< HOOKS: watch CloseHandle and the like.
  bool ExitLeaks = true;        ///< EXITLEAKS: look for leaks at exit.
  std::array<Action, NumRules + 1> Rules; ///< RULES: TAPI018=off,...
  /// Complaints about settings, to be logged once the log is open.
  std::vector<std::string> Complaints;

  Settings() { Rules.fill(Action::Log); }
};

/// The settings of this process; read at the first use.
const Settings &settings();

/// Between UTF-16 and UTF-8.
std::string toUtf8(const std::wstring &S);
std::wstring toWide(const std::string &S);

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_SETTINGS_H
