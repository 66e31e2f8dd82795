//===- PlainText.h - Findings as clang-tidy prints them ------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Text for a terminal.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_PLAINTEXT_H
#define TAPI_CHECKER_TOOLS_CHECK_PLAINTEXT_H

#include "checker/tools/report/Finding.h"

#include "llvm/Support/raw_ostream.h"

namespace tapi::check {

void printText(const report::ReportedRun &Run, llvm::raw_ostream &Out);

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_PLAINTEXT_H
