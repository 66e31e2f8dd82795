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
/// calls under lines; and about families of which the program has only one.
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
    if (isAlive(H.Life))
      endWith(End, H);
    else if (H.Life == State::Pending)
      H.Life = State::Void;
  }
}

HandleInfo PathState::endedWithFamily(HandleKind K) const {
  HandleInfo H;
  H.Kind = K;
  H.Flags = Incoming | Presumed;
  endWith(Family, H);
  return H;
}

void Effects::tellUndeallocated(SymId Call, const HandleInfo &End,
                                Position Where) {
  HandleInfo &H = *S.Handles.find(Call);
  if (H.Kind != HandleKind::Call || !isAlive(H.Life) || !H.ObtainedAt ||
      (H.Flags & (Incoming | Escaped | Settled | Doubtful)) ||
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
    State Next = step(H.Kind, H.Life, E).Next;
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
