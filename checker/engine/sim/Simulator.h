//===- Simulator.h - Runs functions over states -----------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The engine's main loop. A function runs over its entry state to a fixpoint:
///
/// \verbatim
///   work list of blocks, in reverse post-order
///        |
///        v
///   states that reached the block --- instructions (Transfer) ---+
///        ^                                                       |
///        |  equal life-cycle part: joined (Join)                 v
///        |  different: one more state                    branch: assume
///        +------------------ successors <------------------------+
///                                |
///                                v
///                      exit: locals end, losses are told
/// \endverbatim
///
/// A call of a function with a body runs that function over the part of the
/// caller's state that it can see (Contexts.h). Equal parts are run once: that
/// is its summary. What the drawing leaves out: a bound on states per block, on
/// contexts per function and on steps per root, past which handles count as
/// unknown.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_SIMULATOR_H
#define TAPI_CHECKER_ENGINE_SIM_SIMULATOR_H

#include "checker/engine/Engine.h"
#include "checker/engine/sim/EndNotes.h"
#include "checker/engine/sim/Footprint.h"
#include "checker/engine/sim/Guards.h"
#include "checker/engine/sim/Join.h"
#include "checker/engine/sim/Liveness.h"
#include "checker/engine/sim/NullUses.h"
#include "checker/engine/sim/Reporter.h"
#include "checker/engine/sim/Storages.h"
#include "checker/engine/sim/StoredEvents.h"
#include "checker/engine/sim/Threads.h"

#include <map>
#include <memory>
#include <unordered_map>

namespace tapi::engine {

/// What running a function over one entry state gave.
struct Summary {
  std::vector<PathState> Exits;
  bool Done = false;
  bool UsedWhileRunning = false; ///< By a recursive call
  bool IsCut = false;            ///< The budget ended before it did
};

/// What is computed once a function.
struct FunctionInfo {
  std::vector<unsigned> Order;         ///< Reverse post-order by block
  std::vector<llvm::BitVector> LiveIn; ///< By block, by variable
  /// By block: when temporaries are read for the last time.
  std::vector<std::vector<std::pair<unsigned, ir::TempId>>> LastReads;
  /// By block: temporaries of earlier blocks that may still be read, sorted.
  std::vector<std::vector<ir::TempId>> TempsIn;
  std::vector<bool> InLoop;    ///< By block
  std::vector<bool> Endless;   ///< By block: no end can be reached
  std::vector<bool> LoopHeads; ///< By block
  unsigned Contexts = 0;       ///< Entry states met
  unsigned OnStack = 0;        ///< Runs under way
};

/// An entry point waits for messages in state S, at the instruction At.
struct Yield {
  PathState S;
  SiteId At;
};

class ReplyEvents;

class Simulator {
public:
  Simulator(World &W, const Options &Opts, Reporter &R);

  /// Simulates every function that can be an entry point.
  void run();

  World &world() { return W; }
  const World &world() const { return W; }
  Reporter &reporter() { return R; }
  const Footprint &footprint(ir::FuncId F) const { return Prints[F]; }
  const Footprint &others() const {
    return TheThreads.isThread(Root) ? OthersOfThread : Others;
  }
  /// A thread that is not the entry point that is simulated may release the
  /// call in global \p G.
  bool threadReleases(ir::VarId G) const;
  /// What the callbacks that TAPI calls do.
  const Footprint &callbacks() const { return Callbacks; }
  EndNotes &endNotes() { return Notes; }
  const Guards &guards() const { return Flags; }
  const StoredEvents &storedEvents() const { return Events; }
  ReplyEvents &replyEvents() { return *Replies; }
  /// The API version of the unit, 0 if it does not show one; and what the user
  /// assumes then.
  std::uint32_t unitVersion() const { return UnitVersion; }
  std::uint32_t assumedVersion() const { return Opts.AssumeApiVersion; }

  /// True if a call of \p F is to be followed into its body.
  bool canFollow(ir::FuncId F);
  /// True if \p F is so deep in recursion that a call of it must forget numbers
  /// to reach a fixpoint.
  bool shouldGeneralise(ir::FuncId F);
  /// The summary of \p F for \p Entry, whose canonical form is \p Key; nullptr
  /// if a bound was met.
  const Summary *summary(ir::FuncId F, const std::string &Key,
                         const PathState &Entry);

  /// The function that runs was called by one that is simulated, and \p Y is a
  /// value that it got from there.
  bool isFromCaller(SymId Y) const;

  /// The entry point that is being simulated.
  ir::FuncId root() const { return Root; }

  /// No function that is simulated called the one that runs.
  bool isOutermost() const { return Depth == 0; }

  bool isRoot(ir::FuncId F) const;
  /// Another function of the module calls \p F.
  bool isCalled(ir::FuncId F) const { return IsCalled[F]; }
  /// Runs entry point \p F over \p Entry with a budget of its own.
  std::vector<PathState> runEntry(ir::FuncId F, PathState Entry);
  /// Entry points run over what others left: only stored handles are spoken of.
  void setSequel(bool On);
  bool isSequel() const { return Sequel; }
  /// The entry point itself runs, not a function that it calls.
  bool isAtRoot() const { return Depth == 0; }
  /// Runs entry point \p F on from where it waits, with \p Other in its waits.
  /// Meanwhile.h. Gives up after \p Budget steps.
  void runWaiting(ir::FuncId F, const std::vector<Yield> &Waits,
                  ir::FuncId Other, std::uint64_t Budget);
  /// What runs in waits, or None.
  ir::FuncId meanwhile() const { return Other; }
  bool isRunning(ir::FuncId F) const {
    return Infos[F] && Infos[F]->OnStack != 0;
  }
  /// Fields that a constructor has not set are spoken of, too.
  void tellUnset(bool On) { TellsUnset = On; }
  bool tellsUnset() const { return !Sequel || TellsUnset; }

  Storages &storages() { return Stores; }
  NullUses &nullUses() { return Nulls; }
  /// An entry point waits for messages in state \p S: others may run now. It
  /// may obtain handles before (\p MayObtain).
  void yield(PathState S, SiteId At, Position Where, bool MayObtain = false);
  /// The handle that messages are about in a sequel, or NoId.
  SymId device() const { return Depth == 0 ? Device : NoId; }
  void setDevice(SymId Y) { Device = Y; }
  /// The address of the object that entry points share, or NoId.
  SymId instance() const { return Instance; }
  void setInstance(SymId Y) { Instance = Y; }
  /// The address of the object that the entry point constructs, or NoId.
  SymId fresh() const { return Fresh; }
  void setFresh(SymId Y) { Fresh = Y; }
  const std::vector<Yield> &yields() const { return Yields; }
  /// The one method that a call of the virtual \p Method can run, or None.
  ir::FuncId onlyOverrider(ir::FuncId Method) const {
    return Method == ir::None ? ir::None : OnlyOverriders[Method];
  }
  const Threads &threads() const { return TheThreads; }

  /// A path came to the call of TAPI at \p S.
  void reach(SiteId S) { Reached.insert(S); }

  /// Counts work; false when the budget of this root is used up.
  bool step(std::uint64_t Cost = 1);
  bool exhausted() const { return Steps > Budget; }
  std::uint64_t totalSteps() const { return TotalSteps; }
  unsigned functionsRun() const { return FunctionsRun; }

private:
  PathState entryOf(ir::FuncId F);
  std::vector<PathState> runRoot(ir::FuncId F);
  bool isUncovered(ir::FuncId F) const;
  bool hasUncoveredCaller(ir::FuncId F) const;
  void runUncovered();
  bool hasUnreachedCall(ir::FuncId F) const;
  void runUnreached();
  FunctionInfo &info(ir::FuncId F);
  std::vector<PathState> runFunction(ir::FuncId F, PathState Entry);

  World &W;
  const Options &Opts;
  Reporter &R;
  std::vector<Footprint> Prints;
  Footprint Others, OthersOfThread, Callbacks;
  Guards Flags;
  StoredEvents Events;
  std::shared_ptr<ReplyEvents> Replies;
  std::uint32_t UnitVersion = 0;
  std::vector<bool> IsCalled;
  Threads TheThreads;
  std::vector<ir::FuncId> OnlyOverriders;
  std::vector<bool> IsCovered; ///< Some entry point ran it to its end
  EndNotes Notes;
  llvm::DenseSet<SiteId> Reached; ///< Calls of TAPI that some path came to
  std::vector<std::unique_ptr<FunctionInfo>> Infos;
  std::vector<std::unordered_map<std::string, Summary>> Summaries;
  std::uint64_t Steps = 0, TotalSteps = 0;
  std::uint64_t Budget; ///< Steps of one entry point
  ir::FuncId Root = 0;
  unsigned Depth = 0, FunctionsRun = 0;
  ir::FuncId Other = ir::None; ///< Runs in waits
  bool Sequel = false, TellsUnset = false;
  SymId Device = NoId, Instance = NoId, Fresh = NoId;
  std::vector<Yield> Yields;
  Storages Stores;
  NullUses Nulls;
};

/// Runs \p F over \p Entry to a fixpoint and returns the states at its exits.
/// FunctionRun.cpp.
std::vector<PathState> runToFixpoint(Simulator &Sim, ir::FuncId F,
                                     const FunctionInfo &Info, PathState Entry);

/// Goes on with \p F from \p From, but only where other entry points ran during
/// the wait there. FunctionRun.cpp.
void resumeWait(Simulator &Sim, ir::FuncId F, const FunctionInfo &Info,
                const Yield &From);

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_SIMULATOR_H
