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

/// An application is about to be initialised with \p Options
/// (LINEINITIALIZEEXPARAMS *), which may be null.
void prepareDelivery(const void *Options);

/// \p App was initialised with the same options by \p Function.
void noteDelivery(std::uint32_t App, const void *Options,
                  std::string_view Function);

/// \p App has been shut down.
void forgetDelivery(std::uint32_t App);

/// Reports the messages that were taken from completion ports and not freed.
/// The newest one of each thread may still be in its hands.
void reportKeptMessages();

/// False if a completion port is in use from which no message was ever seen.
/// The program may take its messages in a way that the shim does not notice;
/// then a request that looks unanswered may have been answered.
bool allMessagesSeen();

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_HOOKS_H
