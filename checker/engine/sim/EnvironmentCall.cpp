//===- EnvironmentCall.cpp - Calls of functions around TAPI ---------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The part of Transfer about functions of Win32 and of the C and C++ libraries
/// that the model knows: memory, threads, waits, containers. What methods of
/// containers lead to is in Containers.cpp.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/EndNotes.h"
#include "checker/engine/sim/Ownership.h"
#include "checker/engine/sim/Requests.h"
#include "checker/engine/sim/Transfer.h"
#include "checker/engine/sim/WaitEnds.h"

using namespace tapi;
using namespace tapi::engine;

static bool leadsToObject(EnvironmentRole R) {
  return R >= EnvironmentRole::Element && R <= EnvironmentRole::Search;
}

void Transfer::environmentCall(const ir::Instr &I, SiteId Site,
                               const ir::CallSite &C, PathState &S,
                               States &Out) {
  Evaluator Eval(W, F, S);
  Effects Do(Sim, F, S);
  unsigned N = C.Environment->Arg;
  Value Arg =
      N < C.Args.size() ? Eval.value(C.Args[N].Value) : Value::unknown();
  auto ArgAt = [&](unsigned At) {
    return At < C.Args.size() ? Eval.value(C.Args[At].Value) : Value::unknown();
  };
  bool ForgetsBuffers = false;
  // A map keeps its keys.
  if (C.Environment->Role == EnvironmentRole::Element &&
      N + 1 < C.Args.size() && C.Args[N + 1].IsReference)
    Do.insert(Arg, Eval.load(Eval.pointee(ArgAt(N + 1))));
  if (C.Environment->Role == EnvironmentRole::Advance)
    Do.noteWrite(Eval.pointee(Arg), Value::unknown());
  if (leadsToObject(C.Environment->Role) && objectCall(I, Site, C, S)) {
    Out.push_back(std::move(S));
    return;
  }
  CallContext At{Sim, F, I, Site, C};
  if (C.Environment->Role == EnvironmentRole::Dequeue) {
    dequeue(At, std::move(S), Out);
    return;
  }
  setResult(I, Site, S);
  EnvironmentRole Role = C.Environment->Role;
  if (signalsOthers(Role))
    Sim.endNotes().tell(S, BySignal);
  // What ends a wait is followed; whether an event is set is not.
  if (Role == EnvironmentRole::TouchEvent ||
      (signalsOthers(Role) && Role != EnvironmentRole::EndsDialog &&
       Role != EnvironmentRole::EndsLoop))
    S.IsNoted = true;
  switch (C.Environment->Role) {
  case EnvironmentRole::Exit:
    return;
  case EnvironmentRole::EndThread:
    // The thread's function ends here; FunctionRun sees to that.
    if (!Sim.threads().isThread(F))
      return;
    break;
  case EnvironmentRole::Allocate:
    break;
  case EnvironmentRole::AllocateZeroed:
    if (I.Dest != ir::None)
      Do.zero(Eval.pointee(*S.Temps.find(I.Dest)), {LossBy::Clear, I.Where});
    break;
  case EnvironmentRole::Free:
  case EnvironmentRole::FreeMessage:
    freeObject(At, S, Arg);
    freeMemory(S, Arg, I.Where);
    break;
  case EnvironmentRole::Zero:
    Do.zero(Eval.pointee(Arg), {LossBy::Clear, I.Where});
    break;
  case EnvironmentRole::Fill:
    if (ArgAt(N + 1).isInt(0))
      Do.zero(Eval.pointee(Arg), {LossBy::Clear, I.Where});
    else
      Do.forgetPointee(Arg);
    break;
  case EnvironmentRole::Copy:
    Do.copy(Eval.pointee(Arg), Eval.pointee(ArgAt(N + 1)),
            {LossBy::Overwrite, I.Where});
    if (LocId To = Eval.pointee(Arg); To != NoId) {
      touchMemory(Sim, F, S, Eval.pointee(ArgAt(N + 1)), I.Where);
      noteWin32Handle(Sim, F, S, To, Eval.load(To));
      nameDevice(W, S, Eval.load(To), To);
    }
    break;
  case EnvironmentRole::Same:
    if (I.Dest != ir::None)
      S.Temps.set(I.Dest, Arg);
    break;
  case EnvironmentRole::Keeps:
  case EnvironmentRole::StartThread:
    // Whoever gets the message may forget the handle.
    S.Signalled |= knowsOfEnd(S) || llvm::any_of(S.Handles, [](const auto &E) {
                     return isDead(E.second.Life);
                   });
    for (unsigned A = 0; A < C.Args.size(); ++A)
      Do.escape(ArgAt(A));
    break;
  case EnvironmentRole::Forwards:
    Do.passOnMessages(Arg);
    ForgetsBuffers = true;
    break;
  case EnvironmentRole::Pump:
  case EnvironmentRole::Dialog:
  case EnvironmentRole::Fetch:
  case EnvironmentRole::Sends:
    Sim.yield(S, Site, I.Where);
    // A message may carry a handle to whoever handles it.
    for (unsigned A = 0; A < C.Args.size(); ++A)
      if (!C.Args[A].IsPointer)
        Do.escape(ArgAt(A));
    Do.mayBeAnswered();
    Do.letThreadsRelease();
    Do.letOthersRun();
    ForgetsBuffers = true;
    break;
  case EnvironmentRole::WaitObject:
    waitForObject(At, N, S);
    [[fallthrough]];
  case EnvironmentRole::Wait:
    Do.mayBeAnswered();
    Do.letThreadsRelease();
    Do.letOthersRun();
    ForgetsBuffers = true;
    break;
  case EnvironmentRole::Exchange: {
    LocId L = Eval.pointee(Arg);
    Value Old = Eval.load(L), New = ArgAt(N + 1);
    if (N + 1 < C.Args.size() && C.Args[N + 1].IsReference)
      New = Eval.load(Eval.pointee(New));
    if (I.Dest != ir::None && Old.K != Value::Unknown)
      S.Temps.set(I.Dest, Old);
    Do.assign(L, New,
              {New.isInt(0) ? LossBy::Clear : LossBy::Overwrite, I.Where});
    break;
  }
  case EnvironmentRole::Recalls:
    if (I.Dest != ir::None && Sim.instance() != NoId)
      S.Temps.set(I.Dest, Value::symbol(Sim.instance()));
    break;
  case EnvironmentRole::Swap:
    swapObjects(Arg, ArgAt(N + 1), S);
    break;
  case EnvironmentRole::Element:
  case EnvironmentRole::First:
  case EnvironmentRole::Pointee:
  case EnvironmentRole::Advance:
  case EnvironmentRole::Last:
  case EnvironmentRole::Size:
  case EnvironmentRole::IsEmpty:
  case EnvironmentRole::Iterate:
  case EnvironmentRole::Search:
  case EnvironmentRole::Reads:
    break;
  case EnvironmentRole::Append:
    Do.escape(Arg);
    Do.insert(Arg, Eval.load(Eval.pointee(ArgAt(N + 1))));
    break;
  case EnvironmentRole::CloseHandle:
    closeHandle(At, N, S);
    break;
  case EnvironmentRole::SignalEvent:
    signalEvent(At, N, S);
    [[fallthrough]];
  case EnvironmentRole::TouchEvent:
    touchEvent(At, N, S);
    break;
  case EnvironmentRole::EndsDialog:
  case EnvironmentRole::EndsLoop:
    noteWaitEnd(At, S);
    break;
  case EnvironmentRole::AsksWindow:
    askAfterWait(At, S);
    break;
  case EnvironmentRole::Dequeue: // Done above.
  case EnvironmentRole::LoadFunction:
    break;
  }
  if (ForgetsBuffers)
    for (const ir::CallArg &A : C.Args)
      if (A.IsPointer && !A.PointeeConst)
        Do.forgetPointee(Eval.value(A.Value));
  if (C.Environment->Role == EnvironmentRole::Fetch)
    askAfterWait(At, S);
  Out.push_back(std::move(S));
}
