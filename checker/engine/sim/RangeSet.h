//===- RangeSet.h - Sets of integers as a few intervals -------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The possible values of a scalar: at most MaxIntervals disjoint intervals in
/// ascending order. Enough for result codes (negative, 0, positive), flags, and
/// switch values; more are joined, which only loses precision.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_RANGESET_H
#define TAPI_CHECKER_ENGINE_SIM_RANGESET_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include <cstdint>
#include <limits>

namespace tapi::engine {

struct Interval {
  std::int64_t Low, High; ///< Both inclusive.
  bool operator==(const Interval &O) const {
    return Low == O.Low && High == O.High;
  }
};

class RangeSet {
public:
  static constexpr unsigned MaxIntervals = 6;
  static constexpr std::int64_t Min = std::numeric_limits<std::int64_t>::min();
  static constexpr std::int64_t Max = std::numeric_limits<std::int64_t>::max();

  static RangeSet full() { return RangeSet(Min, Max); }
  static RangeSet empty() { return RangeSet(); }
  static RangeSet single(std::int64_t N) { return RangeSet(N, N); }
  RangeSet(std::int64_t Low, std::int64_t High) {
    Parts.push_back({Low, High});
  }

  bool isEmpty() const { return Parts.empty(); }
  bool isFull() const {
    return Parts.size() == 1 && Parts[0].Low == Min && Parts[0].High == Max;
  }
  bool isSingle() const {
    return Parts.size() == 1 && Parts[0].Low == Parts[0].High;
  }
  bool contains(std::int64_t N) const;
  std::int64_t lowest() const { return Parts.front().Low; }
  std::int64_t highest() const { return Parts.back().High; }

  RangeSet unite(const RangeSet &O) const;
  RangeSet intersect(const RangeSet &O) const;
  RangeSet complement() const;
  /// Every element plus \p N; the ends of the numbers stay where they are.
  RangeSet shifted(std::int64_t N) const;
  RangeSet negated() const;
  /// \p New, which includes this set, or more: an end that has moved moves on
  /// to the next limit of a type, so that a chain of growing sets is short.
  RangeSet widenedTo(const RangeSet &New) const;

  llvm::ArrayRef<Interval> intervals() const { return Parts; }
  bool operator==(const RangeSet &O) const { return Parts == O.Parts; }
  bool operator!=(const RangeSet &O) const { return !(*this == O); }

private:
  RangeSet() = default;
  void append(Interval I);
  void limit();
  llvm::SmallVector<Interval, 3> Parts;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_RANGESET_H
