//===- Baseline.h - Findings that are known already -------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A file that names the findings of an earlier run, so that a project can
/// start to check today and mend the old findings later: only new ones count.
/// One finding a line, sorted, without line numbers, to be kept in version
/// control.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_REPORT_BASELINE_H
#define TAPI_CHECKER_TOOLS_REPORT_BASELINE_H

#include "checker/tools/report/Report.h"
#include "checker/tools/report/Sources.h"

#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace tapi::report {

/// Writes what \p R found and no NOLINT silences.
void writeBaseline(const Report &R, llvm::raw_ostream &Out);

/// Sets InBaseline of the entries of \p R that the baseline \p Text knows, as
/// many of each kind as it counts, and GoneFromBaseline. What it knows of a
/// file that is no more it knows in other files, too: that one was renamed.
llvm::Error applyBaseline(Report &R, llvm::StringRef Text, Sources &Code);

} // namespace tapi::report

#endif // TAPI_CHECKER_TOOLS_REPORT_BASELINE_H
