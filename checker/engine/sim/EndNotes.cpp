//===- EndNotes.cpp - What callbacks note of LINE_CLOSE -------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See EndNotes.h.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/EndNotes.h"

#include "checker/engine/sim/Evaluate.h"
#include "checker/engine/sim/Simulator.h"

using namespace tapi;
using namespace tapi::engine;

/// \p L without the elements of arrays that it leads to.
static LocId withoutElements(const Names &N, LocId L) {
  while (N.isElement(L))
    L = N.location(L).A;
  return L;
}

bool tapi::engine::knowsOfEnd(const PathState &S) {
  return S.Family.Told || llvm::any_of(S.Messages, [](const MessageInHand &M) {
           return M.Row && M.Row->Effect == MessageEffect::ForcedClose;
         });
}

void EndNotes::write(const World &W, const PathState &S, LocId L) {
  if (L == NoId || !knowsOfEnd(S))
    return;
  const Names &N = W.names();
  L = withoutElements(N, L);
  if (W.kindOf(L) == HandleKind::None && !N.isLocal(L))
    Written.insert(holderOf(N, L));
}

void EndNotes::tell(const PathState &S, TellsBy How) {
  if (knowsOfEnd(S))
    Tells |= How;
}

bool EndNotes::isNote(const World &W, LocId L) const {
  if (L == NoId)
    return false;
  const Names &N = W.names();
  L = withoutElements(N, L);
  return !N.isLocal(L) && Written.contains(holderOf(N, L));
}

void tapi::engine::askOfEnd(World &W, ir::FuncId F, PathState &S, unsigned Of) {
  if (!Of)
    return;
  S.EndAsked |= static_cast<std::uint8_t>(Of);
  for (HandleKind K : {HandleKind::Line, HandleKind::Phone})
    Evaluator(W, F, S).doubtOthers(NoId, K, Of & AskedOfCalls);
}

void tapi::engine::readNote(Simulator &Sim, ir::FuncId F, PathState &S, LocId L,
                            const Value &V) {
  if (V.K != Value::Int && Sim.endNotes().isNote(Sim.world(), L))
    askOfEnd(Sim.world(), F, S, AskedOfDevices | AskedOfCalls);
}

void tapi::engine::passNotes(Simulator &Sim, ir::FuncId F, PathState &S,
                             const ir::CallSite &C) {
  Evaluator Eval(Sim.world(), F, S);
  for (const ir::CallArg &A : C.Args) {
    LocId L = A.IsPointer ? Eval.pointee(Eval.value(A.Value)) : NoId;
    if (L == NoId)
      continue;
    readNote(Sim, F, S, L, Value::unknown());
    if (!A.PointeeConst)
      Sim.endNotes().write(Sim.world(), S, L);
  }
}

/// \p Y comes from what the program has waited for or fetched, or from memory
/// that others may have written, and not from TAPI.
static bool tellsOfWait(const World &W, SymId Y) {
  const Symbol X = W.names().symbol(Y);
  switch (X.Kind) {
  case SymKind::Older:
  case SymKind::Narrow:
    return tellsOfWait(W, X.A);
  case SymKind::Via:
    return tellsOfWait(W, X.B);
  case SymKind::Expr:
    return tellsOfWait(W, X.A) || (X.B != NoId && tellsOfWait(W, X.B));
  case SymKind::Initial:
    return !W.names().isLocal(X.A);
  case SymKind::Conjured:
    break;
  default:
    return false;
  }
  auto [I, F] = W.instrAt(X.A);
  if (!I || I->Op != ir::Opcode::Call)
    return I && I->Op == ir::Opcode::Load;
  const ir::CallSite &C = F->Calls[I->A];
  return !C.Tapi &&
         !(C.Environment && C.Environment->Role == EnvironmentRole::Fetch);
}

void tapi::engine::testSignal(Simulator &Sim, ir::FuncId F, PathState &S,
                              const Value &V) {
  unsigned Tells = Sim.endNotes().tells();
  // A handle that is tested is no message.
  if (S.Pumped && Tells && V.isSym() && !S.handle(V) &&
      tellsOfWait(Sim.world(), V.Id))
    askOfEnd(Sim.world(), F, S,
             Tells & BySignal ? AskedOfDevices | AskedOfCalls : AskedOfDevices);
}
