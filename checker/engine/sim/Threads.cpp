//===- Threads.cpp - Functions that run as threads ------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See Threads.h.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Threads.h"

#include "llvm/ADT/STLExtras.h"

using namespace tapi;
using namespace tapi::engine;

bool tapi::engine::endsThread(const ir::CallSite &C) {
  return C.Environment && C.Environment->Role == EnvironmentRole::EndThread;
}

/// The handle \p Handle of a thread that is started in \p B is closed at once,
/// and nothing else is done with it.
static bool isClosedAtOnce(const ir::Function &F, const ir::Block &B,
                           ir::TempId Handle) {
  auto IsHandle = [Handle](const ir::Node &N) {
    return N.Kind == ir::NodeKind::Temp && N.A == Handle;
  };
  auto Closes = [&](const ir::Instr &I) {
    if (I.Op != ir::Opcode::Call)
      return false;
    const ir::CallSite &C = F.Calls[I.A];
    return C.Environment &&
           C.Environment->Role == EnvironmentRole::CloseHandle &&
           llvm::any_of(C.Args, [&](const ir::CallArg &A) {
             return A.Value != ir::None && IsHandle(F.withoutCasts(A.Value));
           });
  };
  return llvm::count_if(F.Nodes, IsHandle) == 1 && llvm::any_of(B.Code, Closes);
}

void Threads::note(ir::FuncId Id, const ir::Block &B, const ir::Instr &I) {
  const ir::Function &F = M.Functions[Id];
  Start S;
  S.By = Id;
  S.IsKept = I.Dest != ir::None && !isClosedAtOnce(F, B, I.Dest);
  ir::FuncId Thread = ir::None;
  for (const ir::CallArg &A : F.Calls[I.A].Args) {
    if (A.Value == ir::None) {
      S.IsKept = true;
      continue;
    }
    const ir::Node &N = F.withoutCasts(A.Value);
    if (N.Kind == ir::NodeKind::Function)
      Thread = N.A;
    else
      S.IsKept |= N.Kind != ir::NodeKind::Constant || N.Number != 0;
  }
  for (const ir::Instr &Other : B.Code)
    if (Other.Op == ir::Opcode::Store &&
        F.Places[Other.P].Base == ir::BaseKind::Global)
      S.Flags.push_back(F.Places[Other.P].Id);
  if (Thread != ir::None)
    Starts[Thread].push_back(std::move(S));
}

Threads::Threads(const ir::Module &M) : M(M), Starts(M.Functions.size()) {
  for (ir::FuncId F = 0; F < M.Functions.size(); ++F)
    for (const ir::Block &B : M.Functions[F].Blocks)
      for (const ir::Instr &I : B.Code) {
        if (I.Op != ir::Opcode::Call)
          continue;
        const ir::CallSite &C = M.Functions[F].Calls[I.A];
        if (C.Environment &&
            C.Environment->Role == EnvironmentRole::StartThread)
          note(F, B, I);
      }
  for (ir::FuncId F = 0; F < Starts.size(); ++F)
    if (isThread(F))
      Started.push_back(F);
}

/// \p Root is \p F, or reaches it by calls.
bool Threads::calls(ir::FuncId Root, ir::FuncId F) const {
  std::vector<ir::FuncId> Work{Root};
  std::vector<bool> Seen(M.Functions.size());
  Seen[Root] = true;
  while (!Work.empty()) {
    ir::FuncId G = Work.back();
    Work.pop_back();
    if (G == F)
      return true;
    for (const ir::CallSite &C : M.Functions[G].Calls)
      if (C.Callee != ir::None && !Seen[C.Callee]) {
        Seen[C.Callee] = true;
        Work.push_back(C.Callee);
      }
  }
  return false;
}

bool Threads::mayRunDuring(ir::FuncId F, ir::FuncId Root,
                           const Footprint &Print) const {
  return isThread(F) && llvm::all_of(Starts[F], [&](const Start &S) {
           return !S.IsKept && !calls(Root, S.By) &&
                  llvm::none_of(S.Flags, [&](ir::VarId G) {
                    return Print.GlobalsUsed.count(G) != 0;
                  });
         });
}
