//===- Guards.cpp - Flags that keep others out ----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See Guards.h.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Guards.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/SmallVector.h"

#include <optional>
#include <set>
#include <vector>

using namespace tapi;
using namespace tapi::engine;
using ir::BlockId;

namespace {

/// What one function does to holders.
class Scan {
public:
  explicit Scan(const ir::Function &F);

  /// Holders that this function may change although it finds them set.
  std::set<Holder> changed() const;

private:
  std::optional<bool> branch(const ir::Terminator &T, const Holder &H) const;
  bool isChanged(const Holder &H) const;

  const ir::Function &F;
  std::vector<Holder> Loaded; ///< By temporary: where its value is from
};

} // namespace

static bool writes(const ir::Instr &I) {
  return I.Op == ir::Opcode::Store || I.Op == ir::Opcode::Copy ||
         I.Op == ir::Opcode::Zero;
}

Scan::Scan(const ir::Function &F) : F(F), Loaded(F.NumTemps) {
  for (const ir::Block &B : F.Blocks)
    for (const ir::Instr &I : B.Code)
      if (I.Op == ir::Opcode::Load)
        Loaded[I.Dest] = holderOf(F.Places[I.P]);
}

/// Which way \p T goes where \p H is not 0, if that decides it.
std::optional<bool> Scan::branch(const ir::Terminator &T,
                                 const Holder &H) const {
  if (T.K != ir::Terminator::Branch)
    return std::nullopt;
  bool Way = true;
  ir::NodeId Id = T.Condition;
  for (;;) {
    const ir::Node &N = F.withoutCasts(Id);
    if (N.Kind == ir::NodeKind::Not) {
      Way = !Way;
      Id = N.A;
      continue;
    }
    bool IsTest = N.Kind == ir::NodeKind::Binary &&
                  (N.Op == ir::BinaryOp::EQ || N.Op == ir::BinaryOp::NE);
    if (!IsTest)
      break;
    const ir::Node &Number = F.withoutCasts(N.B);
    if (Number.Kind != ir::NodeKind::Constant || Number.Number != 0)
      return std::nullopt;
    if (N.Op == ir::BinaryOp::EQ)
      Way = !Way;
    Id = N.A;
  }
  const ir::Node &Read = F.withoutCasts(Id);
  bool IsOfH = Read.Kind == ir::NodeKind::Temp && Loaded[Read.A] == H;
  return IsOfH ? std::optional<bool>(Way) : std::nullopt;
}

/// Some way through the function that finds \p H set writes to it.
bool Scan::isChanged(const Holder &H) const {
  llvm::BitVector Seen(static_cast<unsigned>(F.Blocks.size()));
  llvm::SmallVector<BlockId, 8> Work{F.Entry};
  while (!Work.empty()) {
    BlockId Id = Work.pop_back_val();
    if (Id == ir::None || Seen.test(Id))
      continue;
    Seen.set(Id);
    const ir::Block &B = F.Blocks[Id];
    for (const ir::Instr &I : B.Code)
      if (writes(I) && holderOf(F.Places[I.P]) == H)
        return true;
    std::optional<bool> Way = branch(B.End, H);
    if (!Way || *Way)
      Work.push_back(B.End.True);
    if (!Way || !*Way)
      Work.push_back(B.End.False);
    for (const ir::Case &C : B.End.Cases)
      Work.push_back(C.Target);
  }
  return false;
}

std::set<Holder> Scan::changed() const {
  std::set<Holder> Result, Asked;
  // Who has the address may write there.
  for (const ir::Node &N : F.Nodes)
    if (N.Kind == ir::NodeKind::Address)
      Result.insert(holderOf(F.Places[N.A]));
  for (const ir::Block &B : F.Blocks)
    for (const ir::Instr &I : B.Code) {
      Holder H = writes(I) ? holderOf(F.Places[I.P]) : Holder();
      if (H.isKnown() && !Result.count(H) && Asked.insert(H).second &&
          isChanged(H))
        Result.insert(H);
    }
  return Result;
}

Guards::Guards(const ir::Module &M) {
  for (const ir::Function &F : M.Functions) {
    if (!F.HasBody || F.IsMain || F.Role == ir::MemberRole::Constructor)
      continue;
    for (const Holder &H : Scan(F).changed())
      Changed.insert(H);
  }
  for (const ir::Function &F : M.Functions) {
    for (const ir::Node &Node : F.Nodes)
      if (Node.Kind == ir::NodeKind::Address)
        Addressed.insert(holderOf(F.Places[Node.A]));
  }
}

bool Guards::staySet(const Names &N, LocId L) const {
  Holder H = holderOf(N, L);
  return H.isKnown() && !Changed.contains(H);
}
