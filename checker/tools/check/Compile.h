//===- Compile.h - One file to its summary -------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The compile step: a pure function of the file, its headers and its command.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_COMPILE_H
#define TAPI_CHECKER_TOOLS_CHECK_COMPILE_H

#include "checker/tools/check/Jobs.h"
#include "checker/tools/check/Paths.h"

namespace tapi::check {

/// How far a file could be analysed.
enum class Outcome {
  Whole,
  Part,   ///< A header is missing; what could be parsed was.
  Broken, ///< It does not compile; what could be parsed was, if anything.
};

struct Compiled {
  Outcome How = Outcome::Broken;
  std::string Summary;              ///< Bytes; empty if nothing could be parsed
  std::string Reason;               ///< Unless the outcome is Whole
  std::vector<std::string> Errors;  ///< clang's, a line each
  std::vector<std::string> Sources; ///< All files that were read, absolute
};

/// Compiles \p J. Several threads may do so at a time.
Compiled compile(const Job &J, const PathRoot &Root);

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_COMPILE_H
