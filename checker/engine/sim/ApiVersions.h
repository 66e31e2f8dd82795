//===- ApiVersions.h - The API version that a program negotiated ----------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Follows the API version from lineNegotiateAPIVersion to lineOpen, and from
/// there to the calls on the line. Where a path does not show it, the file may:
/// all its lines may be opened with constants of one side of 2.0, or by
/// functions that later versions no longer have. Else the option
/// AssumeApiVersion decides.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_APIVERSIONS_H
#define TAPI_CHECKER_ENGINE_SIM_APIVERSIONS_H

#include "checker/engine/sim/Ownership.h"

namespace tapi::engine {

/// Versions in which the only owner cannot deallocate a call that goes on.
inline bool isBelowOrphans(std::uint32_t Version) {
  return Version < FirstVersionWithOrphans;
}

/// The version that every line of \p M is opened with, as far as it matters:
/// one below or one from 2.0 on; 0 if that is not known.
std::uint32_t versionOfUnit(const ir::Module &M);

/// A version was negotiated: what is written is between the limits asked for.
void negotiate(const CallContext &At, const FunctionRow &Row, PathState &S);

/// The version of a handle that \p Row obtains at \p At; 0 if that call does
/// not show it.
std::uint32_t versionObtained(const CallContext &At, const FunctionRow &Row,
                              PathState &S);

/// The version that decides about \p H.
std::uint32_t versionOf(const Simulator &Sim, const PathState &S,
                        const HandleInfo &H);

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_APIVERSIONS_H
