//===- Meanwhile.cpp - Entry points that run during a wait ----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See Meanwhile.h.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Meanwhile.h"
#include "checker/engine/sim/Context.h"
#include "checker/engine/sim/WaitEnds.h"

using namespace tapi;
using namespace tapi::engine;

/// States that one wait leads to in addition.
static constexpr std::size_t MaxStates = 4;
/// Numbers of the symbols for what entry points that run in a wait are passed.
static constexpr unsigned FirstNames = 1, SecondNames = 64;
/// Parameters of a window procedure, or of a timer's.
static constexpr unsigned WindowParameters = 4;

namespace {

/// A handle of the function that waits, and the variable that holds it.
struct StoredHandle {
  LocId Where;
  SymId Handle;
};

class Wait {
public:
  Wait(const CallContext &At, const PathState &Before, Transfer::States &Out)
      : At(At), Sim(At.Sim), W(Sim.world()), N(W.names()), Before(Before),
        Out(Out) {}

  void run();

private:
  using Handles = llvm::SmallVector<StoredHandle, 4>;

  bool dispatches() const;
  bool isInLoop() const;
  bool runsNow(ir::FuncId G) const;
  bool isPassed(ir::FuncId G) const;
  bool touches(ir::FuncId G) const;
  Handles stored(const PathState &In) const;
  std::vector<PathState> step(ir::FuncId G, const PathState &From,
                              unsigned FirstName, SymId Device) const;
  void follow(ir::FuncId G);
  void followAgain(ir::FuncId G, const PathState &Between);
  bool isNoticed(const PathState &After) const;
  bool diesAndStays(PathState &After, const Handles &Known) const;
  void goOn(PathState After);

  const CallContext &At;
  Simulator &Sim;
  World &W;
  Names &N;
  const PathState &Before;
  Transfer::States &Out;
  Handles Stored;
};

} // namespace

bool Wait::dispatches() const {
  return At.C.Environment && runsCallbacks(At.C.Environment->Role);
}

/// Only a message loop lets the user do anything; a message box does not.
bool Wait::isInLoop() const {
  return dispatches() ? Before.InLoop
                      : Sim.footprint(At.C.Callee).LoopsOnMessages;
}

/// A modal dialog is passed the procedure that it runs.
bool Wait::isPassed(ir::FuncId G) const {
  PathState S = Before;
  for (unsigned A = 0; A < At.C.Args.size(); ++A)
    if (At.arg(A, S) == Value::function(G))
      return true;
  return false;
}

bool Wait::runsNow(ir::FuncId G) const {
  const ir::Function &Fn = W.function(G);
  if (G == Sim.root() || Sim.isRunning(G) || !touches(G))
    return false;
  return Fn.IsCallback || (dispatches() && isPassed(G)) ||
         (isInLoop() && (Fn.NumParams == WindowParameters ||
                         Sim.threads().mayRunDuring(
                             G, Sim.root(), Sim.footprint(Sim.root()))));
}

/// It works on what is stored, or may store the call that a message brings.
bool Wait::touches(ir::FuncId G) const {
  const Footprint &Print = Sim.footprint(G);
  if (llvm::any_of(Stored, [&](const StoredHandle &H) {
        return Print.GlobalsUsed.count(N.location(N.root(H.Where)).A) != 0;
      }))
    return true;
  return W.function(G).IsCallback && !Stored.empty() &&
         llvm::any_of(Print.GlobalsWritten, [&](ir::VarId V) {
           return W.module().Globals[V].Kind == HandleKind::Call;
         });
}

/// The handles in global memory that this program obtained. What a followed
/// callee sees of, it handles itself.
Wait::Handles Wait::stored(const PathState &In) const {
  Handles Result;
  const Footprint *Callee =
      dispatches() ? nullptr : &Sim.footprint(At.C.Callee);
  for (const auto &[L, V] : In.Store) {
    const Location &Root = N.location(N.root(L));
    const HandleInfo *H = V.isSym() ? In.Handles.find(V.Id) : nullptr;
    if (!H || Root.Kind != LocKind::Global || !isAlive(H->Life) ||
        !H->ObtainedAt ||
        (H->Flags & (Incoming | Escaped | Settled | Doubtful)))
      continue;
    if (!Callee || !(Callee->CallsUnknown || Callee->GlobalsUsed.count(Root.A)))
      Result.push_back({L, V.Id});
  }
  return Result;
}

/// The program took note of a message that ended what it had stored before.
bool Wait::isNoticed(const PathState &After) const {
  return llvm::any_of(Stored, [&](const StoredHandle &K) {
    const Value *Held = After.Store.find(K.Where);
    return Held && *Held != Value::symbol(K.Handle);
  });
}

/// Of \p Known, a handle ended that the program still holds: by itself, or by a
/// message that it took note of.
bool Wait::diesAndStays(PathState &After, const Handles &Known) const {
  bool Result = false;
  for (const StoredHandle &K : Known) {
    HandleInfo *H = After.Handles.find(K.Handle);
    const Value *Held = After.Store.find(K.Where);
    if (!H || !isDead(H->Life) || !(H->EndedBy || isNoticed(After)) || !Held ||
        *Held != Value::symbol(K.Handle))
      continue;
    H->Flags |= LeftBehind;
    Result = true;
  }
  return Result;
}

/// What nobody touched in this order of events may be anything, as after any
/// other wait.
void Wait::goOn(PathState After) {
  PathState S = After;
  Effects Do(Sim, At.F, S);
  Do.mayBeAnswered();
  Do.forgetShared(false);
  for (const auto &[L, V] : After.Store) {
    const Value *Old = Before.Store.find(L);
    const HandleInfo *H = V.isSym() ? After.Handles.find(V.Id) : nullptr;
    if (!Old || *Old != V || (H && H->has(LeftBehind)))
      S.Store.set(L, V);
  }
  S.Handles = After.Handles;
  S.Resumed = true;
  S.WaitTests = 0;
  S.Messages = Before.Messages;
  for (const ir::CallArg &A : At.C.Args)
    if (A.IsPointer && !A.PointeeConst)
      Do.forgetPointee(Evaluator(W, At.F, S).value(A.Value));
  endWait(At, S);
  Out.push_back(std::move(S));
}

/// The ways in which \p G may run from \p From on, in this wait, with arguments
/// named from \p FirstName on; a message that it gets is about \p Device, or
/// whatever.
std::vector<PathState> Wait::step(ir::FuncId G, const PathState &From,
                                  unsigned FirstName, SymId Device) const {
  const ir::Function &Fn = W.function(G);
  PathState S = From;
  Effects Do(Sim, At.F, S);
  // Others may have run before it in the same wait.
  Do.forgetFlags();
  Do.pastStep(StepKind::Waits, At.I.Where);
  llvm::SmallVector<Value, 6> Args;
  for (unsigned P = 0; P < Fn.NumParams; ++P)
    Args.push_back(Value::symbol(Do.fresh(At.Site, FirstName + P)));
  if (Fn.IsCallback) {
    if (Device != NoId)
      Args[Fn.NumParams - 6] = Value::symbol(Device);
    S.Messages.push_back(messageOfCallback(
        [&](unsigned P) { return Args[Fn.NumParams - 6 + P].Id; }));
  }
  Context Ctx(Sim, At.F, G, S, At.Site);
  Ctx.enterAs(StepKind::Meanwhile);
  Ctx.enter(Args);
  std::vector<PathState> Ends;
  const Summary *Result = Sim.summary(G, Ctx.key(), Ctx.entry());
  if (!Result)
    return Ends;
  ir::Instr Call = At.I;
  Call.Dest = ir::None;
  for (const PathState &Exit : Result->Exits) {
    PathState After = Ctx.leave(Exit, Call, Fn.Name, /*IsChoice=*/true);
    // Whoever gets its message may forget the handle.
    if (!After.Signalled || From.Signalled)
      Ends.push_back(std::move(After));
  }
  return Ends;
}

void Wait::follow(ir::FuncId G) {
  for (PathState &After : step(G, Before, FirstNames, NoId)) {
    if (Out.size() >= MaxStates)
      return;
    if (diesAndStays(After, Stored))
      goOn(std::move(After));
    else if (W.function(G).IsCallback)
      followAgain(G, After);
  }
}

/// The first message brought a call that is stored now; another one is about
/// that call, or ends all.
void Wait::followAgain(ir::FuncId G, const PathState &Between) {
  Handles Now = stored(Between);
  llvm::erase_if(Now, [&](const StoredHandle &H) {
    return !Between.Handles.find(H.Handle)->DeliveredBy ||
           Before.Handles.find(H.Handle);
  });
  if (Now.empty())
    return;
  for (SymId Device : {Now.front().Handle, NoId})
    for (PathState &After : step(G, Between, SecondNames, Device))
      if (Out.size() < MaxStates && diesAndStays(After, Now))
        goOn(std::move(After));
}

void Wait::run() {
  bool Pumps = dispatches() ||
               (At.C.Callee != ir::None && Sim.footprint(At.C.Callee).Pumps);
  if (!Pumps || Before.Resumed)
    return;
  Stored = stored(Before);
  if (!Stored.empty() && runsNow(Sim.meanwhile()))
    follow(Sim.meanwhile());
}

bool tapi::engine::canRunMeanwhile(const Simulator &Sim, ir::FuncId G) {
  const ir::Function &Fn = Sim.world().function(G);
  return Fn.HasBody && !Fn.IsMain && Fn.Role == ir::MemberRole::None &&
         Fn.AddressTaken && Sim.footprint(G).ReachesTapi &&
         (Fn.IsCallback || Fn.NumParams == WindowParameters ||
          Sim.threads().isThread(G));
}

void tapi::engine::runMeanwhile(const CallContext &At, const PathState &S,
                                Transfer::States &Out) {
  Wait(At, S, Out).run();
}
