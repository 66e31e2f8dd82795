//===- PathStateTest.cpp - Renaming and forgetting over a whole state -----===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A state that mentions one symbol in every way there is, and what is left of
/// it after each of the operations on whole states.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/State.h"

#include <gtest/gtest.h>

using namespace tapi;
using namespace tapi::engine;
using ir::BinaryOp;

namespace {

constexpr ir::Type Int{32, true};

class PathStateTest : public testing::Test {
protected:
  Names N;
  PathState S;
  SymId X = N.conjured(0, 0), Y = N.conjured(0, 1), Z = N.conjured(0, 2);
  LocId A = N.local(0, 0), B = N.local(0, 1), G = N.global(0);

  HandleInfo call(SymId Parent = NoId) {
    HandleInfo H;
    H.Kind = HandleKind::Call;
    H.Parent = Parent;
    return H;
  }
  Value at(LocId L) {
    const Value *V = S.Store.find(L);
    return V ? *V : Value::unknown();
  }
};

TEST_F(PathStateTest, HeldMeansStoredOrTemporary) {
  EXPECT_FALSE(S.isHeld(X));
  S.Store.set(
      A, Value::symbol(N.expression(BinaryOp::Add, Int, X, std::int64_t(1))));
  S.Store.set(B, Value::address(N.region(X)));
  S.Handles.set(X, call());
  EXPECT_FALSE(S.isHeld(X));
  S.Temps.set(3, Value::symbol(X));
  EXPECT_TRUE(S.isHeld(X));
  S.Temps.clear();
  S.Store.set(G, Value::symbol(X));
  EXPECT_TRUE(S.isHeld(X));
  EXPECT_FALSE(S.isHeld(Y));
}

TEST_F(PathStateTest, MentionsLooksEverywhere) {
  const SymId E = N.expression(BinaryOp::Add, Int, X, std::int64_t(1));
  auto Alone = [&](auto Change) {
    PathState T;
    Change(T);
    return T.mentions(N, X) && !T.mentions(N, Z);
  };
  EXPECT_FALSE(S.mentions(N, X));
  EXPECT_TRUE(Alone([&](PathState &T) { T.Store.set(A, Value::symbol(E)); }));
  EXPECT_TRUE(Alone([&](PathState &T) { T.Temps.set(0, Value::symbol(X)); }));
  EXPECT_TRUE(Alone([&](PathState &T) {
    T.Store.set(N.field(N.region(X), 0), Value::integer(0));
  }));
  EXPECT_TRUE(Alone([&](PathState &T) {
    T.Store.set(A, Value::address(N.field(N.region(X), 0)));
  }));
  EXPECT_TRUE(Alone([&](PathState &T) { T.Handles.set(X, call()); }));
  EXPECT_TRUE(Alone([&](PathState &T) { T.Handles.set(Y, call(X)); }));
  EXPECT_TRUE(
      Alone([&](PathState &T) { T.Facts.set(E, RangeSet::single(0)); }));
  EXPECT_TRUE(Alone([&](PathState &T) {
    T.Messages.emplace_back();
    T.Messages.back().part(MessagePart::Param2) = X;
  }));
}

// A request that nobody waits for any more must not become the next one's.
TEST_F(PathStateTest, MentionsLooksAtRequestsAndReplies) {
  HandleInfo H = call();
  H.Request = X;
  S.Handles.set(Y, H);
  EXPECT_TRUE(S.mentions(N, X));
  H.Request = NoId;
  H.Reply = X;
  S.Handles.set(Y, H);
  EXPECT_TRUE(S.mentions(N, X));
}

TEST_F(PathStateTest, RetireAgesTheRequestOfAPendingHandle) {
  HandleInfo H = call();
  H.Life = State::Pending;
  H.Request = X;
  S.Handles.set(Y, H);
  S.retire(N, X);
  EXPECT_EQ(S.Handles.find(Y)->Request, N.older(X));
}

TEST_F(PathStateTest, RenameReachesEveryName) {
  LocId Field = N.field(N.region(X), 2);
  S.Store.set(A, Value::symbol(X));
  S.Store.set(B, Value::address(Field));
  S.Store.set(Field, Value::symbol(
                         N.expression(BinaryOp::Add, Int, X, std::int64_t(4))));
  S.Store.set(N.element(G, 1), Value::symbol(N.narrow(X, Int)));
  S.Temps.set(1, Value::symbol(N.initial(N.field(N.region(X), 3))));
  HandleInfo H = call(X);
  H.Request = H.Reply = X;
  S.Handles.set(Y, H);
  S.Handles.set(X, call());
  S.Facts.set(X, RangeSet(1, 5));
  S.Messages.emplace_back();
  S.Messages.back().part(MessagePart::Param1) = X;

  S.rename(N, X, Z);

  EXPECT_FALSE(S.mentions(N, X));
  LocId NewField = N.field(N.region(Z), 2);
  EXPECT_EQ(at(A), Value::symbol(Z));
  EXPECT_EQ(at(B), Value::address(NewField));
  EXPECT_EQ(at(NewField), Value::symbol(N.expression(BinaryOp::Add, Int, Z,
                                                     std::int64_t(4))));
  EXPECT_EQ(at(N.element(G, 1)), Value::symbol(N.narrow(Z, Int)));
  EXPECT_EQ(*S.Temps.find(1),
            Value::symbol(N.initial(N.field(N.region(Z), 3))));
  ASSERT_TRUE(S.Handles.find(Z));
  EXPECT_FALSE(S.Handles.find(X));
  EXPECT_EQ(S.Handles.find(Y)->Parent, Z);
  EXPECT_EQ(S.Handles.find(Y)->Request, Z);
  EXPECT_EQ(S.Handles.find(Y)->Reply, Z);
  ASSERT_TRUE(S.Facts.find(Z));
  EXPECT_EQ(*S.Facts.find(Z), RangeSet(1, 5));
  EXPECT_EQ(S.Messages[0].part(MessagePart::Param1), Z);
}

TEST_F(PathStateTest, RenameLeavesOthersAlone) {
  S.Store.set(A, Value::symbol(Y));
  S.Store.set(N.region(Y), Value::integer(1));
  S.Handles.set(Y, call(Z));
  S.rename(N, X, Z);
  EXPECT_EQ(at(A), Value::symbol(Y));
  EXPECT_TRUE(at(N.region(Y)).isInt(1));
  EXPECT_EQ(S.Handles.find(Y)->Parent, Z);
}

TEST_F(PathStateTest, RenameKeepsTheMapsInOrder) {
  SymId Early = N.entry(0); // A smaller number than those that follow.
  SymId Late = N.conjured(9, 9), Later = N.conjured(9, 8);
  for (SymId P : {Early, Late, Later}) {
    S.Store.set(N.region(P), Value::integer(P));
    S.Handles.set(P, call());
    S.Facts.set(P, RangeSet::single(P));
  }
  S.rename(N, Early, N.conjured(9, 7));
  for (SymId P : {Late, Later, N.conjured(9, 7)}) {
    EXPECT_TRUE(S.Store.find(N.region(P))) << P;
    EXPECT_TRUE(S.Handles.find(P)) << P;
    EXPECT_TRUE(S.Facts.find(P)) << P;
  }
  EXPECT_EQ(S.Store.size(), 3u);
}

TEST_F(PathStateTest, RetireMakesAnOlderGeneration) {
  S.Store.set(A, Value::symbol(X));
  S.Handles.set(X, call());
  S.retire(N, X);
  EXPECT_EQ(at(A), Value::symbol(N.older(X)));
  EXPECT_TRUE(S.Handles.find(N.older(X)));
  EXPECT_FALSE(S.mentions(N, X));
}

TEST_F(PathStateTest, TheThirdGenerationIsForgotten) {
  S.Store.set(A, Value::symbol(X));
  S.retire(N, X);
  S.Store.set(B, Value::symbol(X));
  S.retire(N, X);
  EXPECT_EQ(at(A), Value::unknown());
  EXPECT_EQ(at(B), Value::symbol(N.older(X)));
}

TEST_F(PathStateTest, RetiringWhatIsNotThereChangesNothing) {
  S.Store.set(A, Value::symbol(N.older(X)));
  S.retire(N, X);
  EXPECT_EQ(at(A), Value::symbol(N.older(X)));
}

TEST_F(PathStateTest, ForgetLeavesNoTrace) {
  S.Store.set(
      A, Value::symbol(N.expression(BinaryOp::Add, Int, X, std::int64_t(1))));
  S.Store.set(B, Value::address(N.region(X)));
  S.Store.set(N.field(N.region(X), 0), Value::integer(0));
  S.Store.set(G, Value::symbol(Y));
  S.Temps.set(0, Value::symbol(X));
  HandleInfo H = call(X);
  H.Request = H.Reply = X;
  S.Handles.set(Y, H);
  S.Handles.set(X, call());
  S.Facts.set(X, RangeSet::single(1));
  S.Messages.emplace_back();
  S.Messages.back().part(MessagePart::Param1) = X;

  S.forgetSymbol(N, X);

  EXPECT_FALSE(S.mentions(N, X));
  EXPECT_EQ(at(A), Value::unknown());
  EXPECT_EQ(at(B), Value::unknown());
  EXPECT_FALSE(S.Store.find(N.field(N.region(X), 0)));
  EXPECT_EQ(at(G), Value::symbol(Y));
  EXPECT_EQ(S.Handles.find(Y)->Request, NoId);
  EXPECT_EQ(S.Handles.find(Y)->Reply, NoId);
  EXPECT_EQ(S.Handles.find(Y)->Parent, NoId);
  EXPECT_FALSE(S.Handles.find(X));
  EXPECT_TRUE(S.Facts.empty());
  EXPECT_TRUE(S.Messages.empty());
}

TEST_F(PathStateTest, GarbageIsWhatNothingMentions) {
  S.Handles.set(X, call(Y)); // Held.
  S.Handles.set(Y, call());  // Parent of a held one.
  S.Handles.set(Z, call());  // Nobody's.
  S.Store.set(A, Value::symbol(X));
  S.Facts.set(X, RangeSet(1, 2));
  S.Facts.set(Z, RangeSet(1, 2));
  S.collectGarbage(N);
  EXPECT_TRUE(S.Handles.find(X));
  EXPECT_TRUE(S.Handles.find(Y));
  EXPECT_FALSE(S.Handles.find(Z));
  EXPECT_TRUE(S.Facts.find(X));
  EXPECT_FALSE(S.Facts.find(Z));
}

TEST_F(PathStateTest, GrandparentsStay) {
  S.Handles.set(X, call(Y));
  S.Handles.set(Y, call(Z));
  S.Handles.set(Z, call());
  S.Store.set(A, Value::symbol(X));
  S.collectGarbage(N);
  EXPECT_EQ(S.Handles.size(), 3u);
}

TEST_F(PathStateTest, OperandsOfWhatIsStoredKeepTheirFacts) {
  S.Store.set(
      A, Value::symbol(N.expression(BinaryOp::LT, Int, X, std::int64_t(1))));
  S.Facts.set(X, RangeSet(0, 9));
  S.Store.set(N.field(N.region(Y), 0), Value::integer(1));
  S.Facts.set(Y, RangeSet::single(0).complement());
  S.collectGarbage(N);
  EXPECT_TRUE(S.Facts.find(X));
  EXPECT_TRUE(S.Facts.find(Y));
}

TEST_F(PathStateTest, WhatTheCallerOwnsIsNoGarbage) {
  HandleInfo H = call();
  H.Flags = AtEntry;
  S.Handles.set(X, H);
  S.Facts.set(N.entry(0), RangeSet(1, 2));
  S.collectGarbage(N);
  EXPECT_TRUE(S.Handles.find(X));
  EXPECT_TRUE(S.Facts.find(N.entry(0)));
}

TEST_F(PathStateTest, AnswerSettlesAPendingHandle) {
  HandleInfo H = call();
  H.Life = State::Pending;
  HandleInfo Failed = H;
  PathState::answer(H, true);
  EXPECT_EQ(H.Life, State::Live);
  EXPECT_TRUE(H.has(Answered));
  PathState::answer(Failed, false);
  EXPECT_EQ(Failed.Life, State::Void);
  EXPECT_FALSE(Failed.has(Answered));
}

} // namespace
