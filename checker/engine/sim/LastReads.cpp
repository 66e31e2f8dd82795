//===- LastReads.cpp - When a temporary is read for the last time ---------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// One backward walk per block. A temporary ends with its last reader, so that
/// a handle that only an expression held is told as lost right there.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Liveness.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <set>

using namespace tapi;
using namespace tapi::engine;

namespace {
/// Calls Visit for every temporary that a node, place or instruction reads.
template <typename Visitor> class TempReads {
public:
  TempReads(const ir::Function &F, Visitor Visit) : F(F), Visit(Visit) {}

  void node(ir::NodeId Id) {
    if (Id == ir::None)
      return;
    const ir::Node &N = F.Nodes[Id];
    switch (N.Kind) {
    case ir::NodeKind::Temp:
      Visit(N.A);
      break;
    case ir::NodeKind::Address:
      place(N.A);
      break;
    case ir::NodeKind::Binary:
      node(N.B);
      node(N.A);
      break;
    case ir::NodeKind::Not:
    case ir::NodeKind::Negate:
    case ir::NodeKind::Cast:
      node(N.A);
      break;
    default:
      break;
    }
  }

  void place(ir::PlaceId Id) {
    if (Id == ir::None)
      return;
    const ir::Place &P = F.Places[Id];
    if (P.Base == ir::BaseKind::Deref)
      node(P.Id);
    for (const ir::Selector &S : P.Path)
      if (S.K != ir::Selector::Field)
        node(S.Id);
  }

  void instruction(const ir::Instr &I) {
    place(I.P);
    place(I.Q);
    if (I.Op == ir::Opcode::Store || I.Op == ir::Opcode::Assign ||
        I.Op == ir::Opcode::Delete)
      node(I.A);
    if (I.Op == ir::Opcode::Call) {
      node(F.Calls[I.A].Pointer);
      for (const ir::CallArg &A : F.Calls[I.A].Args)
        node(A.Value);
    }
  }

private:
  const ir::Function &F;
  Visitor Visit;
};
} // namespace

std::vector<std::vector<std::pair<unsigned, ir::TempId>>>
tapi::engine::lastReads(const ir::Function &F) {
  std::vector<std::vector<std::pair<unsigned, ir::TempId>>> Result(
      F.Blocks.size());
  std::vector<bool> Seen(F.NumTemps);
  std::vector<ir::TempId> Touched;
  for (ir::BlockId B = 0; B < F.Blocks.size(); ++B) {
    const ir::Block &Block = F.Blocks[B];
    unsigned At = static_cast<unsigned>(Block.Code.size());
    auto See = [&](ir::TempId T) {
      if (Seen[T] || F.TempCrossesBlocks[T])
        return;
      Seen[T] = true;
      Touched.push_back(T);
      if (At < Block.Code.size())
        Result[B].emplace_back(At, T);
    };
    TempReads<decltype(See)> Reads(F, See);
    Reads.node(Block.End.Condition);
    while (At-- > 0) {
      Reads.instruction(Block.Code[At]);
      if (Block.Code[At].Dest != ir::None)
        See(Block.Code[At].Dest);
    }
    std::reverse(Result[B].begin(), Result[B].end());
    for (ir::TempId T : Touched)
      Seen[T] = false;
    Touched.clear();
  }
  return Result;
}

std::vector<std::vector<ir::TempId>>
tapi::engine::tempsAtEntry(const ir::Function &F) {
  std::vector<std::vector<ir::TempId>> Live(F.Blocks.size());
  std::vector<std::vector<ir::BlockId>> Before(F.Blocks.size());
  std::set<std::pair<ir::BlockId, ir::TempId>> Written, Known;
  std::vector<std::pair<ir::BlockId, ir::TempId>> Work;
  for (ir::BlockId B = 0; B < F.Blocks.size(); ++B) {
    const ir::Block &Block = F.Blocks[B];
    forEachSuccessor(Block.End, [&](ir::BlockId S) { Before[S].push_back(B); });
    auto See = [&](ir::TempId T) {
      if (F.TempCrossesBlocks[T] && !Written.count({B, T}))
        Work.push_back({B, T});
    };
    TempReads<decltype(See)> Reads(F, See);
    for (const ir::Instr &I : Block.Code) {
      Reads.instruction(I);
      if (I.Dest != ir::None && F.TempCrossesBlocks[I.Dest])
        Written.insert({B, I.Dest});
    }
    Reads.node(Block.End.Condition);
  }
  while (!Work.empty()) {
    auto [B, T] = Work.back();
    Work.pop_back();
    if (!Known.insert({B, T}).second)
      continue;
    Live[B].push_back(T);
    for (ir::BlockId P : Before[B])
      if (!Written.count({P, T}))
        Work.push_back({P, T});
  }
  for (std::vector<ir::TempId> &Temps : Live)
    llvm::sort(Temps);
  return Live;
}
