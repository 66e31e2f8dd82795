//===- SharedAnalysis.h - One engine run for all checks of a unit ---------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// All checks look at the same result, so the engine runs once a translation
/// unit and not once a check. The result lives exactly as long as the
/// ASTContext it speaks about. Several units may be analysed at the same time
/// in several threads, as clangd does.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TIDY_SHAREDANALYSIS_H
#define TAPI_CHECKER_TIDY_SHAREDANALYSIS_H

#include "checker/engine/Engine.h"

namespace tapi::tidy {

/// The result for \p Context, computed at the first request with these options.
/// The reference is valid until \p Context is destroyed. Where the environment
/// asks for it (Ledger.h), the counts of a new result are printed.
const engine::Result &sharedResult(clang::ASTContext &Context,
                                   const engine::Options &Opts);

} // namespace tapi::tidy

#endif // TAPI_CHECKER_TIDY_SHAREDANALYSIS_H
