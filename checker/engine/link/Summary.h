//===- Summary.h - A unit as bytes, and back -----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The summary of a translation unit in a file: its IR, not what was concluded
/// from it, so that the link step sees what the engine sees in one unit. Bytes
/// are a pure function of the unit. Reading trusts nothing: a damaged file or
/// one of another version is an error with a reason.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_LINK_SUMMARY_H
#define TAPI_CHECKER_ENGINE_LINK_SUMMARY_H

#include "checker/engine/link/Unit.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace tapi::engine::link {

/// Changes whenever the bytes or the meaning of a summary change.
inline constexpr std::uint32_t SummaryVersion = 8;

std::string writeSummary(const Unit &U);
llvm::Expected<Unit> readSummary(llvm::StringRef Bytes);

/// Why \p U is not what the simulation may rely on (a reference to nothing,
/// expressions that contain themselves); empty if it is.
std::string mistakeIn(const Unit &U);

} // namespace tapi::engine::link

#endif // TAPI_CHECKER_ENGINE_LINK_SUMMARY_H
