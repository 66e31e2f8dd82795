//===- Engine.h - The entry point of the static engine --------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What a surface calls: one translation unit in, findings out. The result is a
/// pure function of the unit and the options; nothing is printed here.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_ENGINE_H
#define TAPI_CHECKER_ENGINE_ENGINE_H

#include "checker/engine/Annotations.h"
#include "checker/engine/Finding.h"

#include <cstdint>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
} // namespace clang

namespace tapi::engine {

namespace ir {
struct Module;
} // namespace ir

/// What a user can set. The defaults are what we recommend.
struct Options {
  /// Transfer functions per root function before it counts as unknown.
  std::uint64_t StepBudget = 200000;
  /// API version assumed where lineOpen's version is not known.
  std::uint32_t AssumeApiVersion = 0x00020000;
  /// Functions of the program that wait for the reply to the request that they
  /// are passed.
  std::vector<std::string> WaitFunctions;
  /// The file that Described comes from.
  std::string Annotations;
  std::vector<FunctionAnnotation> Described;
  /// Print the ledger of certainty (checker/tidy/Ledger.h).
  bool Ledger = false;
};

/// True if the engine can report \p R.
bool decides(Rule R);

/// Analyses a module, for instance several units that were joined
/// (link/Join.h). Places in the result are positions of \p M.
Result analyse(const ir::Module &M, const Options &Opts);

/// What \p Opts says of functions of the program.
std::vector<FunctionAnnotation> descriptions(const Options &Opts);

/// Analyses the translation unit of \p Context. Cheap (one identifier look-up)
/// where the unit never saw <tapi.h>.
Result analyse(clang::ASTContext &Context, const Options &Opts);

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_ENGINE_H
