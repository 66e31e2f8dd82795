//===- Callbacks.h - Landing places for the program's callbacks ----------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// TAPI is given an address in the shim instead of the program's callback; the
/// shim looks at the message and passes it on unchanged. There is a fixed
/// number of landing places, so that no code is generated at run time; an
/// application beyond that number keeps its own callback and is not observed.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_SHIM_CALLBACKS_H
#define TAPI_CHECKER_SHIM_CALLBACKS_H

#include <cstdint>

namespace tapi::shim {

/// The address to give to TAPI for \p Callback, which may be \p Callback.
/// \p Slot becomes the landing place, or -1.
std::uintptr_t wrapCallback(std::uintptr_t Callback, int &Slot);

/// Binds a landing place to \p App, once its initialisation has succeeded, or
/// frees it (\p App 0). Negative slots are ignored.
void bindCallback(int Slot, std::uint32_t App);

/// The application has been shut down.
void releaseCallbackOf(std::uint32_t App);

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_CALLBACKS_H
