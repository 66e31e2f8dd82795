//===- Judge.cpp - The arguments of a call, before the real function ------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Finds the handles among the arguments by the model's row of the function,
/// and asks the automaton whether they may be used. It knows no function by
/// name.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Call.h"

#include "checker/shim/Callbacks.h"
#include "checker/shim/Hooks.h"
#include "checker/shim/Leaks.h"
#include "checker/shim/Observe.h"
#include "checker/shim/Story.h"

namespace tapi::shim {
namespace {

Event useEvent(const FunctionRow &F, const Argument &A) {
  if (A.Flags & MayBeDead)
    return Event::UseAfterDeathLegal;
  if (A.Role == ArgRole::Release)
    return Event::Release;
  return A.Kind == HandleKind::Call && F.OnIdle == IdleRule::Illegal
             ? Event::UseUnlessIdle
             : Event::Use;
}

/// lineDrop and the like in clean-up code may race with the far end, so they
/// are judged only where the program is just being told that the call is idle.
bool forgiven(const Call &C, std::uint32_t Value, Rule R) {
  return R == Rule::TAPI013 && C.E->Row->Effect == CallEffect::Drops &&
         idleBeingTold(C.Stack) != Value;
}

/// A value that is not a known handle of this kind.
void judgeUnknown(Call &C, const Argument &A, std::uint32_t Value) {
  C.Doubtful = &A;
  Request Awaited;
  if (requestHolding(A.Kind, Value, Awaited))
    C.Awaited = Awaited;
}

void noteUse(Call &C, const Glance &G) {
  HandleKey &Slot = G.Key.Kind == HandleKind::Call ? C.UsedCall : C.UsedParent;
  if (Slot.Kind == HandleKind::None)
    Slot = G.Key;
  C.ApiVersion = G.ApiVersion;
}

/// What the automaton says about \p E on a known handle.
void judgeKnown(Call &C, const Glance &G, Event E) {
  const Rule R = step(G.Key.Kind, G.St, E).Violated;
  // What the release of a living handle means depends on its result.
  if (R == Rule::None || (isAlive(G.St) && E == Event::Release) ||
      forgiven(C, G.Key.Value, R))
    return;
  Handle H;
  if (lookUp(G.Key.Kind, G.Key.Value, H) != Know::Yes ||
      H.Key.Generation != G.Key.Generation)
    return;
  if (isAlive(G.St))
    return reportUse(H, R, now(C.E->Row->Name));
  C.Dead = H;
  C.Broken = R;
}

void judgeUse(Call &C, const Argument &A) {
  const std::uint32_t Value = value(C, A.Index);
  if ((!Value && (A.Flags & Optional)) || !hasReleaseDuty(A.Kind))
    return;
  Glance G = {};
  const Know Found = Value ? glance(A.Kind, Value, G) : Know::Never;
  const Event E = useEvent(*C.E->Row, A);
  if (Found == Know::Never && E != Event::UseAfterDeathLegal)
    judgeUnknown(C, A, Value);
  if (Found != Know::Yes)
    return;
  judgeKnown(C, G, E);
  if (!isAlive(G.St))
    return;
  noteUse(C, G);
  if ((A.Flags & Ends) && C.NumEnds != 2)
    C.Ends[C.NumEnds++] = G.Key;
  if (G.IsOverwritten)
    change(G.Key, [](Handle &Known) { Known.IsOverwritten = false; });
  if (E == Event::Release &&
      lookUp(A.Kind, Value, C.Released.emplace()) != Know::Yes)
    C.Released.reset();
}

} // namespace

void judge(Call &C) {
  watchLeakEvent();
  if (C.E->Row->Completes == Completion::Async)
    C.BornAfter = lastGeneration();
  unsigned Out = 0;
  for (const Argument &A : C.E->Row->Args) {
    if (!gateOpen(C, A.Gate))
      continue;
    if (A.Role == ArgRole::Use || A.Role == ArgRole::Release)
      judgeUse(C, A);
    else if (A.Role == ArgRole::Create && Out != 3)
      if (!readHandle(outLocation(C, A), C.Before[Out++]))
        C.Before[Out - 1] = 0;
  }
  if (C.Released)
    setEnding(C.Released->Key, true);
  if (C.E->Proxy >= 0)
    answerProxy(pointer<void>(C, C.E->Proxy), now(C.E->Row->Name));
  if (C.E->Options >= 0)
    prepareDelivery(pointer<void>(C, C.E->Options));
  if (C.E->Callback >= 0)
    C.Args[C.E->Callback] = wrapCallback(C.Args[C.E->Callback], C.CallbackSlot);
}

} // namespace tapi::shim
