//===- Meeting.h - States that meet at one point ----------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The states that reached one point of a function: the begin of a block, its
/// inside, or the end. Those with equal keys are joined (Join.h); if too many
/// are left, their handles are given up, which leaves few keys. Which states
/// wait at which point is FunctionRun's.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_MEETING_H
#define TAPI_CHECKER_ENGINE_SIM_MEETING_H

#include "checker/engine/sim/Join.h"
#include "checker/engine/sim/State.h"

#include <optional>
#include <vector>

namespace tapi::engine {

class Simulator;

/// Where states meet, and how they are told apart there.
struct MeetingPoint {
  ir::FuncId F;
  unsigned Point; ///< World::block or World::insideOf
  /// After so many joins that changed a state, ranges that still grow become
  /// unknown.
  unsigned JoinsBeforeWidening = ir::None;
  LocId Result = NoId; ///< See lifeKey
};

class Meeting {
public:
  /// Adds \p S, or joins it into a state with an equal key. Returns whether
  /// something new waits.
  bool add(Simulator &Sim, const MeetingPoint &At, PathState S);
  /// A state that waits, in the order of arrival; it stays here, for others to
  /// be joined into, if \p Keep is set.
  std::optional<PathState> next(bool Keep);
  /// All states, in the order of arrival.
  std::vector<PathState> take();
  void clear() { Slots.clear(); }

private:
  struct Slot {
    LifeKey Key;
    PathState S;
    unsigned Joins = 0;
    bool Waits = true;
  };
  Slot *find(const LifeKey &Key);
  void collapse(Simulator &Sim, const MeetingPoint &At);

  std::vector<Slot> Slots;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_MEETING_H
