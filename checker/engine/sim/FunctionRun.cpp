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

#include "checker/engine/sim/Requests.h"
#include "checker/engine/sim/Simulator.h"
#include "checker/engine/sim/Transfer.h"

#include <set>

using namespace tapi;
using namespace tapi::engine;

/// Bounds that keep the cost linear. Past them handles count as unknown.
static constexpr unsigned MaxStatesPerBlock = 40;
/// Handling a state of this many parts costs as much as one instruction.
static constexpr unsigned StatePartsPerStep = 4;
/// Joins at a block that change what is known there before ranges that still
/// grow become unknown.
static constexpr unsigned JoinsBeforeWidening = 3;

namespace {
/// A state that reached a block, and how often others were joined into it.
struct Slot {
  LifeKey Key;
  PathState S;
  unsigned Joins = 0;
  bool Pending = true;
};

/// One run of a function over one entry state.
class FunctionRun {
public:
  FunctionRun(Simulator &Sim, ir::FuncId F, const FunctionInfo &Info)
      : Sim(Sim), W(Sim.world()), F(F), Fn(W.function(F)), Info(Info),
        Step(Sim, F), Slots(Fn.Blocks.size()) {}

  std::vector<PathState> run(PathState Entry);

private:
  void runBlock(ir::BlockId B, PathState S);
  void runCode(ir::BlockId B, std::vector<PathState> &States);
  void endScopes(const ir::Block &B, unsigned &Index,
                 std::vector<PathState> &States);
  void leaveBlock(ir::BlockId B, PathState S);
  void branch(const ir::Terminator &T, PathState S);
  void choose(const ir::Terminator &T, PathState S);
  void flow(ir::BlockId To, PathState S, Position From = 0);
  void giveUp(PathState &S);
  void collapse(ir::BlockId To);
  void exit(ir::BlockId B, PathState S);
  void prune(ir::BlockId To, PathState &S);

  Simulator &Sim;
  World &W;
  ir::FuncId F;
  const ir::Function &Fn;
  const FunctionInfo &Info;
  Transfer Step;
  std::vector<std::vector<Slot>> Slots;
  std::set<std::pair<unsigned, ir::BlockId>> Work;
  std::vector<Slot> Exits;
};
} // namespace

std::vector<PathState> FunctionRun::run(PathState Entry) {
  flow(Fn.Entry, std::move(Entry));
  while (!Work.empty() && !Sim.exhausted()) {
    ir::BlockId B = Work.begin()->second;
    Work.erase(Work.begin());
    for (std::size_t I = 0; I < Slots[B].size(); ++I) {
      if (!Slots[B][I].Pending)
        continue;
      Slots[B][I].Pending = false;
      // Nothing can be joined into a state of a block that is not reached
      // again.
      if (Info.InLoop[B])
        runBlock(B, Slots[B][I].S);
      else
        runBlock(B, std::move(Slots[B][I].S));
    }
    if (!Info.InLoop[B])
      Slots[B].clear();
  }
  std::vector<PathState> Result;
  for (Slot &X : Exits)
    Result.push_back(std::move(X.S));
  return Result;
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

void FunctionRun::runCode(ir::BlockId B, std::vector<PathState> &States) {
  const ir::Block &Block = Fn.Blocks[B];
  const auto &Reads = Info.LastReads[B];
  std::size_t NextRead = 0;
  std::vector<PathState> Next;
  for (unsigned I = 0; I < Block.Code.size() && !States.empty(); ++I) {
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
  }
}

void FunctionRun::runBlock(ir::BlockId B, PathState S) {
  S.InLoop = Info.InLoop[B];
  S.Endless = Info.Endless[B];
  std::vector<PathState> States;
  States.push_back(std::move(S));
  runCode(B, States);
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

void FunctionRun::branch(const ir::Terminator &T, PathState S) {
  Value V = Evaluator(W, F, S).value(T.Condition);
  tellBranchedTest(Sim, F, T.Condition, V, T.Where, S);
  PathState Other = S;
  S.At = Other.At = T.Where;
  bool CanBeTrue = Evaluator(W, F, S).assume(V, true);
  bool CanBeFalse = Evaluator(W, F, Other).assume(V, false);
  bool IsChoice = CanBeTrue && CanBeFalse;
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
  PathState Rest = S;
  bool RestPossible = true;
  std::string Subject =
      T.Text == ir::None ? "the value" : "'" + W.module().Strings[T.Text] + "'";
  for (const ir::Case &C : T.Cases) {
    PathState Taken = Rest;
    if (!Evaluator(W, F, Taken).assumeBetween(V, C.Low, C.High))
      continue;
    if (C.Text != ir::None)
      Effects(Sim, F, Taken)
          .pastStep(StepKind::Branch, T.Where,
                    Subject + " is '" + W.module().Strings[C.Text] + "' here");
    flow(C.Target, std::move(Taken), T.Where);
    if (V.K == Value::Int)
      RestPossible = false;
    else if (V.isSym())
      RestPossible =
          Evaluator(W, F, Rest)
              .assumeRange(V.Id, RangeSet(C.Low, C.High).complement());
    if (!RestPossible)
      return;
  }
  if (T.False != ir::None)
    flow(T.False, std::move(Rest), T.Where);
}

/// \p V is what a message that may be a request to a proxy carries: it has to
/// be answered even if nothing looks at it.
static bool mayNeedAnswer(const PathState &S, const Value &V) {
  return V.isSym() && llvm::any_of(S.Messages, [&](const MessageInHand &M) {
           return M.part(MessagePart::Param1) == V.Id && !M.Row;
         });
}

/// Forgets local variables that are not read from \p To on. One whose address
/// is known somewhere stays, and so does one that holds a handle with a duty.
void FunctionRun::prune(ir::BlockId To, PathState &S) {
  const Names &N = W.names();
  const llvm::BitVector &Live = Info.LiveIn[To];
  llvm::SmallVector<LocId, 4> Pointed;
  for (const auto &[L, V] : S.Store)
    if (V.K == Value::Addr)
      Pointed.push_back(N.root(V.Id));
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
    const HandleInfo *H = S.handle(E.second);
    return !H || isDead(H->Life) || H->Life == State::Void ||
           (H->Flags & (Incoming | Escaped | Settled | HeldOutside));
  });
  S.dropUnreachable(N);
  S.collectGarbage(N, W.function(Sim.root()).IsCallback);
}

/// Too many combinations: the handles of \p S are no longer followed.
void FunctionRun::giveUp(PathState &S) {
  for (auto &[Y, H] : S.Handles) {
    if (H.ObtainedAt && !H.has(Settled) && isAlive(H.Life))
      Sim.reporter().unknown(H.ObtainedAt,
                             "too many combinations of handle states in '" +
                                 Fn.Name + "'");
    H.Flags |= Settled;
  }
}

/// Joins all states that wait at \p To, their handles given up, into one.
void FunctionRun::collapse(ir::BlockId To) {
  std::vector<Slot> Waiting = std::move(Slots[To]);
  Slots[To].clear();
  for (Slot &X : Waiting) {
    giveUp(X.S);
    X.Key = lifeKey(X.S);
    auto It =
        llvm::find_if(Slots[To], [&](const Slot &O) { return O.Key == X.Key; });
    if (It == Slots[To].end()) {
      X.Pending = true;
      Slots[To].push_back(std::move(X));
    } else {
      joinInto(W, F, To, It->S, std::move(X.S), true);
    }
  }
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
  std::vector<Slot> &Here = Slots[To];
  LifeKey Key = lifeKey(S);
  auto Find = [&] {
    return llvm::find_if(Here, [&](const Slot &X) { return X.Key == Key; });
  };
  auto It = Find();
  if (It == Here.end() && Here.size() >= MaxStatesPerBlock) {
    collapse(To);
    giveUp(S);
    Key = lifeKey(S);
    It = Find();
  }
  if (It == Here.end()) {
    Here.push_back({std::move(Key), std::move(S)});
    Work.insert({Info.Order[To], To});
    return;
  }
  // What a loop's head has widened, conditions inside may narrow again.
  bool Widen = It->Joins >= JoinsBeforeWidening && Info.LoopHeads[To];
  if (joinInto(W, F, To, It->S, std::move(S), Widen)) {
    ++It->Joins;
    It->Pending = true;
    It->Key = lifeKey(It->S);
    Work.insert({Info.Order[To], To});
  }
}

void FunctionRun::exit(ir::BlockId B, PathState S) {
  LocId Result =
      Fn.ReturnVar == ir::None ? NoId : W.names().local(F, Fn.ReturnVar);
  const ir::Block &Block = Fn.Blocks[B];
  Step.endFunction(S, Block.Where ? Block.Where : Fn.EndsAt);
  S.collectGarbage(W.names());
  LifeKey Key = lifeKey(S, Result);
  for (Slot &X : Exits)
    if (X.Key == Key) {
      joinInto(W, F, B, X.S, std::move(S), false);
      return;
    }
  Exits.push_back({std::move(Key), std::move(S)});
}

std::vector<PathState> tapi::engine::runToFixpoint(Simulator &Sim, ir::FuncId F,
                                                   const FunctionInfo &Info,
                                                   PathState Entry) {
  return FunctionRun(Sim, F, Info).run(std::move(Entry));
}
