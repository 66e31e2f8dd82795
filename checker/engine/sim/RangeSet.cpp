//===- RangeSet.cpp - Sets of integers as a few intervals -----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Set operations by merging two ascending lists.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/RangeSet.h"

#include <algorithm>

using namespace tapi;
using namespace tapi::engine;

bool RangeSet::contains(std::int64_t N) const {
  for (const Interval &I : Parts)
    if (I.Low <= N && N <= I.High)
      return true;
  return false;
}

/// Appends an interval that begins at or after the last one's begin.
void RangeSet::append(Interval I) {
  if (!Parts.empty()) {
    Interval &Last = Parts.back();
    if (Last.High == Max || I.Low <= Last.High + 1) {
      Last.High = std::max(Last.High, I.High);
      return;
    }
  }
  Parts.push_back(I);
}

/// Joins the closest neighbours until the set is small enough.
void RangeSet::limit() {
  while (Parts.size() > MaxIntervals) {
    unsigned Best = 0;
    std::uint64_t BestGap = std::numeric_limits<std::uint64_t>::max();
    for (unsigned I = 0; I + 1 < Parts.size(); ++I) {
      std::uint64_t Gap = static_cast<std::uint64_t>(Parts[I + 1].Low) -
                          static_cast<std::uint64_t>(Parts[I].High);
      if (Gap < BestGap) {
        BestGap = Gap;
        Best = I;
      }
    }
    Parts[Best].High = Parts[Best + 1].High;
    Parts.erase(Parts.begin() + Best + 1);
  }
}

RangeSet RangeSet::unite(const RangeSet &O) const {
  if (isFull() || *this == O)
    return *this;
  if (O.isFull())
    return O;
  RangeSet Result;
  const auto *A = Parts.begin();
  const auto *B = O.Parts.begin();
  while (A != Parts.end() || B != O.Parts.end()) {
    bool TakeA = B == O.Parts.end() || (A != Parts.end() && A->Low <= B->Low);
    Result.append(TakeA ? *A++ : *B++);
  }
  Result.limit();
  return Result;
}

RangeSet RangeSet::intersect(const RangeSet &O) const {
  RangeSet Result;
  const auto *A = Parts.begin();
  const auto *B = O.Parts.begin();
  while (A != Parts.end() && B != O.Parts.end()) {
    std::int64_t Low = std::max(A->Low, B->Low);
    std::int64_t High = std::min(A->High, B->High);
    if (Low <= High)
      Result.append({Low, High});
    if (A->High < B->High)
      ++A;
    else
      ++B;
  }
  return Result;
}

RangeSet RangeSet::complement() const {
  RangeSet Result;
  std::int64_t Next = Min;
  for (const Interval &I : Parts) {
    if (Next < I.Low)
      Result.append({Next, I.Low - 1});
    if (I.High == Max)
      return Result;
    Next = I.High + 1;
  }
  Result.append({Next, Max});
  Result.limit();
  return Result;
}

RangeSet RangeSet::shifted(std::int64_t N) const {
  RangeSet Result;
  for (const Interval &I : Parts) {
    Interval S;
    // The ends stand for whatever is beyond them.
    if (I.Low == Min || __builtin_add_overflow(I.Low, N, &S.Low))
      S.Low = I.Low == Min || N < 0 ? Min : Max;
    if (I.High == Max || __builtin_add_overflow(I.High, N, &S.High))
      S.High = I.High == Max || N > 0 ? Max : Min;
    Result.append(S);
  }
  return Result;
}

RangeSet RangeSet::widenedTo(const RangeSet &New) const {
  if (New == *this || isEmpty() || New.isEmpty())
    return New;
  std::int64_t Low = lowest(), High = highest();
  if (New.lowest() < Low)
    Low = New.lowest() >= 0 ? 0 : New.lowest() >= INT32_MIN ? INT32_MIN : Min;
  if (New.highest() > High)
    High = New.highest() <= INT32_MAX    ? INT32_MAX
           : New.highest() <= UINT32_MAX ? UINT32_MAX
                                         : Max;
  return RangeSet(Low, High);
}

RangeSet RangeSet::negated() const {
  RangeSet Result;
  for (auto I = Parts.rbegin(); I != Parts.rend(); ++I) {
    if (I->Low == Min)
      return full();
    Result.append({-I->High, -I->Low});
  }
  return Result;
}
