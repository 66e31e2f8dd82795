//===- Leaks.h - Handles that nobody will release ------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Looks for leaks when a line or application ends, when the process ends, and
/// whenever the user signals the event of the setting EVENT.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_SHIM_LEAKS_H
#define TAPI_CHECKER_SHIM_LEAKS_H

#include "checker/shim/HandleTable.h"

#include <string_view>
#include <vector>

namespace tapi::shim {

/// \p Ended are handles that died with their parent by \p Here.
void reportEndedWithParent(const std::vector<Handle> &Ended,
                           const Moment &Here);

/// Everything that is alive now. \p When completes "it is still alive at the".
void reportLiving(std::string_view When);

/// Starts to wait for the user's event, if one is set. Once per process.
void watchLeakEvent();

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_LEAKS_H
