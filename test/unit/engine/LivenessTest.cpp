//===- LivenessTest.cpp - Live variables and the order of blocks ----------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// On functions of a few blocks whose answers can be seen by looking.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Liveness.h"
#include "test/unit/engine/Build.h"

#include <gtest/gtest.h>

using namespace tapi;
using namespace tapi::engine;
using namespace tapi::test;

namespace {

TEST(Liveness, AReadMakesLiveAWriteKills) {
  Build B;
  ir::VarId X = B.var(), Y = B.var(), Z = B.var();
  B.load(B.local(X));
  B.store(B.local(Y), B.constant(1));
  B.load(B.local(Y));
  B.load(B.local(Z));
  B.store(B.local(Z), B.constant(1));
  auto Live = liveAtEntry(B.F);
  EXPECT_TRUE(Live[0][X]);
  EXPECT_FALSE(Live[0][Y]);
  EXPECT_TRUE(Live[0][Z]);
}

TEST(Liveness, AWriteToAPartKillsNothing) {
  Build B;
  ir::VarId X = B.var();
  B.store(B.local(X, {{ir::Selector::Field, 0}}), B.constant(1));
  B.load(B.local(X));
  EXPECT_TRUE(liveAtEntry(B.F)[0][X]);
}

TEST(Liveness, ATakenAddressIsARead) {
  Build B;
  ir::VarId X = B.var(), Y = B.var();
  B.call({B.address(B.local(X))});
  B.store(B.local(Y), B.constant(0));
  auto Live = liveAtEntry(B.F);
  EXPECT_TRUE(Live[0][X]);
  EXPECT_FALSE(Live[0][Y]);
}

// lineMakeCall writes to its second argument and reads the first.
TEST(Liveness, AnOutLocationOfTapiIsAWrite) {
  Build B;
  ir::VarId Line = B.var(HandleKind::Line), Call = B.var(HandleKind::Call);
  ir::NodeId Device = B.address(B.local(Line));
  B.call({Device, B.address(B.local(Call))}).Tapi =
      findFunction("lineMakeCall");
  B.load(B.local(Call));
  auto Live = liveAtEntry(B.F);
  EXPECT_TRUE(Live[0][Line]);
  EXPECT_FALSE(Live[0][Call]);
}

TEST(Liveness, IndexesAndPointersAreRead) {
  Build B;
  ir::VarId Array = B.var(), I = B.var(), P = B.var();
  ir::NodeId Index = B.address(B.local(I)), Ptr = B.address(B.local(P));
  B.store(B.local(Array, {{ir::Selector::Index, Index}}), B.constant(1));
  B.store(B.deref(Ptr), B.constant(1));
  auto Live = liveAtEntry(B.F);
  EXPECT_TRUE(Live[0][I]);
  EXPECT_TRUE(Live[0][P]);
}

TEST(Liveness, TheReturnedValueIsReadAtTheExit) {
  Build B;
  B.F.ReturnVar = B.var();
  EXPECT_TRUE(liveAtEntry(B.F)[0][B.F.ReturnVar]);
}

TEST(Liveness, AVariableEndsWithItsScope) {
  Build B;
  ir::VarId X = B.var();
  B.scopeEnd(X);
  B.load(B.local(X));
  EXPECT_FALSE(liveAtEntry(B.F)[0][X]);
}

// 0 -> 1 <-> 2, 1 -> 3: X is read in 2 only, Y in 3 only.
TEST(Liveness, FlowsRoundALoop) {
  Build B;
  ir::VarId X = B.var(), Y = B.var();
  B.blocks(4);
  B.jump(1);
  B.at(1).branch(B.constant(1), 2, 3);
  B.at(2).load(B.local(X));
  B.jump(1);
  B.at(3).load(B.local(Y));
  auto Live = liveAtEntry(B.F);
  for (ir::BlockId Block : {0, 1, 2}) {
    EXPECT_TRUE(Live[Block][X]) << Block;
    EXPECT_TRUE(Live[Block][Y]) << Block;
  }
  EXPECT_FALSE(Live[3][X]);
  EXPECT_TRUE(Live[3][Y]);
}

using LastRead = std::pair<unsigned, ir::TempId>;

TEST(LastReads, ATemporaryEndsWithItsLastReader) {
  Build B;
  ir::VarId X = B.var();
  ir::TempId T = B.load(B.local(X));
  B.store(B.local(X), B.read(T));
  B.store(B.local(X), B.read(T));
  B.store(B.local(X), B.constant(0));
  auto Reads = lastReads(B.F);
  ASSERT_EQ(Reads[0], (std::vector<LastRead>{{2, T}}));
}

TEST(LastReads, WhatNobodyReadsEndsAtOnce) {
  Build B;
  ir::VarId X = B.var();
  ir::TempId T = B.load(B.local(X));
  B.store(B.local(X), B.constant(0));
  EXPECT_EQ(lastReads(B.F)[0], (std::vector<LastRead>{{0, T}}));
}

TEST(LastReads, ListedInOrder) {
  Build B;
  ir::VarId X = B.var();
  ir::TempId First = B.load(B.local(X)), Second = B.load(B.local(X));
  B.store(B.local(X), B.read(Second));
  B.call({B.read(First)});
  EXPECT_EQ(lastReads(B.F)[0],
            (std::vector<LastRead>{{2, Second}, {3, First}}));
}

TEST(LastReads, WhatTheTerminatorOrAnotherBlockReadsIsNotListed) {
  Build B;
  ir::VarId X = B.var();
  B.blocks(3);
  ir::TempId Condition = B.load(B.local(X));
  B.load(B.local(X), /*Crosses=*/true);
  B.branch(B.read(Condition), 1, 2);
  EXPECT_TRUE(lastReads(B.F)[0].empty());
}

TEST(LastReads, ReadsHideInPlacesAndExpressions) {
  Build B;
  ir::VarId X = B.var();
  ir::TempId P = B.load(B.local(X)), I = B.load(B.local(X));
  ir::TempId V = B.load(B.local(X));
  ir::NodeId Sum = B.binary(ir::BinaryOp::Add, B.constant(1), B.read(V));
  ir::NodeId Index = B.node(ir::NodeKind::Cast, B.read(I));
  B.store(B.deref(B.read(P), {{ir::Selector::Index, Index}}), Sum);
  auto Reads = lastReads(B.F)[0];
  ASSERT_EQ(Reads.size(), 3u);
  for (const LastRead &R : Reads)
    EXPECT_EQ(R.first, 3u);
}

TEST(ReversePostOrder, ComesBeforeItsSuccessorsExceptRoundLoops) {
  Build B;
  B.blocks(5);
  B.branch(B.constant(1), 3, 2);
  B.at(3).jump(1);
  B.at(2).jump(1);
  B.at(1).branch(B.constant(1), 4, 0); // Back to the entry.
  auto Order = reversePostOrder(B.F);
  EXPECT_EQ(Order[0], 0u);
  EXPECT_LT(Order[3], Order[1]);
  EXPECT_LT(Order[2], Order[1]);
  EXPECT_LT(Order[1], Order[4]);
}

TEST(ReversePostOrder, NumbersAreDistinctAndUnreachableBlocksHaveNone) {
  Build B;
  B.blocks(4);
  B.jump(2);
  B.at(2).jump(3);
  auto Order = reversePostOrder(B.F);
  EXPECT_EQ(Order[1], ~0u);
  EXPECT_NE(Order[0], Order[2]);
  EXPECT_LT(Order[2], Order[3]);
}

TEST(ReversePostOrder, SwitchCasesAreSuccessors) {
  Build B;
  B.blocks(3);
  B.F.Blocks[0].End.K = ir::Terminator::Switch;
  B.F.Blocks[0].End.Condition = B.constant(1);
  B.F.Blocks[0].End.Cases.push_back({1, 1, 1, ir::None});
  B.F.Blocks[0].End.False = 2;
  auto Order = reversePostOrder(B.F);
  EXPECT_NE(Order[1], ~0u);
  EXPECT_NE(Order[2], ~0u);
}

TEST(ReversePostOrder, ALongFunctionNeedsNoDeepStack) {
  Build B;
  B.blocks(200000);
  for (ir::BlockId I = 0; I + 1 < 200000; ++I)
    B.at(I).jump(I + 1);
  EXPECT_EQ(reversePostOrder(B.F).back(), 199999u);
}

TEST(ReversePostOrder, AnEmptyFunction) {
  ir::Function F;
  EXPECT_TRUE(reversePostOrder(F).empty());
  EXPECT_TRUE(liveAtEntry(F).empty());
}

} // namespace
