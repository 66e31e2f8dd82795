//===- Writers.h - The forms of a report ------------------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// One function a form. Each is a pure function of the report and the sources:
/// no clock, no name of the machine but the root of the sources in SARIF.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_REPORT_WRITERS_H
#define TAPI_CHECKER_TOOLS_REPORT_WRITERS_H

#include "checker/tools/report/Report.h"
#include "checker/tools/report/Sources.h"

#include "llvm/Support/raw_ostream.h"

namespace tapi::report {

/// Byte for byte what clang-tidy prints, without what NOLINT or the baseline
/// hides; then unused NOLINTs.
void writeText(const Report &R, Sources &Code, llvm::raw_ostream &Out,
               bool UseColour);

/// The schema is in docs/output.md.
void writeJson(const Report &R, Sources &Code, llvm::raw_ostream &Out);

/// SARIF 2.1.0.
void writeSarif(const Report &R, Sources &Code, llvm::raw_ostream &Out);

/// One page that needs nothing beside it.
void writeHtml(const Report &R, Sources &Code, llvm::raw_ostream &Out);

/// "0.1.0": the version of the project, for outputs that name their tool.
extern const char ToolVersion[];

} // namespace tapi::report

#endif // TAPI_CHECKER_TOOLS_REPORT_WRITERS_H
