//===- Finding.h - What the engine has found ------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The result of an analysis, free of clang's types: findings with their story,
/// and the counts behind them. A surface (a clang-tidy check, a tool) turns
/// findings into its own form; it decides nothing about handles.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_FINDING_H
#define TAPI_CHECKER_ENGINE_FINDING_H

#include "tapi_model/Rules.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tapi::engine {

/// A place in the source. 0 means "no place". In a translation unit that is
/// still in memory this is clang's raw encoding of a SourceLocation.
using Position = std::uint32_t;

/// One step of a story.
struct Note {
  Position Where = 0;
  std::string Text;
};

/// One report: a violated rule, where a person would fix it, and how it came
/// about, in the order it happens.
struct Finding {
  Rule Id = Rule::None;
  Position Where = 0;
  std::string Text;
  std::vector<Note> Story;
};

/// A handle site about which nothing could be proved.
struct UnknownSite {
  Position Where = 0;
  std::string Reason;
};

/// Counts of one analysis.
struct Statistics {
  unsigned Functions = 0;           ///< Functions that were simulated.
  unsigned Sites = 0;               ///< Places that create or receive a handle.
  unsigned Reported = 0;            ///< Sites named by a finding.
  std::uint64_t Steps = 0;          ///< Transfer functions applied.
  std::vector<UnknownSite> Unknown; ///< Sites not decided, with reasons.

  /// Sites at which the handle was followed to the end without a finding.
  unsigned proven() const {
    std::size_t Decided = Reported + Unknown.size();
    return Sites > Decided ? Sites - static_cast<unsigned>(Decided) : 0;
  }
};

struct Result {
  std::vector<Finding> Findings; ///< In source order, without duplicates.
  Statistics Stats;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_FINDING_H
