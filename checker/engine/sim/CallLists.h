//===- CallLists.h - Handles that arrive in a list ------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What the simulation does when TAPI fills a list of calls, and what
/// conditions on the list's header tell about the handles in it.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_CALLLISTS_H
#define TAPI_CHECKER_ENGINE_SIM_CALLLISTS_H

#include "checker/engine/sim/Simulator.h"

namespace tapi::engine {

/// TAPI has filled the list at \p List. \p Entry is what is known of a handle
/// in it.
void receiveList(Simulator &Sim, ir::FuncId F, PathState &S, SiteId Site,
                 LocId List, const Argument &A, HandleInfo Entry);

/// \p S is the distance from the beginning of a list to its handles.
bool isCallsOffset(const World &W, SymId S);

/// \p Condition was found to be \p Truth: if it compares the size that a list
/// needs, the list may have been cut.
void tellListSize(const World &W, PathState &S, const Symbol &Condition,
                  bool Truth);

/// \p Count is 0: where it is the number of entries, there are no handles.
void tellListCount(PathState &S, SymId Count);

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_CALLLISTS_H
