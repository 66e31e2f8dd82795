//===- Once.h - Objects that exist once in the process --------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Stands in for local static variables that need a constructor. Those make
/// every other thread wait for the one that constructs, which may have been
/// killed; the shim is compiled without that (-fno-threadsafe-statics).
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_SHIM_ONCE_H
#define TAPI_CHECKER_SHIM_ONCE_H

#include "checker/shim/Lock.h"

#include <atomic>

namespace tapi::shim {

/// The only \p T of the process, made at the first call. Threads may race to
/// make it; the first one to publish wins. Never destroyed: threads of the
/// program may outlive everything else.
template <typename T> T &theOnly() {
  // Every call reads it: what threads write must not lie beside it.
  static Apart<std::atomic<T *>> Place{nullptr};
  std::atomic<T *> &Published = Place.Value;
  T *Known = Published.load(std::memory_order_acquire);
  if (Known)
    return *Known;
  T *Fresh = new T;
  if (Published.compare_exchange_strong(Known, Fresh))
    return *Fresh;
  delete Fresh;
  return *Known;
}

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_ONCE_H
