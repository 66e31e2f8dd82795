//===- FunctionRun.cpp - One function over one entry state ----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The work list over blocks: the loop that Simulator.h draws.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/EndNotes.h"
#include "checker/engine/sim/Meeting.h"
#include "checker/engine/sim/Requests.h"
#include "checker/engine/sim/Simulator.h"
#include "checker/engine/sim/Transfer.h"
#include "checker/engine/sim/WaitEnds.h"

#include <algorithm>
#include <set>

using namespace tapi;
using namespace tapi::engine;

/// Handling a state of this many parts costs as much as one instruction.
static constexpr unsigned StatePartsPerStep = 4;
/// Joins at a block that change what is known there before ranges that still
/// grow become unknown.
static constexpr unsigned JoinsBeforeWidening = 2;
/// So many states of one block are told apart by more than their keys: calls in
/// one expression keep what their results say of each other.
static constexpr unsigned StatesInsideBlock = 8;

namespace {
/// One run of a function over one entry state.
class FunctionRun {
public:
  FunctionRun(Simulator &Sim, ir::FuncId F, const FunctionInfo &Info)
      : Sim(Sim), W(Sim.world()), F(F), Fn(W.function(F)), Info(Info),
        Step(Sim, F), Slots(Fn.Blocks.size()) {}

  std::vector<PathState> run(PathState Entry);
  void resume(ir::BlockId B, unsigned Index, PathState S);

private:
  void work();
  void runBlock(ir::BlockId B, PathState S);
  void runCode(ir::BlockId B, unsigned First, std::vector<PathState> &States);
  void endScopes(const ir::Block &B, unsigned &Index,
                 std::vector<PathState> &States);
  void leaveBlock(ir::BlockId B, PathState S);
  void branch(const ir::Terminator &T, PathState S);
  void choose(const ir::Terminator &T, PathState S);
  void flow(ir::BlockId To, PathState S, Position From = 0);
  void gather(ir::BlockId B, std::vector<PathState> &States);
  void exit(ir::BlockId B, PathState S);
  void prune(ir::BlockId To, PathState &S);

  Simulator &Sim;
  World &W;
  ir::FuncId F;
  const ir::Function &Fn;
  const FunctionInfo &Info;
  Transfer Step;
  std::vector<Meeting> Slots;
  std::set<std::pair<unsigned, ir::BlockId>> Work;
  Meeting Exits;
};
} // namespace

std::vector<PathState> FunctionRun::run(PathState Entry) {
  flow(Fn.Entry, std::move(Entry));
  work();
  return Exits.take();
}

void FunctionRun::resume(ir::BlockId B, unsigned Index, PathState S) {
  std::vector<PathState> States;
  Step.apply(B, Index, std::move(S), States);
  llvm::erase_if(States, [](const PathState &X) { return !X.Resumed; });
  if (States.empty())
    return;
  runCode(B, Index + 1, States);
  for (PathState &Out : States)
    leaveBlock(B, std::move(Out));
  work();
}

void FunctionRun::work() {
  while (!Work.empty() && !Sim.exhausted()) {
    ir::BlockId B = Work.begin()->second;
    Work.erase(Work.begin());
    // Nothing can be joined into a state of a block that is not reached again.
    bool Keep = Info.InLoop[B];
    while (std::optional<PathState> S = Slots[B].next(Keep))
      runBlock(B, std::move(*S));
    if (!Keep)
      Slots[B].clear();
  }
}

/// Variables whose scopes end together are lost together.
void FunctionRun::endScopes(const ir::Block &B, unsigned &Index,
                            std::vector<PathState> &States) {
  llvm::SmallVector<LocId, 4> Roots;
  Position Where = B.Code[Index].Where;
  unsigned End = Index;
  for (; End < B.Code.size() && B.Code[End].Op == ir::Opcode::ScopeEnd &&
         B.Code[End].Where == Where;
       ++End)
    Roots.push_back(W.names().local(F, B.Code[End].A));
  for (PathState &S : States) {
    if (Fn.IsMain && B.End.K == ir::Terminator::Exit)
      continue;
    Effects(Sim, F, S).end(Roots, {LossBy::End, Where});
  }
  Index = End - 1;
}

void FunctionRun::runCode(ir::BlockId B, unsigned First,
                          std::vector<PathState> &States) {
  const ir::Block &Block = Fn.Blocks[B];
  const auto &Reads = Info.LastReads[B];
  std::size_t NextRead = 0;
  std::vector<PathState> Next;
  for (unsigned I = First; I < Block.Code.size() && !States.empty(); ++I) {
    if (Block.Code[I].Op == ir::Opcode::ScopeEnd) {
      endScopes(Block, I, States);
      continue;
    }
    Next.clear();
    for (PathState &S : States) {
      if (!Sim.step())
        return;
      Step.apply(B, I, std::move(S), Next);
    }
    std::swap(States, Next);
    std::size_t Last = NextRead;
    llvm::SmallVector<ir::TempId, 4> Done;
    while (Last < Reads.size() && Reads[Last].first <= I)
      Done.push_back(Reads[Last++].second);
    NextRead = Last;
    if (!Done.empty())
      for (PathState &S : States)
        Step.endTemps(Done, S, Block.Code[I].Where);
    if (States.size() > StatesInsideBlock)
      gather(B, States);
  }
}

/// A chain of calls without a branch would double its states at every call.
void FunctionRun::gather(ir::BlockId B, std::vector<PathState> &States) {
  Meeting Here;
  for (PathState &S : States)
    Here.add(Sim, {F, W.insideOf(F, B)}, std::move(S));
  States = Here.take();
}

void FunctionRun::runBlock(ir::BlockId B, PathState S) {
  S.InLoop = Info.InLoop[B];
  S.Endless = Info.Endless[B];
  std::vector<PathState> States;
  States.push_back(std::move(S));
  runCode(B, 0, States);
  if (Sim.exhausted())
    return;
  for (PathState &Out : States)
    leaveBlock(B, std::move(Out));
}

void FunctionRun::leaveBlock(ir::BlockId B, PathState S) {
  const ir::Terminator &T = Fn.Blocks[B].End;
  switch (T.K) {
  case ir::Terminator::Exit:
    exit(B, std::move(S));
    break;
  case ir::Terminator::Goto:
    flow(T.True, std::move(S), T.Where);
    break;
  case ir::Terminator::Branch:
    checkReplyLoop(Sim, F, B, Evaluator(W, F, S).value(T.Condition), S,
                   T.Where);
    branch(T, std::move(S));
    break;
  case ir::Terminator::Switch:
    choose(T, std::move(S));
    break;
  case ir::Terminator::Stop:
    if (Sim.threads().isThread(F) &&
        llvm::any_of(Fn.Blocks[B].Code, [&](const auto &I) {
          return I.Op == ir::Opcode::Call && endsThread(Fn.Calls[I.A]);
        }))
      exit(B, std::move(S));
    break;
  }
}

static std::string conditionText(const World &W, const ir::Terminator &T,
                                 bool Truth) {
  std::string Quoted = T.Text == ir::None
                           ? "the condition"
                           : "'" + W.module().Strings[T.Text] + "'";
  if (T.OverRange)
    return "the loop over " + Quoted + (Truth ? " goes on here" : " ends here");
  return Quoted + (Truth != T.Negated ? " is true here" : " is false here");
}

/// In a loop, the program may wait until a callback clears the number of its
/// request: a test of it is no test of the result.
static void expectClearing(Simulator &Sim, PathState &S) {
  const Names &N = Sim.world().names();
  const Footprint &By = Sim.callbacks();
  llvm::erase_if(S.Untested, [&](SymId Y) {
    return llvm::any_of(S.Store, [&](const auto &E) {
      const Location &L = N.location(E.first);
      return E.second == Value::symbol(Y) &&
             ((L.Kind == LocKind::Global && By.GlobalsWritten.count(L.A)) ||
              (L.Kind == LocKind::Field && By.FieldsWritten.count(L.B)));
    });
  });
}

void FunctionRun::branch(const ir::Terminator &T, PathState S) {
  if (S.InLoop)
    expectClearing(Sim, S);
  Value V = Evaluator(W, F, S).value(T.Condition);
  tellBranchedTest(Sim, F, T.Condition, V, T.Where, S);
  PathState Other = S;
  S.At = Other.At = T.Where;
  bool CanBeTrue = Evaluator(W, F, S).assume(V, true);
  bool CanBeFalse = Evaluator(W, F, Other).assume(V, false);
  bool IsChoice = CanBeTrue && CanBeFalse;
  if (IsChoice) {
    noteWaitTest(W, F, V, TestedTrue, S);
    noteWaitTest(W, F, V, TestedFalse, Other);
    for (PathState *State : {&S, &Other})
      testSignal(Sim, F, *State, V);
  }
  for (PathState *State : {&S, &Other})
    llvm::erase_if(State->Untested, [&](SymId Y) {
      return V.isSym() && W.names().mentions(V.Id, Y);
    });
  auto Go = [&](bool Truth, ir::BlockId To, PathState &State) {
    if (To == ir::None)
      return;
    if (IsChoice)
      Effects(Sim, F, State)
          .pastStep(StepKind::Branch, T.Where, conditionText(W, T, Truth));
    flow(To, std::move(State), T.Where);
  };
  if (CanBeTrue)
    Go(true, T.True, S);
  if (CanBeFalse)
    Go(false, T.False, Other);
}

void FunctionRun::choose(const ir::Terminator &T, PathState S) {
  Value V = Evaluator(W, F, S).value(T.Condition);
  S.At = T.Where;
  noteWaitTest(W, F, V, TestedTrue, S);
  testSignal(Sim, F, S, V);
  std::string Subject =
      T.Text == ir::None ? "the value" : "'" + W.module().Strings[T.Text] + "'";
  for (const ir::Case &C : T.Cases) {
    PathState Taken = S;
    if (!Evaluator(W, F, Taken).assumeBetween(V, C.Low, C.High))
      continue;
    if (C.Text != ir::None)
      Effects(Sim, F, Taken)
          .pastStep(StepKind::Branch, T.Where,
                    Subject + " is '" + W.module().Strings[C.Text] + "' here");
    flow(C.Target, std::move(Taken), T.Where);
    if (V.K == Value::Int)
      return;
  }
  for (const ir::Case &C : T.Cases)
    if (V.isSym() && !Evaluator(W, F, S).assumeRange(
                         V.Id, RangeSet(C.Low, C.High).complement()))
      return;
  if (T.False != ir::None)
    flow(T.False, std::move(S), T.Where);
}

/// \p V is what a message that may be a request to a proxy carries: it has to
/// be answered even if nothing looks at it.
static bool mayNeedAnswer(const PathState &S, const Value &V) {
  return V.isSym() && llvm::any_of(S.Messages, [&](const MessageInHand &M) {
           return M.part(MessagePart::Param1) == V.Id && !M.Row;
         });
}

/// Forgets local variables and temporaries that are not read from \p To on. A
/// variable whose address is known somewhere stays, and so does what holds a
/// handle with a duty.
void FunctionRun::prune(ir::BlockId To, PathState &S) {
  const Names &N = W.names();
  const llvm::BitVector &Live = Info.LiveIn[To];
  llvm::SmallVector<LocId, 4> Pointed;
  for (const auto &[L, V] : S.Store)
    if (V.K == Value::Addr)
      Pointed.push_back(N.root(V.Id));
    else if (N.location(L).Kind == LocKind::Exposed)
      Pointed.push_back(N.location(L).A);
  for (const auto &[T, V] : S.Temps)
    if (V.K == Value::Addr)
      Pointed.push_back(N.root(V.Id));
  S.Store.eraseIf([&](const auto &E) {
    LocId Root = N.root(E.first);
    const Location &Y = N.location(Root);
    if (Y.Kind != LocKind::Local || Y.A != F || Y.B == Fn.ReturnVar ||
        Live[Y.B] || llvm::is_contained(Pointed, Root) ||
        mayNeedAnswer(S, E.second))
      return false;
    // A request that fails leaves what it was to overwrite.
    if (E.second.isInt(0) && Fn.Vars[Y.B].Kind != HandleKind::None)
      return false;
    const HandleInfo *H = S.handle(E.second);
    return !H || isDead(H->Life) || H->Life == State::Void ||
           (H->Flags & (Incoming | Escaped | Settled | HeldOutside));
  });
  const auto &Read = Info.TempsIn[To];
  S.Temps.eraseIf([&](const auto &E) {
    return !S.handle(E.second) && Fn.TempCrossesBlocks[E.first] &&
           !std::binary_search(Read.begin(), Read.end(), E.first);
  });
  S.dropUnreachable(N);
  S.collectGarbage(N, W.function(Sim.root()).IsCallback);
}

void FunctionRun::flow(ir::BlockId To, PathState S, Position From) {
  llvm::SmallVector<ir::TempId, 4> Done;
  for (const auto &[T, V] : S.Temps)
    if (!Fn.TempCrossesBlocks[T])
      Done.push_back(T);
  if (!Done.empty())
    Step.endTemps(Done, S, From);
  Effects(Sim, F, S).dropFailedWrites();
  prune(To, S);
  // What follows looks at all of the state.
  if (!Sim.step(1 + (S.Store.size() + S.Facts.size()) / StatePartsPerStep))
    return;
  // What a loop's head has widened, conditions inside may narrow again.
  unsigned Widen = Info.LoopHeads[To] ? JoinsBeforeWidening : ir::None;
  if (Slots[To].add(Sim, {F, W.block(F, To), Widen}, std::move(S)))
    Work.insert({Info.Order[To], To});
}

void FunctionRun::exit(ir::BlockId B, PathState S) {
  LocId Result =
      Fn.ReturnVar == ir::None ? NoId : W.names().local(F, Fn.ReturnVar);
  const ir::Block &Block = Fn.Blocks[B];
  Step.endFunction(S, Block.Where ? Block.Where : Fn.EndsAt);
  S.collectGarbage(W.names());
  Exits.add(Sim, {F, W.block(F, B), ir::None, Result}, std::move(S));
}

std::vector<PathState> tapi::engine::runToFixpoint(Simulator &Sim, ir::FuncId F,
                                                   const FunctionInfo &Info,
                                                   PathState Entry) {
  return FunctionRun(Sim, F, Info).run(std::move(Entry));
}

void tapi::engine::resumeWait(Simulator &Sim, ir::FuncId F,
                              const FunctionInfo &Info, const Yield &From) {
  World::Spot At = Sim.world().spot(From.At);
  if (At.F == F)
    FunctionRun(Sim, F, Info).resume(At.Block, At.Index, From.S);
}
