//===- CallLists.cpp - Handles that arrive in a list ----------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A list of calls that TAPI has written. Its first entry is followed and
/// stands for all of them: it exists unless the number of entries is known to
/// be 0 (HandleInfo::Count). What becomes of a list that was too small is not
/// documented, so nothing is told once a condition says that it may have been.
/// Left out: all entries but the first, and lists that hold calls the program
/// knew before.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/CallLists.h"
#include "checker/engine/sim/Effects.h"
#include "tapi_model/CallLists.h"

using namespace tapi;
using namespace tapi::engine;

/// Numbers of the symbols made by one call, behind those of its arguments and
/// of messages.
static constexpr unsigned FirstPart = 48;
static constexpr unsigned FirstEntry = FirstPart + NumListParts;

static unsigned indexOf(ListPart P) {
  return FirstPart + static_cast<unsigned>(P);
}

/// \p S is part \p P of a list that TAPI wrote.
static bool isPart(const World &W, SymId S, ListPart P) {
  Origin From = W.origin(S);
  return From.Call && From.Index == indexOf(P) && From.Call->Tapi &&
         argumentWithRole(*From.Call->Tapi, ArgRole::CreateList);
}

bool tapi::engine::isCallsOffset(const World &W, SymId S) {
  const Names &N = W.names();
  const Symbol &Y = N.symbol(S);
  if (Y.Kind == SymKind::Initial && N.location(Y.A).Kind == LocKind::Field)
    return W.module().Fields[N.location(Y.A).B].List == ListPart::CallsOffset;
  return isPart(W, S, ListPart::CallsOffset);
}

void tapi::engine::tellListSize(const World &W, PathState &S,
                                const Symbol &Condition, bool Truth) {
  auto IsNeeded = [&](SymId Y) {
    return Y != NoId && isPart(W, Y, ListPart::NeededSize);
  };
  bool Fits = true;
  if (IsNeeded(Condition.B)) {
    Fits = Condition.Op == ir::BinaryOp::EQ ? Truth : !Truth; // total < needed
  } else if (IsNeeded(Condition.A)) {
    bool IsUpper = Condition.Op == ir::BinaryOp::LT ||
                   Condition.Op == ir::BinaryOp::LE ||
                   Condition.Op == ir::BinaryOp::EQ;
    Fits = IsUpper == Truth;
  }
  if (Fits)
    return;
  for (auto &[Y, H] : S.Handles)
    if (H.Count != NoId)
      H.Flags |= Settled;
}

void tapi::engine::tellListCount(PathState &S, SymId Count) {
  for (auto &[Y, H] : S.Handles)
    if (H.Count == Count)
      H.Life = State::Void;
}

void tapi::engine::receiveList(Simulator &Sim, ir::FuncId F, PathState &S,
                               SiteId Site, LocId List, const Argument &A,
                               HandleInfo Entry) {
  World &W = Sim.world();
  Names &N = W.names();
  Effects Do(Sim, F, S);
  const LossCause Why{LossBy::OutReuse, Entry.ObtainedAt, Entry.ObtainedBy};
  std::array<SymId, NumListParts> Parts;
  for (unsigned P = 1; P < NumListParts; ++P) {
    Parts[P] = Do.fresh(Site, FirstPart + P);
    S.Facts.set(Parts[P],
                RangeSet(P == static_cast<unsigned>(ListPart::CallsOffset),
                         UINT32_MAX));
  }
  const auto &Fields = W.module().Fields;
  for (ir::FieldId Field = 0; Field < Fields.size(); ++Field)
    if (Fields[Field].List != ListPart::NotAList)
      Do.assign(N.field(List, Field),
                Value::symbol(Parts[static_cast<unsigned>(Fields[Field].List)]),
                Why);
  SymId Offset = Parts[static_cast<unsigned>(ListPart::CallsOffset)];
  LocId First =
      Evaluator(W, F, S).element(List, Value::symbol(Offset), false, S.InLoop);
  SymId Id = Do.fresh(Site, FirstEntry);
  if (!(A.Flags & MixedList)) {
    Sim.reporter().site(Entry.ObtainedAt);
    Entry.Count = Parts[static_cast<unsigned>(ListPart::NumEntries)];
    S.Handles.set(Id, Entry);
    S.Facts.set(Id, RangeSet(1, UINT32_MAX - 1));
    Do.pastStep(StepKind::Obtained, Entry.ObtainedAt);
  }
  Do.assign(First, Value::symbol(Id), Why);
}
