//===- Compat.h - Differences between versions of clang's AST ---*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What the engine asks of a declaration and old versions of clang call by
/// another name. What clang-tidy and the programs need is in
/// checker/tidy/Compat.h.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_LOWER_COMPAT_H
#define TAPI_CHECKER_ENGINE_LOWER_COMPAT_H

#include "clang/AST/DeclCXX.h"
#include "clang/Basic/Version.h"

namespace tapi::engine {

inline bool isPureVirtual(const clang::CXXMethodDecl *Method) {
#if CLANG_VERSION_MAJOR < 18
  return Method->isPure();
#else
  return Method->isPureVirtual();
#endif
}

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_LOWER_COMPAT_H
