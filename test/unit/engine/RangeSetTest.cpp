//===- RangeSetTest.cpp - Sets of integers against sets of numbers --------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Compares every operation with plain sets on universes that are small enough
/// to try everything, and the ends of the 64-bit range one by one.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/RangeSet.h"

#include <gtest/gtest.h>

#include <set>

using namespace tapi::engine;

namespace {

constexpr int Width = 8; ///< Of the small universe 0..7

/// The set whose element I is bit I of \p Bits.
RangeSet ofBits(unsigned Bits) {
  RangeSet R = RangeSet::empty();
  for (int I = 0; I < Width; ++I)
    if (Bits >> I & 1)
      R = R.unite(RangeSet::single(I));
  return R;
}

/// Ascending, disjoint, and no two intervals touch: the only form a set has,
/// without which == would not compare sets.
bool isCanonical(const RangeSet &R) {
  llvm::ArrayRef<Interval> Parts = R.intervals();
  for (std::size_t I = 0; I < Parts.size(); ++I) {
    if (Parts[I].Low > Parts[I].High)
      return false;
    if (I && (Parts[I - 1].High == RangeSet::Max ||
              Parts[I - 1].High + 1 >= Parts[I].Low))
      return false;
  }
  return Parts.size() <= RangeSet::MaxIntervals;
}

TEST(RangeSet, AllSubsetsOfASmallUniverse) {
  for (unsigned A = 0; A < 1u << Width; ++A) {
    RangeSet R = ofBits(A);
    ASSERT_TRUE(isCanonical(R));
    for (int I = -1; I <= Width; ++I)
      ASSERT_EQ(R.contains(I), I >= 0 && I < Width && (A >> I & 1)) << A;
    ASSERT_EQ(R.isEmpty(), A == 0);
    ASSERT_EQ(R.isSingle(), A != 0 && (A & (A - 1)) == 0) << A;
    ASSERT_FALSE(R.isFull());
  }
}

TEST(RangeSet, UnionAndIntersectionOfAllPairs) {
  for (unsigned A = 0; A < 1u << Width; ++A)
    for (unsigned B = 0; B < 1u << Width; ++B) {
      ASSERT_EQ(ofBits(A).unite(ofBits(B)), ofBits(A | B)) << A << ' ' << B;
      ASSERT_EQ(ofBits(A).intersect(ofBits(B)), ofBits(A & B)) << A << ' ' << B;
    }
}

TEST(RangeSet, ComplementIsItsOwnInverse) {
  for (unsigned A = 0; A < 1u << Width; ++A) {
    RangeSet R = ofBits(A), Not = R.complement();
    ASSERT_TRUE(isCanonical(Not));
    for (int I = -1; I <= Width; ++I)
      ASSERT_NE(R.contains(I), Not.contains(I)) << A << ' ' << I;
    ASSERT_TRUE(Not.contains(RangeSet::Min));
    ASSERT_TRUE(Not.contains(RangeSet::Max));
    ASSERT_EQ(Not.complement(), R) << A;
    ASSERT_TRUE(R.intersect(Not).isEmpty());
    ASSERT_TRUE(R.unite(Not).isFull());
  }
}

TEST(RangeSet, ShiftAndNegationMoveEveryElement) {
  for (unsigned A = 0; A < 1u << Width; ++A) {
    RangeSet R = ofBits(A);
    for (int N = -3; N <= 3; ++N)
      for (int I = -4; I <= Width + 4; ++I)
        ASSERT_EQ(R.shifted(N).contains(I), R.contains(I - N));
    RangeSet Minus = R.negated();
    ASSERT_TRUE(isCanonical(Minus));
    for (int I = -Width; I <= Width; ++I)
      ASSERT_EQ(Minus.contains(I), R.contains(-I));
  }
}

TEST(RangeSet, WideningMovesOnlyTheEndThatMoved) {
  RangeSet Old(3, 5);
  EXPECT_EQ(Old.widenedTo(Old), Old);
  EXPECT_EQ(Old.widenedTo(RangeSet(3, 6)), RangeSet(3, INT32_MAX));
  EXPECT_EQ(Old.widenedTo(RangeSet(1, 5)), RangeSet(0, 5));
  EXPECT_EQ(Old.widenedTo(RangeSet(-1, 5)), RangeSet(INT32_MIN, 5));
  EXPECT_EQ(RangeSet(3, INT32_MAX).widenedTo(RangeSet(3, UINT32_MAX)),
            RangeSet(3, UINT32_MAX));
  EXPECT_EQ(RangeSet(3, UINT32_MAX).widenedTo(RangeSet(3, 1LL << 33)),
            RangeSet(3, RangeSet::Max));
}

TEST(RangeSet, LowestAndHighest) {
  RangeSet R = RangeSet(3, 5).unite(RangeSet(-9, -7)).unite(RangeSet(1, 1));
  EXPECT_EQ(R.lowest(), -9);
  EXPECT_EQ(R.highest(), 5);
  EXPECT_EQ(R.intervals().size(), 3u);
}

// The ends of the range, where adding 1 would overflow.

TEST(RangeSet, TheEndsOfTheRange) {
  EXPECT_TRUE(RangeSet::full().complement().isEmpty());
  EXPECT_TRUE(RangeSet::empty().complement().isFull());
  RangeSet Top = RangeSet::single(RangeSet::Max);
  RangeSet Bottom = RangeSet::single(RangeSet::Min);
  EXPECT_EQ(Top.complement(), RangeSet(RangeSet::Min, RangeSet::Max - 1));
  EXPECT_EQ(Bottom.complement(), RangeSet(RangeSet::Min + 1, RangeSet::Max));
  EXPECT_EQ(Top.unite(Bottom).intervals().size(), 2u);
  EXPECT_TRUE(Top.unite(Top.complement()).isFull());
  EXPECT_TRUE(Bottom.unite(Bottom.complement()).isFull());
  EXPECT_EQ(RangeSet(5, RangeSet::Max).unite(RangeSet(9, RangeSet::Max)),
            RangeSet(5, RangeSet::Max));
}

TEST(RangeSet, WhatIsAtAnEndStaysThere) {
  EXPECT_EQ(RangeSet::single(RangeSet::Max).shifted(1),
            RangeSet::single(RangeSet::Max));
  EXPECT_EQ(RangeSet::single(RangeSet::Min).shifted(-1),
            RangeSet::single(RangeSet::Min));
  EXPECT_EQ(RangeSet(5, RangeSet::Max).shifted(2), RangeSet(7, RangeSet::Max));
  EXPECT_EQ(RangeSet(RangeSet::Min, 3).shifted(2), RangeSet(RangeSet::Min, 5));
  EXPECT_TRUE(RangeSet::full().shifted(3).isFull());
  EXPECT_TRUE(RangeSet(RangeSet::Min, 0).negated().isFull());
  EXPECT_EQ(RangeSet(RangeSet::Min + 1, 0).negated(),
            RangeSet(0, RangeSet::Max));
  EXPECT_TRUE(RangeSet::full().shifted(0).isFull());
}

// Beyond MaxIntervals a set grows, it never loses an element.

TEST(RangeSet, TooManyIntervalsBecomeASuperset) {
  RangeSet R = RangeSet::empty();
  std::set<int> Elements;
  for (int I = 0; I < 40; ++I) {
    Elements.insert(I * I);
    R = R.unite(RangeSet::single(I * I));
    ASSERT_TRUE(isCanonical(R)) << I;
    for (int E : Elements)
      ASSERT_TRUE(R.contains(E)) << E;
  }
  EXPECT_EQ(R.intervals().size(), RangeSet::MaxIntervals);
  EXPECT_EQ(R.lowest(), 0);
  EXPECT_EQ(R.highest(), 39 * 39);
}

TEST(RangeSet, TheClosestNeighboursAreJoinedFirst) {
  RangeSet R = RangeSet::single(0);
  for (std::int64_t Far : {100, 200, 300, 400, 500})
    R = R.unite(RangeSet::single(Far));
  ASSERT_EQ(R.intervals().size(), RangeSet::MaxIntervals);
  R = R.unite(RangeSet::single(303));
  EXPECT_TRUE(R.contains(301));
  EXPECT_FALSE(R.contains(50));
  EXPECT_FALSE(R.contains(304));
}

TEST(RangeSet, ComplementOfManyIntervalsIsASuperset) {
  RangeSet R = RangeSet::empty();
  for (int I = 1; I <= 6; ++I)
    R = R.unite(RangeSet::single(I * 10));
  RangeSet Not = R.complement();
  EXPECT_TRUE(isCanonical(Not));
  for (int I = 0; I < 100; ++I)
    if (!R.contains(I))
      EXPECT_TRUE(Not.contains(I)) << I;
}

} // namespace
