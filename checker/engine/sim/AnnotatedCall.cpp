//===- AnnotatedCall.cpp - Calls of functions that are described ----------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A described function counts as one of TAPI with the row that the description
/// gives. What it is passed beyond that may be kept, unless it says otherwise.
/// A function that waits decides the request it gets; without a convention for
/// its result, the request may have been answered.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Ownership.h"
#include "checker/engine/sim/Requests.h"
#include "checker/engine/sim/Transfer.h"

using namespace tapi;
using namespace tapi::engine;

RangeSet tapi::engine::successOf(const ir::Annotation &A) {
  return A.SuccessIsNonZero ? RangeSet::single(0).complement()
                            : RangeSet(A.SuccessLow, A.SuccessHigh);
}

static bool isDescribed(const ir::Annotation &A, unsigned Index) {
  return argument(A.Row, Index) || llvm::is_contained(A.Lent, Index);
}

static void passArguments(const CallContext &At, PathState &S) {
  Effects Do(At.Sim, At.F, S);
  const ir::Annotation &A = *At.C.Annotated;
  for (unsigned N = 0; N < At.C.Args.size(); ++N) {
    Value V = At.arg(N, S);
    if (A.Waits)
      if (const HandleInfo *H = S.handle(V);
          H && H->Kind == HandleKind::Request)
        continue;
    if (!isDescribed(A, N))
      Do.escape(V);
  }
}

/// Waits for every request that is passed.
static void waitForArguments(const CallContext &At, PathState &S) {
  for (unsigned N = 0; N < At.C.Args.size(); ++N)
    if (Value V = At.arg(N, S); V.isSym())
      waitFor(At.Sim, At.F, S, V.Id, At.I.Where);
}

/// The requests that are passed ended with \p Success.
static void answerArguments(const CallContext &At, PathState &S, bool Success) {
  for (unsigned N = 0; N < At.C.Args.size(); ++N) {
    Value Request = At.arg(N, S);
    if (!Request.isSym())
      continue;
    if (HandleInfo *H = S.Handles.find(Request.Id);
        H && H->Kind == HandleKind::Request && isAlive(H->Life))
      answerRequest(S, *H, Success);
    for (auto &[Y, H] : S.Handles)
      if (H.Life == State::Pending && H.Request == Request.Id) {
        PathState::answer(H, Success);
        if (Success)
          H.Flags |= Proved;
      }
  }
}

static void callWaiter(const CallContext &At, PathState S,
                       std::vector<PathState> &Out) {
  const ir::Annotation &A = *At.C.Annotated;
  waitForArguments(At, S);
  Effects Do(At.Sim, At.F, S);
  Do.mayBeAnswered();
  Do.forgetShared(false);
  if (!A.TellsSuccess) {
    At.setResult(S, RangeSet::full());
    Out.push_back(std::move(S));
    return;
  }
  RangeSet Success = successOf(A);
  PathState Failed = S;
  answerArguments(At, Failed, false);
  At.setResult(Failed, Success.complement());
  if (At.C.ResultUsed && At.I.Dest != ir::None)
    Out.push_back(std::move(Failed));
  answerArguments(At, S, true);
  At.setResult(S, Success);
  Out.push_back(std::move(S));
}

/// The result is a new handle, or 0.
static void obtainResult(const CallContext &At, PathState &S) {
  const ir::Annotation &A = *At.C.Annotated;
  SymId Y = Effects(At.Sim, At.F, S).fresh(At.Site, 0);
  At.Sim.reporter().site(At.I.Where);
  HandleInfo H;
  H.Kind = A.Returns;
  H.Flags = Answered | KindKnown;
  H.ObtainedAt = H.Origin = At.I.Where;
  H.ObtainedBy = &A.Row;
  S.Handles.set(Y, H);
  S.Facts.set(Y, RangeSet(1, UINT32_MAX - 1));
  S.Temps.set(At.I.Dest, Value::symbol(Y));
  Effects(At.Sim, At.F, S).pastStep(StepKind::Obtained, At.I.Where);
}

void tapi::engine::annotatedCall(const CallContext &At, PathState S,
                                 std::vector<PathState> &Out) {
  const ir::Annotation &A = *At.C.Annotated;
  passArguments(At, S);
  if (A.Waits) {
    callWaiter(At, std::move(S), Out);
    return;
  }
  std::vector<PathState> Done;
  tapiCall(At.Sim, At.F, At.I, At.Site, A.Row, std::move(S), Done);
  for (PathState &X : Done) {
    // Nothing else is known of what it does.
    Effects(At.Sim, At.F, X).forgetShared(true);
    if (A.Returns == HandleKind::None || At.I.Dest == ir::None) {
      Out.push_back(std::move(X));
      continue;
    }
    PathState Failed = X;
    Failed.Temps.set(At.I.Dest, Value::integer(0));
    Out.push_back(std::move(Failed));
    obtainResult(At, X);
    Out.push_back(std::move(X));
  }
}
