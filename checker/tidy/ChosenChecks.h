//===- ChosenChecks.h - What a list of checks says about ours ---*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// For programs in which our checks are on by default. clang-tidy itself is
/// told which to run.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TIDY_CHOSENCHECKS_H
#define TAPI_CHECKER_TIDY_CHOSENCHECKS_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace tapi::tidy {

/// The globs over our checks that hold where .clang-tidy says \p List. One that
/// chooses among them ("-*,tapi-call-leak") is taken as it is; of others counts
/// only which of ours they switch off.
std::string chosenChecks(llvm::StringRef List);

} // namespace tapi::tidy

#endif // TAPI_CHECKER_TIDY_CHOSENCHECKS_H
