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
/// ... and, by location, of what others may have left in memory before.
static constexpr unsigned FirstFlagName = 128;
/// Parameters of a window procedure, or of a timer's.
static constexpr unsigned WindowParameters = 4;

namespace {

/// A handle of the function that waits, and the variable that holds it.
struct StoredHandle {
  LocId Where;
  SymId Handle;
};

/// What is known of a message that a callback gets.
struct Delivery {
  SymId Device = NoId;  ///< The call that it is about
  bool IsReply = false; ///< It tells of success
  SymId Request = NoId; ///< ... of this request
  bool IsNext = false;  ///< It comes right behind the former one
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
  bool isShared(const PathState &In, LocId L) const;
  void nameUnknown(PathState &S) const;
  std::optional<Value> instance(const PathState &In) const;
  Handles stored(const PathState &In) const;
  void deliver(const Delivery &Message, const PathState &From, PathState &S,
               llvm::SmallVectorImpl<Value> &Args) const;
  std::vector<PathState> step(ir::FuncId G, const PathState &From,
                              unsigned FirstName,
                              const Delivery &Message) const;
  void follow(ir::FuncId G);
  void followAbout(ir::FuncId G, const StoredHandle &Call);
  void followAgain(ir::FuncId G, const PathState &Between);
  bool isNoticed(const PathState &After) const;
  bool diesAndStays(const PathState &From, PathState &After,
                    const Handles &Known) const;
  bool writesToUnknown(const PathState &From, const PathState &After) const;
  bool isTakenForOther(const PathState &From, const PathState &After,
                       const StoredHandle &K) const;
  void goOn(PathState S);

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

/// Others reach \p L: a global, or an object whose address they have.
bool Wait::isShared(const PathState &In, LocId L) const {
  LocId Root = N.root(L);
  LocKind K = N.location(Root).Kind;
  return K == LocKind::Global ||
         (isFrame(K) && In.Store.find(N.exposed(Root)) != nullptr);
}

/// The address that messages bring, if TAPI has got one and no other device is
/// open, for which messages may bring something else.
std::optional<Value> Wait::instance(const PathState &In) const {
  std::optional<Value> Result;
  if (llvm::count_if(In.Handles, [](const auto &E) {
        HandleKind K = E.second.Kind;
        return E.second.ObtainedAt && isAlive(E.second.Life) &&
               (K == HandleKind::Line || K == HandleKind::Phone);
      }) > 1)
    return Result;
  for (const auto &[L, V] : In.Store)
    if (N.location(L).Kind == LocKind::Exposed && V.K == Value::Addr) {
      if (Result && *Result != V)
        return std::nullopt;
      Result = V;
    }
  return Result;
}

/// The code behind \p Print works on \p L.
static bool uses(const Names &N, const Footprint &Print, LocId L) {
  const Location &Root = N.location(N.root(L));
  if (Root.Kind == LocKind::Global)
    return Print.GlobalsUsed.count(Root.A) != 0;
  const Location &Y = N.location(L);
  return Y.Kind == LocKind::Field && Print.FieldsUsed.count(Y.B) != 0;
}

/// It works on what is stored, or may store the call that a message brings.
bool Wait::touches(ir::FuncId G) const {
  const Footprint &Print = Sim.footprint(G);
  if (llvm::any_of(Stored, [&](const StoredHandle &H) {
        return uses(N, Print, H.Where);
      }))
    return true;
  return W.function(G).IsCallback && !Stored.empty() &&
         llvm::any_of(Print.GlobalsWritten, [&](ir::VarId V) {
           return W.module().Globals[V].Kind == HandleKind::Call;
         });
}

/// The handles in shared memory that this program obtained. What a followed
/// callee sees of, it handles itself.
Wait::Handles Wait::stored(const PathState &In) const {
  Handles Result;
  const Footprint *Callee =
      dispatches() ? nullptr : &Sim.footprint(At.C.Callee);
  for (const auto &[L, V] : In.Store) {
    const HandleInfo *H = V.isSym() ? In.Handles.find(V.Id) : nullptr;
    bool Exists = H && (isAlive(H->Life) || H->Life == State::Pending);
    // An exposed object is among what others may release handles from.
    std::uint32_t GivenUp = Incoming | Settled | Doubtful;
    if (N.location(N.root(L)).Kind == LocKind::Global)
      GivenUp |= Escaped;
    if (!Exists || !isShared(In, L) || !H->ObtainedAt || (H->Flags & GivenUp))
      continue;
    if (!Callee || !(Callee->CallsUnknown || uses(N, *Callee, L)))
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

/// From \p From to \p After, an object was written to of which it is not known
/// which one it is.
bool Wait::writesToUnknown(const PathState &From,
                           const PathState &After) const {
  PathState S = From;
  Effects Do(Sim, At.F, S);
  return llvm::any_of(After.Store, [&](const auto &E) {
    if (Do.isKnownObject(N.root(E.first)) ||
        E.second == Value::symbol(N.initial(E.first)))
      return false;
    const Value *Old = From.Store.find(E.first);
    return !Old || *Old != E.second;
  });
}

/// From \p From to \p After, \p K was compared with another variable and taken
/// for what that holds. Programs do not keep one call in two variables.
bool Wait::isTakenForOther(const PathState &From, const PathState &After,
                           const StoredHandle &K) const {
  Value Same = Value::symbol(K.Handle);
  return llvm::any_of(After.Store, [&](const auto &E) {
    if (E.second != Same || E.first == K.Where ||
        W.kindOf(E.first) != HandleKind::Call || !isShared(After, E.first))
      return false;
    const Value *Old = From.Store.find(E.first);
    return !Old || *Old != Same;
  });
}

/// Of \p Known, a handle ended that the program still holds: by itself, or by a
/// message that it took note of.
bool Wait::diesAndStays(const PathState &From, PathState &After,
                        const Handles &Known) const {
  bool Result = false;
  for (const StoredHandle &K : Known) {
    HandleInfo *H = After.Handles.find(K.Handle);
    const Value *Held = After.Store.find(K.Where);
    if (!H || !isDead(H->Life) || !(H->EndedBy || isNoticed(After)) || !Held ||
        *Held != Value::symbol(K.Handle))
      continue;
    // Its reply comes first (followAbout).
    const HandleInfo *Old = From.Handles.find(K.Handle);
    if (Old && Old->Life == State::Pending && H->EndedBy)
      continue;
    // Programs ask what became of a call more than of a line, and in many ways.
    if (H->Kind == HandleKind::Call &&
        (After.IsNoted || writesToUnknown(From, After) ||
         isTakenForOther(From, After, K)))
      continue;
    H->Flags |= LeftBehind;
    Result = true;
  }
  return Result;
}

/// The path goes on as if nothing else ran in this wait or a later one: what is
/// tested is what that entry point left.
void Wait::goOn(PathState S) {
  Effects Do(Sim, At.F, S);
  Do.mayBeAnswered();
  S.Resumed = true;
  S.WaitTests = 0;
  S.Messages = Before.Messages;
  for (const ir::CallArg &A : At.C.Args)
    if (A.IsPointer && !A.PointeeConst)
      Do.forgetPointee(Evaluator(W, At.F, S).value(A.Value));
  endWait(At, S);
  Out.push_back(std::move(S));
}

/// What is not known of shared memory gets names, so that what an entry point
/// tests there is known behind it.
void Wait::nameUnknown(PathState &S) const {
  llvm::SmallVector<LocId, 8> Unknown;
  for (const auto &[L, V] : S.Store)
    if (V.K == Value::Unknown && !N.isUncertain(L) && isShared(S, L))
      Unknown.push_back(L);
  for (LocId L : Unknown) {
    SymId Y = Effects(Sim, At.F, S).fresh(At.Site, FirstFlagName + L);
    S.Store.set(L, Value::symbol(Y));
  }
}

/// The arguments of a callback that gets \p Message.
void Wait::deliver(const Delivery &Message, const PathState &From, PathState &S,
                   llvm::SmallVectorImpl<Value> &Args) const {
  auto Part = [&](unsigned P) -> Value & { return Args[Args.size() - 6 + P]; };
  if (Message.Device != NoId)
    Part(0) = Value::symbol(Message.Device);
  if (Message.IsReply) {
    S.Facts.set(Part(0).Id, RangeSet::single(0));
    S.Facts.set(Part(1).Id,
                RangeSet::single(messageOf(MessageEffect::Reply)->Value));
    if (Message.Request != NoId)
      Part(3) = Value::symbol(Message.Request);
    S.Facts.set(Part(4).Id, RangeSet::single(0));
  }
  S.Messages.push_back(
      messageOfCallback([&](unsigned P) { return Part(P).Id; }));
  if (std::optional<Value> Instance = instance(From))
    Part(2) = *Instance;
  // Who makes a call owns it, and messages tell of changes only (page:
  // line-callstate, dwParam3 is zero if there is none).
  if (Message.Device != NoId && !From.Handles.find(Message.Device)->DeliveredBy)
    Part(5) = Value::integer(0);
}

/// The ways in which \p G may run from \p From on, in this wait, with arguments
/// named from \p FirstName on, if it gets \p Message.
std::vector<PathState> Wait::step(ir::FuncId G, const PathState &From,
                                  unsigned FirstName,
                                  const Delivery &Message) const {
  const ir::Function &Fn = W.function(G);
  PathState S = From;
  S.IsNoted = false;
  Effects Do(Sim, At.F, S);
  // Others may have run before it in the same wait.
  if (!Message.IsNext) {
    Do.forgetFlags();
    nameUnknown(S);
  }
  Do.pastStep(StepKind::Waits, At.I.Where);
  llvm::SmallVector<Value, 6> Args;
  for (unsigned P = 0; P < Fn.NumParams; ++P)
    Args.push_back(Value::symbol(Do.fresh(At.Site, FirstName + P)));
  if (Fn.IsCallback)
    deliver(Message, From, S, Args);
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
  for (PathState &After : step(G, Before, FirstNames, {})) {
    if (Out.size() >= MaxStates)
      return;
    if (diesAndStays(Before, After, Stored))
      goOn(std::move(After));
    else if (W.function(G).IsCallback)
      followAgain(G, After);
  }
  if (W.function(G).IsCallback)
    for (const StoredHandle &H : Stored)
      if (Before.Handles.find(H.Handle)->Kind == HandleKind::Call)
        followAbout(G, H);
}

/// The message is about a call that is stored. It comes after the reply that
/// the call was waiting for, and after what the callback did then.
void Wait::followAbout(ir::FuncId G, const StoredHandle &Call) {
  const HandleInfo &About = *Before.Handles.find(Call.Handle);
  // If the reply may have come before, what the callback did then is not known.
  if (About.has(MaybeAnswered))
    return;
  std::vector<PathState> Starts;
  if (About.Life == State::Pending)
    Starts = step(G, Before, FirstNames, {NoId, true, About.Request});
  else
    Starts.push_back(Before);
  for (PathState &From : Starts) {
    HandleInfo *H = From.Handles.find(Call.Handle);
    if (!H || isDead(H->Life) || Out.size() >= MaxStates)
      continue;
    bool IsNext = About.Life == State::Pending;
    PathState::answerBefore(*H, N);
    H->Flags |= LeftBehind;
    for (PathState &After :
         step(G, From, SecondNames, {Call.Handle, false, NoId, IsNext}))
      if (Out.size() < MaxStates && diesAndStays(From, After, {Call}))
        goOn(std::move(After));
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
    for (PathState &After : step(G, Between, SecondNames, {Device}))
      if (Out.size() < MaxStates && diesAndStays(Between, After, Now))
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
