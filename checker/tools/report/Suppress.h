//===- Suppress.h - Applies NOLINT comments ---------------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Marks the findings that NOLINT comments silence, and finds the comments
/// about our checks that silence nothing. Whether a comment about somebody
/// else's check is of use is not for us to say, nor one about a check that did
/// not run.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_REPORT_SUPPRESS_H
#define TAPI_CHECKER_TOOLS_REPORT_SUPPRESS_H

#include "checker/tools/report/Report.h"
#include "checker/tools/report/Sources.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace tapi::report {

/// Sets Suppressed of the entries of \p R, and Unused. \p IsEnabled says
/// whether a check ran for a file.
void applyNoLints(
    Report &R, Sources &Code,
    llvm::function_ref<bool(llvm::StringRef Check, llvm::StringRef File)>
        IsEnabled);

} // namespace tapi::report

#endif // TAPI_CHECKER_TOOLS_REPORT_SUPPRESS_H
