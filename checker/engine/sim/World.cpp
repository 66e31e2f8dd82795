//===- World.cpp - What all simulations of a module share -----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Numbering of instructions, and names of locations for reports.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/World.h"

#include <algorithm>

using namespace tapi;
using namespace tapi::engine;

World::World(const ir::Module &M) : M(M), Soles(M) {
  SiteId Next = 0;
  for (const ir::Function &F : M.Functions) {
    FunctionBase.push_back(static_cast<unsigned>(BlockBase.size()));
    for (const ir::Block &B : F.Blocks) {
      BlockBase.push_back(Next);
      BlockOwner.push_back(&F);
      // One more than instructions: the terminator has a number, too.
      Next += static_cast<SiteId>(B.Code.size()) + 1;
    }
  }
}

World::Spot World::spot(SiteId S) const {
  auto It = std::upper_bound(BlockBase.begin(), BlockBase.end(), S);
  if (It == BlockBase.begin())
    return {};
  unsigned Block = static_cast<unsigned>(It - BlockBase.begin()) - 1;
  auto F = static_cast<ir::FuncId>(BlockOwner[Block] - M.Functions.data());
  return {F, Block - FunctionBase[F], S - BlockBase[Block]};
}

std::pair<const ir::Instr *, const ir::Function *>
World::instrAt(SiteId S) const {
  Spot At = spot(S);
  if (At.F == ir::None)
    return {};
  const ir::Function &F = M.Functions[At.F];
  const ir::Block &B = F.Blocks[At.Block];
  if (At.Index >= B.Code.size())
    return {};
  return {&B.Code[At.Index], &F};
}

const ir::CallSite *World::callAt(SiteId S) const {
  auto [I, F] = instrAt(S);
  return I && I->Op == ir::Opcode::Call ? &F->Calls[I->A] : nullptr;
}

HandleKind World::kindOf(LocId L) const {
  const Location &Y = N.location(L);
  switch (Y.Kind) {
  case LocKind::Field:
    return M.Fields[Y.B].Kind;
  case LocKind::Global:
    return M.Globals[Y.A].Kind;
  case LocKind::Local:
    return function(Y.A).Vars[Y.B].Kind;
  default:
    return HandleKind::None;
  }
}

/// The symbol that \p S was when it was made.
static const Symbol &made(const Names &N, SymId S) {
  for (;;) {
    const Symbol &Y = N.symbol(S);
    if (Y.Kind == SymKind::Via)
      S = Y.B;
    else if (Y.Kind == SymKind::Older)
      S = Y.A;
    else
      return Y;
  }
}

SiteId World::originOf(SymId S) const {
  const Symbol &Y = made(N, S);
  return Y.Kind == SymKind::Conjured && Y.B == 0 ? Y.A : NoId;
}

Origin World::origin(SymId S) const {
  const Symbol &Y = made(N, S);
  if (Y.Kind != SymKind::Conjured)
    return {};
  return {callAt(Y.A), Y.B};
}

bool World::isAllocation(SymId S) const {
  const Symbol &Y = made(N, S);
  if (Y.Kind != SymKind::Conjured || Y.B != 0)
    return false;
  auto [I, F] = instrAt(Y.A);
  if (!I || I->Op != ir::Opcode::Call)
    return I && I->Op == ir::Opcode::New;
  const EnvironmentRow *Row = F->Calls[I->A].Environment;
  return Row && (Row->Role == EnvironmentRole::Allocate ||
                 Row->Role == EnvironmentRole::AllocateZeroed);
}

ir::StringId World::classOf(LocId L) const {
  const Location &Y = N.location(L);
  if (Y.Kind == LocKind::Local)
    return function(Y.A).Vars[Y.B].Object;
  if (Y.Kind != LocKind::Region)
    return ir::None;
  const Symbol &Pointer = made(N, Y.A);
  if (Pointer.Kind != SymKind::Conjured || Pointer.B != 0)
    return ir::None;
  const ir::Instr *I = instrAt(Pointer.A).first;
  return I && I->Op == ir::Opcode::New ? I->A : ir::None;
}

ir::FieldId World::fieldOf(SymId S) const {
  const Symbol &Y = made(N, S);
  if (Y.Kind == SymKind::Initial) {
    const Location &L = N.location(Y.A);
    return L.Kind == LocKind::Field ? L.B : ir::None;
  }
  auto [I, F] =
      Y.Kind == SymKind::Conjured ? instrAt(Y.A) : decltype(instrAt(Y.A))();
  if (!I || I->Op != ir::Opcode::Load || F->Places[I->P].Path.empty())
    return ir::None;
  const ir::Selector &Last = F->Places[I->P].Path.back();
  return Last.K == ir::Selector::Field ? Last.Id : ir::None;
}

const FunctionRow *World::asyncOrigin(SymId S) const {
  Origin From = origin(S);
  if (!From.Call || From.Index != 0 || !From.Call->Tapi ||
      From.Call->Tapi->Completes != Completion::Async)
    return nullptr;
  return From.Call->Tapi;
}

std::uint32_t World::text(const std::string &S) {
  auto [It, New] =
      TextIndex.try_emplace(S, static_cast<std::uint32_t>(Texts.size()));
  if (New)
    Texts.push_back(S);
  return It->second;
}

std::string World::describe(LocId L) const {
  const Location &Y = N.location(L);
  switch (Y.Kind) {
  case LocKind::Local:
    return M.Functions[Y.A].Vars[Y.B].Name;
  case LocKind::Global:
    return M.Globals[Y.A].Name;
  case LocKind::Region: {
    const Symbol &P = N.symbol(Y.A);
    return P.Kind == SymKind::Initial ? describe(P.A) : std::string();
  }
  case LocKind::Outer:
  case LocKind::Kept:
  case LocKind::Exposed:
    return {};
  case LocKind::Field: {
    std::string Parent = describe(Y.A);
    const std::string &Name = M.Fields[Y.B].Name;
    if (Name.empty())
      return {};
    if (Parent.empty() || Parent == "this")
      return Name;
    bool Through = N.location(Y.A).Kind == LocKind::Region;
    return Parent + (Through ? "->" : ".") + Name;
  }
  case LocKind::Element: {
    std::string Parent = describe(Y.A);
    return Parent.empty() ? Parent : Parent + "[" + std::to_string(Y.B) + "]";
  }
  case LocKind::At:
  case LocKind::Any: {
    std::string Parent = describe(Y.A);
    return Parent.empty() ? Parent : Parent + "[...]";
  }
  }
  return {};
}
