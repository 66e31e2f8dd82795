//===- ArithmeticTest.cpp - Integers of a width against the compiler's ----===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The 8-bit types are small enough to compare everything with what the
/// compiler that builds the tests computes; the 64-bit ones are tried at their
/// ends.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Arithmetic.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>

using namespace tapi::engine;
using ir::BinaryOp;

namespace {

constexpr ir::Type U8{8, false}, S8{8, true};
constexpr ir::Type U32{32, false}, S32{32, true};
constexpr ir::Type U64{64, false}, S64{64, true};
constexpr std::int64_t Min = RangeSet::Min, Max = RangeSet::Max;

constexpr BinaryOp Comparisons[] = {BinaryOp::EQ, BinaryOp::NE, BinaryOp::LT,
                                    BinaryOp::LE, BinaryOp::GT, BinaryOp::GE};
constexpr BinaryOp Computations[] = {
    BinaryOp::Add, BinaryOp::Sub, BinaryOp::Mul, BinaryOp::And, BinaryOp::Or,
    BinaryOp::Xor, BinaryOp::Shl, BinaryOp::Shr, BinaryOp::Div, BinaryOp::Rem};

template <typename Number> bool compare(BinaryOp Op, Number A, Number B) {
  switch (Op) {
  case BinaryOp::EQ:
    return A == B;
  case BinaryOp::NE:
    return A != B;
  case BinaryOp::LT:
    return A < B;
  case BinaryOp::LE:
    return A <= B;
  case BinaryOp::GT:
    return A > B;
  default:
    return A >= B;
  }
}

/// What C computes for two numbers of an 8-bit type after promotion; nothing
/// where it is undefined or, for shifts, beyond the width of the type.
template <typename Number>
std::optional<std::int64_t> compute(BinaryOp Op, Number A, Number B) {
  int X = A, Y = B;
  switch (Op) {
  case BinaryOp::Add:
    return static_cast<Number>(X + Y);
  case BinaryOp::Sub:
    return static_cast<Number>(X - Y);
  case BinaryOp::Mul:
    return static_cast<Number>(X * Y);
  case BinaryOp::And:
    return static_cast<Number>(X & Y);
  case BinaryOp::Or:
    return static_cast<Number>(X | Y);
  case BinaryOp::Xor:
    return static_cast<Number>(X ^ Y);
  case BinaryOp::Shl:
  case BinaryOp::Shr:
    if (Y < 0 || Y >= 8)
      return std::nullopt;
    return static_cast<Number>(Op == BinaryOp::Shl ? X * (1 << Y) : X >> Y);
  case BinaryOp::Div:
    return Y ? std::optional<std::int64_t>(static_cast<Number>(X / Y))
             : std::nullopt;
  default:
    return Y ? std::optional<std::int64_t>(static_cast<Number>(X % Y))
             : std::nullopt;
  }
}

template <typename Number> void foldsLikeC(ir::Type Ty) {
  for (int A = lowest(Ty); A <= highest(Ty); ++A)
    for (int B = lowest(Ty); B <= highest(Ty); ++B) {
      auto X = static_cast<Number>(A), Y = static_cast<Number>(B);
      std::int64_t Result;
      for (BinaryOp Op : Comparisons) {
        ASSERT_TRUE(fold(Op, Ty, A, B, Result));
        ASSERT_EQ(Result, compare<Number>(Op, X, Y)) << A << ' ' << B;
      }
      for (BinaryOp Op : Computations) {
        std::optional<std::int64_t> C = compute<Number>(Op, X, Y);
        if (C) {
          ASSERT_TRUE(fold(Op, Ty, A, B, Result));
          ASSERT_EQ(Result, *C) << int(Op) << ' ' << A << ' ' << B;
        }
      }
    }
}

TEST(Arithmetic, Unsigned8FoldsLikeC) { foldsLikeC<std::uint8_t>(U8); }
TEST(Arithmetic, Signed8FoldsLikeC) { foldsLikeC<std::int8_t>(S8); }

TEST(Arithmetic, LimitsOfTypes) {
  EXPECT_EQ(lowest(U8), 0);
  EXPECT_EQ(highest(U8), 255);
  EXPECT_EQ(lowest(S8), -128);
  EXPECT_EQ(highest(S8), 127);
  EXPECT_EQ(highest(U32), 0xFFFFFFFF);
  EXPECT_EQ(lowest(S32), -0x80000000LL);
  EXPECT_EQ(lowest(S64), Min);
  EXPECT_EQ(highest(S64), Max);
}

TEST(Arithmetic, WrapsLikeAConversion) {
  for (std::int64_t N = -600; N <= 600; ++N) {
    ASSERT_EQ(wrap(N, U8), static_cast<std::uint8_t>(N)) << N;
    ASSERT_EQ(wrap(N, S8), static_cast<std::int8_t>(N)) << N;
    ASSERT_EQ(wrap(N, S64), N);
  }
  EXPECT_EQ(wrap(-1, U32), 0xFFFFFFFF);
  EXPECT_EQ(wrap(0x80000048, S32), static_cast<std::int32_t>(0x80000048));
  EXPECT_EQ(wrap(2, {1, false}), 0);
  EXPECT_EQ(wrap(Min, U8), 0);
}

TEST(Arithmetic, UndefinedIsNotFolded) {
  std::int64_t R;
  for (ir::Type Ty : {U32, S32, U64, S64}) {
    EXPECT_FALSE(fold(BinaryOp::Div, Ty, 1, 0, R));
    EXPECT_FALSE(fold(BinaryOp::Rem, Ty, 1, 0, R));
    EXPECT_FALSE(fold(BinaryOp::Shl, Ty, 1, 64, R));
    EXPECT_FALSE(fold(BinaryOp::Shr, Ty, 1, -1, R));
  }
  EXPECT_FALSE(fold(BinaryOp::Div, S64, Min, -1, R));
  EXPECT_FALSE(fold(BinaryOp::Rem, S64, Min, -1, R));
}

TEST(Arithmetic, AShiftByTheWidthIsUndefined) {
  std::int64_t R;
  EXPECT_FALSE(fold(BinaryOp::Shl, S32, 1, 32, R));
  EXPECT_FALSE(fold(BinaryOp::Shr, U32, 1, 40, R));
  EXPECT_TRUE(fold(BinaryOp::Shl, U32, 1, 31, R));
  EXPECT_EQ(R, 0x80000000);
}

TEST(Arithmetic, Unsigned64DividesAsUnsigned) {
  std::int64_t R;
  ASSERT_TRUE(fold(BinaryOp::Div, U64, -1, 2, R)); // 2^64 - 1
  EXPECT_EQ(R, Max);
  ASSERT_TRUE(fold(BinaryOp::Rem, U64, -1, 10, R));
  EXPECT_EQ(R, 5); // 18446744073709551615 % 10
  ASSERT_TRUE(fold(BinaryOp::Shr, U64, -1, 63, R));
  EXPECT_EQ(R, 1);
}

TEST(Arithmetic, ASignedShiftKeepsTheSign) {
  std::int64_t R;
  ASSERT_TRUE(fold(BinaryOp::Shr, S64, -8, 1, R));
  EXPECT_EQ(R, -4);
  ASSERT_TRUE(fold(BinaryOp::Shr, S64, Min, 63, R));
  EXPECT_EQ(R, -1);
}

TEST(Arithmetic, Unsigned64ComparesAsUnsigned) {
  std::int64_t R;
  ASSERT_TRUE(fold(BinaryOp::LT, U64, -1, 1, R));
  EXPECT_EQ(R, 0);
  ASSERT_TRUE(fold(BinaryOp::GT, U64, -1, 1, R));
  EXPECT_EQ(R, 1);
}

TEST(Arithmetic, MirroredAndNegatedMeanWhatTheySay) {
  for (BinaryOp Op : Comparisons)
    for (int A = -2; A <= 2; ++A)
      for (int B = -2; B <= 2; ++B) {
        EXPECT_EQ(compare(Op, A, B), compare(mirrored(Op), B, A));
        EXPECT_NE(compare(Op, A, B), compare(negated(Op), A, B));
      }
  for (BinaryOp Op : Comparisons)
    EXPECT_TRUE(isComparison(Op));
  for (BinaryOp Op : Computations)
    EXPECT_FALSE(isComparison(Op));
}

TEST(Arithmetic, CommutativeOperatorsCommute) {
  for (BinaryOp Op : Computations) {
    bool Commutes = true;
    for (int A = 1; A < 8; ++A)
      for (int B = 1; B < 8; ++B)
        Commutes &=
            compute<std::int8_t>(Op, A, B) == compute<std::int8_t>(Op, B, A);
    EXPECT_EQ(isCommutative(Op), Commutes) << int(Op);
  }
}

void matchesLikeComparison(ir::Type Ty) {
  for (BinaryOp Op : Comparisons)
    for (int N = lowest(Ty); N <= highest(Ty); ++N) {
      RangeSet R = matching(Op, N, Ty);
      for (int X = lowest(Ty); X <= highest(Ty); ++X)
        ASSERT_EQ(R.contains(X), compare(Op, X, N)) << X << ' ' << N;
      ASSERT_FALSE(R.contains(lowest(Ty) - 1));
      ASSERT_FALSE(R.contains(highest(Ty) + 1));
    }
}

TEST(Arithmetic, MatchingUnsigned8) { matchesLikeComparison(U8); }
TEST(Arithmetic, MatchingSigned8) { matchesLikeComparison(S8); }

TEST(Arithmetic, MatchingAtTheEndsOf64Bits) {
  const std::int64_t Samples[] = {Min, Min + 1, -2, -1, 0, 1, 2, Max - 1, Max};
  for (ir::Type Ty : {S64, U64})
    for (BinaryOp Op : Comparisons)
      for (std::int64_t N : Samples) {
        RangeSet R = matching(Op, N, Ty);
        for (std::int64_t X : Samples) {
          bool Expected = Ty.Signed ? compare(Op, X, N)
                                    : compare(Op, static_cast<std::uint64_t>(X),
                                              static_cast<std::uint64_t>(N));
          EXPECT_EQ(R.contains(X), Expected)
              << (Ty.Signed ? "signed " : "unsigned ") << X << " op " << int(Op)
              << ' ' << N;
        }
      }
}

// A value made as the other signedness counts as what the type makes of it.
void preimageIsInverseOfWrap(ir::Type Ty) {
  for (int Low = lowest(Ty); Low <= highest(Ty); Low += 3)
    for (int High = Low; High <= highest(Ty); High += 5) {
      RangeSet R(Low, High), Back = preimage(R, Ty);
      for (int X = -128; X <= 255; ++X)
        ASSERT_EQ(Back.contains(X), R.contains(wrap(X, Ty)))
            << X << " in " << Low << ".." << High;
    }
}

TEST(Arithmetic, PreimageUnsigned8) { preimageIsInverseOfWrap(U8); }
TEST(Arithmetic, PreimageSigned8) { preimageIsInverseOfWrap(S8); }

TEST(Arithmetic, PreimageOfAllAndNothing) {
  EXPECT_TRUE(preimage(RangeSet::empty(), U8).isEmpty());
  EXPECT_TRUE(preimage(RangeSet(0, 255), U8).isFull());
  EXPECT_EQ(preimage(RangeSet(Min, -5), S64), RangeSet(Min, -5));
}

// The usual test of a result that landed in a DWORD.
TEST(Arithmetic, PreimageSeesTapiErrorsInBothForms) {
  RangeSet AsUnsigned = preimage(RangeSet::single(0x80000048), U32);
  EXPECT_TRUE(AsUnsigned.contains(0x80000048));
  EXPECT_TRUE(AsUnsigned.contains(wrap(0x80000048, S32)));
  EXPECT_FALSE(AsUnsigned.contains(0));
}

} // namespace
