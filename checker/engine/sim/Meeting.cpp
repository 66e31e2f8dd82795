//===- Meeting.cpp - States that meet at one point ------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See Meeting.h.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Meeting.h"
#include "checker/engine/sim/Simulator.h"

#include "llvm/ADT/STLExtras.h"

using namespace tapi;
using namespace tapi::engine;

/// A bound that keeps the cost linear. Past it handles count as unknown.
static constexpr unsigned MaxStates = 40;

/// Too many combinations: the handles of \p S are no longer followed.
static void giveUp(Simulator &Sim, ir::FuncId F, PathState &S) {
  for (auto &[Y, H] : S.Handles) {
    if (H.ObtainedAt && !H.has(Settled) && isAlive(H.Life))
      Sim.reporter().unknown(H.ObtainedAt,
                             "too many combinations of handle states in '" +
                                 Sim.world().function(F).Name + "'");
    H.Flags |= Settled;
  }
}

Meeting::Slot *Meeting::find(const LifeKey &Key) {
  auto It = llvm::find_if(Slots, [&](const Slot &X) { return X.Key == Key; });
  return It == Slots.end() ? nullptr : &*It;
}

/// Joins all states, their handles given up, into few.
void Meeting::collapse(Simulator &Sim, const MeetingPoint &At) {
  std::vector<Slot> Waiting = std::move(Slots);
  Slots.clear();
  for (Slot &X : Waiting) {
    giveUp(Sim, At.F, X.S);
    X.Key = lifeKey(X.S, At.Result);
    if (Slot *Other = find(X.Key)) {
      joinInto(Sim.world(), At.F, At.Point, Other->S, std::move(X.S), true);
      continue;
    }
    X.Waits = true;
    Slots.push_back(std::move(X));
  }
}

bool Meeting::add(Simulator &Sim, const MeetingPoint &At, PathState S) {
  LifeKey Key = lifeKey(S, At.Result);
  Slot *Equal = find(Key);
  if (!Equal && Slots.size() >= MaxStates) {
    collapse(Sim, At);
    giveUp(Sim, At.F, S);
    Key = lifeKey(S, At.Result);
    Equal = find(Key);
  }
  if (!Equal) {
    Slots.push_back({std::move(Key), std::move(S)});
    return true;
  }
  bool Widen = Equal->Joins >= At.JoinsBeforeWidening;
  if (!joinInto(Sim.world(), At.F, At.Point, Equal->S, std::move(S), Widen))
    return false;
  ++Equal->Joins;
  Equal->Waits = true;
  Equal->Key = lifeKey(Equal->S, At.Result);
  return true;
}

std::optional<PathState> Meeting::next(bool Keep) {
  for (Slot &X : Slots) {
    if (!X.Waits)
      continue;
    X.Waits = false;
    if (Keep)
      return X.S;
    return std::move(X.S);
  }
  return std::nullopt;
}

std::vector<PathState> Meeting::take() {
  std::vector<PathState> Result;
  Result.reserve(Slots.size());
  for (Slot &X : Slots)
    Result.push_back(std::move(X.S));
  return Result;
}
