//===- LateWrites.cpp - Memory that TAPI writes when a request is done ----===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// TAPI010 for buffers, numbers and identifiers: memory that a function of TAPI
/// may write after it has returned must outlive the request. Locations that
/// receive handles with a duty are in Losses.cpp.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/TapiCall.h"

using namespace tapi;
using namespace tapi::engine;

/// TAPI writes to what \p A points to until the request is done.
static bool isWrittenLate(const FunctionRow &Row, const Argument &A) {
  if (A.Role == ArgRole::LateBuffer)
    return Row.Completes == Completion::Async ||
           Row.Completes == Completion::Mixed;
  return A.Role == ArgRole::Create && !hasReleaseDuty(A.Kind) &&
         Row.Completes == Completion::Async;
}

void TapiCall::noteLateWrites(PathState &S, SymId Result) {
  for (const Argument &A : Row.Args) {
    if (!isWrittenLate(Row, A) || !applies(A, S))
      continue;
    LocId L = Evaluator(W, F, S).pointee(arg(A.Index, S));
    if (L == NoId)
      continue;
    llvm::erase_if(S.LateWrites, [&](const LateWrite &O) {
      return O.Where == L && O.At == I.Where;
    });
    S.LateWrites.push_back(
        {L, Result, &Row, I.Where, W.text(argText(A.Index))});
    Effects(Sim, F, S).pastStep(StepKind::Obtained, I.Where);
  }
}

void Effects::dropFailedWrites() {
  llvm::erase_if(S.LateWrites, [&](const LateWrite &L) {
    return L.Request != NoId && Eval.range(L.Request).highest() < 0;
  });
}

void Effects::checkLateWrites(Position Where,
                              llvm::function_ref<bool(LocId)> IsRoot) {
  dropFailedWrites();
  llvm::erase_if(S.LateWrites, [&](const LateWrite &L) {
    LocId Root = N.root(L.Where);
    if (!IsRoot(Root))
      return false;
    Violation V;
    V.Message = Text::LateBufferDies;
    V.Where = Where;
    V.Function = V.Handle.ObtainedBy = L.Function;
    V.Handle.ObtainedAt = V.Handle.Origin = L.At;
    V.Place = N.isLocal(Root) ? W.describe(Root) : W.text(L.Name);
    V.Root = Sim.root();
    Sim.reporter().report(V, S.Past);
    return true;
  });
}
