//===- Canary.h - That a clean verdict means something -------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Before a program is called clean, a few lines with a known mistake go the
/// same way. If that mistake is not found, nothing would have been.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_CANARY_H
#define TAPI_CHECKER_TOOLS_CHECK_CANARY_H

#include "llvm/Support/Error.h"

namespace tapi::check {

/// An error if the seeded mistake is not found.
llvm::Error requireCanary();

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_CANARY_H
