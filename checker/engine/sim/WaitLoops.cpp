//===- WaitLoops.cpp - Loops that only a reply ends -----------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A property of the control flow, not of paths: which edges leave the loop,
/// and what the conditions there look at.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/WaitLoops.h"

#include "checker/engine/sim/Liveness.h"
#include "tapi_model/Parameters.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

using namespace tapi;
using namespace tapi::engine;

namespace {
class ReplyLoop {
public:
  ReplyLoop(const ir::Module &M, const ir::Function &F) : M(M), F(F) {}

  bool contains(ir::BlockId B);

private:
  void findLoop(ir::BlockId B);
  bool fetchesWithoutLimit();
  bool isAllowedExit(ir::BlockId From) const;
  bool mentions(ir::NodeId N, bool (ReplyLoop::*Is)(ir::TempId) const) const;
  bool isFetchResult(ir::TempId T) const;
  bool isReplyNumber(ir::TempId T) const;
  const ir::Place *loadedFrom(ir::TempId T) const;

  const ir::Module &M;
  const ir::Function &F;
  std::set<ir::BlockId> Loop;
  std::set<ir::TempId> Results;      ///< Of the function that fetches
  std::set<ir::VarId> ResultHolders; ///< Variables that receive one
};
} // namespace

static std::set<ir::BlockId> reached(const ir::Function &F, ir::BlockId From,
                                     bool Forwards) {
  std::vector<std::vector<ir::BlockId>> Next(F.Blocks.size());
  for (ir::BlockId B = 0; B < F.Blocks.size(); ++B)
    forEachSuccessor(F.Blocks[B].End, [&](ir::BlockId To) {
      Next[Forwards ? B : To].push_back(Forwards ? To : B);
    });
  std::set<ir::BlockId> Seen;
  std::vector<ir::BlockId> Work{From};
  while (!Work.empty()) {
    ir::BlockId B = Work.back();
    Work.pop_back();
    for (ir::BlockId To : Next[B])
      if (Seen.insert(To).second)
        Work.push_back(To);
  }
  return Seen;
}

void ReplyLoop::findLoop(ir::BlockId B) {
  std::set<ir::BlockId> After = reached(F, B, true);
  for (ir::BlockId Before : reached(F, B, false))
    if (After.count(Before))
      Loop.insert(Before);
}

bool ReplyLoop::fetchesWithoutLimit() {
  bool Any = false;
  for (ir::BlockId B : Loop)
    for (const ir::Instr &I : F.Blocks[B].Code) {
      if (I.Op != ir::Opcode::Call)
        continue;
      const ir::CallSite &C = F.Calls[I.A];
      if (!C.argumentOfTapi(ArgRole::Message))
        continue;
      int Limit = parameterIndex(C.Tapi->Name, ParameterMeaning::TimeLimit);
      if (Limit < 0 || static_cast<std::size_t>(Limit) >= C.Args.size())
        return false;
      const ir::Node &N =
          F.withoutCasts(C.Args[static_cast<std::size_t>(Limit)].Value);
      if (N.Kind != ir::NodeKind::Constant ||
          static_cast<std::uint32_t>(N.Number) != NoTimeLimit)
        return false;
      Any = true;
      if (I.Dest != ir::None)
        Results.insert(I.Dest);
    }
  for (ir::BlockId B : Loop)
    for (const ir::Instr &I : F.Blocks[B].Code) {
      const ir::Place *To =
          I.Op == ir::Opcode::Store ? &F.Places[I.P] : nullptr;
      if (To && To->Base == ir::BaseKind::Local && To->Path.empty() &&
          mentions(I.A, &ReplyLoop::isFetchResult))
        ResultHolders.insert(To->Id);
    }
  return Any;
}

const ir::Place *ReplyLoop::loadedFrom(ir::TempId T) const {
  for (ir::BlockId B : Loop)
    for (const ir::Instr &I : F.Blocks[B].Code)
      if (I.Op == ir::Opcode::Load && I.Dest == T)
        return &F.Places[I.P];
  return nullptr;
}

bool ReplyLoop::isFetchResult(ir::TempId T) const {
  if (Results.count(T))
    return true;
  const ir::Place *P = loadedFrom(T);
  return P && P->Base == ir::BaseKind::Local && P->Path.empty() &&
         ResultHolders.count(P->Id);
}

bool ReplyLoop::isReplyNumber(ir::TempId T) const {
  const ir::Place *P = loadedFrom(T);
  return P && !P->Path.empty() && P->Path.back().K == ir::Selector::Field &&
         M.Fields[P->Path.back().Id].Part == MessagePart::Param1;
}

bool ReplyLoop::mentions(ir::NodeId Id,
                         bool (ReplyLoop::*Is)(ir::TempId) const) const {
  if (Id == ir::None)
    return false;
  const ir::Node &N = F.Nodes[Id];
  switch (N.Kind) {
  case ir::NodeKind::Temp:
    return (this->*Is)(N.A);
  case ir::NodeKind::Not:
  case ir::NodeKind::Negate:
  case ir::NodeKind::Cast:
    return mentions(N.A, Is);
  case ir::NodeKind::Binary:
    return mentions(N.A, Is) || mentions(N.B, Is);
  default:
    return false;
  }
}

bool ReplyLoop::isAllowedExit(ir::BlockId From) const {
  const ir::Terminator &T = F.Blocks[From].End;
  return T.K == ir::Terminator::Branch &&
         (mentions(T.Condition, &ReplyLoop::isFetchResult) ||
          mentions(T.Condition, &ReplyLoop::isReplyNumber));
}

bool ReplyLoop::contains(ir::BlockId B) {
  findLoop(B);
  if (Loop.empty() || !fetchesWithoutLimit())
    return false;
  bool OnlyReply = true;
  for (ir::BlockId From : Loop)
    forEachSuccessor(F.Blocks[From].End, [&](ir::BlockId To) {
      OnlyReply &= Loop.count(To) || isAllowedExit(From);
    });
  return OnlyReply;
}

bool tapi::engine::isInReplyLoop(const ir::Module &M, const ir::Function &F,
                                 ir::BlockId B) {
  return ReplyLoop(M, F).contains(B);
}

bool tapi::engine::fetchesMessages(const ir::Module &M) {
  for (const ir::Function &F : M.Functions)
    for (const ir::CallSite &C : F.Calls)
      if (C.argumentOfTapi(ArgRole::Message) ||
          (C.Environment && C.Environment->Role == EnvironmentRole::Dequeue))
        return true;
  return false;
}
