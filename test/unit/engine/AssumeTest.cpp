//===- AssumeTest.cpp - What a condition tells ----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Ranges after a condition was taken to be true or false, against the numbers
/// that satisfy it; request IDs and results of replies.
///
//===----------------------------------------------------------------------===//

#include "test/unit/engine/Scene.h"

using namespace tapi;
using namespace tapi::engine;
using namespace tapi::test;
using ir::BinaryOp;

namespace {

class AssumeTest : public Scene {
protected:
  ir::TempId T = B.temp();
  ir::NodeId X = B.read(T);
  SymId Y = NoId;

  void beginWithSymbol() {
    begin();
    Y = names().entry(0);
    S.Temps.set(T, Value::symbol(Y));
  }
  bool assume(ir::NodeId N, bool Truth) {
    return eval().assume(value(N), Truth);
  }
};

TEST_F(AssumeTest, WhatIsKnownDecides) {
  ir::VarId V = B.var();
  begin();
  EXPECT_TRUE(eval().assume(Value::integer(2), true));
  EXPECT_FALSE(eval().assume(Value::integer(2), false));
  EXPECT_FALSE(eval().assume(Value::integer(0), true));
  EXPECT_TRUE(eval().assume(Value::address(local(V)), true));
  EXPECT_FALSE(eval().assume(Value::address(local(V)), false));
  EXPECT_TRUE(eval().assume(Value::unknown(), true));
  EXPECT_TRUE(eval().assume(Value::unknown(), false));
}

TEST_F(AssumeTest, ASymbolThatIsTested) {
  beginWithSymbol();
  PathState Before = S;
  ASSERT_TRUE(assume(X, true));
  EXPECT_FALSE(eval().range(Y).contains(0));
  EXPECT_TRUE(eval().range(Y).contains(1));
  EXPECT_FALSE(assume(X, false)) << "after the opposite";
  S = Before;
  ASSERT_TRUE(assume(X, false));
  EXPECT_EQ(eval().range(Y), RangeSet::single(0));
}

/// Assumes every comparison with \p N in both ways, and compares what may be
/// left with the numbers around it that satisfy it.
TEST_F(AssumeTest, ComparisonsOfBothSignednesses) {
  struct Row {
    ir::Type Ty;
    BinaryOp Op;
    std::int64_t Number;
    ir::NodeId Test;
  };
  std::vector<Row> Rows;
  for (ir::Type Ty : {ir::Type{8, false}, ir::Type{8, true}})
    for (unsigned Op = unsigned(BinaryOp::EQ); Op <= unsigned(BinaryOp::GE);
         ++Op)
      for (std::int64_t N : {0, 1, 5, 127}) {
        auto O = static_cast<BinaryOp>(Op);
        Rows.push_back({Ty, O, N, B.binary(O, X, B.constant(N), Ty)});
      }
  beginWithSymbol();
  PathState Before = S;
  auto Holds = [](const Row &R, int Number) {
    int N = R.Ty.Signed ? static_cast<std::int8_t>(Number)
                        : static_cast<std::uint8_t>(Number);
    switch (R.Op) {
    case BinaryOp::EQ:
      return N == R.Number;
    case BinaryOp::NE:
      return N != R.Number;
    case BinaryOp::LT:
      return N < R.Number;
    case BinaryOp::LE:
      return N <= R.Number;
    case BinaryOp::GT:
      return N > R.Number;
    default:
      return N >= R.Number;
    }
  };
  for (const Row &R : Rows)
    for (bool Truth : {true, false})
      for (int Number = -128; Number < 256; ++Number) {
        S = Before;
        // With a known range, both forms of a number are one.
        S.Facts.set(Y, RangeSet::single(Number));
        EXPECT_EQ(assume(R.Test, Truth), Holds(R, Number) == Truth)
            << (R.Ty.Signed ? "signed " : "unsigned ") << Number << " op "
            << int(R.Op) << ' ' << R.Number;
      }
}

TEST_F(AssumeTest, ARangeIsNarrowedByEachCondition) {
  ir::NodeId AtLeast = B.binary(BinaryOp::GE, X, B.constant(3));
  ir::NodeId Below = B.binary(BinaryOp::LT, X, B.constant(9));
  ir::NodeId Not5 = B.binary(BinaryOp::NE, X, B.constant(5));
  ir::NodeId Is10 = B.binary(BinaryOp::EQ, X, B.constant(10));
  beginWithSymbol();
  ASSERT_TRUE(assume(AtLeast, true));
  ASSERT_TRUE(assume(Below, true));
  ASSERT_TRUE(assume(Not5, true));
  EXPECT_EQ(eval().range(Y), RangeSet(3, 4).unite(RangeSet(6, 8)));
  EXPECT_FALSE(assume(Is10, true));
  EXPECT_FALSE(assume(AtLeast, false));
}

TEST_F(AssumeTest, ASumTellsOfItsOperand) {
  ir::NodeId Sum = B.binary(BinaryOp::Add, X, B.constant(4));
  ir::NodeId Test = B.binary(BinaryOp::EQ, Sum, B.constant(10));
  beginWithSymbol();
  ASSERT_TRUE(assume(Test, true));
  EXPECT_EQ(eval().range(Y), RangeSet::single(6));
}

TEST_F(AssumeTest, EqualSymbolsAreOneFromThenOn) {
  ir::TempId T2 = B.temp();
  ir::NodeId Same = B.binary(BinaryOp::EQ, X, B.read(T2));
  ir::VarId V = B.var();
  beginWithSymbol();
  SymId Z = names().conjured(0, 0);
  S.Temps.set(T2, Value::symbol(Z));
  S.Store.set(local(V), Value::symbol(Z));
  S.Facts.set(Z, RangeSet(1, 5));
  S.Facts.set(Y, RangeSet(5, 9));
  ASSERT_TRUE(assume(Same, true));
  EXPECT_EQ(value(X), at(local(V)));
  EXPECT_EQ(eval().range(value(X)), RangeSet::single(5));
}

TEST_F(AssumeTest, SymbolsOfDisjointRangesAreNotEqual) {
  ir::TempId T2 = B.temp();
  ir::NodeId Same = B.binary(BinaryOp::EQ, X, B.read(T2));
  beginWithSymbol();
  SymId Z = names().conjured(0, 0);
  S.Temps.set(T2, Value::symbol(Z));
  S.Facts.set(Z, RangeSet(1, 4));
  S.Facts.set(Y, RangeSet(5, 9));
  EXPECT_TRUE(value(Same).isInt(0));
  EXPECT_FALSE(assume(Same, true));
}

TEST_F(AssumeTest, TwoLivingHandlesAreNotEqual) {
  ir::TempId T2 = B.temp();
  ir::NodeId Same = B.binary(BinaryOp::EQ, X, B.read(T2));
  beginWithSymbol();
  SymId Z = names().conjured(0, 0);
  S.Temps.set(T2, Value::symbol(Z));
  S.Handles.set(Y, handle(HandleKind::Call));
  S.Handles.set(Z, handle(HandleKind::Call));
  PathState Before = S;
  EXPECT_FALSE(assume(Same, true));
  S = Before;
  EXPECT_TRUE(assume(Same, false));
  // A message may bring a handle that is already known.
  S = Before;
  S.Handles.find(Y)->Flags = Incoming;
  EXPECT_TRUE(assume(Same, true));
}

TEST_F(AssumeTest, ANullHandleIsVoidAndAnArrivedOneIsLive) {
  beginWithSymbol();
  S.Handles.set(Y, handle(HandleKind::Call, State::Pending));
  PathState Before = S;
  ASSERT_TRUE(assume(X, true));
  EXPECT_EQ(S.Handles.find(Y)->Life, State::Live);
  S = Before;
  ASSERT_TRUE(assume(X, false));
  EXPECT_EQ(S.Handles.find(Y)->Life, State::Void);
}

TEST_F(AssumeTest, TheResultOfAReplyDecides) {
  beginWithSymbol();
  SymId Call = names().conjured(0, 1);
  HandleInfo H = handle(HandleKind::Call, State::Pending);
  H.Reply = Y;
  S.Handles.set(Call, H);
  PathState Before = S;
  ASSERT_TRUE(assume(X, false));
  EXPECT_EQ(S.Handles.find(Call)->Life, State::Live);
  S = Before;
  ASSERT_TRUE(assume(X, true));
  EXPECT_EQ(S.Handles.find(Call)->Life, State::Void);
}

TEST_F(AssumeTest, BetweenLimits) {
  beginWithSymbol();
  EXPECT_TRUE(eval().assumeBetween(value(X), 2, 4));
  EXPECT_EQ(eval().range(Y), RangeSet(2, 4));
  EXPECT_FALSE(eval().assumeBetween(value(X), 5, 9));
  EXPECT_TRUE(eval().assumeBetween(Value::integer(3), 3, 3));
  EXPECT_FALSE(eval().assumeBetween(Value::integer(3), 4, 5));
}

/// The result of lineMakeCall: a request ID or an error, never 0.
class RequestTest : public AssumeTest {
protected:
  void beginWithRequest() {
    B.call({}, T).Tapi = findFunction("lineMakeCall");
    begin();
    Y = names().conjured(W->site(0, 0, 0), 0);
    S.Temps.set(T, Value::symbol(Y));
    S.Facts.set(Y, Error.unite(Request));
  }
  const RangeSet Error{INT32_MIN, -1}, Request{1, INT32_MAX};
};

TEST_F(RequestTest, ATestForTruthMeansAnError) {
  beginWithRequest();
  PathState Before = S;
  ASSERT_TRUE(assume(X, true));
  EXPECT_EQ(eval().range(Y), Error);
  S = Before;
  ASSERT_TRUE(assume(X, false));
  EXPECT_EQ(eval().range(Y), Request);
}

TEST_F(RequestTest, AComparisonWithZeroMeansAnErrorToo) {
  ir::NodeId Zero = B.constant(0);
  ir::NodeId IsZero = B.binary(BinaryOp::EQ, X, Zero);
  ir::NodeId IsNot = B.binary(BinaryOp::NE, X, Zero);
  beginWithRequest();
  PathState Before = S;
  for (bool Truth : {true, false}) {
    S = Before;
    ASSERT_TRUE(assume(IsZero, Truth));
    EXPECT_EQ(eval().range(Y), Truth ? Request : Error);
    S = Before;
    ASSERT_TRUE(assume(IsNot, !Truth));
    EXPECT_EQ(eval().range(Y), Truth ? Request : Error);
  }
}

TEST_F(RequestTest, ProperTestsMeanWhatTheySay) {
  ir::NodeId Zero = B.constant(0);
  ir::NodeId Failed = B.binary(BinaryOp::LT, X, Zero);
  ir::NodeId Accepted = B.binary(BinaryOp::GT, X, Zero);
  beginWithRequest();
  PathState Before = S;
  ASSERT_TRUE(assume(Failed, true));
  EXPECT_EQ(eval().range(Y), Error);
  S = Before;
  ASSERT_TRUE(assume(Accepted, true));
  EXPECT_EQ(eval().range(Y), Request);
}

} // namespace
