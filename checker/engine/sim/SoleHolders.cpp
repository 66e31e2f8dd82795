//===- SoleHolders.cpp - Where a program keeps its only line --------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// One pass over the instructions of a module for each kind, without regard to
/// paths.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/SoleHolders.h"
#include "checker/engine/sim/Liveness.h"

using namespace tapi;
using namespace tapi::engine;

namespace {
/// Looks for the holder of one kind.
class Search {
public:
  Search(const ir::Module &M, HandleKind K) : M(M), K(K) {}

  SoleHolder run();

private:
  void function(ir::FuncId F);
  void call(const ir::Function &F, const ir::CallSite &C, bool InLoop);
  void make(const ir::Function &F, ir::NodeId Pointer, bool InLoop);
  void makeByParameter(const ir::Function &F, ir::VarId P);
  void store(const ir::Function &F, const ir::Instr &I);
  SoleHolder holderOf(const ir::Place &P) const;
  bool holdsKind(const ir::Place &P) const;
  bool isOfKind(const ir::Function &F, ir::NodeId V) const;
  bool isPrivate(const SoleHolder &H) const;

  const ir::Module &M;
  HandleKind K;
  SoleHolder Found;
  bool Failed = false;
};
} // namespace

/// Calls of a function of TAPI, also where its address was loaded.
static const FunctionRow *tapiOf(const ir::Module &M, const ir::CallSite &C) {
  if (C.Tapi)
    return C.Tapi;
  return C.Callee == ir::None ? nullptr : M.Functions[C.Callee].Tapi;
}

/// The load that temporary \p T comes from, or nullptr.
static const ir::Instr *loadOf(const ir::Function &F, ir::TempId T) {
  for (const ir::Block &B : F.Blocks)
    for (const ir::Instr &I : B.Code)
      if (I.Op == ir::Opcode::Load && I.Dest == T)
        return &I;
  return nullptr;
}

SoleHolder Search::holderOf(const ir::Place &P) const {
  if (P.Base != ir::BaseKind::Global || P.Path.size() > 1)
    return {};
  if (P.Path.empty())
    return {P.Id, ir::None};
  if (P.Path[0].K != ir::Selector::Field)
    return {};
  return {P.Id, P.Path[0].Id};
}

/// \p P is memory for a handle of the kind that more than one function sees.
bool Search::holdsKind(const ir::Place &P) const {
  if (!P.Path.empty())
    return P.Path.back().K == ir::Selector::Field &&
           M.Fields[P.Path.back().Id].Kind == K;
  return P.Base == ir::BaseKind::Global && M.Globals[P.Id].Kind == K;
}

/// \p V is read from memory for a handle of the kind.
bool Search::isOfKind(const ir::Function &F, ir::NodeId V) const {
  const ir::Node &N = F.withoutCasts(V);
  const ir::Instr *From =
      N.Kind == ir::NodeKind::Temp ? loadOf(F, N.A) : nullptr;
  if (!From)
    return false;
  const ir::Place &P = F.Places[From->P];
  return holdsKind(P) || (P.Base == ir::BaseKind::Local && P.Path.empty() &&
                          F.Vars[P.Id].Kind == K);
}

bool Search::isPrivate(const SoleHolder &H) const {
  const ir::Global &G = M.Globals[H.Global];
  return !G.Unread && (M.Closed || G.Internal || !G.Shared);
}

/// TAPI writes a handle to \p Pointer.
void Search::make(const ir::Function &F, ir::NodeId Pointer, bool InLoop) {
  const ir::Node &N = F.withoutCasts(Pointer);
  if (InLoop)
    Failed = true;
  if (N.Kind == ir::NodeKind::Address) {
    SoleHolder H = holderOf(F.Places[N.A]);
    if (!H.isKnown() || (Found.isKnown() && !(Found == H)))
      Failed = true;
    else
      Found = H;
    return;
  }
  const ir::Instr *From =
      N.Kind == ir::NodeKind::Temp ? loadOf(F, N.A) : nullptr;
  const ir::Place *P = From ? &F.Places[From->P] : nullptr;
  if (P && P->Base == ir::BaseKind::Local && P->Path.empty() &&
      P->Id < F.NumParams && F.Internal && !F.AddressTaken)
    makeByParameter(F, P->Id);
  else
    Failed = true;
}

/// The callers of \p F say where the handle is written to.
void Search::makeByParameter(const ir::Function &F, ir::VarId P) {
  for (const ir::Function &Caller : M.Functions) {
    std::vector<bool> Loops = blocksInLoops(Caller);
    for (ir::BlockId B = 0; B < Caller.Blocks.size(); ++B)
      for (const ir::Instr &I : Caller.Blocks[B].Code) {
        if (I.Op != ir::Opcode::Call)
          continue;
        const ir::CallSite &C = Caller.Calls[I.A];
        if (C.Callee == ir::None || &M.Functions[C.Callee] != &F)
          continue;
        // No further than one function up.
        if (P >= C.Args.size() ||
            Caller.withoutCasts(C.Args[P].Value).Kind != ir::NodeKind::Address)
          Failed = true;
        else
          make(Caller, C.Args[P].Value, Loops[B]);
      }
  }
}

/// A handle of the kind must not get anywhere else, nor anything else into the
/// holder.
void Search::store(const ir::Function &F, const ir::Instr &I) {
  const ir::Place &To = F.Places[I.P];
  bool IsLocal = To.Base == ir::BaseKind::Local && To.Path.empty();
  bool IsConstant = F.withoutCasts(I.A).Kind == ir::NodeKind::Constant;
  Failed |= !IsLocal && !IsConstant && (holdsKind(To) || isOfKind(F, I.A));
}

void Search::call(const ir::Function &F, const ir::CallSite &C, bool InLoop) {
  if (const FunctionRow *Row = tapiOf(M, C)) {
    for (const Argument &A : Row->Args)
      if (A.Role == ArgRole::Create && A.Kind == K && A.Index < C.Args.size())
        make(F, C.Args[A.Index].Value, InLoop);
    return;
  }
  if (C.Annotated && C.Annotated->Returns == K)
    Failed = true;
  bool IsSeen = C.Callee != ir::None && M.Functions[C.Callee].HasBody;
  if (IsSeen || C.SystemCallee || C.Environment)
    return;
  for (const ir::CallArg &A : C.Args) {
    const ir::Node &N = F.withoutCasts(A.Value);
    Failed |= !A.Variadic && isOfKind(F, A.Value);
    Failed |= N.Kind == ir::NodeKind::Address && holdsKind(F.Places[N.A]);
  }
}

void Search::function(ir::FuncId Id) {
  const ir::Function &F = M.Functions[Id];
  std::vector<bool> Loops = blocksInLoops(F);
  for (ir::BlockId B = 0; B < F.Blocks.size() && !Failed; ++B)
    for (const ir::Instr &I : F.Blocks[B].Code) {
      if (I.Op == ir::Opcode::Store)
        store(F, I);
      else if (I.Op == ir::Opcode::Copy)
        Failed |= holdsKind(F.Places[I.P]);
      else if (I.Op == ir::Opcode::Call)
        call(F, F.Calls[I.A], Loops[B]);
    }
}

SoleHolder Search::run() {
  for (ir::FuncId F = 0; F < M.Functions.size() && !Failed; ++F)
    function(F);
  return !Failed && Found.isKnown() && isPrivate(Found) ? Found : SoleHolder();
}

SoleHolders::SoleHolders(const ir::Module &M) {
  for (HandleKind K : {HandleKind::LineApp, HandleKind::Line,
                       HandleKind::PhoneApp, HandleKind::Phone})
    Holders[static_cast<unsigned>(K)] = Search(M, K).run();
}
