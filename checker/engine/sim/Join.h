//===- Join.h - Which states are joined, and how ----------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Property simulation: where paths meet, two states become one if their
/// *life-cycle part* is equal, and stay apart if it differs. So the number of
/// states is bounded by what handles can be, not by the number of paths, and a
/// condition that decides a handle's fate stays linked to it.
///
/// The life-cycle part is: which locations hold the same handle, in which state
/// each such handle is, and who its parent is. Which handle it is (where it was
/// obtained) does not count.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_JOIN_H
#define TAPI_CHECKER_ENGINE_SIM_JOIN_H

#include "checker/engine/sim/State.h"
#include "checker/engine/sim/World.h"

namespace tapi::engine {

/// Set in the number of a temporary, where locations stand, too.
inline constexpr std::uint32_t TempMark = 0x80000000u;

/// The life-cycle part of a state in a form that can be compared.
struct LifeKey {
  llvm::SmallVector<std::uint32_t, 16> Words;
  /// The handles in the order the words number them.
  llvm::SmallVector<SymId, 4> Classes;
  bool operator==(const LifeKey &O) const { return Words == O.Words; }
};

/// The key of \p S. A constant held by \p Result (a location or NoId) counts as
/// part of it: functions that return TRUE or FALSE say so about handles.
LifeKey lifeKey(const PathState &S, LocId Result = NoId);

/// Joins \p Incoming into \p Existing, which has an equal key, in function
/// \p F at \p Point (World::block, World::insideOf). With \p Widen, ranges that
/// grow become unknown. Returns whether \p Existing changed.
bool joinInto(World &W, ir::FuncId F, unsigned Point, PathState &Existing,
              PathState Incoming, bool Widen);

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_JOIN_H
