//===- CxxLibrary.h - Headers of C++ for Windows ----------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Which of several installed C++ libraries for Windows a program is parsed
/// with.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_CXXLIBRARY_H
#define TAPI_CHECKER_TOOLS_CHECK_CXXLIBRARY_H

#include "llvm/ADT/ArrayRef.h"

#include <string>
#include <vector>

namespace tapi::check {

/// Arguments by which clang, given \p Command for a Windows target of
/// mingw-w64, finds a C++ library that has std::thread; none if clang or \p
/// Command knows better.
std::vector<std::string> cxxLibrary(llvm::ArrayRef<std::string> Command);

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_CXXLIBRARY_H
