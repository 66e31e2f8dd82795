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

/// Has one thread been seen holding a lock for longer than any of the shim's
/// work takes? Then it was killed and its ID given to another one, or it is
/// stopped; in that case its own release makes the lock whole again.
class Patience {
public:
  bool isOver(DWORD Owner) {
    const ULONGLONG Now = GetTickCount64();
    if (Owner != Last) {
      Last = Owner;
      Since = Now;
    }
    return Now - Since > 5000;
  }

private:
  DWORD Last = 0;
  ULONGLONG Since = 0;
};

bool Lock::acquireSlowly(DWORD Me, bool *Inherited) {
  Patience P;
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
      const bool Dead = Found && (Ending || hasEnded(Found));
      if (Dead && Inherited) {
        if (Owner.compare_exchange_strong(Found, Me, std::memory_order_acquire))
          return *Inherited = true;
      } else if (Dead || (Found && P.isOver(Found))) {
        Owner.compare_exchange_strong(Found, Broken);
      }
      Sleep(1);
    }
  }
}

} // namespace tapi::shim
