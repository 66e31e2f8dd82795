//===- Simulator.cpp - Runs functions over states -------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See Simulator.h.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Simulator.h"
#include "checker/engine/sim/ApiVersions.h"
#include "checker/engine/sim/Requests.h"
#include "checker/engine/sim/Sequels.h"
#include "checker/engine/sim/Transfer.h"

#include <map>
#include <set>

using namespace tapi;
using namespace tapi::engine;

/// Bounds that keep the cost linear. Past them handles count as unknown.
static constexpr unsigned MaxContexts = 200;
static constexpr unsigned MaxDepth = 40;
/// Depth of a recursion from which on its numbers are no longer followed, and
/// from which on it is not followed at all.
static constexpr unsigned GeneraliseFrom = 4;
static constexpr unsigned MaxSameOnStack = 8;

Simulator::Simulator(World &W, const Options &Opts, Reporter &R)
    : W(W), Opts(Opts), R(R), Prints(footprints(W.module())),
      Others(footprintOfOthers(W.module(), Prints, /*WithMain=*/false)),
      OthersOfThread(footprintOfOthers(W.module(), Prints, /*WithMain=*/true)),
      Callbacks(footprintOfCallbacks(W.module(), Prints)), Flags(W.module()),
      Events(W.module()), Replies(std::make_shared<ReplyEvents>()),
      UnitVersion(versionOfUnit(W.module())),
      IsCalled(calledFunctions(W.module())), TheThreads(W.module()),
      OnlyOverriders(onlyOverriders(W.module())),
      IsCovered(W.module().Functions.size()),
      Infos(W.module().Functions.size()),
      Summaries(W.module().Functions.size()), Budget(Opts.StepBudget),
      Stores(W) {}

bool Simulator::step(std::uint64_t Cost) {
  TotalSteps += Cost;
  Steps += Cost;
  return Steps <= Budget;
}

bool Simulator::isRoot(ir::FuncId F) const {
  const ir::Function &Fn = W.function(F);
  if (!Fn.HasBody || !Prints[F].ReachesTapi)
    return false;
  bool SeenOutside = !Fn.Internal && !W.module().Closed;
  return SeenOutside || Fn.AddressTaken || !IsCalled[F] || Prints[F].Recursive;
}

/// A caller of \p F still waits to be an entry point itself.
bool Simulator::hasUncoveredCaller(ir::FuncId F) const {
  for (ir::FuncId Caller = 0; Caller < IsCovered.size(); ++Caller)
    if (Caller != F && isUncovered(Caller))
      for (const ir::CallSite &C : W.function(Caller).Calls)
        if (C.Callee == F)
          return true;
  return false;
}

bool Simulator::isUncovered(ir::FuncId F) const {
  return !IsCovered[F] && W.function(F).HasBody && Prints[F].ReachesTapi;
}

/// In a whole program a long way down from main may use up its budget. Whom no
/// entry point reached in full is one itself, callers first.
void Simulator::runUncovered() {
  std::vector<ir::FuncId> Left;
  for (ir::FuncId F = 0; F < IsCovered.size(); ++F)
    if (isUncovered(F) && !isRoot(F))
      Left.push_back(F);
  for (bool CallersFirst : {true, false}) {
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (ir::FuncId F : Left) {
        if (!isUncovered(F) || (CallersFirst && hasUncoveredCaller(F)))
          continue;
        runRoot(F);
        IsCovered[F] = true;
        Changed = true;
      }
    }
  }
}

bool Simulator::hasUnreachedCall(ir::FuncId F) const {
  const ir::Function &Fn = W.function(F);
  for (ir::BlockId B = 0; B < Fn.Blocks.size(); ++B)
    for (unsigned I = 0; I < Fn.Blocks[B].Code.size(); ++I) {
      const ir::Instr &Code = Fn.Blocks[B].Code[I];
      const FunctionRow *Row =
          Code.Op == ir::Opcode::Call ? Fn.Calls[Code.A].Tapi : nullptr;
      if (Row && Row->Judged && !Reached.contains(W.site(F, B, I)))
        return true;
    }
  return false;
}

/// Without main, somebody else may call what other files see: a function in
/// which no caller at hand reached some call of TAPI is an entry point, too.
void Simulator::runUnreached() {
  const auto &Functions = W.module().Functions;
  if (llvm::any_of(Functions,
                   [](const ir::Function &F) { return F.IsMain && F.HasBody; }))
    return;
  for (ir::FuncId F = 0; F < Functions.size(); ++F)
    if (Functions[F].HasBody && !Functions[F].Internal && !isRoot(F) &&
        hasUnreachedCall(F))
      runRoot(F);
}

void Simulator::run() {
  struct RootRun {
    std::vector<PathState> Exits;
    std::vector<Yield> Yields;
  };
  // What callbacks and threads do has to be known when the others run.
  std::map<ir::FuncId, RootRun> Runs;
  for (bool Others : {false, true})
    for (ir::FuncId F = 0; F < W.module().Functions.size(); ++F) {
      bool IsOther = !W.function(F).IsCallback && !TheThreads.isThread(F);
      if (!isRoot(F) || IsOther != Others)
        continue;
      std::vector<PathState> Exits = runRoot(F);
      IsCovered[F] = true;
      for (const PathState &Exit : Exits)
        for (unsigned Id : Exit.HeldBack)
          R.confirm(Id);
      Runs[F] = {std::move(Exits), Yields};
    }
  Sequels Others(*this);
  for (auto &[F, Run] : Runs) {
    for (const PathState &Exit : Run.Exits)
      Stores.leave(F, Exit, false);
    // What never ends leaves what it waits with.
    for (const Yield &Y : Run.Yields)
      if (Y.S.Endless)
        Stores.leave(F, Y.S, true);
    Others.add(F, Run.Exits);
    Others.addYields(F, Run.Yields);
  }
  if (W.module().Closed) {
    runUncovered();
    runUnreached();
  }
  Others.run();
  Stores.report(R, Prints);
  Nulls.report(R);
  Replies->finish(R);
}

bool Simulator::threadReleases(ir::VarId G) const {
  return llvm::any_of(TheThreads.all(), [&](ir::FuncId T) {
    return T != Root && Prints[T].Releases && Prints[T].GlobalsUsed.count(G);
  });
}

void Simulator::setSequel(bool On) {
  Sequel = On;
  R.mute(On);
}

std::vector<PathState> Simulator::runEntry(ir::FuncId F, PathState Entry) {
  Steps = 0;
  Root = F;
  Yields.clear();
  const ir::Function &Fn = W.function(F);
  if (Fn.IsCallback) {
    // The last six: a member function has `this` before them.
    Entry.Messages.push_back(messageOfCallback([&](unsigned P) {
      const Value *V =
          Entry.Store.find(W.names().local(F, Fn.NumParams - 6 + P));
      return V && V->isSym() ? V->Id : NoId;
    }));
    const Value *Device =
        Entry.Store.find(W.names().local(F, Fn.NumParams - 6));
    Entry.Messages.back().NamesNothing = Device && Device->isInt(0);
  }
  return runFunction(F, std::move(Entry));
}

/// Waiting places of an entry point that are noted.
static constexpr unsigned MaxYields = 16;

void Simulator::yield(PathState S, SiteId At, Position Where, bool MayObtain) {
  bool Tells = llvm::any_of(S.Handles, [](const auto &E) {
    return E.second.ObtainedAt || isDead(E.second.Life);
  });
  std::size_t Most = Tells ? MaxYields : MayObtain ? MaxYields / 2 : 0;
  if (Depth != 0 || Yields.size() >= Most)
    return;
  S.At = Where;
  Yields.push_back({std::move(S), At});
}

PathState Simulator::entryOf(ir::FuncId F) {
  PathState Entry;
  for (unsigned P = 0; P < W.function(F).NumParams; ++P) {
    LocId L = W.names().local(F, P);
    Entry.Store.set(L, Value::symbol(W.names().initial(L)));
  }
  return Entry;
}

void Simulator::runWaiting(ir::FuncId F, const std::vector<Yield> &Waits,
                           ir::FuncId Meanwhile, std::uint64_t AtMost) {
  // What was found without them does not hold.
  for (ir::FuncId G = 0; G < Summaries.size(); ++G) {
    Summaries[G].clear();
    if (Infos[G])
      Infos[G]->Contexts = 0;
  }
  Budget = std::min<std::uint64_t>(Opts.StepBudget, AtMost);
  Other = Meanwhile;
  Steps = 0;
  Root = F;
  for (const Yield &From : Waits)
    resumeWait(*this, F, info(F), From);
  Other = ir::None;
  Budget = Opts.StepBudget;
}

std::vector<PathState> Simulator::runRoot(ir::FuncId F) {
  ++FunctionsRun;
  const ir::Function &Fn = W.function(F);
  std::vector<PathState> Exits = runEntry(F, entryOf(F));
  if (!exhausted())
    return Exits;
  for (const ir::Block &B : Fn.Blocks)
    for (const ir::Instr &I : B.Code)
      if (I.Op == ir::Opcode::Call &&
          Fn.Calls[I.A].argumentOfTapi(ArgRole::Create)) {
        R.site(I.Where);
        R.unknown(I.Where, "the step budget of '" + Fn.Name + "' is used up");
      }
  return Exits;
}

FunctionInfo &Simulator::info(ir::FuncId F) {
  if (!Infos[F]) {
    Infos[F] = std::make_unique<FunctionInfo>();
    Infos[F]->Order = reversePostOrder(W.function(F));
    Infos[F]->LiveIn = liveAtEntry(W.function(F));
    Infos[F]->InLoop = blocksInLoops(W.function(F));
    Infos[F]->Endless = endlessBlocks(W.function(F));
    Infos[F]->LoopHeads = loopHeads(W.function(F), Infos[F]->Order);
    Infos[F]->LastReads = lastReads(W.function(F));
    Infos[F]->TempsIn = tempsAtEntry(W.function(F));
  }
  return *Infos[F];
}

bool Simulator::isFromCaller(SymId Y) const {
  const Names &N = W.names();
  if (Depth == 0)
    return false;
  const Symbol &S = N.symbol(Y);
  if (S.Kind != SymKind::Initial)
    return S.Kind == SymKind::Entry;
  const Location &Root = N.location(N.root(S.A));
  return Root.Kind != LocKind::Region || isFromCaller(Root.A);
}

bool Simulator::shouldGeneralise(ir::FuncId F) {
  return info(F).OnStack >= GeneraliseFrom;
}

bool Simulator::canFollow(ir::FuncId F) {
  return W.function(F).HasBody && Prints[F].isWorthFollowing() &&
         Depth < MaxDepth && info(F).OnStack < MaxSameOnStack;
}

const Summary *Simulator::summary(ir::FuncId F, const std::string &Key,
                                  const PathState &Entry) {
  auto Known = Summaries[F].find(Key);
  if (Known != Summaries[F].end()) {
    Summary &Result = Known->second;
    if (!Result.Done)
      Result.UsedWhileRunning = true;
    if (!Result.IsCut || exhausted())
      return &Result;
    Summaries[F].erase(Known);
  }
  FunctionInfo &Info = info(F);
  if (++Info.Contexts > MaxContexts)
    return nullptr;
  Summary &Result = Summaries[F][Key];
  ++Info.OnStack;
  ++Depth;
  // A recursive function sees what is known of itself so far; a second round
  // lets what the first one found flow through the recursive call.
  for (unsigned Round = 0; Round < 3; ++Round) {
    Result.UsedWhileRunning = false;
    std::size_t Before = Result.Exits.size();
    std::vector<PathState> Exits = runFunction(F, Entry);
    Result.Exits = std::move(Exits);
    if (!Result.UsedWhileRunning || Result.Exits.size() == Before)
      break;
  }
  --Depth;
  --Info.OnStack;
  Result.Done = true;
  Result.IsCut = exhausted();
  if (!Result.IsCut)
    IsCovered[F] = true;
  return &Result;
}

std::vector<PathState> Simulator::runFunction(ir::FuncId F, PathState Entry) {
  return runToFixpoint(*this, F, info(F), std::move(Entry));
}
