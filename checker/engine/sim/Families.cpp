//===- Families.cpp - Handles that end with others ------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The part of Effects about parents and children: lines under applications,
/// calls under lines; and about families of which the program, or an object,
/// has only one.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/ApiVersions.h"

using namespace tapi;
using namespace tapi::engine;

bool FamilyEnd::covers(HandleKind K) const {
  if (!isKnown() || (K == Of && Told == nullptr))
    return false;
  for (; K != HandleKind::None; K = parentKind(K))
    if (K == Of)
      return true;
  return false;
}

static void endWith(const FamilyEnd &End, HandleInfo &H) {
  H.Life = End.Life;
  H.EndedAt = End.Where;
  H.EndedBy = End.By;
  H.EndToldBy = End.Told;
  H.Ended = End.Name;
}

void PathState::endFamily(const FamilyEnd &End) {
  Family = End;
  for (auto &[Y, H] : Handles) {
    if (!End.covers(H.Kind))
      continue;
    if (isAlive(H.lifeToEnd()))
      endWith(End, H);
    else if (H.Life == State::Pending)
      H.Life = State::Void;
  }
}

void PathState::reviveFamily(SymId Device) {
  auto IsOfFamily = [&](SymId Y, const HandleInfo &H) {
    return Y != Device && H.Parent != Device && H.EndToldBy == Family.Told &&
           H.EndedAt == Family.Where;
  };
  Handles.eraseIf([&](const auto &E) {
    return E.second.has(Presumed) && IsOfFamily(E.first, E.second);
  });
  for (auto &[Y, H] : Handles) {
    if (!IsOfFamily(Y, H))
      continue;
    // Whether it had been dropped, or was idle, is forgotten.
    H.Life = State::Live;
    H.Flags |= Doubtful;
    H.EndedAt = 0;
    H.EndToldBy = nullptr;
    H.Ended = NoId;
  }
  Family = {};
}

static HandleInfo endedWith(const FamilyEnd &End, HandleKind K) {
  HandleInfo H;
  H.Kind = K;
  H.Flags = Incoming | Presumed;
  endWith(End, H);
  return H;
}

HandleInfo PathState::endedWithFamily(HandleKind K) const {
  return endedWith(Family, K);
}

/// The field that \p Handle was read from or is kept in.
LocId Effects::holderOf(SymId Handle) const {
  const Symbol &Y = N.symbol(Handle);
  if (Y.Kind == SymKind::Initial && N.location(Y.A).Kind == LocKind::Field)
    return Y.A;
  for (const auto &[L, V] : S.Store)
    if (V == Value::symbol(Handle) && N.location(L).Kind == LocKind::Field)
      return L;
  return NoId;
}

/// The address of the object that \p L is in, if a pointer leads to it.
SymId Effects::ownerOf(LocId L) const {
  if (L == NoId)
    return NoId;
  const Location &Root = N.location(N.root(L));
  return Root.Kind == LocKind::Region ? Root.A : NoId;
}

void Effects::endObject(SymId Handle, const FamilyEnd &End) {
  LocId L = holderOf(Handle);
  SymId Owner = ownerOf(L);
  // Of a record inside of another one it is not known how many there are.
  if (Owner == NoId || N.location(L).A != N.root(L))
    return;
  const ir::Field &Holder = W.module().Fields[N.location(L).B];
  if (Holder.Kind != End.Of || !Holder.IsSole)
    return;
  for (unsigned K = 0; K < NumHandleKinds; ++K)
    if (S.Met >> K & 1 && End.covers(static_cast<HandleKind>(K)))
      return;
  S.Object = {};
  S.Object.End = End;
  S.Object.Owner = Owner;
}

void Effects::writeMember(const ir::Place &P, LocId L) {
  if ((!S.Family.isKnown() && !S.Object.isKnown()) || P.Path.empty() ||
      P.Path.back().K != ir::Selector::Field)
    return;
  LocId Object = L == NoId ? NoId : N.location(L).A;
  // What is no element, and not behind a pointer, has one name.
  if (L != NoId && !N.hasElement(L) &&
      N.location(N.root(L)).Kind != LocKind::Region)
    return;
  S.addWritten(P.Path.back().Id, Object);
}

bool Effects::mayBeWritten(LocId L) const {
  const Location &Y = N.location(L);
  if (Y.Kind != LocKind::Field)
    return false;
  const auto &Fields = W.module().Fields;
  return llvm::any_of(S.Written, [&](const auto &Member) {
    return Member.second != Y.A &&
           Fields[Member.first].Record == Fields[Y.B].Record;
  });
}

void Effects::readObject(LocId L, const Value &V) {
  SymId From = ownerOf(L);
  if (From == NoId)
    return;
  const Location Y = N.location(L);
  HandleKind K =
      Y.Kind == LocKind::Field ? W.module().Fields[Y.B].Kind : HandleKind::None;
  S.Met |= 1u << static_cast<unsigned>(K);
  if (!S.Object.isKnown() || !V.isSym() || !S.Object.has(From))
    return;
  if (K == HandleKind::None) {
    // What its members point to, except along a list, may be anybody's.
    if (From == S.Object.Owner || Y.Kind != LocKind::Field || W.isLink(Y.B))
      S.Object.add(V.Id);
    return;
  }
  SymKind Made = N.symbol(V.Id).Kind;
  if (!S.Object.End.covers(K) || S.Handles.find(V.Id) || mayBeWritten(L) ||
      (Made != SymKind::Initial && Made != SymKind::Conjured))
    return;
  HandleInfo H = endedWith(S.Object.End, K);
  H.Flags |= OfObject;
  if (S.Object.ByCaller)
    H.Flags |= AtEntry | DeadAtEntry;
  H.Name = W.text(W.describe(L));
  S.Handles.set(V.Id, H);
  S.Store.set(L, V);
}

void Effects::askObject(const Value &Arg, const Value &Result) {
  LocId L = Eval.pointee(Arg);
  SymId About = ownerOf(L);
  if (About != NoId && L == N.root(L))
    S.Met = ~0u;
  if (About == NoId || !S.Object.isKnown() || About != S.Object.Owner)
    return;
  // Who gets the whole object may rid it of its calls.
  if (L == N.root(L))
    S.Object = {};
  else if (Result.isSym())
    S.Object.add(Result.Id);
}

void Effects::tellUndeallocated(SymId Call, const HandleInfo &End,
                                Position Where) {
  HandleInfo &H = *S.Handles.find(Call);
  if (H.Kind != HandleKind::Call || !isAlive(H.Life) || !H.ObtainedAt ||
      (H.Flags & (Incoming | Escaped | Settled | Doubtful | MaybeReleased)) ||
      !H.has(Answered) || H.Priv == Privilege::Monitor)
    return;
  static const FunctionRow *Release = releaseFunction(HandleKind::Call);
  Violation V;
  V.Message = Text::CallNotDeallocated;
  V.Where = Where;
  V.Inner = End.EndedAt != Where ? End.EndedAt : 0;
  V.Function = End.EndedBy;
  V.Detail = Release ? std::string(Release->Name) : std::string();
  std::uint32_t Flags = H.Flags;
  violate(Call, std::move(V));
  // It still dies here, and what follows still must not use it.
  S.Handles.find(Call)->Flags = Flags;
}

void Effects::endChildren(SymId Parent, const HandleInfo &End, Position Where) {
  Event Cause = End.Life == State::Released      ? Event::Release
                : End.Life == State::ForceClosed ? Event::ForcedClose
                : End.Life == State::LineClosed  ? Event::ParentClosed
                                                 : Event::ParentShutDown;
  Event E = Cause == Event::Release || End.Kind == HandleKind::Call ||
                    End.Kind == HandleKind::Phone
                ? childEvent(End.Kind, Cause, versionOf(Sim, S, End))
                : Cause;
  llvm::SmallVector<SymId, 4> Children;
  for (const auto &[Y, H] : S.Handles)
    if (H.Parent == Parent && Y != Parent)
      Children.push_back(Y);
  for (SymId Y : Children) {
    if (E != Event::ForcedClose)
      tellUndeallocated(Y, End, Where);
    HandleInfo &H = *S.Handles.find(Y);
    // What may have been answered before is not waited for in vain.
    if (H.Kind == HandleKind::Request && H.has(MaybeAnswered))
      continue;
    State Next = step(H.Kind, H.lifeToEnd(), E).Next;
    if (Next != H.Life && isDead(Next)) {
      H.EndedAt = End.EndedAt;
      H.EndedBy = End.EndedBy;
      H.Ended = End.Ended;
    }
    H.Life = Next;
    // Lines and phones carry the end of their app on to their calls.
    HandleInfo Copy = H;
    endChildren(Y, Copy, Where);
  }
}

void Effects::excuseChildren(SymId Parent) {
  for (auto &[Y, H] : S.Handles)
    if (H.Parent == Parent && (isAlive(H.Life) || H.Life == State::Pending))
      H.Flags |= Escaped;
}

/// \p Y is what an argument of the function was when it began.
static bool isArgument(const Names &N, SymId Y) {
  const Symbol &S = N.symbol(Y);
  return S.Kind == SymKind::Entry ||
         (S.Kind == SymKind::Initial && N.isLocal(S.A));
}

void Effects::doubtOwners(HandleKind K) {
  for (auto &[Y, H] : S.Handles) {
    if (parentKind(parentKind(H.Kind)) != K)
      continue;
    const HandleInfo *Line = S.Handles.find(H.Parent);
    if (!Line || Line->Parent == NoId)
      H.Flags &= static_cast<std::uint32_t>(~Proved);
  }
}

void Effects::excuseOrphans(SymId Parent, HandleKind K) {
  if (isArgument(N, Parent))
    return;
  for (auto &[Y, H] : S.Handles)
    if (parentKind(H.Kind) == K && isAlive(H.Life) && H.Parent != NoId &&
        !isArgument(N, H.Parent) && !S.isHeld(H.Parent)) {
      letGo(H, "may have ended with a handle of unknown origin");
      excuseChildren(Y);
    }
}
