//===- Lock.cpp - A lock that outlives a killed thread -------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The slow path of Lock.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Lock.h"

namespace tapi::shim {

static std::atomic<bool> Ending{false};

void Lock::processEnds() { Ending = true; }

/// Has the thread \p Id ended? A thread that cannot be opened for want of
/// rights counts as alive.
static bool hasEnded(DWORD Id) {
  HANDLE T = OpenThread(SYNCHRONIZE, FALSE, Id);
  if (!T)
    return GetLastError() == ERROR_INVALID_PARAMETER;
  const bool Ended = WaitForSingleObject(T, 0) == WAIT_OBJECT_0;
  CloseHandle(T);
  return Ended;
}

bool Lock::acquireSlowly(DWORD Me) {
  for (unsigned Round = 0;; ++Round) {
    DWORD Found = 0;
    if (Owner.compare_exchange_weak(Found, Me, std::memory_order_acquire))
      return true;
    // The owner itself comes here when an exception handler of the program
    // runs inside the shim.
    if (Found == Broken || Found == Me)
      return false;
    if (Round < 64) {
      YieldProcessor();
    } else if (Round < 1024) {
      SwitchToThread();
    } else {
      if (Found && (Ending || hasEnded(Found)))
        Owner.compare_exchange_strong(Found, Broken);
      Sleep(1);
    }
  }
}

} // namespace tapi::shim
