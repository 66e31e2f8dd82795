//===- Errors.h - Errors with a sentence ---------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// How the parts of tapi-check say why something could not be done.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_ERRORS_H
#define TAPI_CHECKER_TOOLS_CHECK_ERRORS_H

#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"

namespace tapi::check {

inline llvm::Error error(const llvm::Twine &Reason) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Reason);
}

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_ERRORS_H
