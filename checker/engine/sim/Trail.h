//===- Trail.h - How a path came here ---------------------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The trail of a path: what happened to handles, and which way conditions
/// went, newest first. It takes no part in deciding anything, it only tells a
/// report's story. Trails share their beginnings.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_TRAIL_H
#define TAPI_CHECKER_ENGINE_SIM_TRAIL_H

#include "checker/engine/Finding.h"

#include <memory>
#include <string>

namespace tapi::engine {

enum class StepKind : std::uint8_t {
  Branch,      ///< Text tells the condition and how it went
  Jump,        ///< A goto; Text names the label
  Obtained,    ///< A handle came to life or was requested
  Taken,       ///< The program took over the handle that a message brought
  Ended,       ///< A handle died
  Enter,       ///< A call of a function that is followed
  Later,       ///< Another entry point begins; Text names it
  Waits,       ///< A call that handles messages before it returns
  Meanwhile,   ///< ... during which an entry point begins; Text names it
  Constructed, ///< A constructor begins; Text names it
};

struct TrailStep {
  StepKind Kind;
  Position Where;
  std::string Text;
};

struct TrailNode;
using Trail = std::shared_ptr<const TrailNode>;

struct TrailNode {
  TrailStep Step;
  Trail Before;
  unsigned Length;
  ~TrailNode();
};

Trail append(Trail Before, TrailStep Step);

/// The trail of a state joined from two: what they share, if all that follows
/// are conditions that did not matter; else the first.
Trail joinTrails(const Trail &A, const Trail &B);

/// The steps after \p Since (or all), oldest first.
std::vector<const TrailStep *> stepsSince(const Trail &T,
                                          const TrailNode *Since);

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_TRAIL_H
