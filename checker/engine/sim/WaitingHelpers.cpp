//===- WaitingHelpers.cpp - Functions that wait for a reply ---------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Programs have a function that is given what an asynchronous function
/// returned, returns that at once where it is an error, and else waits and
/// returns what the reply says, or that it gave up. Where that is known not to
/// be 0, nobody looks after the handle any more, and it is not told as lost.
///
/// Left out, in favour of silence: that 0 is success. Others return the number
/// of messages, or how the wait ended.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Requests.h"

using namespace tapi;
using namespace tapi::engine;

/// \p P is local variable \p V, all of it.
static bool isVariable(const ir::Place &P, ir::VarId V) {
  return P.Base == ir::BaseKind::Local && P.Id == V && P.Path.empty();
}

/// The temporary that node \p Id is, whatever its type; None for others.
static ir::TempId temporaryOf(const ir::Function &Fn, ir::NodeId Id) {
  const ir::Node &N = Fn.withoutCasts(Id);
  return N.Kind == ir::NodeKind::Temp ? N.A : ir::None;
}

/// Somewhere \p Fn returns what it was passed as parameter \p Index.
static bool handsOn(const ir::Function &Fn, unsigned Index) {
  if (Fn.ReturnVar == ir::None || Index >= Fn.NumParams)
    return false;
  for (const ir::Block &B : Fn.Blocks) {
    llvm::SmallVector<ir::TempId, 4> Loaded;
    for (const ir::Instr &I : B.Code) {
      if (I.P == ir::None)
        continue;
      const ir::Place &P = Fn.Places[I.P];
      if (I.Op == ir::Opcode::Load && isVariable(P, Index))
        Loaded.push_back(I.Dest);
      if (I.Op == ir::Opcode::Store && isVariable(P, Fn.ReturnVar) &&
          llvm::is_contained(Loaded, temporaryOf(Fn, I.A)))
        return true;
    }
  }
  return false;
}

void tapi::engine::returnFromHelper(const CallContext &At, ir::FuncId Helper,
                                    llvm::ArrayRef<SymId> Requests,
                                    PathState &S) {
  const Value *Result =
      At.I.Dest == ir::None ? nullptr : S.Temps.find(At.I.Dest);
  if (!Result)
    return;
  bool CanWait = At.Sim.footprint(Helper).Waits;
  for (unsigned N = 0; N < Requests.size(); ++N) {
    SymId Y = Requests[N];
    const HandleInfo *Request = Y == NoId ? nullptr : S.Handles.find(Y);
    if (!Request || Request->Kind != HandleKind::Request ||
        !isAlive(Request->Life) || !(CanWait || Request->has(MaybeAnswered)) ||
        !handsOn(At.Sim.world().function(Helper), N))
      continue;
    for (auto &[X, H] : S.Handles) {
      if (!H.awaitsReply() || H.Request != Y)
        continue;
      if (Result->K == Value::Int && Result->Number < 0)
        H.Flags |= Escaped;
      else if (Result->isSym() && Result->Id != Y)
        H.Outcome = Result->Id;
    }
  }
}
