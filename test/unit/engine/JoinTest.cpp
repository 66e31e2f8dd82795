//===- JoinTest.cpp - Which states meet, and what is known then -----------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Keys decide whether two states may be joined; a join keeps what both know;
/// and joining again and again comes to an end.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Join.h"
#include "test/unit/engine/Scene.h"

using namespace tapi;
using namespace tapi::engine;
using namespace tapi::test;

namespace {

class JoinTest : public Scene {
protected:
  ir::VarId A = B.var(HandleKind::Call), C = B.var();
  PathState Other;
  SymId X = NoId, Y = NoId;

  void SetUp() override {
    B.blocks(3);
    begin();
    X = names().conjured(0, 0);
    Y = names().conjured(0, 1);
  }
  /// \p T with a call handle \p H under the name \p S in variable A.
  void give(PathState &T, SymId S, HandleInfo H) {
    T.Handles.set(S, H);
    T.Store.set(local(A), Value::symbol(S));
  }
  bool sameKey() { return lifeKey(S) == lifeKey(Other); }
  bool join(bool Widen = false) { return joinInto(*W, 0, 2, S, Other, Widen); }
  Value in(PathState &T, LocId L) { return Evaluator(*W, 0, T).load(L); }
};

TEST_F(JoinTest, NumbersDoNotKeepStatesApart) {
  S.Store.set(local(C), Value::integer(1));
  Other.Store.set(local(C), Value::integer(2));
  EXPECT_TRUE(sameKey());
}

TEST_F(JoinTest, NamesOfHandlesDoNotKeepStatesApart) {
  give(S, X, handle(HandleKind::Call));
  give(Other, Y, handle(HandleKind::Call));
  EXPECT_TRUE(sameKey());
}

TEST_F(JoinTest, LivesOfHandlesKeepStatesApart) {
  for (unsigned I = 0; I < NumStates; ++I)
    for (unsigned J = 0; J < NumStates; ++J) {
      State P = static_cast<State>(I), Q = static_cast<State>(J);
      auto Told = [](State L) { return L != State::Void && L != State::Unset; };
      give(S, X, handle(HandleKind::Call, P));
      give(Other, X, handle(HandleKind::Call, Q));
      EXPECT_EQ(sameKey(), P == Q || (!Told(P) && !Told(Q)))
          << name(P) << ' ' << name(Q);
    }
}

TEST_F(JoinTest, PlacesOfHandlesKeepStatesApart) {
  give(S, X, handle(HandleKind::Call));
  EXPECT_FALSE(sameKey()) << "only one has it";
  Other.Handles.set(X, handle(HandleKind::Call));
  Other.Store.set(local(C), Value::symbol(X));
  EXPECT_FALSE(sameKey()) << "elsewhere";
  Other.Store.set(local(A), Value::symbol(X));
  EXPECT_FALSE(sameKey()) << "in two places";
  S.Store.set(local(C), Value::symbol(X));
  EXPECT_TRUE(sameKey());
  Other.Store.set(local(C), Value::symbol(Y));
  Other.Handles.set(Y, handle(HandleKind::Call));
  EXPECT_FALSE(sameKey()) << "two handles instead of one";
}

TEST_F(JoinTest, HandlesOutOfPlayDoNotKeepStatesApart) {
  HandleInfo FromOutside = handle(HandleKind::Call);
  FromOutside.Flags = Incoming;
  give(S, X, FromOutside);
  EXPECT_TRUE(sameKey());
  HandleInfo Told = handle(HandleKind::Call, State::Released);
  Told.Flags = Settled;
  give(S, X, Told);
  EXPECT_TRUE(sameKey());
  HandleInfo Dead = handle(HandleKind::Call, State::Released);
  Dead.Flags = Incoming;
  give(S, X, Dead);
  EXPECT_FALSE(sameKey()) << "released: a use of it is to be told";
}

TEST_F(JoinTest, ParentsKeepStatesApart) {
  HandleInfo H = handle(HandleKind::Call);
  give(Other, X, H);
  H.Parent = Y;
  give(S, X, H);
  S.Handles.set(Y, handle(HandleKind::Line));
  Other.Handles.set(Y, handle(HandleKind::Line));
  EXPECT_FALSE(sameKey());
}

TEST_F(JoinTest, AResultKeepsStatesApartWhereAsked) {
  S.Store.set(local(C), Value::integer(0));
  Other.Store.set(local(C), Value::integer(1));
  EXPECT_FALSE(lifeKey(S, local(C)) == lifeKey(Other, local(C)));
}

TEST_F(JoinTest, EqualStatesDoNotChange) {
  give(S, X, handle(HandleKind::Call));
  S.Store.set(local(C), Value::integer(1));
  S.Facts.set(Y, RangeSet(1, 2));
  Other = S;
  EXPECT_FALSE(join());
  EXPECT_EQ(in(S, local(A)), Value::symbol(X));
  EXPECT_TRUE(in(S, local(C)).isInt(1));
}

TEST_F(JoinTest, DifferentNumbersBecomeARange) {
  S.Store.set(local(C), Value::integer(1));
  Other.Store.set(local(C), Value::integer(5));
  EXPECT_TRUE(join());
  Value V = in(S, local(C));
  ASSERT_EQ(V, Value::symbol(names().phi(W->block(0, 2), local(C))));
  EXPECT_EQ(eval().range(V), RangeSet::single(1).unite(RangeSet::single(5)));
  EXPECT_FALSE(join()) << "the same again tells nothing new";
}

TEST_F(JoinTest, WideningGoesToTheNextLimit) {
  S.Store.set(local(C), Value::integer(1));
  Other.Store.set(local(C), Value::integer(5));
  join(/*Widen=*/true);
  EXPECT_EQ(eval().range(in(S, local(C))), RangeSet(1, INT32_MAX));
  EXPECT_FALSE(join(true));
  Other.Store.set(local(C), Value::integer(-5));
  join(true);
  EXPECT_EQ(eval().range(in(S, local(C))), RangeSet(INT32_MIN, INT32_MAX));
}

TEST_F(JoinTest, WhatOnlyOneSideStoredIsNotKnown) {
  S.Store.set(local(C), Value::integer(1));
  LocId G = names().field(names().region(names().entry(0)), 0);
  Other.Store.set(G, Value::integer(7));
  EXPECT_TRUE(join());
  EXPECT_FALSE(in(S, local(C)).isInt(1));
  EXPECT_FALSE(in(S, G).isInt(7));
}

TEST_F(JoinTest, FactsOfBothSidesAreUnited) {
  SymId Z = names().entry(1);
  S.Facts.set(X, RangeSet(1, 2));
  Other.Facts.set(X, RangeSet(2, 4));
  S.Facts.set(Y, RangeSet(1, 2));
  Other.Facts.set(Z, RangeSet(1, 2));
  EXPECT_TRUE(join());
  EXPECT_EQ(eval().range(X), RangeSet(1, 4));
  EXPECT_TRUE(eval().range(Y).isFull());
  EXPECT_TRUE(eval().range(Z).isFull());
}

TEST_F(JoinTest, CorrespondingHandlesGetOneName) {
  give(S, X, handle(HandleKind::Call));
  give(Other, Y, handle(HandleKind::Call));
  Other.Facts.set(Y, RangeSet::single(0).complement());
  EXPECT_TRUE(join());
  Value V = in(S, local(A));
  ASSERT_EQ(V, Value::symbol(names().phi(W->block(0, 2), local(A))));
  ASSERT_TRUE(S.handle(V));
  EXPECT_EQ(S.handle(V)->Life, State::Live);
  EXPECT_EQ(S.Handles.size(), 1u);
}

TEST_F(JoinTest, BitsOfEitherSideCountExceptAnswered) {
  HandleInfo H = handle(HandleKind::Call, State::Released);
  H.Flags = Answered | Incoming;
  give(S, X, H);
  H.Flags = Offered;
  give(Other, X, H);
  EXPECT_TRUE(join());
  EXPECT_EQ(S.Handles.find(X)->Flags, Incoming | Offered);
}

TEST_F(JoinTest, MessagesThatOnlyOneHasAreOver) {
  S.Messages.resize(2);
  S.Messages[0].part(MessagePart::Device) = X;
  S.Messages[1].part(MessagePart::Device) = Y;
  Other.Messages.push_back(S.Messages[1]);
  join();
  ASSERT_EQ(S.Messages.size(), 1u);
  EXPECT_EQ(S.Messages[0].part(MessagePart::Device), Y);
}

TEST_F(JoinTest, LatentViolationsOfBothAreKept) {
  Latent L{{}, X, 1, nullptr, {}, {}, {}}, R{{}, X, 2, nullptr, {}, {}, {}};
  S.Latents = {L};
  Other.Latents = {L, R};
  EXPECT_TRUE(join());
  EXPECT_EQ(S.Latents.size(), 2u);
  EXPECT_FALSE(join());
}

// for (;;) { h = <new>; n = n + 1; } comes to rest.
TEST_F(JoinTest, ALoopReachesAFixpoint) {
  give(S, X, handle(HandleKind::Call));
  S.Store.set(local(C), Value::integer(0));
  unsigned Rounds = 0;
  for (bool Changed = true; Changed && Rounds < 20; ++Rounds) {
    Other = S;
    Other.retire(names(), Y);
    give(Other, Y, handle(HandleKind::Call));
    Value Now = in(Other, local(C));
    Other.Store.set(
        local(C), Now.K == Value::Int
                      ? Value::integer(Now.Number + 1)
                      : Value::symbol(names().expression(
                            ir::BinaryOp::Add, Int, Now.Id, std::int64_t(1))));
    ASSERT_TRUE(sameKey());
    Changed = join(/*Widen=*/Rounds > 3);
  }
  EXPECT_LT(Rounds, 12u);
  EXPECT_LE(S.Handles.size(), 2u);
}

} // namespace
