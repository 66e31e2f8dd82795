//===- Intrinsics.h - Doing without headers of intrinsics -------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Half of a file's time would be clang's headers of the processor's
/// intrinsics, which windows.h brings and few programs use. A file is parsed
/// without them, and again with them if it may notice that they are missing:
/// if the program itself includes one, asks for a macro of theirs, has a
/// precompiled header, or does not compile. Left out is the system's own use of
/// them in macros, which shows where the program expands one.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_TOOLS_CHECK_INTRINSICS_H
#define TAPI_TOOLS_CHECK_INTRINSICS_H

#include "clang/AST/ASTContext.h"
#include "clang/Lex/Preprocessor.h"

#include <string>
#include <vector>

namespace tapi::check {

/// Arguments for clang that leave the headers of intrinsics out.
std::vector<std::string> withoutIntrinsics();

/// What one parse without the headers has seen of their use.
struct IntrinsicsUse {
  /// A header was compiled beforehand, with them or without.
  bool Precompiled = false;
  bool Included = false;   ///< Some file includes one
  bool ByProgram = false;  ///< The program does, or asks for a macro of theirs
  bool Undeclared = false; ///< A reserved name is called that is not declared

  /// Has \p PP note what is included and asked for.
  void watch(clang::Preprocessor &PP);

  /// Notes calls that are no error in C: clang declares the function.
  void noteCalls(clang::ASTContext &Context);
};

} // namespace tapi::check

#endif // TAPI_TOOLS_CHECK_INTRINSICS_H
