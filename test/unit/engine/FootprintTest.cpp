//===- FootprintTest.cpp - What functions touch, over the call graph ------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Direct uses, their way up to callers, and cycles.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Footprint.h"
#include "test/unit/engine/Build.h"

#include <gtest/gtest.h>

using namespace tapi;
using namespace tapi::engine;
using namespace tapi::test;

namespace {

/// A function with a body that calls \p Callees.
ir::Function calling(std::initializer_list<ir::FuncId> Callees) {
  Build B;
  for (ir::FuncId F : Callees)
    B.call({}).Callee = F;
  B.F.HasBody = true;
  return B.F;
}

TEST(Footprint, DirectUses) {
  Build B;
  ir::PlaceId Read = B.place(ir::BaseKind::Global, 0);
  ir::PlaceId Written =
      B.place(ir::BaseKind::Global, 1, {{ir::Selector::Field, 3}});
  B.load(Read);
  B.store(Written, B.constant(0));
  ir::Module M;
  M.Functions = {B.F};
  M.Globals.resize(2);
  M.Fields.resize(4);
  Footprint P = footprints(M)[0];
  EXPECT_EQ(P.GlobalsUsed.size(), 2u);
  EXPECT_FALSE(P.GlobalsWritten.count(0));
  EXPECT_TRUE(P.GlobalsWritten.count(1));
  EXPECT_TRUE(P.FieldsUsed.count(3));
  EXPECT_TRUE(P.FieldsWritten.count(3));
  EXPECT_FALSE(P.TouchesHandles);
  EXPECT_FALSE(P.ReachesTapi);
  EXPECT_FALSE(P.CallsUnknown);
  EXPECT_EQ(P.Size, 2u);
}

TEST(Footprint, APointerArgumentMayBeWritten) {
  for (bool Const : {true, false}) {
    Build B;
    ir::NodeId A = B.address(B.place(ir::BaseKind::Global, 0));
    B.call({A}).Args[0].PointeeConst = Const;
    ir::Module M;
    M.Functions = {B.F};
    M.Globals.resize(1);
    EXPECT_EQ(footprints(M)[0].GlobalsWritten.count(0), !Const);
  }
}

TEST(Footprint, HandlesAreSeenByVariableGlobalAndField) {
  for (int Where = 0; Where < 4; ++Where) {
    Build B;
    ir::Module M;
    M.Globals.resize(1);
    M.Fields.resize(1);
    ir::VarId V = B.var(Where == 1 ? HandleKind::Call : HandleKind::None);
    M.Globals[0].Kind = Where == 2 ? HandleKind::Line : HandleKind::None;
    M.Fields[0].Kind = Where == 3 ? HandleKind::Call : HandleKind::None;
    B.load(B.local(V, {{ir::Selector::Field, 0}}));
    B.load(B.place(ir::BaseKind::Global, 0));
    M.Functions = {B.F};
    EXPECT_EQ(footprints(M)[0].TouchesHandles, Where != 0) << Where;
  }
}

TEST(Footprint, OnlyFunctionsThatNobodySeesAreUnknown) {
  Build B;
  ir::CallSite &C = B.call({});
  ir::Module M;
  auto CallsUnknown = [&] {
    M.Functions = {B.F, ir::Function()};
    return footprints(M)[0].CallsUnknown;
  };
  EXPECT_TRUE(CallsUnknown()) << "no callee";
  C.Callee = 1;
  EXPECT_TRUE(CallsUnknown()) << "a callee without body";
  C.SystemCallee = true;
  EXPECT_FALSE(CallsUnknown()) << "of the system";
  C.SystemCallee = false;
  C.Callee = ir::None;
  C.Tapi = findFunction("lineDrop");
  EXPECT_FALSE(CallsUnknown()) << "TAPI";
  EXPECT_TRUE(footprints(M)[0].ReachesTapi);
  C.Tapi = nullptr;
  C.Environment = findEnvironment("memset");
  ASSERT_TRUE(C.Environment);
  EXPECT_FALSE(CallsUnknown()) << "the environment";
}

TEST(Footprint, CallersHaveWhatTheirCalleesHave) {
  Build Leaf;
  Leaf.load(Leaf.place(ir::BaseKind::Global, 0));
  Leaf.call({}).Tapi = findFunction("lineDrop");
  Leaf.F.HasBody = true;
  ir::Module M;
  M.Globals.resize(1);
  M.Functions = {calling({1}), calling({2, 2}), Leaf.F, calling({})};
  auto P = footprints(M);
  for (ir::FuncId F : {0, 1, 2}) {
    EXPECT_TRUE(P[F].ReachesTapi) << F;
    EXPECT_TRUE(P[F].GlobalsUsed.count(0)) << F;
    EXPECT_FALSE(P[F].Recursive) << F;
  }
  EXPECT_FALSE(P[3].ReachesTapi);
  EXPECT_EQ(P[2].Size, 2u);
  EXPECT_GE(P[1].Size, 4u);
}

// A dialog runs its procedure; TAPI calls a callback back later, and what is
// only stored does not run either.
TEST(Footprint, WhatIsGivenToTapiRunsLater) {
  Build Procedure;
  Procedure.load(Procedure.place(ir::BaseKind::Global, 0));
  Procedure.call({}).Tapi = findFunction("lineDrop");
  Procedure.F.HasBody = true;
  enum { ToTapi, ToDialog, Stored };
  for (int How : {ToTapi, ToDialog, Stored}) {
    Build B;
    ir::NodeId Cast =
        B.node(ir::NodeKind::Cast, B.node(ir::NodeKind::Function, 1));
    if (How == ToTapi)
      B.call({Cast}).Tapi = findFunction("lineInitialize");
    else if (How == ToDialog)
      B.call({Cast}).Environment = findEnvironment("DialogBoxParamA");
    else
      B.store(B.place(ir::BaseKind::Global, 1), Cast);
    ir::Module M;
    M.Globals.resize(2);
    M.Functions = {B.F, Procedure.F};
    Footprint P = footprints(M)[0];
    EXPECT_EQ(P.GlobalsUsed.count(0), How == ToDialog) << How;
    EXPECT_TRUE(P.ReachesTapi) << How;
  }
}

TEST(Footprint, CyclesShareOneFootprint) {
  Build Last;
  Last.call({}).Callee = 1;
  Last.call({}).Tapi = findFunction("lineDrop");
  Last.F.HasBody = true;
  ir::Module M;
  // 0 -> 1 -> 2 -> 3 -> 1; 4 calls itself; 5 nobody.
  M.Functions = {calling({1}), calling({2}), calling({3}),
                 Last.F,       calling({4}), calling({})};
  auto P = footprints(M);
  const bool Recursive[] = {false, true, true, true, true, false};
  const bool Reaches[] = {true, true, true, true, false, false};
  for (ir::FuncId F = 0; F < 6; ++F) {
    EXPECT_EQ(P[F].Recursive, Recursive[F]) << F;
    EXPECT_EQ(P[F].ReachesTapi, Reaches[F]) << F;
  }
}

// Two cycles that touch in one function are one component.
TEST(Footprint, CyclesThatTouchAreOne) {
  Build Head;
  for (ir::FuncId F : {1, 2})
    Head.call({}).Callee = F;
  Head.call({}).Tapi = findFunction("lineDrop");
  Head.F.HasBody = true;
  ir::Module M;
  M.Functions = {Head.F, calling({0}), calling({0})};
  for (const Footprint &P : footprints(M)) {
    EXPECT_TRUE(P.Recursive);
    EXPECT_TRUE(P.ReachesTapi);
  }
}

TEST(Footprint, OthersAreWhatRunsOnItsOwn) {
  Build Writes[3];
  ir::Module M;
  M.Globals.resize(3);
  for (unsigned I = 0; I < 3; ++I) {
    Writes[I].store(Writes[I].place(ir::BaseKind::Global, I),
                    Writes[I].constant(0));
    M.Functions.push_back(Writes[I].F);
  }
  M.Functions[0].Internal = true; // Nobody outside can call it.
  M.Functions[1].Internal = M.Functions[1].AddressTaken = true;
  Footprint P = footprintOfOthers(M, footprints(M), /*WithMain=*/false);
  EXPECT_FALSE(P.GlobalsWritten.count(0));
  EXPECT_TRUE(P.GlobalsWritten.count(1));
  EXPECT_TRUE(P.GlobalsWritten.count(2));
}

TEST(Footprint, ALongCallChainNeedsNoDeepStack) {
  ir::Module M;
  for (ir::FuncId F = 0; F < 20000; ++F)
    M.Functions.push_back(F + 1 < 20000 ? calling({F + 1}) : calling({}));
  EXPECT_FALSE(footprints(M)[0].Recursive);
}

} // namespace
