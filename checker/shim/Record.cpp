//===- Record.cpp - What a call has done, by its result -------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Moves the handles of a call after the real function: births, deaths,
/// requests that now wait for their reply, failures.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Call.h"

#include "checker/shim/Callbacks.h"
#include "checker/shim/Hooks.h"
#include "checker/shim/Leaks.h"
#include "checker/shim/Observe.h"
#include "checker/shim/Story.h"

#include <cstddef>
#include <tapi.h>

namespace tapi::shim {
namespace {

/// A living handle whose storage is given to another creation.
void noteOverwrite(const Call &C, HandleKind Kind, void *Where,
                   std::uint32_t Old) {
  Handle H;
  if (!Old || lookUp(Kind, Old, H) != Know::Yes || !isAlive(H.St) ||
      H.Location != Where)
    return;
  const Moment Here = now(C.E->Row->Name);
  change(H.Key, [&Here](Handle &Known) {
    Known.IsOverwritten = true;
    Known.Overwritten = Here;
  });
}

HandleKey parentFor(const Call &C, HandleKind Kind) {
  if (parentKind(Kind) == C.UsedParent.Kind)
    return C.UsedParent;
  Handle H;
  if (C.UsedCall.Kind != HandleKind::None &&
      lookUp(HandleKind::Call, C.UsedCall.Value, H) == Know::Yes)
    return H.Parent;
  return {};
}

void createNow(const Call &C, const Argument &A, std::uint32_t Old) {
  std::uint32_t *Where = outLocation(C, A);
  std::uint32_t Value;
  if (!hasReleaseDuty(A.Kind) || !readHandle(Where, Value) || !Value)
    return;
  if (Old != Value)
    noteOverwrite(C, A.Kind, Where, Old);
  Handle H;
  H.Key = {A.Kind, Value, 0};
  H.Parent = parentFor(C, A.Kind);
  H.ApiVersion = C.E->Version >= 0 ? value(C, C.E->Version) : C.ApiVersion;
  H.Priv = A.Gets;
  H.ByRequest = true;
  H.Created = now(C.E->Row->Name);
  H.Location = Where;
  obtain(H, true);
  if (parentKind(A.Kind) == HandleKind::None)
    bindCallback(C.CallbackSlot, Value);
}

void createFromList(const Call &C, const Argument &A) {
  const auto *List = readable(pointer<const LINECALLLIST>(C, A.Index));
  if (!List || List->dwNeededSize > List->dwTotalSize ||
      List->dwCallsOffset > List->dwTotalSize ||
      List->dwCallsNumEntries >
          (List->dwTotalSize - List->dwCallsOffset) / sizeof(DWORD))
    return;
  const auto *Calls = reinterpret_cast<const DWORD *>(
      reinterpret_cast<const char *>(List) + List->dwCallsOffset);
  if (!canRead(Calls, List->dwCallsNumEntries * sizeof(DWORD)))
    return;
  const Moment Here = now(C.E->Row->Name);
  for (DWORD I = 0; I != List->dwCallsNumEntries; ++I) {
    Handle H;
    H.Key = {A.Kind, Calls[I], 0};
    H.Parent = parentFor(C, A.Kind);
    H.ApiVersion = C.ApiVersion;
    H.Priv = A.Gets;
    H.ByRequest = true;
    H.Created = Here;
    if (Calls[I])
      obtain(H, false);
  }
}

void finishRelease(Call &C, bool Success, LONG Result) {
  if (!C.Released)
    return;
  const Handle &H = *C.Released;
  if (!Success) {
    setEnding(H.Key, false);
    const Moment Here = now(C.E->Row->Name);
    if (Result == static_cast<LONG>(LINEERR_INVALCALLSTATE))
      change(H.Key, [&Here](Handle &Known) { Known.FailedRelease = Here; });
    return;
  }
  const Moment Here = now(C.E->Row->Name);
  LifeContext Context;
  Context.ApiVersion = H.ApiVersion;
  Context.Priv = H.Priv;
  Context.SoleOwner = H.SoleOwner && !H.Disconnected;
  std::vector<Handle> Children;
  // The record may have changed meanwhile; the story is told as it was.
  if (end(H.Key, Event::Release, Here, &Children)) {
    if (step(H.Key.Kind, H.St, Event::Release, Context).Violated ==
        Rule::TAPI014)
      reportOrphan(H, Here);
    reportEndedWithParent(Children, Here);
  }
  cancelRequests(H.Key);
  for (const Handle &Child : Children)
    cancelRequests(Child.Key);
  if (parentKind(H.Key.Kind) == HandleKind::None) {
    releaseCallbackOf(H.Key.Value);
    forgetDelivery(H.Key.Value);
  }
}

/// TAPI has released a handle that the shim has not seen yet: another thread
/// has taken the reply that delivers it, and has not come as far as the shim.
/// The record of its death tells that thread.
void noteUnseenRelease(const Call &C) {
  Handle H;
  H.Key = {C.Doubtful->Kind, value(C, C.Doubtful->Index), 0};
  H.ByMessage = true;
  const Handle Stored = obtain(H, false);
  end(Stored.Key, Event::Release, now(C.E->Row->Name), nullptr);
}

/// What a successful or accepted call does to the call handle it names.
void applyEffect(const Call &C) {
  const FunctionRow &F = *C.E->Row;
  for (unsigned I = 0; I != C.NumEnds; ++I)
    change(C.Ends[I],
           [](Handle &H) { H.St = step(H.Key.Kind, H.St, Event::Drop).Next; });
  if (C.UsedCall.Kind == HandleKind::None)
    return;
  const auto *Status = readable(pointer<const LINECALLSTATUS>(C, C.E->Status));
  if (Status && Status->dwUsedSize >= offsetof(LINECALLSTATUS, dwCallStateMode))
    tellState(C.UsedCall, Status->dwCallState);
  if (F.Effect != CallEffect::HandsOff && F.Effect != CallEffect::SetsPrivilege)
    return; // Most calls: nothing changes.
  change(C.UsedCall, [&](Handle &H) {
    if (F.Effect == CallEffect::HandsOff)
      H.SoleOwner = false;
    if (F.Effect == CallEffect::SetsPrivilege && C.E->NewPrivilege >= 0) {
      H.Priv = static_cast<Privilege>(value(C, C.E->NewPrivilege));
      H.SoleOwner = false;
    }
  });
}

void addOut(Request &R, const Call &C, const Argument &A, HandleKind Kind,
            std::uint32_t Before) {
  OutLocation &Out = R.Out[R.NumOut];
  Out.Where = pointer<void>(C, A.Index);
  if (!Out.Where)
    return;
  Out.Kind = Kind;
  Out.Gets = A.Gets;
  Out.Before = Before;
  Out.Owner = findFrame(Out.Where);
  ++R.NumOut;
}

/// Two requests for handles in one place: one of the handles is lost, unless
/// the first one was answered unseen.
void judgeReuse(const Call &C, const OutLocation &Out) {
  Request First;
  if (Out.Kind != HandleKind::Call || !requestFor(Out.Where, First))
    return;
  if (!allMessagesSeen())
    takeRequest(First.Key, 0, First);
  else if (!hasBeenLeft(First.Out[0].Owner, Out.Where)) {
    reportLocationReused(First, now(C.E->Row->Name));
    noteLossTold(First.Key, Out.Where);
  }
}

void startRequest(const Call &C, LONG Id) {
  Request R;
  R.Key = requestKey(C.E->ReplyMessage, static_cast<std::uint32_t>(Id));
  R.F = C.E->Row;
  R.ApiVersion = C.ApiVersion;
  R.BornAfter = C.BornAfter;
  R.Parent = parentFor(C, HandleKind::Call);
  R.Line = C.UsedParent.Kind == HandleKind::None ? R.Parent : C.UsedParent;
  unsigned Out = 0;
  for (const Argument &A : C.E->Row->Args) {
    if (!gateOpen(C, A.Gate) || R.NumOut == 3)
      continue;
    if (A.Role == ArgRole::Create) {
      noteOverwrite(C, A.Kind, outLocation(C, A), C.Before[Out]);
      addOut(R, C, A, A.Kind, C.Before[Out]);
      Out += Out < 2;
    } else if (A.Role == ArgRole::LateBuffer) {
      addOut(R, C, A, HandleKind::None, 0);
    }
  }
  if (!R.NumOut)
    return;
  R.Asked = now(C.E->Row->Name);
  for (unsigned I = 0; I != R.NumOut; ++I)
    judgeReuse(C, R.Out[I]);
  if (const auto Result = addRequest(R))
    complete(R, *Result, R.Asked);
}

void recordFailure(const Call &C) {
  for (const Argument &A : C.E->Row->Args)
    if (A.Role == ArgRole::Create && gateOpen(C, A.Gate))
      addFailure(A.Kind, outLocation(C, A), now(C.E->Row->Name));
}

/// TAPI has refused a value that nobody ever delivered as such a handle.
void judgeDoubtful(const Call &C) {
  const Argument &A = *C.Doubtful;
  const std::uint32_t Value = value(C, A.Index);
  const HandleKind Is = Value ? otherKind(A.Kind, Value) : HandleKind::None;
  if (Is != HandleKind::None)
    return reportWrongKind(A.Kind, Is, Value, now(C.E->Row->Name));
  if (C.Awaited)
    return reportTooEarly(A.Kind, Value, *C.Awaited, now(C.E->Row->Name));
  Moment Failed;
  const bool Known = failureHolding(A.Kind, Value, Failed);
  reportNeverValid(A.Kind, Value, Known ? &Failed : nullptr,
                   now(C.E->Row->Name));
}

void createAll(const Call &C) {
  unsigned Out = 0;
  for (const Argument &A : C.E->Row->Args) {
    if (!gateOpen(C, A.Gate))
      continue;
    if (A.Role == ArgRole::Create) {
      createNow(C, A, C.Before[Out]);
      Out += Out < 2;
    } else if (A.Role == ArgRole::CreateList) {
      createFromList(C, A);
    } else if (A.Role == ArgRole::Message) {
      if (const auto *M = readable(pointer<const LINEMESSAGE>(C, A.Index)))
        observe({M->hDevice, M->dwMessageID, M->dwParam1, M->dwParam2,
                 M->dwParam3});
    }
  }
  std::uint32_t App;
  if (C.E->Options >= 0 && readHandle(pointer<void>(C, 0), App))
    noteDelivery(App, pointer<void>(C, C.E->Options), C.E->Row->Name);
}

} // namespace

void record(Call &C, LONG Result) {
  const bool Async = C.E->Row->Completes == Completion::Async;
  const bool Success = Async ? Result > 0 : Result == 0;
  if (C.Doubtful && Result < 0)
    judgeDoubtful(C);
  if (C.Dead && Result < 0)
    reportUse(*C.Dead, C.Broken, now(C.E->Row->Name));
  finishRelease(C, Success, Result);
  if (C.Doubtful && C.Doubtful->Role == ArgRole::Release && Success)
    noteUnseenRelease(C);
  if (!Success) {
    bindCallback(C.CallbackSlot, 0);
    if (Result < 0)
      recordFailure(C);
    // The call has gone further than the shim was told.
    if (C.E->Row->Effect == CallEffect::Drops)
      change(C.UsedCall, [](Handle &H) { H.Disconnected = true; });
    return;
  }
  applyEffect(C);
  if (Async)
    startRequest(C, Result);
  else
    createAll(C);
}

} // namespace tapi::shim
