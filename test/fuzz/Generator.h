//===- Generator.h - Programs from random bytes ---------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Turns any bytes into a program over TAPI that compiles: the fuzzer mutates
/// bytes, and every mutation is again a program. Programs need not make sense.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_TEST_FUZZ_GENERATOR_H
#define TAPI_TEST_FUZZ_GENERATOR_H

#include <cstddef>
#include <cstdint>
#include <string>

namespace tapi::test {

/// A translation unit; \p IsCxx tells its language.
std::string generate(const std::uint8_t *Bytes, std::size_t Size, bool &IsCxx);

} // namespace tapi::test

#endif // TAPI_TEST_FUZZ_GENERATOR_H
