//===- Runtime.h - Findings that the shim has seen happen -------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Compares findings with the JSON lines of the runtime shim (docs/shim.md),
/// which carry source lines after `./dev run`. A report of the shim confirms a
/// finding if both tell the same rule of the same place: where the handle is
/// used, or, of a loss, where the lost handle came from. At run time a call
/// that was lost, overwritten or left to its line looks alike: all three are
/// "never deallocated".
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_REPORT_RUNTIME_H
#define TAPI_CHECKER_TOOLS_REPORT_RUNTIME_H

#include "checker/tools/report/Report.h"

#include "llvm/Support/Error.h"

namespace tapi::report {

/// Sets Runtime of the entries of \p R that a report in \p Text confirms, and
/// OnlyAtRuntime. \p Text is the whole file; an unfinished last line, which a
/// killed program leaves, is no error.
llvm::Error applyRuntime(Report &R, llvm::StringRef Text);

} // namespace tapi::report

#endif // TAPI_CHECKER_TOOLS_REPORT_RUNTIME_H
