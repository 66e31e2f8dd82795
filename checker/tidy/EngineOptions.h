//===- EngineOptions.h - Options of the engine as CheckOptions ------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Reads the engine's options from clang-tidy's CheckOptions. Every option can
/// be set for all checks ("tapi.StepBudget") and for one
/// ("tapi-call-leak.StepBudget"), which wins. The options are one table, in
/// EngineOptions.cpp; what they mean is said in checker/engine/Engine.h.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TIDY_ENGINEOPTIONS_H
#define TAPI_CHECKER_TIDY_ENGINEOPTIONS_H

#include "checker/Compat.h"
#include "checker/engine/Engine.h"

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace tapi::tidy {

using OptionMap = clang::tidy::ClangTidyOptions::OptionMap;

/// What \p Given sets for check \p Check; the default for what it does not set
/// or what is not valid.
engine::Options readOptions(const OptionMap &Given, llvm::StringRef Check);

/// A sentence for every key of check \p Check in \p Given that does not exist
/// or has no valid value.
std::vector<std::string> mistakesOfCheck(const OptionMap &Given,
                                         llvm::StringRef Check);

/// The same for the keys that belong to no single check, among them those that
/// misspell the name of one.
std::vector<std::string> mistakesInCommon(const OptionMap &Given);

/// Writes \p Opts to \p Out under the keys of \p Check and the common keys.
void writeOptions(const engine::Options &Opts, llvm::StringRef Check,
                  OptionMap &Out);

/// A text that two options have in common only if they are the same.
std::string fingerprint(const engine::Options &Opts);

} // namespace tapi::tidy

#endif // TAPI_CHECKER_TIDY_ENGINEOPTIONS_H
