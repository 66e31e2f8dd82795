//===- StoredEvents.cpp - Variables that only ever hold TAPI's event ------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// One pass over the stores of a module, without regard to paths.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/StoredEvents.h"

#include "checker/engine/sim/Holder.h"

#include "llvm/ADT/STLExtras.h"

using namespace tapi;
using namespace tapi::engine;

namespace {
/// Sorts holders into those that receive the event, and those that receive
/// something else.
class Scan {
public:
  explicit Scan(const ir::Module &M) : M(M) {}

  void function(const ir::Function &F);
  std::set<Holder> Events, Others;

private:
  bool isEvent(const ir::Function &F, ir::NodeId V) const;

  const ir::Module &M;
};
} // namespace

bool Scan::isEvent(const ir::Function &F, ir::NodeId V) const {
  const ir::Node &N = F.withoutCasts(V);
  if (N.Kind != ir::NodeKind::Temp)
    return false;
  for (const ir::Block &B : F.Blocks)
    for (const ir::Instr &I : B.Code) {
      if (I.Op != ir::Opcode::Load || I.Dest != N.A)
        continue;
      Holder H = holderOf(F.Places[I.P]);
      return H.IsField && M.Fields[H.Id].Carries == SharedField::EventHandle &&
             !M.Fields[H.Id].IsMixed;
    }
  return false;
}

void Scan::function(const ir::Function &F) {
  for (const ir::Block &B : F.Blocks)
    for (const ir::Instr &I : B.Code) {
      if (I.Op != ir::Opcode::Store)
        continue;
      Holder H = holderOf(F.Places[I.P]);
      if (!H.isKnown())
        continue;
      if (isEvent(F, I.A))
        Events.insert(H);
      else if (F.withoutCasts(I.A).Kind != ir::NodeKind::Constant)
        Others.insert(H);
    }
  for (const ir::Node &N : F.Nodes)
    if (N.Kind == ir::NodeKind::Address)
      if (Holder H = holderOf(F.Places[N.A]); H.isKnown())
        Others.insert(H);
}

StoredEvents::StoredEvents(const ir::Module &M) {
  // Without such a field there is no event.
  if (llvm::none_of(M.Fields, [](const ir::Field &F) {
        return F.Carries == SharedField::EventHandle && !F.IsMixed;
      }))
    return;
  Scan All(M);
  for (const ir::Function &F : M.Functions)
    All.function(F);
  for (const Holder &H : All.Events)
    if (!All.Others.count(H)) {
      if (H.IsField)
        Fields.insert(H.Id);
      else
        Globals.insert(H.Id);
    }
}

bool StoredEvents::holdsEvent(const World &W, LocId L) const {
  const Location &Y = W.names().location(L);
  if (Y.Kind == LocKind::Global)
    return Globals.count(Y.A);
  return Y.Kind == LocKind::Field && Fields.count(Y.B);
}
