//===- FollowCall.cpp - Calls of functions that are followed --------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// One call instruction: its arguments, its context, and the states that come
/// back. See Context.h for what a context is.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Context.h"
#include "checker/engine/sim/Requests.h"
#include "checker/engine/sim/Transfer.h"

using namespace tapi;
using namespace tapi::engine;

bool tapi::engine::followCall(Simulator &Sim, ir::FuncId Caller,
                              ir::FuncId Callee, const ir::Instr &I,
                              SiteId Site, PathState &S,
                              Transfer::States &Out) {
  const ir::CallSite &C = Sim.world().function(Caller).Calls[I.A];
  // Values made by an earlier round of this call are last round's.
  Names &N = Sim.world().names();
  llvm::SmallVector<SymId, 4> Earlier;
  for (const auto &[L, V] : S.Store)
    if (V.isSym() && N.symbol(V.Id).Kind == SymKind::Via &&
        N.symbol(V.Id).A == Site && !llvm::is_contained(Earlier, V.Id))
      Earlier.push_back(V.Id);
  for (SymId Y : Earlier)
    S.retire(N, Y);
  llvm::SmallVector<Value, 4> Args;
  // Translating a state there and back looks at all of it, more than once.
  if (!Sim.step(1 + S.Store.size() + S.Facts.size()))
    return false;
  bool Generalise = Sim.shouldGeneralise(Callee);
  for (const ir::CallArg &A : C.Args) {
    Value V = Evaluator(Sim.world(), Caller, S).value(A.Value);
    bool Computed = V.isSym() && N.symbol(V.Id).Kind == SymKind::Expr;
    if (Generalise && (V.K == Value::Int || Computed))
      V = Value::unknown();
    Args.push_back(V);
  }
  Context Ctx(Sim, Caller, Callee, S, Site);
  Ctx.enter(Args);
  const Summary *Result = Sim.summary(Callee, Ctx.key(), Ctx.entry());
  if (!Result)
    return false;
  const std::string &Name = Sim.world().function(Callee).Name;
  llvm::SmallVector<SymId, 4> Passed;
  for (const Value &V : Args)
    Passed.push_back(V.isSym() ? V.Id : NoId);
  for (const PathState &Exit : Result->Exits) {
    Out.push_back(Ctx.leave(Exit, I, Name, Result->Exits.size() > 1));
    returnFromHelper({Sim, Caller, I, Site, C}, Callee, Passed, Out.back());
  }
  return true;
}
