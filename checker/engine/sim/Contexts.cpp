//===- Contexts.cpp - Calling into a function that is followed
//------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A callee runs over the part of its caller's state that it can reach: its
/// arguments, what they point to, and the globals and fields it and its callees
/// use. Names of the caller are replaced by numbers in the order in which they
/// are reached, so that equal situations in different callers are one context,
/// run once. When it is done, each of its exits is translated back and laid
/// over the caller's state.
///
/// Handles keep their story (where obtained, by which name) across that; the
/// story is no part of the context. A violation whose cause lies with the
/// caller comes back as a Latent and is told at the call.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Transfer.h"

#include "llvm/Support/raw_ostream.h"

#include <map>

using namespace tapi;
using namespace tapi::engine;

namespace {
class Context {
public:
  Context(Simulator &Sim, ir::FuncId Caller, ir::FuncId Callee,
          const PathState &S, SiteId Site)
      : Sim(Sim), W(Sim.world()), N(W.names()), Caller(Caller), Callee(Callee),
        Fn(W.function(Callee)), S(S), Site(Site) {}

  void enter(llvm::ArrayRef<Value> Args);
  const PathState &entry() const { return Entry; }
  std::string key() const;
  /// The caller's state after the callee left in state \p Exit.
  PathState leave(const PathState &Exit, const ir::Instr &I,
                  const std::string &Name, bool IsChoice);

private:
  // Names on the way in.
  SymId inSymbol(SymId Y);
  LocId inLocation(LocId L);
  Value inValue(const Value &V);
  void reach(LocId Root);
  void addParts(LocId Root);
  void addGlobals();
  void addMessages();
  void addHandles();
  void addFacts();
  bool isSeen(LocId L) const;
  // Names on the way out.
  SymId outSymbol(SymId Y);
  LocId outLocation(LocId L);
  Value outValue(const Value &V);
  void leaveStore(PathState &R, const PathState &Exit);
  void leaveHandles(PathState &R, const PathState &Exit, Position Where,
                    const std::string &Name);
  void leaveTrail(PathState &R, const PathState &Exit, Position Where,
                  const std::string &Name, bool IsChoice);
  void leaveLatents(PathState &R, const PathState &Exit, Position Where,
                    const std::string &Name);

  Simulator &Sim;
  World &W;
  Names &N;
  ir::FuncId Caller, Callee;
  const ir::Function &Fn;
  const PathState &S;
  SiteId Site;
  PathState Entry;
  std::map<SymId, SymId> SymIn, SymOut;
  std::map<LocId, LocId> RootIn, RootOut;
  std::vector<LocId> Reached;
  std::vector<LocId> Addresses; ///< Parts of objects that pointers lead to
  std::vector<LocId> Passed; ///< Locations of the caller that the callee sees
};
} // namespace

SymId Context::inSymbol(SymId Y) {
  const Symbol Symbol = N.symbol(Y);
  if (Symbol.Kind == SymKind::Narrow)
    return N.narrow(inSymbol(Symbol.A), Symbol.Ty);
  if (Symbol.Kind == SymKind::Expr) {
    SymId A = inSymbol(Symbol.A);
    SymId E = Symbol.B == NoId
                  ? N.expression(Symbol.Op, Symbol.Ty, A, Symbol.Number)
                  : N.expression(Symbol.Op, Symbol.Ty, A, inSymbol(Symbol.B));
    if (E != NoId)
      return E;
  }
  auto [It, New] = SymIn.try_emplace(Y, NoId);
  if (New) {
    It->second = N.entry(static_cast<unsigned>(SymIn.size()) - 1);
    SymOut[It->second] = Y;
  }
  return It->second;
}

LocId Context::inLocation(LocId L) {
  const Location Y = N.location(L);
  switch (Y.Kind) {
  case LocKind::Global:
    return L;
  case LocKind::Region:
    return N.region(inSymbol(Y.A));
  case LocKind::Local:
  case LocKind::Outer: {
    auto [It, New] = RootIn.try_emplace(L, NoId);
    if (New) {
      It->second = N.outer(static_cast<unsigned>(RootIn.size()) - 1);
      RootOut[It->second] = L;
    }
    return It->second;
  }
  case LocKind::Field:
    return N.field(inLocation(Y.A), Y.B);
  case LocKind::Element:
    return N.element(inLocation(Y.A), Y.B);
  case LocKind::Any:
    return N.anyElement(inLocation(Y.A));
  }
  return L;
}

Value Context::inValue(const Value &V) {
  Value R = V;
  if (V.isSym()) {
    R.Id = inSymbol(V.Id);
    reach(N.region(V.Id));
  } else if (V.K == Value::Addr) {
    R.Id = inLocation(V.Id);
    reach(N.root(V.Id));
    if (!llvm::is_contained(Addresses, V.Id))
      Addresses.push_back(V.Id);
  }
  return R;
}

void Context::reach(LocId Root) {
  if (!llvm::is_contained(Reached, Root))
    Reached.push_back(Root);
}

/// A part of an object counts only if the callee has to do with its fields.
bool Context::isSeen(LocId L) const {
  const Footprint &Print = Sim.footprint(Callee);
  if (Print.CallsUnknown)
    return true;
  // What lies above the address that it got has names only the caller knows.
  while (N.isPart(L) && !llvm::is_contained(Addresses, L)) {
    const Location &Y = N.location(L);
    if (Y.Kind == LocKind::Field && !Print.FieldsUsed.count(Y.B))
      return false;
    L = Y.A;
  }
  return true;
}

void Context::addParts(LocId Root) {
  for (const auto &[L, V] : S.Store)
    if (N.root(L) == Root && isSeen(L) && !llvm::is_contained(Passed, L)) {
      Passed.push_back(L);
      Entry.Store.set(inLocation(L), inValue(V));
    }
}

void Context::addGlobals() {
  const Footprint &Print = Sim.footprint(Callee);
  for (const auto &[L, V] : S.Store) {
    LocId Root = N.root(L);
    const Location &Y = N.location(Root);
    if (Y.Kind == LocKind::Global &&
        (Print.CallsUnknown || Print.GlobalsUsed.count(Y.A)))
      reach(Root);
  }
}

void Context::addHandles() {
  auto IsPassed = [&](LocId L) { return llvm::is_contained(Passed, L); };
  std::vector<SymId> Work;
  for (const auto &[Outside, Inside] : SymIn)
    Work.push_back(Outside);
  // Whoever gets the request ID may wait for the handle.
  for (const auto &[Y, H] : S.Handles)
    if (H.Life == State::Pending && SymIn.count(H.Request))
      Work.push_back(Y);
  // Parents come along: what ends them ends their calls.
  for (std::size_t I = 0; I < Work.size(); ++I) {
    const HandleInfo *H = S.Handles.find(Work[I]);
    if (!H)
      continue;
    HandleInfo Copy = *H;
    if (H->Parent != NoId) {
      if (!SymIn.count(H->Parent))
        Work.push_back(H->Parent);
      Copy.Parent = inSymbol(H->Parent);
    }
    if (H->Request != NoId)
      Copy.Request = inSymbol(H->Request);
    if (H->Reply != NoId)
      Copy.Reply = inSymbol(H->Reply);
    Copy.Flags |= AtEntry;
    Copy.Flags &= static_cast<std::uint16_t>(~DeadAtEntry);
    if (isDead(H->Life))
      Copy.Flags |= DeadAtEntry;
    bool Outside = llvm::any_of(S.Store, [&](const auto &E) {
      return E.second == Value::symbol(Work[I]) && !IsPassed(E.first);
    });
    if (Outside)
      Copy.Flags |= HeldOutside;
    Entry.Handles.set(inSymbol(Work[I]), Copy);
  }
}

void Context::addMessages() {
  for (const MessageInHand &M : S.Messages) {
    if (!llvm::any_of(M.Parts, [&](SymId P) { return SymIn.count(P); }))
      continue;
    MessageInHand Copy = M;
    for (SymId &P : Copy.Parts)
      if (P != NoId)
        P = inSymbol(P);
    Entry.Messages.push_back(Copy);
  }
}

void Context::addFacts() {
  for (const auto &[Y, R] : S.Facts) {
    const Symbol &Symbol = N.symbol(Y);
    bool Computed =
        Symbol.Kind == SymKind::Expr || Symbol.Kind == SymKind::Narrow;
    if (!Computed && SymIn.count(Y))
      Entry.Facts.set(SymIn[Y], R);
  }
}

void Context::enter(llvm::ArrayRef<Value> Args) {
  for (unsigned P = 0; P < Fn.NumParams; ++P)
    Entry.Store.set(N.local(Callee, P),
                    P < Args.size() ? inValue(Args[P]) : Value::unknown());
  addGlobals();
  // An address found on the way may lead to more parts of what was reached.
  for (std::size_t Known = ~std::size_t(0); Known != Passed.size();) {
    Known = Passed.size();
    for (std::size_t I = 0; I < Reached.size(); ++I)
      addParts(Reached[I]);
  }
  addMessages();
  addHandles();
  addFacts();
}

std::string Context::key() const {
  std::string Key;
  llvm::raw_string_ostream OS(Key);
  auto Number = [&](std::uint64_t V) {
    OS.write(reinterpret_cast<const char *>(&V), sizeof V);
  };
  Number(Entry.Store.size());
  for (const auto &[L, V] : Entry.Store) {
    Number(L);
    Number(static_cast<std::uint64_t>(V.K) << 32 | V.Id);
    Number(static_cast<std::uint64_t>(V.Number));
  }
  for (const MessageInHand &M : Entry.Messages) {
    Number(M.Row ? M.Row->Value : ~0u);
    for (SymId P : M.Parts)
      Number(P);
  }
  Number(Entry.Handles.size());
  for (const auto &[Y, H] : Entry.Handles) {
    Number(static_cast<std::uint64_t>(Y) << 32 | H.Parent);
    Number(static_cast<std::uint64_t>(H.Request) << 32 | H.Reply);
    Number(static_cast<std::uint64_t>(H.Kind) << 32 |
           static_cast<std::uint64_t>(H.Life) << 24 |
           static_cast<std::uint64_t>(H.Priv) << 16 | H.Flags);
  }
  for (const auto &[Y, R] : Entry.Facts) {
    Number(Y);
    for (const Interval &I : R.intervals()) {
      Number(static_cast<std::uint64_t>(I.Low));
      Number(static_cast<std::uint64_t>(I.High));
    }
  }
  return Key;
}

SymId Context::outSymbol(SymId Y) {
  auto Known = SymOut.find(Y);
  if (Known != SymOut.end())
    return Known->second;
  const Symbol Symbol = N.symbol(Y);
  SymId R = NoId;
  switch (Symbol.Kind) {
  case SymKind::Initial:
    R = N.initial(outLocation(Symbol.A));
    break;
  case SymKind::Narrow:
    R = N.narrow(outSymbol(Symbol.A), Symbol.Ty);
    break;
  case SymKind::Expr: {
    SymId A = outSymbol(Symbol.A);
    R = Symbol.B == NoId
            ? N.expression(Symbol.Op, Symbol.Ty, A, Symbol.Number)
            : N.expression(Symbol.Op, Symbol.Ty, A, outSymbol(Symbol.B));
    break;
  }
  default:
    break;
  }
  if (R == NoId)
    R = N.via(Site, Y);
  SymOut[Y] = R;
  return R;
}

LocId Context::outLocation(LocId L) {
  const Location Y = N.location(L);
  switch (Y.Kind) {
  case LocKind::Region:
    return N.region(outSymbol(Y.A));
  case LocKind::Outer: {
    auto It = RootOut.find(L);
    return It == RootOut.end() ? L : It->second;
  }
  case LocKind::Field:
    return N.field(outLocation(Y.A), Y.B);
  case LocKind::Element:
    return N.element(outLocation(Y.A), Y.B);
  case LocKind::Any:
    return N.anyElement(outLocation(Y.A));
  default:
    return L;
  }
}

Value Context::outValue(const Value &V) {
  Value R = V;
  if (V.isSym())
    R.Id = outSymbol(V.Id);
  else if (V.K == Value::Addr) {
    const Location &Root = N.location(N.root(V.Id));
    if (Root.Kind == LocKind::Local)
      return Value::unknown(); // Of the callee: it is gone.
    R.Id = outLocation(V.Id);
  }
  return R;
}

void Context::leaveStore(PathState &R, const PathState &Exit) {
  R.Store.eraseIf(
      [&](const auto &E) { return llvm::is_contained(Passed, E.first); });
  for (const auto &[L, V] : Exit.Store)
    if (N.location(N.root(L)).Kind != LocKind::Local)
      R.Store.set(outLocation(L), outValue(V));
}

void Context::leaveHandles(PathState &R, const PathState &Exit, Position Where,
                           const std::string &Name) {
  std::vector<std::pair<SymId, HandleInfo>> Ended;
  for (const auto &[Y, H] : Exit.Handles) {
    SymId Id = outSymbol(Y);
    HandleInfo Copy = H;
    if (H.Parent != NoId)
      Copy.Parent = outSymbol(H.Parent);
    if (H.Request != NoId)
      Copy.Request = outSymbol(H.Request);
    if (H.Reply != NoId)
      Copy.Reply = outSymbol(H.Reply);
    const HandleInfo *Old = S.Handles.find(Id);
    std::uint16_t Outer = AtEntry | DeadAtEntry | HeldOutside;
    Copy.Flags &= static_cast<std::uint16_t>(~Outer);
    if (Old) {
      Copy.Flags |= Old->Flags & Outer;
      Copy.ObtainedAt = Old->ObtainedAt;
      Copy.ObtainedBy = Old->ObtainedBy;
      Copy.Name = Old->Name;
      Copy.Origin = Old->Origin;
      Copy.OriginName = Old->OriginName;
      if (isDead(Old->Life)) {
        Copy.EndedAt = Old->EndedAt;
        Copy.EndedBy = Old->EndedBy;
        Copy.Ended = Old->Ended;
      }
    }
    if (isDead(Copy.Life) && !(Old && isDead(Old->Life)))
      Ended.emplace_back(Id, Copy);
    if (!Old && Sim.isFromCaller(Id))
      Copy.Flags |= AtEntry;
    if (!Old && Copy.ObtainedAt) {
      Copy.Origin = Where;
      Copy.OriginName = W.text(Name);
      // Its name here is that of the variable that holds it here.
      auto Holder = llvm::find_if(R.Store, [&, Id = Id](const auto &E) {
        return E.second == Value::symbol(Id);
      });
      if (Holder != R.Store.end())
        if (std::string Here = W.describe(Holder->first); !Here.empty())
          Copy.Name = W.text(Here);
    }
    R.Handles.set(Id, Copy);
    if (Copy.has(Escaped) && !(Old && Old->has(Escaped)))
      Effects(Sim, Caller, R).excuseChildren(Id);
  }
  // Handles that the callee never saw die with their parents, too.
  for (auto &[Parent, End] : Ended)
    Effects(Sim, Caller, R).endChildren(Parent, End, Where);
}

/// Longer ways through a callee are told by their last steps.
static constexpr std::size_t MaxCalleeSteps = 6;

/// Steps of the callee are told if something happened to a handle there, or if
/// \p IsChoice: its ways out differ in what happened, and this is one of them.
void Context::leaveTrail(PathState &R, const PathState &Exit, Position Where,
                         const std::string &Name, bool IsChoice) {
  auto Steps = stepsSince(Exit.Past, nullptr);
  bool Happened = llvm::any_of(Steps, [](const TrailStep *T) {
    return T->Kind == StepKind::Obtained || T->Kind == StepKind::Ended;
  });
  if (Steps.empty() || (!Happened && !IsChoice))
    return;
  R.Past = append(std::move(R.Past), {StepKind::Enter, Where, Name});
  for (std::size_t I = 0; I < Steps.size(); ++I) {
    bool IsWay =
        Steps[I]->Kind == StepKind::Branch || Steps[I]->Kind == StepKind::Jump;
    if (!IsWay || (IsChoice && I + MaxCalleeSteps >= Steps.size()))
      R.Past = append(std::move(R.Past), *Steps[I]);
  }
}

void Context::leaveLatents(PathState &R, const PathState &Exit, Position Where,
                           const std::string &Name) {
  Effects Do(Sim, Caller, R);
  for (const Latent &L : Exit.Latents) {
    SymId Id = outSymbol(L.Handle);
    HandleInfo *H = R.Handles.find(Id);
    if (!H)
      continue;
    H->Flags &= static_cast<std::uint16_t>(~Settled);
    Violation V;
    V.Message = L.Message;
    V.Where = Where;
    V.Function = L.Function;
    V.Inner = L.Where;
    V.Calls = L.Calls;
    V.Calls.emplace_back(Where, Name);
    Do.violate(Id, std::move(V));
  }
}

PathState Context::leave(const PathState &Exit, const ir::Instr &I,
                         const std::string &Name, bool IsChoice) {
  PathState R = S;
  leaveStore(R, Exit);
  leaveHandles(R, Exit, I.Where, Name);
  for (const auto &[Y, Range] : Exit.Facts)
    if (SymId Id = outSymbol(Y); !Range.isFull())
      R.Facts.set(Id, Range);
  if (Exit.Waited)
    Effects(Sim, Caller, R).mayBeAnswered();
  // Whoever got a request ID may have looked at it.
  llvm::erase_if(R.Untested, [&](SymId Y) { return SymIn.count(Y); });
  leaveTrail(R, Exit, I.Where, Name, IsChoice);
  if (I.Dest != ir::None) {
    const Value *V = Fn.ReturnVar == ir::None
                         ? nullptr
                         : Exit.Store.find(N.local(Callee, Fn.ReturnVar));
    R.Temps.set(I.Dest, V ? outValue(*V) : Value::unknown());
  }
  leaveLatents(R, Exit, I.Where, Name);
  return R;
}

bool tapi::engine::followCall(Simulator &Sim, ir::FuncId Caller,
                              ir::FuncId Callee, const ir::Instr &I,
                              SiteId Site, PathState &S,
                              Transfer::States &Out) {
  const ir::CallSite &C = Sim.world().function(Caller).Calls[I.A];
  // Values made by an earlier round of this call are last round's.
  Names &N = Sim.world().names();
  llvm::SmallVector<SymId, 4> Earlier;
  for (const auto &[L, V] : S.Store)
    if (V.isSym() && N.symbol(V.Id).Kind == SymKind::Via &&
        N.symbol(V.Id).A == Site && !llvm::is_contained(Earlier, V.Id))
      Earlier.push_back(V.Id);
  for (SymId Y : Earlier)
    S.retire(N, Y);
  llvm::SmallVector<Value, 4> Args;
  // Translating a state there and back looks at all of it, more than once.
  if (!Sim.step(1 + S.Store.size() + S.Facts.size()))
    return false;
  bool Generalise = Sim.shouldGeneralise(Callee);
  for (const ir::CallArg &A : C.Args) {
    Value V = Evaluator(Sim.world(), Caller, S).value(A.Value);
    bool Computed = V.isSym() && N.symbol(V.Id).Kind == SymKind::Expr;
    if (Generalise && (V.K == Value::Int || Computed))
      V = Value::unknown();
    Args.push_back(V);
  }
  Context Ctx(Sim, Caller, Callee, S, Site);
  Ctx.enter(Args);
  const Summary *Result = Sim.summary(Callee, Ctx.key(), Ctx.entry());
  if (!Result)
    return false;
  const std::string &Name = Sim.world().function(Callee).Name;
  for (const PathState &Exit : Result->Exits)
    Out.push_back(Ctx.leave(Exit, I, Name, Result->Exits.size() > 1));
  return true;
}
