//===- Mingw.h - What mingw says about tapi32 -------------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===--------------------------------------------------------------------*- C++
//-*-===//
///
/// \file
/// Reads an independent description of tapi32, so that the tables of the model
/// have something to be compared with: the prototypes and constants of mingw's
/// <tapi.h> as its own preprocessor sees them, and the symbols of the import
/// libraries. Runs the cross tools when a test asks; a missing tool is an
/// error, never an empty answer.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_TEST_UNIT_MODEL_MINGW_H
#define TAPI_TEST_UNIT_MODEL_MINGW_H

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tapi::test {

struct Prototype {
  std::string Name;
  std::vector<std::string> ParameterTypes; ///< Without const and the name.
};

/// Every prototype of line*, phone* and tapi* in <tapi.h>. Throws
/// std::runtime_error where the header cannot be read.
std::vector<Prototype> prototypes();

/// The messages LINE_* and PHONE_* of <tapi.h> with their values.
std::map<std::string, std::uint32_t> messageConstants();

/// The value of an integer constant of <tapi.h>.
std::uint32_t constant(const std::string &Name);

/// Exported names of the 64-bit libtapi32.a, value unused, or of the 32-bit
/// one, value the bytes of arguments from the decoration "_name@bytes".
std::map<std::string, int> exports(bool X86);

} // namespace tapi::test

#endif // TAPI_TEST_UNIT_MODEL_MINGW_H
