//===- LinkStep.h - Summaries to findings --------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The link step: a pure function of the summaries and the options.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_LINKSTEP_H
#define TAPI_CHECKER_TOOLS_CHECK_LINKSTEP_H

#include "checker/engine/Engine.h"
#include "checker/engine/link/Unit.h"
#include "checker/tools/check/Paths.h"
#include "checker/tools/report/Finding.h"

namespace tapi::check {

/// What the units \p All say together; there may be several of one file.
/// \p Closed: see engine::link::join.
report::ReportedRun link(std::vector<engine::link::Unit> All, bool Closed,
                         const engine::Options &Opts, const PathRoot &Root);

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_LINKSTEP_H
