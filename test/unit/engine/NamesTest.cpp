//===- NamesTest.cpp - Interned symbols and locations ---------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Equal names are one number, different ones are not, and the bounds that keep
/// the set of names finite hold for any nesting.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Names.h"

#include <gtest/gtest.h>

#include <set>

using namespace tapi::engine;
using ir::BinaryOp;

namespace {

constexpr ir::Type U32{32, false}, S32{32, true};

TEST(Names, EqualNamesAreOne) {
  Names N;
  LocId L = N.local(1, 2);
  EXPECT_EQ(L, N.local(1, 2));
  EXPECT_EQ(N.field(L, 7), N.field(L, 7));
  EXPECT_EQ(N.initial(L), N.initial(L));
  EXPECT_EQ(N.conjured(5, 1), N.conjured(5, 1));
}

TEST(Names, EveryPartOfANameCounts) {
  Names N;
  LocId L = N.local(1, 2), M = N.local(2, 1);
  SymId X = N.conjured(1, 2);
  std::set<LocId> Locations = {L,
                               M,
                               N.local(1, 3),
                               N.global(1),
                               N.global(2),
                               N.outer(1),
                               N.outer(2),
                               N.region(X),
                               N.region(N.conjured(2, 1)),
                               N.field(L, 1),
                               N.field(M, 1),
                               N.field(L, 2),
                               N.element(L, 1),
                               N.element(L, 2),
                               N.anyElement(L),
                               N.anyElement(M)};
  EXPECT_EQ(Locations.size(), 16u);
  std::set<SymId> Symbols = {
      X,
      N.conjured(1, 3),
      N.conjured(2, 2),
      N.initial(L),
      N.initial(M),
      N.phi(1, L),
      N.phi(2, L),
      N.phi(1, M),
      N.entry(1),
      N.entry(2),
      N.via(1, X),
      N.via(2, X),
      N.older(X),
      N.narrow(X, U32),
      N.narrow(X, S32),
      N.expression(BinaryOp::Add, U32, X, std::int64_t(5)),
      N.expression(BinaryOp::Add, U32, X, std::int64_t(6)),
      N.expression(BinaryOp::Sub, U32, X, std::int64_t(5)),
      N.expression(BinaryOp::Add, S32, X, std::int64_t(5)),
      N.expression(BinaryOp::Add, U32, X, N.entry(1)),
      N.expression(BinaryOp::Add, U32, N.entry(1), X)};
  EXPECT_EQ(Symbols.size(), 21u);
}

TEST(Names, PartsKnowTheirWholes) {
  Names N;
  LocId Root = N.local(0, 0), Field = N.field(Root, 3);
  LocId Element = N.element(Field, 4), Any = N.anyElement(Field);
  for (LocId L : {Root, Field, Element, Any}) {
    EXPECT_EQ(N.root(L), Root);
    EXPECT_TRUE(N.isWithin(L, Root));
    EXPECT_TRUE(N.isWithin(L, L));
    EXPECT_TRUE(N.isLocal(L));
  }
  EXPECT_TRUE(N.isWithin(Element, Field));
  EXPECT_FALSE(N.isWithin(Field, Element));
  EXPECT_FALSE(N.isWithin(Root, Field));
  EXPECT_FALSE(N.isWithin(Element, Any));
  EXPECT_FALSE(N.isWithin(Element, N.field(Root, 4)));
  EXPECT_FALSE(N.isPart(Root));
  EXPECT_TRUE(N.isPart(Any));
}

// What a pointer points to is no part of the pointer.
TEST(Names, RegionsAreRoots) {
  Names N;
  LocId P = N.local(0, 0), Region = N.region(N.initial(P));
  EXPECT_EQ(N.root(N.field(Region, 1)), Region);
  EXPECT_FALSE(N.isWithin(Region, P));
  EXPECT_FALSE(N.isLocal(Region));
  EXPECT_FALSE(N.isLocal(N.global(0)));
  EXPECT_FALSE(N.isLocal(N.outer(0)));
}

TEST(Names, MentionsFollowsWhatAValueIsComputedFrom) {
  Names N;
  SymId X = N.conjured(0, 0), Y = N.conjured(0, 1), Z = N.conjured(0, 2);
  SymId Sum = N.expression(BinaryOp::Add, S32, X, Y);
  SymId Low = N.narrow(Sum, {8, false});
  for (SymId S : {Sum, Low}) {
    EXPECT_TRUE(N.mentions(S, X));
    EXPECT_TRUE(N.mentions(S, Y));
    EXPECT_FALSE(N.mentions(S, Z));
  }
  EXPECT_TRUE(N.mentions(X, X));
  SymId Scaled = N.expression(BinaryOp::And, S32, X, std::int64_t(7));
  EXPECT_TRUE(N.mentions(Scaled, X));
  EXPECT_FALSE(N.mentions(Scaled, Y));
}

TEST(Names, MentionsFollowsMemoryReachedThroughAPointer) {
  Names N;
  SymId P = N.conjured(0, 0), Q = N.conjured(0, 1);
  SymId Next = N.initial(N.field(N.region(P), 1));
  SymId NextOfNext = N.initial(N.field(N.region(Next), 1));
  EXPECT_TRUE(N.mentions(NextOfNext, P));
  EXPECT_TRUE(N.mentions(NextOfNext, Next));
  EXPECT_FALSE(N.mentions(NextOfNext, Q));
  EXPECT_FALSE(N.mentions(P, Next));
}

// The value of an earlier round, and of a callee, is another value.
TEST(Names, OtherGenerationsAreNotMentioned) {
  Names N;
  SymId X = N.conjured(0, 0);
  EXPECT_FALSE(N.mentions(N.older(X), X));
  EXPECT_FALSE(N.mentions(N.via(3, X), X));
}

TEST(Names, ThereAreTwoGenerations) {
  Names N;
  SymId X = N.conjured(0, 0), Old = N.older(X);
  EXPECT_NE(Old, X);
  EXPECT_EQ(N.older(Old), Old);
}

/// How many different names \p Next gives when it is applied again and again.
template <typename Function>
std::size_t namesMadeBy(SymId Start, Function Next) {
  std::set<SymId> Seen;
  SymId S = Start;
  for (unsigned I = 0; I < 2000 && S != NoId && Seen.insert(S).second; ++I)
    S = Next(S);
  return Seen.size();
}

TEST(Names, NestedCallsAreCut) {
  Names N;
  EXPECT_LT(namesMadeBy(N.conjured(0, 0), [&](SymId S) { return N.via(1, S); }),
            30u);
}

TEST(Names, TheFirstCallsKeepTheirNames) {
  Names N;
  SymId X = N.conjured(0, 0);
  EXPECT_NE(N.via(1, N.via(2, X)), N.via(2, N.via(1, X)));
  EXPECT_NE(N.via(1, X), N.via(1, N.via(1, X)));
}

TEST(Names, NestedExpressionsAreCut) {
  Names N;
  EXPECT_LT(namesMadeBy(N.conjured(0, 0),
                        [&](SymId S) {
                          return N.expression(BinaryOp::Xor, S32, S,
                                              std::int64_t(3));
                        }),
            30u);
  EXPECT_LT(namesMadeBy(N.conjured(0, 0),
                        [&](SymId S) {
                          return N.expression(BinaryOp::Add, S32, S, S);
                        }),
            30u);
}

// A recursive function in a loop: last round's value of the callee's value.
TEST(Names, CallsAndRoundsTogetherAreCut) {
  Names N;
  EXPECT_LT(namesMadeBy(N.conjured(0, 0),
                        [&](SymId S) { return N.older(N.via(1, S)); }),
            60u);
}

TEST(Names, ConversionsOfExpressionsAreCut) {
  Names N;
  EXPECT_LT(namesMadeBy(N.conjured(0, 0),
                        [&](SymId S) {
                          SymId E = N.expression(BinaryOp::Add, S32, S,
                                                 std::int64_t(1));
                          return E == NoId ? E : N.narrow(E, {8, false});
                        }),
            60u);
}

} // namespace
