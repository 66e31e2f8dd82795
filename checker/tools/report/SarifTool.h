//===- SarifTool.h - The tool's part of a SARIF log -------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What a SARIF log says about the checker itself: rules with help and CWE, and
/// the kinds of notifications. It follows from the tables of tapi_model alone.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_REPORT_SARIFTOOL_H
#define TAPI_CHECKER_TOOLS_REPORT_SARIFTOOL_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"

namespace tapi::report {

/// The "tool" of a run.
llvm::json::Object sarifTool();

/// The "taxonomies" of a run: the part of CWE that rules refer to.
llvm::json::Array sarifTaxonomies();

/// {"text": Text}, the form of every message.
llvm::json::Object sarifText(llvm::StringRef Text);

/// Kinds of notifications; their values index the tool's "notifications".
enum class Notification { NotAnalysed, UnusedNoLint };

/// The reference to a kind.
llvm::json::Object sarifDescriptor(Notification Kind);

} // namespace tapi::report

#endif // TAPI_CHECKER_TOOLS_REPORT_SARIFTOOL_H
