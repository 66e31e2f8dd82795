//===- Reporter.h - Findings and their stories ------------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Turns a violation in a state into a finding: the sentence from the
/// catalogue, the place, and the story from the state's trail. Keeps one
/// finding per root cause.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_REPORTER_H
#define TAPI_CHECKER_ENGINE_SIM_REPORTER_H

#include "checker/engine/Finding.h"
#include "checker/engine/sim/State.h"
#include "checker/engine/sim/World.h"

#include <map>
#include <set>
#include <tuple>

namespace tapi::engine {

/// One violation, ready to be told.
struct Violation {
  Text Message;
  Position Where = 0;
  HandleInfo Handle;
  std::string HandleName;                ///< As the violating code writes it
  const FunctionRow *Function = nullptr; ///< What violates, if a call of TAPI
  HandleKind Kind = HandleKind::None;    ///< {kind}, if not that of the handle
  std::string Detail, Place;
  std::string Actor;           ///< What violates, if no function of TAPI
  std::uint32_t Parent = NoId; ///< {parent}, if not what was ended
  std::vector<std::pair<Position, std::string>> Calls; ///< See Latent
  ir::FuncId Root = 0; ///< The entry point in which it is found
  /// The handle is of an earlier round of a loop.
  bool OfEarlierRound = false;
  Position Inner = 0; ///< Where in the callees it happens, if Calls is used
};

class Reporter {
public:
  explicit Reporter(const World &W) : W(W) {}

  void report(const Violation &V, const Trail &Past);
  /// Entry point \p Root releases a handle of kind \p K that it did not obtain
  /// itself: calls that messages brought to it may be released there.
  void releasesForeign(ir::FuncId Root, HandleKind K) {
    if (!Muted)
      Releasing.insert(Root);
    ReleasesForeignCall |= K == HandleKind::Call;
  }
  /// Lines are closed while their application goes on, and with them calls.
  void linesAreClosed() { LinesAreClosed = true; }
  /// Storage is cleared at \p Where after its handle was released, or, if not
  /// \p IsKnown, maybe so.
  void releasedBefore(Position Where, ir::FuncId Root, bool IsKnown) {
    if (!Muted && (IsKnown || Releasing.count(Root)))
      Cleared.insert(Where);
  }
  /// Holds \p V back until it shows that the path ends without closing the
  /// line (confirm), and that other paths release before V.Where.
  unsigned holdBack(Violation V, Trail Past) {
    Held.push_back({std::move(V), std::move(Past)});
    return static_cast<unsigned>(Held.size() - 1);
  }
  void confirm(unsigned Id) { Held[Id].Confirmed = true; }
  /// A way on from there does close the line: that there are others may only
  /// be because the line is closed already.
  void refute(const std::vector<unsigned> &Ids) {
    for (unsigned Id : Ids)
      Held[Id].Refuted = true;
  }
  /// Some entry point releases whatever call a message speaks of: it may
  /// release those that came in a list, too.
  void releasesCallsOfMessages() { ReleasesAll = true; }
  /// The result of call \p Call is tested for 0 as \p Truth and kept; false if
  /// that is known already.
  bool keepsTest(SiteId Call, bool Truth) {
    return KeptTests.emplace(Call, Truth).second;
  }
  bool isKeptTest(SiteId Call, bool Truth) const {
    return KeptTests.count({Call, Truth});
  }
  /// The condition at \p Where is also reached with something that it may well
  /// decide: it is not there for the result of an asynchronous function alone.
  void decides(Position Where) { Deciding.insert(Where); }
  /// A place that creates or receives a handle was met.
  void site(Position Where) {
    if (!Muted)
      Sites.insert(Where);
  }
  /// Nothing can be proved about the handle from \p Where.
  void unknown(Position Where, const std::string &Reason) {
    if (!Muted)
      Unknown.emplace(Where, Reason);
  }
  /// The handle from \p Where, of kind \p K, is kept in a variable or field
  /// \p Name: what is told of that is told of it.
  void kept(Position Where, HandleKind K, const std::string &Name) {
    Kept.emplace(std::pair(K, Name), Where);
  }
  /// Code runs that has run before: nothing of it is counted again.
  void mute(bool On) { Muted = On; }

  /// All findings in source order, and the counts.
  Result finish();

private:
  std::vector<Note> story(const Violation &V, const Trail &Past) const;
  Note obtained(const Violation &V) const;
  Note ended(const Violation &V) const;
  TextArguments arguments(const Violation &V) const;

  const World &W;
  unsigned storedRank(const Violation &V) const;
  bool isOutranked(std::size_t I) const;
  struct Cause;
  bool isExcused(const Cause &C) const;
  void dropSubsumed();

  /// What a finding is about, to tell whether two are one mistake.
  struct Cause {
    Position Origin, EndedAt;
    bool IsMessageLoss;  ///< A call that a message brought is lost
    bool IsAnsweredLoss; ///< ... that was answered when it was offered
    bool IsListLoss;     ///< Calls that came in a list are lost
    bool OfEarlierRound;
    ir::FuncId Root;
    /// How convincing a use of a handle is that an earlier entry point ended:
    /// the lower, the more; 0 if it is none.
    unsigned StoredRank;
    bool IsTest; ///< A test of a result, as if the function were synchronous
  };
  std::vector<Finding> Findings;
  std::vector<Cause> Causes; ///< By finding
  std::set<std::tuple<Rule, Position, Position>> Seen;
  std::set<Position> Sites, Reported;
  std::multimap<std::pair<HandleKind, std::string>, Position> Kept;
  /// Variables and fields of which something was told that does not say where
  /// the handle comes from.
  std::set<std::pair<HandleKind, std::string>> Accused;
  std::set<ir::FuncId> Releasing;
  bool ReleasesAll = false, ReleasesForeignCall = false;
  bool LinesAreClosed = false;
  std::set<std::pair<SiteId, bool>> KeptTests;
  std::set<Position> Deciding;
  std::set<std::pair<Position, std::string>> Unknown;
  std::set<Position> Cleared;
  struct HeldViolation {
    Violation V;
    Trail Past;
    bool Confirmed = false, Refuted = false;
  };
  std::vector<HeldViolation> Held;
  bool Muted = false;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_REPORTER_H
