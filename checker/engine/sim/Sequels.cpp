//===- Sequels.cpp - Entry points that run after others -------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See Sequels.h.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Sequels.h"
#include "checker/engine/sim/Meanwhile.h"

using namespace tapi;
using namespace tapi::engine;

/// Bounds: entry points in a row, leftovers of a module, and handles that
/// hDevice is tried as.
static constexpr unsigned MaxRow = 3;
static constexpr unsigned MaxLeftovers = 64;
static constexpr unsigned MaxDevices = 3;
/// Steps for all of it: some, or a multiple of those without sequels.
static constexpr std::uint64_t MinSteps = 20000, StepFactor = 3;
/// Likewise for entry points that wait: some, or an eighth of all before.
static constexpr std::uint64_t MinWaitSteps = 5000;

Sequels::Sequels(Simulator &Sim)
    : Sim(Sim), W(Sim.world()), Objects(Sim.world()) {
  for (const ir::Function &F : W.module().Functions)
    Callbacks += F.HasBody && F.IsCallback;
}

/// Only what nobody here calls is certain to run on its own: a helper may leave
/// the clearing of a variable to its caller.
bool Sequels::canPrecede(ir::FuncId F) const {
  const ir::Function &Fn = W.function(F);
  return !Fn.IsMain && (Fn.AddressTaken || !Sim.isCalled(F));
}

/// The variable or field at the top of \p L.
static void collectTouched(const World &W, LocId L, const Footprint &Print,
                           bool &Touched) {
  const Names &N = W.names();
  for (; N.isPart(L); L = N.location(L).A)
    if (N.location(L).Kind == LocKind::Field)
      Touched |= Print.FieldsUsed.count(N.location(L).B) != 0;
  if (N.location(L).Kind == LocKind::Global)
    Touched |= Print.GlobalsUsed.count(N.location(L).A) != 0;
}

bool Sequels::touches(ir::FuncId F, const Leftover &Before) const {
  bool Touched = false;
  for (const auto &[L, V] : Before.S.Store)
    if (const HandleInfo *H = V.isSym() ? Before.S.Handles.find(V.Id) : nullptr;
        H && H->has(LeftBehind))
      collectTouched(W, L, Sim.footprint(F), Touched);
  return Touched;
}

/// \p Fn fetches messages itself.
static bool fetchesMessages(const ir::Function &Fn) {
  return llvm::any_of(Fn.Calls, [](const ir::CallSite &C) {
    return C.argumentOfTapi(ArgRole::Message);
  });
}

/// \p Fn opens what its message loop works on: the loop cannot be entered
/// again from the start.
static bool opensLines(const ir::Function &Fn) {
  return llvm::any_of(Fn.Calls, [](const ir::CallSite &C) {
    const Argument *Made = C.argumentOfTapi(ArgRole::Create);
    return Made && Made->Kind != HandleKind::Call;
  });
}

bool Sequels::canFollow(ir::FuncId F, const Leftover &Before) const {
  const ir::Function &Fn = W.function(F);
  if (Fn.IsMain || Fn.Role == ir::MemberRole::Constructor ||
      (Before.Running && F == Before.By && opensLines(Fn)))
    return false;
  if (Before.S.AppEnded && Fn.Role != ir::MemberRole::Destructor)
    return false;
  return touches(F, Before) || mayBeCalledBack(F, Before);
}

/// Callback \p F gets messages about handles of \p Before: it is the only one,
/// or it works on the same object or the same globals.
bool Sequels::mayBeCalledBack(ir::FuncId F, const Leftover &Before) const {
  if (!W.function(F).IsCallback || !Before.HoldsAlive)
    return false;
  if (Callbacks == 1)
    return true;
  const ir::Module &M = W.module();
  for (ir::FieldId Field : Sim.footprint(F).FieldsUsed)
    if (llvm::any_of(Before.Records, [&](ir::StringId R) {
          return M.Strings[R] == M.Fields[Field].Record;
        }))
      return true;
  return llvm::any_of(Before.S.Store, [&](const auto &E) {
    const Location &Y = W.names().location(E.first);
    return Y.Kind == LocKind::Global &&
           Sim.footprint(F).GlobalsUsed.count(Y.A) != 0;
  });
}

void Sequels::add(ir::FuncId F, const std::vector<PathState> &Exits) {
  if (canPrecede(F))
    for (const PathState &Exit : Exits)
      add(F, Exit, 0, false);
}

static std::ptrdiff_t liveHandles(const PathState &S) {
  return llvm::count_if(S.Handles, [](const auto &E) {
    return E.second.ObtainedAt && isAlive(E.second.Life);
  });
}

void Sequels::addYields(ir::FuncId F, const std::vector<Yield> &Yields) {
  // What has most to lose comes first.
  std::multimap<std::ptrdiff_t, const Yield *> ByLive;
  for (const Yield &Y : Yields)
    ByLive.emplace(-liveHandles(Y.S), &Y);
  std::vector<Yield> Waits;
  for (const auto &[Live, Y] : ByLive)
    Waits.push_back(*Y);
  if (!Waits.empty())
    Waiting.emplace_back(F, std::move(Waits));
  if (canPrecede(F))
    for (const Yield &Y : Yields)
      add(F, Y.S, 0, true);
}

void Sequels::add(ir::FuncId F, PathState Exit, unsigned Before, bool Running) {
  if (Made >= MaxLeftovers)
    return;
  std::optional<Leftover> L = leftover(W, Objects, F, std::move(Exit), Made);
  if (!L)
    return;
  // Equal situations behind the same entry point are one.
  LifeKey Key = lifeKey(L->S);
  Key.Words.push_back(F);
  if (!Seen.emplace(Key.Words.begin(), Key.Words.end()).second)
    return;
  ++Made;
  L->Before = Before;
  L->Running = Running;
  Queue.push_back(std::move(*L));
}

/// The state in which \p F begins after \p Before. Pointers to a shared object
/// lead to that of \p Before.
PathState Sequels::entry(const Leftover &Before, ir::FuncId F) const {
  Names &N = W.names();
  const ir::Function &Fn = W.function(F);
  PathState S = Before.S;
  auto Shared = [&](ir::StringId R) {
    return R != ir::None && llvm::is_contained(Before.Records, R);
  };
  for (ir::StringId R : Before.Records)
    S.Facts.set(N.instance(R), RangeSet::single(0).complement());
  for (ir::VarId G = 0; G < W.module().Globals.size(); ++G)
    if (LocId L = N.global(G);
        Shared(W.module().Globals[G].Points) && !S.Store.find(L))
      S.Store.set(L, Value::symbol(N.instance(W.module().Globals[G].Points)));
  for (unsigned P = 0; P < Fn.NumParams; ++P) {
    LocId L = N.local(F, P);
    ir::StringId R = Fn.Vars[P].Points;
    S.Store.set(L, Value::symbol(Shared(R) ? N.instance(R) : N.initial(L)));
  }
  // dwCallbackInstance, or what a thread is started with.
  unsigned Instance = Fn.IsCallback ? Fn.NumParams - 4 : 0;
  bool TakesInstance = Fn.IsCallback || (Fn.AddressTaken && Fn.NumParams == 1);
  if (TakesInstance && Before.Records.size() == 1 &&
      Fn.Vars[Instance].Points == ir::None)
    S.Store.set(N.local(F, Instance),
                Value::symbol(N.instance(Before.Records[0])));
  return S;
}

/// Handles that a message to \p Before may be about.
llvm::SmallVector<SymId, 4> Sequels::devices(const Leftover &Before) const {
  llvm::SmallVector<SymId, 4> Result;
  for (const auto &[Y, H] : Before.S.Handles)
    if (H.has(LeftBehind) && Result.size() < MaxDevices &&
        (isAlive(H.Life) || H.Life == State::Pending) &&
        parentKind(H.Kind) != HandleKind::None && Before.S.isHeld(Y))
      Result.push_back(Y);
  return Result;
}

void Sequels::begin(PathState &S, ir::FuncId F, StepKind Kind) const {
  const ir::Function &Fn = W.function(F);
  S.Past = append(std::move(S.Past), {Kind, Fn.Where, Fn.Name});
}

/// A handle of an earlier entry point ended in the one that leads to \p Exit.
static bool diesAfresh(const PathState &Exit) {
  return llvm::any_of(Exit.Handles, [](const auto &E) {
    const HandleInfo &H = E.second;
    return isDead(H.Life) && H.has(LeftBehind) && !H.has(DeadAtStart);
  });
}

void Sequels::runAfter(const Leftover &Before, ir::FuncId F) {
  const ir::Function &Fn = W.function(F);
  PathState Entry = entry(Before, F);
  // A loop that waits for messages goes on itself, later.
  bool IsOther = Before.Running && F != Before.By;
  if (IsOther)
    Entry.Past =
        append(std::move(Entry.Past), {StepKind::Waits, Before.S.At, ""});
  begin(Entry, F, IsOther ? StepKind::Meanwhile : StepKind::Later);
  bool IsLast = Before.Before + 2 >= MaxRow || !canPrecede(F);
  auto Note = [&](const PathState &End, bool Running) {
    if (!IsLast && diesAfresh(End))
      add(F, End, Before.Before + 1, Running);
  };
  auto Run = [&](PathState S) {
    for (const PathState &End : Sim.runEntry(F, std::move(S)))
      Note(End, false);
    for (const Yield &Y : Sim.yields())
      Note(Y.S, true);
  };
  Sim.setInstance(Before.Records.size() == 1
                      ? W.names().instance(Before.Records[0])
                      : NoId);
  llvm::SmallVector<SymId, 4> Devices = devices(Before);
  bool AwaitsReply = llvm::any_of(Entry.Handles, [](const auto &E) {
    return E.second.Life == State::Pending;
  });
  if (Fn.IsCallback && (AwaitsReply || Devices.empty()))
    Run(Entry);
  // Any other message, and any other code, comes after the replies.
  for (auto &[Y, H] : Entry.Handles)
    PathState::answerBefore(H, W.names());
  if (!Fn.IsCallback)
    Run(Entry);
  if (!Fn.IsCallback && !fetchesMessages(Fn))
    return;
  for (SymId Device : Devices) {
    PathState S = Entry;
    if (Fn.IsCallback)
      S.Store.set(W.names().local(F, Fn.NumParams - 6), Value::symbol(Device));
    Sim.setDevice(Device);
    Run(std::move(S));
    Sim.setDevice(NoId);
  }
  // The reply to another request is about none of them.
  if (Fn.IsCallback && !Devices.empty()) {
    PathState S = std::move(Entry);
    S.Store.set(W.names().local(F, Fn.NumParams - 6), Value::integer(0));
    Run(std::move(S));
  }
}

/// What a constructor leaves unset, its destructor must not release.
void Sequels::runDestructors(ir::FuncId Constructor) {
  const ir::Function &Fn = W.function(Constructor);
  if (!Fn.HasBody || Fn.Role != ir::MemberRole::Constructor || !Fn.NumParams)
    return;
  ir::StringId R = Fn.Vars[0].Points;
  // Objects of static storage begin as 0.
  if (R == ir::None || llvm::any_of(W.module().Globals, [R](const auto &G) {
        return G.Object == R;
      }))
    return;
  for (ir::FuncId D = 0; D < W.module().Functions.size(); ++D) {
    const ir::Function &End = W.function(D);
    if (End.Role != ir::MemberRole::Destructor || !End.HasBody ||
        !Sim.footprint(D).ReachesTapi || End.Vars[0].Points != R)
      continue;
    Names &N = W.names();
    Leftover Fresh;
    Fresh.Records.push_back(R);
    const auto &Fields = W.module().Fields;
    for (ir::FieldId Field = 0; Field < Fields.size(); ++Field)
      if (Fields[Field].Hidden && hasReleaseDuty(Fields[Field].Kind) &&
          Fields[Field].Record == W.module().Strings[R])
        Fresh.S.Store.set(N.field(N.region(N.instance(R)), Field),
                          Value::undef());
    if (Fresh.S.Store.empty())
      continue;
    PathState Entry = entry(Fresh, Constructor);
    begin(Entry, Constructor, StepKind::Constructed);
    // Nobody has its address yet.
    Entry.Store.eraseIf([&](const auto &E) {
      return N.location(E.first).Kind == LocKind::Global &&
             E.second == Value::symbol(N.instance(R));
    });
    Sim.setFresh(N.instance(R));
    std::vector<PathState> Exits = Sim.runEntry(Constructor, std::move(Entry));
    Sim.setFresh(NoId);
    for (PathState &Exit : Exits) {
      Exit.Temps.clear();
      Exit.Messages.clear();
      Leftover Made;
      Made.S = std::move(Exit);
      Made.Records.push_back(R);
      PathState Last = entry(Made, D);
      begin(Last, D, StepKind::Later);
      Sim.tellUnset(true);
      Sim.runEntry(D, std::move(Last));
      Sim.tellUnset(false);
    }
  }
}

/// What is short comes first, in case that the budget ends.
void Sequels::runWaiting() {
  llvm::SmallVector<ir::FuncId, 8> Others;
  for (ir::FuncId G = 0; G < W.module().Functions.size(); ++G)
    if (canRunMeanwhile(Sim, G))
      Others.push_back(G);
  llvm::sort(Others, [&](ir::FuncId A, ir::FuncId B) {
    return std::pair(Sim.footprint(A).Size, A) <
           std::pair(Sim.footprint(B).Size, B);
  });
  std::uint64_t Limit =
      Sim.totalSteps() + std::max(MinWaitSteps, Sim.totalSteps() / 8);
  for (ir::FuncId G : Others)
    for (const auto &[F, Waits] : Waiting)
      if (Sim.totalSteps() < Limit)
        Sim.runWaiting(F, Waits, G, Limit - Sim.totalSteps());
}

void Sequels::run() {
  std::uint64_t Limit =
      Sim.totalSteps() + std::max(MinSteps, StepFactor * Sim.totalSteps());
  Sim.setSequel(true);
  for (ir::FuncId F = 0; F < W.module().Functions.size(); ++F)
    runDestructors(F);
  while (!Queue.empty() && Sim.totalSteps() < Limit) {
    Leftover Before = std::move(Queue.front());
    Queue.pop_front();
    for (ir::FuncId F = 0; F < W.module().Functions.size(); ++F)
      if (Sim.isRoot(F) && canFollow(F, Before) && Sim.totalSteps() < Limit)
        runAfter(Before, F);
  }
  runWaiting();
  Sim.setSequel(false);
  for (const Leftover &Before : Queue)
    for (const auto &[Y, H] : Before.S.Handles)
      if (H.ObtainedAt)
        Sim.reporter().unknown(H.ObtainedAt,
                               "too many orders of entry points to follow");
}
