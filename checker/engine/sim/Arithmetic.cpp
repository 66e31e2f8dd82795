//===- Arithmetic.cpp - Integers of a width -------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See Arithmetic.h.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Arithmetic.h"

using namespace tapi;
using namespace tapi::engine;
using ir::BinaryOp;

std::int64_t tapi::engine::lowest(ir::Type Ty) {
  if (Ty.Bits >= 64)
    return RangeSet::Min;
  return Ty.Signed ? -(std::int64_t(1) << (Ty.Bits - 1)) : 0;
}

std::int64_t tapi::engine::highest(ir::Type Ty) {
  if (Ty.Bits >= 64)
    return RangeSet::Max;
  return (std::int64_t(1) << (Ty.Signed ? Ty.Bits - 1 : Ty.Bits)) - 1;
}

std::int64_t tapi::engine::wrap(std::int64_t N, ir::Type Ty) {
  if (Ty.Bits >= 64)
    return N;
  std::uint64_t Mask = (std::uint64_t(1) << Ty.Bits) - 1;
  std::uint64_t U = static_cast<std::uint64_t>(N) & Mask;
  if (Ty.Signed && (U >> (Ty.Bits - 1)))
    U |= ~Mask;
  return static_cast<std::int64_t>(U);
}

static bool less(std::int64_t A, std::int64_t B, ir::Type Ty) {
  if (Ty.Bits >= 64 && !Ty.Signed)
    return static_cast<std::uint64_t>(A) < static_cast<std::uint64_t>(B);
  return A < B;
}

bool tapi::engine::fold(BinaryOp Op, ir::Type Ty, std::int64_t A,
                        std::int64_t B, std::int64_t &Result) {
  std::uint64_t U = static_cast<std::uint64_t>(A);
  std::uint64_t V = static_cast<std::uint64_t>(B);
  if (isComparison(Op)) {
    A = wrap(A, Ty);
    B = wrap(B, Ty);
  }
  switch (Op) {
  case BinaryOp::Add:
    U += V;
    break;
  case BinaryOp::Sub:
    U -= V;
    break;
  case BinaryOp::Mul:
    U *= V;
    break;
  case BinaryOp::And:
    U &= V;
    break;
  case BinaryOp::Or:
    U |= V;
    break;
  case BinaryOp::Xor:
    U ^= V;
    break;
  case BinaryOp::Shl:
  case BinaryOp::Shr:
    if (V >= Ty.Bits)
      return false;
    if (Op == BinaryOp::Shl)
      U <<= V;
    else
      U = Ty.Signed ? static_cast<std::uint64_t>(A >> V) : U >> V;
    break;
  case BinaryOp::Div:
  case BinaryOp::Rem:
    if (B == 0 || (A == RangeSet::Min && B == -1))
      return false;
    if (!Ty.Signed) {
      U = Op == BinaryOp::Div ? U / V : U % V;
      break;
    }
    U = static_cast<std::uint64_t>(Op == BinaryOp::Div ? A / B : A % B);
    break;
  case BinaryOp::EQ:
    Result = A == B;
    return true;
  case BinaryOp::NE:
    Result = A != B;
    return true;
  case BinaryOp::LT:
    Result = less(A, B, Ty);
    return true;
  case BinaryOp::LE:
    Result = !less(B, A, Ty);
    return true;
  case BinaryOp::GT:
    Result = less(B, A, Ty);
    return true;
  case BinaryOp::GE:
    Result = !less(A, B, Ty);
    return true;
  }
  Result = wrap(static_cast<std::int64_t>(U), Ty);
  return true;
}

bool tapi::engine::isComparison(BinaryOp Op) { return Op >= BinaryOp::EQ; }

bool tapi::engine::isCommutative(BinaryOp Op) {
  return Op == BinaryOp::Add || Op == BinaryOp::Mul || Op == BinaryOp::And ||
         Op == BinaryOp::Or || Op == BinaryOp::Xor;
}

BinaryOp tapi::engine::mirrored(BinaryOp Op) {
  switch (Op) {
  case BinaryOp::LT:
    return BinaryOp::GT;
  case BinaryOp::LE:
    return BinaryOp::GE;
  case BinaryOp::GT:
    return BinaryOp::LT;
  case BinaryOp::GE:
    return BinaryOp::LE;
  default:
    return Op;
  }
}

BinaryOp tapi::engine::negated(BinaryOp Op) {
  switch (Op) {
  case BinaryOp::EQ:
    return BinaryOp::NE;
  case BinaryOp::NE:
    return BinaryOp::EQ;
  case BinaryOp::LT:
    return BinaryOp::GE;
  case BinaryOp::LE:
    return BinaryOp::GT;
  case BinaryOp::GT:
    return BinaryOp::LE;
  default:
    return BinaryOp::LT;
  }
}

RangeSet tapi::engine::matching(BinaryOp Op, std::int64_t N, ir::Type Ty) {
  RangeSet All(lowest(Ty), highest(Ty));
  if (Ty.Bits >= 64 && !Ty.Signed && N < 0 && Op != BinaryOp::EQ &&
      Op != BinaryOp::NE) {
    // N stands for a number of the upper half: all positive ones are below.
    RangeSet Below = matching(Op, N, {64, true});
    if (Op == BinaryOp::LT || Op == BinaryOp::LE)
      return Below.unite(RangeSet(0, RangeSet::Max));
    return Below.intersect(RangeSet(RangeSet::Min, -1));
  }
  if (Ty.Bits >= 64 && !Ty.Signed && N >= 0 && Op != BinaryOp::EQ &&
      Op != BinaryOp::NE) {
    // Negative numbers stand for the upper half of the unsigned range.
    if (Op == BinaryOp::LT || Op == BinaryOp::LE)
      return matching(Op, N, {64, true}).intersect(RangeSet(0, RangeSet::Max));
    return matching(Op, N, {64, true}).unite(RangeSet(RangeSet::Min, -1));
  }
  switch (Op) {
  case BinaryOp::EQ:
    return RangeSet::single(N);
  case BinaryOp::NE:
    return All.intersect(RangeSet::single(N).complement());
  case BinaryOp::LT:
    return N == RangeSet::Min ? RangeSet::empty()
                              : All.intersect(RangeSet(RangeSet::Min, N - 1));
  case BinaryOp::LE:
    return All.intersect(RangeSet(RangeSet::Min, N));
  case BinaryOp::GT:
    return N == RangeSet::Max ? RangeSet::empty()
                              : All.intersect(RangeSet(N + 1, RangeSet::Max));
  default:
    return All.intersect(RangeSet(N, RangeSet::Max));
  }
}

RangeSet tapi::engine::preimage(const RangeSet &R, ir::Type Ty) {
  if (Ty.Bits >= 64 || R.isEmpty())
    return R;
  // Everything the type can hold: every number maps into it.
  if (R == RangeSet(lowest(Ty), highest(Ty)))
    return RangeSet::full();
  const std::int64_t Span = std::int64_t(1) << Ty.Bits;
  // A value of this width was made as signed or as unsigned, nothing else.
  RangeSet Domain(lowest({Ty.Bits, true}), highest({Ty.Bits, false}));
  return R.unite(R.shifted(Span)).unite(R.shifted(-Span)).intersect(Domain);
}
