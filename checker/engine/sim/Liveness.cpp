//===- Liveness.cpp - Which local variables are read again ----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Gen and kill sets by walking each block backward, then iteration to a
/// fixpoint in post-order.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Liveness.h"

#include "llvm/ADT/BitVector.h"

#include <algorithm>
#include <numeric>

using namespace tapi;
using namespace tapi::engine;

namespace {
class Liveness {
public:
  explicit Liveness(const ir::Function &F)
      : F(F), Reads(F.Blocks.size()), Writes(F.Blocks.size()) {
    for (ir::BlockId B = 0; B < F.Blocks.size(); ++B)
      summarise(B);
  }
  std::vector<llvm::BitVector> solve();

private:
  void summarise(ir::BlockId B);
  void instruction(const ir::Instr &I);
  void call(const ir::CallSite &C);
  void readNode(ir::NodeId N);
  void readPath(const ir::Place &P);
  void readPlace(ir::PlaceId P);
  void write(ir::VarId V) {
    Write->set(V);
    Read->reset(V);
  }

  const ir::Function &F;
  std::vector<llvm::BitVector> Reads, Writes;
  llvm::BitVector *Read = nullptr, *Write = nullptr;
};
} // namespace

void Liveness::readPath(const ir::Place &P) {
  for (const ir::Selector &S : P.Path)
    if (S.K != ir::Selector::Field)
      readNode(S.Id);
  if (P.Base == ir::BaseKind::Deref)
    readNode(P.Id);
}

void Liveness::readPlace(ir::PlaceId Id) {
  const ir::Place &P = F.Places[Id];
  if (P.Base == ir::BaseKind::Local)
    Read->set(P.Id);
  readPath(P);
}

void Liveness::readNode(ir::NodeId Id) {
  if (Id == ir::None)
    return;
  const ir::Node &N = F.Nodes[Id];
  switch (N.Kind) {
  case ir::NodeKind::Address:
    readPlace(N.A);
    break;
  case ir::NodeKind::Not:
  case ir::NodeKind::Negate:
  case ir::NodeKind::Cast:
    readNode(N.A);
    break;
  case ir::NodeKind::Binary:
    readNode(N.A);
    readNode(N.B);
    break;
  default:
    break;
  }
}

void Liveness::call(const ir::CallSite &C) {
  readNode(C.Pointer);
  for (unsigned I = 0; I < C.Args.size(); ++I) {
    ir::NodeId V = C.Args[I].Value;
    const Argument *Row = C.Tapi ? argument(*C.Tapi, I) : nullptr;
    bool Creates = Row && Row->Role == ArgRole::Create && V != ir::None &&
                   F.Nodes[V].Kind == ir::NodeKind::Address;
    if (!Creates) {
      readNode(V);
      continue;
    }
    // TAPI writes there and reads nothing.
    const ir::Place &P = F.Places[F.Nodes[V].A];
    if (P.Base == ir::BaseKind::Local && P.Path.empty())
      write(P.Id);
    readPath(P);
  }
}

void Liveness::instruction(const ir::Instr &I) {
  switch (I.Op) {
  case ir::Opcode::Load:
    readPlace(I.P);
    break;
  case ir::Opcode::Store:
  case ir::Opcode::Zero: {
    const ir::Place &P = F.Places[I.P];
    if (P.Base == ir::BaseKind::Local && P.Path.empty())
      write(P.Id);
    readPath(P);
    if (I.Op == ir::Opcode::Store)
      readNode(I.A);
    break;
  }
  case ir::Opcode::Copy:
    readPath(F.Places[I.P]);
    readPlace(I.Q);
    break;
  case ir::Opcode::Call:
    call(F.Calls[I.A]);
    break;
  case ir::Opcode::Assign:
  case ir::Opcode::Delete:
    readNode(I.A);
    break;
  case ir::Opcode::ScopeEnd:
    write(I.A);
    break;
  case ir::Opcode::New:
  case ir::Opcode::Jump:
    break;
  }
}

void Liveness::summarise(ir::BlockId B) {
  Reads[B].resize(F.Vars.size());
  Writes[B].resize(F.Vars.size());
  Read = &Reads[B];
  Write = &Writes[B];
  const ir::Block &Block = F.Blocks[B];
  readNode(Block.End.Condition);
  if (Block.End.K == ir::Terminator::Exit && F.ReturnVar != ir::None)
    Read->set(F.ReturnVar);
  for (auto I = Block.Code.rbegin(); I != Block.Code.rend(); ++I)
    instruction(*I);
}

std::vector<llvm::BitVector> Liveness::solve() {
  std::vector<llvm::BitVector> In = Reads;
  std::vector<unsigned> Order = reversePostOrder(F);
  std::vector<ir::BlockId> ByOrder(F.Blocks.size());
  std::iota(ByOrder.begin(), ByOrder.end(), 0);
  std::sort(ByOrder.begin(), ByOrder.end(),
            [&](ir::BlockId A, ir::BlockId B) { return Order[A] > Order[B]; });
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (ir::BlockId B : ByOrder) {
      llvm::BitVector Out(F.Vars.size());
      forEachSuccessor(F.Blocks[B].End, [&](ir::BlockId S) { Out |= In[S]; });
      Out.reset(Writes[B]);
      Out |= Reads[B];
      if (Out != In[B]) {
        In[B] = std::move(Out);
        Changed = true;
      }
    }
  }
  return In;
}

std::vector<llvm::BitVector> tapi::engine::liveAtEntry(const ir::Function &F) {
  return Liveness(F).solve();
}

std::vector<unsigned> tapi::engine::reversePostOrder(const ir::Function &F) {
  std::vector<unsigned> Order(F.Blocks.size(), ~0u);
  std::vector<bool> Seen(F.Blocks.size());
  struct Frame {
    ir::BlockId B;
    std::vector<ir::BlockId> Next;
  };
  auto Successors = [&](ir::BlockId B) {
    std::vector<ir::BlockId> List;
    forEachSuccessor(F.Blocks[B].End,
                     [&](ir::BlockId S) { List.push_back(S); });
    return List;
  };
  if (F.Blocks.empty())
    return Order;
  std::vector<Frame> Work{{F.Entry, Successors(F.Entry)}};
  Seen[F.Entry] = true;
  unsigned Number = static_cast<unsigned>(F.Blocks.size());
  while (!Work.empty()) {
    Frame &Top = Work.back();
    if (Top.Next.empty()) {
      Order[Top.B] = --Number;
      Work.pop_back();
      continue;
    }
    ir::BlockId S = Top.Next.back();
    Top.Next.pop_back();
    if (Seen[S])
      continue;
    Seen[S] = true;
    Work.push_back({S, Successors(S)});
  }
  return Order;
}

std::vector<bool> tapi::engine::loopHeads(const ir::Function &F,
                                          const std::vector<unsigned> &Order) {
  std::vector<bool> Heads(F.Blocks.size());
  for (ir::BlockId B = 0; B < F.Blocks.size(); ++B)
    forEachSuccessor(F.Blocks[B].End, [&](ir::BlockId To) {
      if (Order[To] <= Order[B])
        Heads[To] = true;
    });
  return Heads;
}

std::vector<bool> tapi::engine::blocksInLoops(const ir::Function &F) {
  // Tarjan's algorithm without recursion: a component of more than one block,
  // or a block that leads to itself, is a loop.
  std::size_t Count = F.Blocks.size();
  std::vector<unsigned> Index(Count), Low(Count);
  std::vector<bool> OnStack(Count), InLoop(Count);
  std::vector<ir::BlockId> Stack;
  struct Frame {
    ir::BlockId B;
    std::vector<ir::BlockId> Next;
  };
  unsigned Number = 0;
  auto Enter = [&](ir::BlockId B) {
    Index[B] = Low[B] = ++Number;
    Stack.push_back(B);
    OnStack[B] = true;
    Frame New{B, {}};
    forEachSuccessor(F.Blocks[B].End, [&](ir::BlockId S) {
      New.Next.push_back(S);
      if (S == B)
        InLoop[B] = true;
    });
    return New;
  };
  if (Count == 0)
    return InLoop;
  std::vector<Frame> Work{Enter(F.Entry)};
  while (!Work.empty()) {
    Frame &Top = Work.back();
    if (!Top.Next.empty()) {
      ir::BlockId S = Top.Next.back();
      Top.Next.pop_back();
      if (!Index[S])
        Work.push_back(Enter(S));
      else if (OnStack[S])
        Low[Top.B] = std::min(Low[Top.B], Index[S]);
      continue;
    }
    ir::BlockId Done = Top.B;
    Work.pop_back();
    if (!Work.empty())
      Low[Work.back().B] = std::min(Low[Work.back().B], Low[Done]);
    if (Low[Done] != Index[Done])
      continue;
    bool IsLoop = Stack.back() != Done;
    for (bool More = true; More;) {
      ir::BlockId Member = Stack.back();
      Stack.pop_back();
      OnStack[Member] = false;
      if (IsLoop)
        InLoop[Member] = true;
      More = Member != Done;
    }
  }
  return InLoop;
}

std::vector<bool> tapi::engine::endlessBlocks(const ir::Function &F) {
  std::vector<bool> Endless(F.Blocks.size(), true);
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (ir::BlockId B = F.Blocks.size(); B-- > 0;) {
      const ir::Terminator &End = F.Blocks[B].End;
      bool Ends =
          End.K == ir::Terminator::Exit || End.K == ir::Terminator::Stop;
      forEachSuccessor(End, [&](ir::BlockId Next) { Ends |= !Endless[Next]; });
      Changed |= Ends && Endless[B];
      Endless[B] = Endless[B] && !Ends;
    }
  }
  return Endless;
}
