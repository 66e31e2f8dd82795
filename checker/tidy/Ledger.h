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

#include <string>
#include <utility>
#include <vector>

namespace clang {
class SourceManager;
} // namespace clang

namespace tapi::tidy {

/// True if the environment asks for the ledger.
bool ledgerWanted();

/// A place, as "file:line:column", that creates or receives a handle of which
/// nothing was decided, and the reason.
using UndecidedPlace = std::pair<std::string, std::string>;

/// The ledger, whoever counted, a line for each place that was not decided.
std::string ledgerText(unsigned Sites, unsigned Proven, unsigned Reported,
                       const std::vector<UndecidedPlace> &Undecided);

/// Prints the ledger of one unit; \p Sources resolves the places in \p Stats.
void printLedger(const engine::Statistics &Stats,
                 const clang::SourceManager &Sources);

} // namespace tapi::tidy

#endif // TAPI_CHECKER_TIDY_LEDGER_H
