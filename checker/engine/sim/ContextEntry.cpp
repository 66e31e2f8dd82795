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

#include "llvm/Support/raw_ostream.h"

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

LocId Context::inLocation(LocId L) {
  const Location Y = N.location(L);
  switch (Y.Kind) {
  case LocKind::Global:
    return L;
  case LocKind::Region:
    return N.region(inSymbol(Y.A));
  case LocKind::Kept:
    return N.kept(inSymbol(Y.A));
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
    if (H->Count != NoId)
      Copy.Count = inSymbol(H->Count);
    Copy.Flags |= AtEntry;
    Copy.Flags &= static_cast<std::uint32_t>(~DeadAtEntry);
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
  Entry.Family = S.Family;
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
  Number(static_cast<std::uint64_t>(Entry.Family.Of) << 40 |
         static_cast<std::uint64_t>(Entry.Family.Life) << 32 |
         Entry.Family.Where);
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
