//===- Compat.h - Differences between versions of LLVM --------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The one place that knows which version of LLVM this is built for. Everything
/// else is written for the newest supported one.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TIDY_COMPAT_H
#define TAPI_CHECKER_TIDY_COMPAT_H

#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"

// Newer versions declare the registry in ClangTidyModule.h.
#if __has_include("clang-tidy/ClangTidyModuleRegistry.h")
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

#endif // TAPI_CHECKER_TIDY_COMPAT_H
