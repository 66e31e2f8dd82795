//===- ContextEntry.cpp - What a callee sees of its caller ----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The way in: see Context.h.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Context.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/raw_ostream.h"

#include <functional>

using namespace tapi;
using namespace tapi::engine;

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

LocId Context::known(LocId Object, const std::map<SymId, SymId> &Names) const {
  if (Object == NoId || N.location(Object).Kind != LocKind::Region)
    return NoId;
  auto It = Names.find(N.location(Object).A);
  return It == Names.end() ? NoId : N.region(It->second);
}

LocId Context::inLocation(LocId L) {
  const Location Y = N.location(L);
  switch (Y.Kind) {
  case LocKind::Global:
    return L;
  case LocKind::Region:
    return N.region(inSymbol(Y.A));
  case LocKind::Kept:
    return N.kept(inSymbol(Y.A));
  case LocKind::Exposed:
    return N.exposed(inLocation(Y.A));
  case LocKind::Local:
  case LocKind::Outer: {
    auto [It, New] = RootIn.try_emplace(L, NoId);
    if (New) {
      It->second = N.outer(static_cast<unsigned>(RootIn.size()) - 1);
      RootOut[It->second] = L;
    }
    return It->second;
  }
  case LocKind::At: {
    LocId Parent = inLocation(Y.A);
    return N.elementAt(Parent, inSymbol(Y.B));
  }
  case LocKind::Field:
  case LocKind::Element:
  case LocKind::Any:
    return N.part(Y, inLocation(Y.A));
  }
  return L;
}

Value Context::inValue(const Value &V) {
  Value R = V;
  if (const RangeSet *Known = V.isSym() ? S.Facts.find(V.Id) : nullptr;
      Known && Known->isSingle() && !S.Handles.find(V.Id))
    return Value::integer(Known->lowest());
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
    if (N.root(L) == Root && isSeen(L) && !llvm::is_contained(Passed, L) &&
        !llvm::is_contained(Plain, L)) {
      if (isPlain(L, V)) {
        Plain.push_back(L);
        continue;
      }
      Passed.push_back(L);
      Entry.Store.set(inLocation(L), inValue(V));
    }
}

/// Symbols that facts, handles, messages or memory of the caller mention.
void Context::findMeaning() {
  std::function<void(SymId)> Add = [&](SymId Y) {
    if (Y == NoId || !Meaning.insert(Y).second)
      return;
    const Symbol X = N.symbol(Y);
    if (X.Kind == SymKind::Expr || X.Kind == SymKind::Narrow) {
      Add(X.A);
      Add(X.B);
    }
  };
  for (const auto &[Y, R] : S.Facts)
    Add(Y);
  for (const auto &[Y, H] : S.Handles)
    for (SymId Part : {Y, H.Parent, H.Request, H.Reply, H.Count})
      Add(Part);
  for (const MessageInHand &M : S.Messages)
    llvm::for_each(M.Parts, Add);
  llvm::for_each(S.Untested, Add);
  Add(S.EndlessWait);
  for (const LateWrite &L : S.LateWrites)
    Add(L.Request);
  for (const auto &[L, V] : S.Store) {
    const Location &Root = N.location(N.root(L));
    if (Root.Kind == LocKind::Region || Root.Kind == LocKind::Kept)
      Add(Root.A);
    if (V.isSym() && N.symbol(V.Id).Kind == SymKind::Expr)
      Add(V.Id);
  }
}

/// Nothing is known of the value \p V in the global \p L of the caller: to the
/// callee it is as if the value were the one that the global had all along.
/// That makes contexts equal that differ in nothing but such values.
bool Context::isPlain(LocId L, const Value &V) const {
  if (N.location(N.root(L)).Kind != LocKind::Global)
    return false;
  for (LocId Up = L; N.isPart(Up);) {
    LocKind K = N.location(Up).Kind;
    if (K != LocKind::Field && K != LocKind::Element)
      return false;
    Up = N.location(Up).A;
    if (S.Store.find(Up) && !llvm::is_contained(Plain, Up))
      return false;
  }
  if (V.K == Value::Unknown)
    return true;
  if (!V.isSym() || Meaning.count(V.Id))
    return false;
  const Symbol &Y = N.symbol(V.Id);
  return Y.Kind != SymKind::Expr && Y.Kind != SymKind::Narrow &&
         (Y.Kind != SymKind::Initial || Y.A == L);
}

/// What is plain and in one place only is not passed, but named on the way out.
void Context::addPlain() {
  llvm::DenseMap<SymId, unsigned> Times;
  for (LocId L : Plain)
    if (const Value &V = *S.Store.find(L); V.isSym())
      ++Times[V.Id];
  for (LocId L : Plain) {
    const Value &V = *S.Store.find(L);
    if (V.isSym() && (SymIn.count(V.Id) || Times[V.Id] > 1)) {
      Passed.push_back(L);
      Entry.Store.set(inLocation(L), inValue(V));
    } else if (V.isSym()) {
      SymOut[N.initial(L)] = V.Id;
    } else {
      SymId Y = N.initial(L);
      SymOut[Y] = N.via(Site, Y);
    }
  }
}

void Context::addExposed() {
  for (std::size_t I = 0; I < Reached.size(); ++I) {
    LocId Root = Reached[I];
    const Value *By = isFrame(N.location(Root).Kind)
                          ? S.Store.find(N.exposed(Root))
                          : nullptr;
    if (By) // An address leads into the object itself, which is reached.
      Entry.Store.set(N.exposed(inLocation(Root)), inValue(*By));
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
    if (H.awaitsReply() && SymIn.count(H.Request))
      Work.push_back(Y);
  // Parents come along: what ends them ends their calls.
  for (std::size_t I = 0; I < Work.size(); ++I) {
    const HandleInfo *H = S.Handles.find(Work[I]);
    if (!H)
      continue;
    HandleInfo Copy = *H;
    // What a request is about does not matter to who waits for it.
    if (H->Kind == HandleKind::Request)
      Copy.Parent = NoId;
    else if (H->Parent != NoId) {
      if (!SymIn.count(H->Parent))
        Work.push_back(H->Parent);
      Copy.Parent = inSymbol(H->Parent);
    }
    if (H->Request != NoId)
      Copy.Request = inSymbol(H->Request);
    if (H->Reply != NoId)
      Copy.Reply = inSymbol(H->Reply);
    Copy.Outcome = NoId; // A matter of whoever waited.
    if (H->Count != NoId)
      Copy.Count = inSymbol(H->Count);
    Copy.Flags |= AtEntry;
    Copy.Flags &= static_cast<std::uint32_t>(~(DeadAtEntry | IdleAtEntry));
    if (isDead(H->Life))
      Copy.Flags |= DeadAtEntry;
    else if (H->Life == State::Idle)
      Copy.Flags |= IdleAtEntry;
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
  findMeaning();
  addGlobals();
  // An address found on the way may lead to more parts of what was reached.
  for (std::size_t Known = ~std::size_t(0); Known != Passed.size();) {
    Known = Passed.size();
    for (std::size_t I = 0; I < Reached.size(); ++I)
      addParts(Reached[I]);
  }
  addExposed();
  addPlain();
  Entry.Family = S.Family;
  Entry.Family.ByCaller = true;
  for (auto [Field, Object] : S.Written)
    Entry.addWritten(Field, known(Object, SymIn));
  Entry.Resumed = S.Resumed;
  Entry.WaitTests = S.WaitTests;
  Entry.Ends = S.Ends;
  Entry.Met = S.Met;
  addMessages();
  addHandles();
  addFacts();
  addObject();
}

/// The callee may get pointers to the object whose line ended, or from it.
void Context::addObject() {
  if (!S.Object.isKnown())
    return;
  ObjectEnd Inside;
  Inside.End = S.Object.End;
  Inside.ByCaller = true;
  if (SymIn.count(S.Object.Owner))
    Inside.Owner = SymIn[S.Object.Owner];
  for (SymId Y : S.Object.Members)
    if (SymIn.count(Y))
      Inside.add(SymIn[Y]);
  if (Inside.Owner != NoId || !Inside.Members.empty())
    Entry.Object = Inside;
}

std::string Context::key() const {
  std::string Key;
  llvm::raw_string_ostream OS(Key);
  auto Number = [&](std::uint64_t V) {
    OS.write(reinterpret_cast<const char *>(&V), sizeof V);
  };
  Number(static_cast<std::uint64_t>(Entry.Store.size()) << 1 | Entry.Resumed);
  if (Entry.Resumed) {
    Number(static_cast<std::uint64_t>(Entry.Ends.Of) << 16 |
           static_cast<std::uint64_t>(Entry.Ends.IsKnown) << 8 |
           Entry.WaitTests);
    Number(static_cast<std::uint64_t>(Entry.Ends.Code));
  }
  Number(Entry.Met);
  for (const auto &[L, V] : Entry.Store) {
    Number(L);
    Number(static_cast<std::uint64_t>(V.K) << 32 | V.Id);
    Number(static_cast<std::uint64_t>(V.Number));
  }
  Number(static_cast<std::uint64_t>(Entry.Family.Of) << 40 |
         static_cast<std::uint64_t>(Entry.Family.Life) << 32 |
         Entry.Family.Where);
  Number(Entry.Written.size());
  for (auto [Field, Object] : Entry.Written)
    Number(static_cast<std::uint64_t>(Field) << 32 | Object);
  if (Entry.Object.isKnown()) {
    Number(static_cast<std::uint64_t>(Entry.Object.End.Where) << 32 |
           Entry.Object.Owner);
    for (SymId Y : Entry.Object.Members)
      Number(Y);
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
    Number(H.Count);
    Number(static_cast<std::uint64_t>(H.Kind) << 32 |
           static_cast<std::uint64_t>(H.Life) << 24 |
           static_cast<std::uint64_t>(H.Priv) << 16);
    Number(H.Flags);
    Number(static_cast<std::uint64_t>(H.Version) << 1 | (H.TriedAt != 0));
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
