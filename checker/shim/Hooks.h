//===- Hooks.h - Misuse of what TAPI lends to the program ----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Messages from a completion port, TAPI's event object and device handles pass
/// through functions of Windows, not of TAPI. Where a program uses such things,
/// its imports of these functions are pointed to the shim. The functions are
/// the rows of the model's environment table with a matching role.
///
/// A program that finds them with GetProcAddress is not observed there.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_SHIM_HOOKS_H
#define TAPI_CHECKER_SHIM_HOOKS_H

#include <cstdint>
#include <string_view>

namespace tapi::shim {

/// \p App was initialised with \p Options (LINEINITIALIZEEXPARAMS *), which
/// may be null, by \p Function.
void noteDelivery(std::uint32_t App, const void *Options,
                  std::string_view Function);

/// \p App has been shut down.
void forgetDelivery(std::uint32_t App);

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_HOOKS_H
