//===- Arithmetic.h - Integers of a width -----------------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Wrapping, folding and comparing integers as a C type of given width and
/// signedness would.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_ARITHMETIC_H
#define TAPI_CHECKER_ENGINE_SIM_ARITHMETIC_H

#include "checker/engine/ir/IR.h"
#include "checker/engine/sim/RangeSet.h"

namespace tapi::engine {

std::int64_t lowest(ir::Type Ty);
std::int64_t highest(ir::Type Ty);
/// \p N as \p Ty represents it.
std::int64_t wrap(std::int64_t N, ir::Type Ty);

/// A Op B in \p Ty; false where C leaves it undefined.
bool fold(ir::BinaryOp Op, ir::Type Ty, std::int64_t A, std::int64_t B,
          std::int64_t &Result);

bool isComparison(ir::BinaryOp Op);
bool isCommutative(ir::BinaryOp Op);
/// The operator with sides exchanged: a < b is b > a.
ir::BinaryOp mirrored(ir::BinaryOp Op);
/// The operator that is true when \p Op is false.
ir::BinaryOp negated(ir::BinaryOp Op);

/// The numbers x of type \p Ty for which x Op N.
RangeSet matching(ir::BinaryOp Op, std::int64_t N, ir::Type Ty);
/// The numbers that, seen as \p Ty, fall into \p R. A symbol keeps the value it
/// was made with, also when a variable of other signedness carries it.
RangeSet preimage(const RangeSet &R, ir::Type Ty);

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_ARITHMETIC_H
