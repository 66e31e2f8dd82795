//===- State.cpp - What is known on a path --------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Questions and clean-ups over a whole state.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/State.h"

using namespace tapi;
using namespace tapi::engine;

bool PathState::isHeld(SymId S) const {
  auto Holds = [S](const auto &Entry) {
    return Entry.second.isSym() && Entry.second.Id == S;
  };
  return llvm::any_of(Store, Holds) || llvm::any_of(Temps, Holds);
}

void PathState::forgetSymbol(const Names &N, SymId S) {
  auto Clear = [&](Value &V) {
    if ((V.isSym() && N.mentions(V.Id, S)) ||
        (V.K == Value::Addr && N.isReachedBy(V.Id, S)))
      V = Value::unknown();
  };
  Store.eraseIf([&](const auto &E) { return N.isReachedBy(E.first, S); });
  for (auto &[L, V] : Store.edit())
    Clear(V);
  for (auto &[T, V] : Temps)
    Clear(V);
  Handles.eraseIf([&](const auto &E) { return N.mentions(E.first, S); });
  for (auto &[Y, H] : Handles)
    for (SymId *Link : {&H.Parent, &H.Request, &H.Reply, &H.Outcome, &H.Count})
      if (*Link != NoId && N.mentions(*Link, S))
        *Link = NoId;
  Facts.eraseIf([&](const auto &E) { return N.mentions(E.first, S); });
  llvm::erase_if(LateWrites,
                 [&](const LateWrite &L) { return N.isReachedBy(L.Where, S); });
  for (LateWrite &L : LateWrites)
    if (L.Request == S)
      L.Request = NoId;
  if (EndlessWait == S)
    EndlessWait = NoId;
  llvm::erase_if(Messages, [&](const MessageInHand &M) {
    return llvm::any_of(M.Parts, [&](SymId Part) {
      return Part != NoId && N.mentions(Part, S);
    });
  });
}

void PathState::retire(Names &N, SymId S) {
  llvm::erase_if(Object.Members, [S](SymId Y) { return Y == S; });
  if (!mentions(N, S))
    return;
  SymId Old = N.older(S);
  if (mentions(N, Old))
    forgetSymbol(N, Old);
  if (Old == S)
    return;
  rename(N, S, Old);
}

MessageInHand
tapi::engine::messageOfCallback(llvm::function_ref<SymId(unsigned)> Parameter) {
  const MessagePart Parts[] = {MessagePart::Device,   MessagePart::MessageId,
                               MessagePart::Instance, MessagePart::Param1,
                               MessagePart::Param2,   MessagePart::Param3};
  MessageInHand M;
  for (unsigned P = 0; P < 6; ++P)
    M.part(Parts[P]) = Parameter(P);
  return M;
}

bool PathState::mentions(const Names &N, SymId S) const {
  auto InValue = [&](const Value &V) {
    return (V.isSym() && N.mentions(V.Id, S)) ||
           (V.K == Value::Addr && N.isReachedBy(V.Id, S));
  };
  for (const auto &[L, V] : Store)
    if (InValue(V) || N.isReachedBy(L, S))
      return true;
  for (const auto &[T, V] : Temps)
    if (InValue(V))
      return true;
  for (const auto &[H, Info] : Handles)
    if (N.mentions(H, S) || Info.Parent == S || Info.Request == S ||
        Info.Reply == S || Info.Outcome == S || Info.Count == S)
      return true;
  for (const auto &[F, R] : Facts)
    if (N.mentions(F, S))
      return true;
  for (const MessageInHand &M : Messages)
    if (llvm::is_contained(M.Parts, S))
      return true;
  for (const LateWrite &L : LateWrites)
    if (L.Request == S || N.isReachedBy(L.Where, S))
      return true;
  return false;
}

namespace {
/// Rewrites names that contain a symbol.
class Renamer {
public:
  Renamer(Names &N, SymId Old, SymId New) : N(N), Old(Old), New(New) {}

  SymId symbol(SymId S) {
    if (S == Old)
      return New;
    Symbol Y = N.symbol(S);
    if (Y.Kind == SymKind::Initial) {
      LocId L = location(Y.A);
      return L == Y.A ? S : N.initial(L);
    }
    if (Y.Kind == SymKind::Narrow) {
      SymId A = symbol(Y.A);
      return A == Y.A ? S : N.narrow(A, Y.Ty);
    }
    if (Y.Kind != SymKind::Expr)
      return S;
    SymId A = symbol(Y.A);
    SymId B = Y.B == NoId ? NoId : symbol(Y.B);
    if (A == Y.A && B == Y.B)
      return S;
    SymId R = B == NoId ? N.expression(Y.Op, Y.Ty, A, Y.Number)
                        : N.expression(Y.Op, Y.Ty, A, B);
    return R == NoId ? S : R;
  }

  LocId location(LocId L) {
    Location Y = N.location(L);
    switch (Y.Kind) {
    case LocKind::Region: {
      SymId Pointer = symbol(Y.A);
      return Pointer == Y.A ? L : N.region(Pointer);
    }
    case LocKind::Kept: {
      SymId Pointer = symbol(Y.A);
      return Pointer == Y.A ? L : N.kept(Pointer);
    }
    case LocKind::At:
      return N.elementAt(location(Y.A), symbol(Y.B));
    case LocKind::Field:
    case LocKind::Element:
    case LocKind::Any: {
      LocId Parent = location(Y.A);
      return Parent == Y.A ? L : N.part(Y, Parent);
    }
    default:
      return L;
    }
  }

  void value(Value &V) {
    if (V.isSym())
      V.Id = symbol(V.Id);
    else if (V.K == Value::Addr)
      V.Id = location(V.Id);
  }

private:
  Names &N;
  SymId Old, New;
};
} // namespace

void PathState::rename(Names &N, SymId Old, SymId New) {
  Renamer R(N, Old, New);
  for (auto &[L, V] : Store.edit()) {
    L = R.location(L);
    R.value(V);
  }
  Store.edit().sort();
  for (auto &[T, V] : Temps)
    R.value(V);
  for (auto &[S, Info] : Handles) {
    S = R.symbol(S);
    for (SymId *Link :
         {&Info.Parent, &Info.Request, &Info.Reply, &Info.Outcome, &Info.Count})
      if (*Link != NoId)
        *Link = R.symbol(*Link);
  }
  Handles.sort();
  for (auto &[S, Range] : Facts.edit())
    S = R.symbol(S);
  Facts.edit().sort();
  if (EndlessWait != NoId)
    EndlessWait = R.symbol(EndlessWait);
  if (Object.Owner != NoId)
    Object.Owner = R.symbol(Object.Owner);
  for (SymId &Member : Object.Members)
    Member = R.symbol(Member);
  for (LateWrite &L : LateWrites) {
    L.Where = R.location(L.Where);
    if (L.Request != NoId)
      L.Request = R.symbol(L.Request);
  }
  for (MessageInHand &M : Messages)
    for (SymId &Part : M.Parts)
      if (Part != NoId)
        Part = R.symbol(Part);
}

/// Conditions remembered of values that no variable holds.
static constexpr unsigned MaxConditions = 32;

namespace {
/// The symbols that a state still speaks of.
class Marker {
public:
  explicit Marker(const Names &N) : N(N) { N.clearMarks(); }

  void value(const Value &V) {
    if (V.isSym())
      symbol(V.Id);
    else if (V.K == Value::Addr)
      location(V.Id);
  }
  void location(LocId L) {
    for (; N.isPart(L); L = N.location(L).A)
      if (N.location(L).Kind == LocKind::At)
        symbol(N.location(L).B);
    if (N.location(L).Kind == LocKind::Region)
      symbol(N.location(L).A);
  }
  void symbol(SymId S) {
    if (!N.mark(S))
      return;
    const Symbol &Y = N.symbol(S);
    if (Y.Kind != SymKind::Expr && Y.Kind != SymKind::Narrow)
      return;
    symbol(Y.A);
    if (Y.B != NoId)
      symbol(Y.B);
  }
  bool uses(SymId S) const { return N.isMarked(S); }
  /// \p S is computed, and from values that are all used.
  bool usesOperands(SymId S) const {
    const Symbol &Y = N.symbol(S);
    if (Y.Kind != SymKind::Expr && Y.Kind != SymKind::Narrow)
      return false;
    auto IsKnown = [&](SymId Operand) {
      return uses(Operand) || usesOperands(Operand);
    };
    return IsKnown(Y.A) && (Y.B == NoId || IsKnown(Y.B));
  }

private:
  const Names &N;
};
} // namespace

void PathState::collectGarbage(const Names &N, bool KeepRequests) {
  if (Facts.empty() && Handles.empty())
    return;
  Marker M(N);
  for (const auto &[L, V] : Store) {
    M.location(L);
    M.value(V);
  }
  for (const auto &[T, V] : Temps)
    M.value(V);
  for (const auto &[S, Info] : Handles) {
    // What became of a caller's handle is told at the exit.
    if (Info.has(AtEntry))
      M.symbol(S);
    // Somebody may wait for a reply without its number.
    bool IsCancelled =
        Info.Life == State::LineClosed || Info.Life == State::AppShutDown;
    if (Info.Kind == HandleKind::Request &&
        (IsCancelled || (KeepRequests && !Info.has(MaybeAnswered))))
      M.symbol(S);
    if (M.uses(S) && Info.Outcome != NoId)
      M.symbol(Info.Outcome);
    if (M.uses(S) && Info.Parent != NoId) {
      M.symbol(Info.Parent);
      if (const HandleInfo *Parent = Handles.find(Info.Parent))
        if (Parent->Parent != NoId)
          M.symbol(Parent->Parent);
    }
  }
  Handles.eraseIf([&](const auto &E) { return !M.uses(E.first); });
  Store.eraseIf([&](const auto &E) {
    const Location &L = N.location(E.first);
    return L.Kind == LocKind::Kept && !M.uses(L.A);
  });
  // A fact about an expression also serves its operands: keep it only while the
  // expression itself can be asked for again.
  // What a callee found out about its arguments is the caller's to know.
  // A condition over what is still there may be asked again.
  // What shared memory holds that was only read so far may be read again.
  unsigned Conditions = 0;
  auto CanBeRead = [&](SymId Y) {
    const Symbol &S = N.symbol(Y);
    if (S.Kind != SymKind::Initial || Store.find(S.A))
      return false;
    const Location &Root = N.location(N.root(S.A));
    return Root.Kind == LocKind::Global ||
           (Root.Kind == LocKind::Region && M.uses(Root.A));
  };
  Facts.eraseIf([&](const auto &E) {
    if (M.uses(E.first) || N.symbol(E.first).Kind == SymKind::Entry)
      return false;
    return !(M.usesOperands(E.first) || CanBeRead(E.first)) ||
           ++Conditions > MaxConditions;
  });
}
