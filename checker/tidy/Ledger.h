//===- Ledger.h - How much of a unit was proved ---------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The ledger of certainty: how many handle sites were proved correct, how many
/// were reported, and which ones the engine could not decide, with the reason.
/// Printed to standard error when TAPI_ENGINE_STATS is 1 in the environment.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TIDY_LEDGER_H
#define TAPI_CHECKER_TIDY_LEDGER_H

#include "checker/engine/Finding.h"

namespace clang {
class SourceManager;
} // namespace clang

namespace tapi::tidy {

/// True if the environment asks for the ledger.
bool ledgerWanted();

/// Prints the ledger of one unit; \p Sources resolves the places in \p Stats.
void printLedger(const engine::Statistics &Stats,
                 const clang::SourceManager &Sources);

} // namespace tapi::tidy

#endif // TAPI_CHECKER_TIDY_LEDGER_H
