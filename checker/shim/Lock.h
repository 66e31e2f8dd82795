//===- Lock.h - A lock that outlives a killed thread ---------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The only lock of the shim. It is held for a few hundred instructions, never
/// across a call into TAPI or into the program.
///
/// A program may kill a thread that is inside the shim. Windows' own locks
/// would then block every other thread for ever; this one notices that its
/// owner is gone, or does not come back for seconds, and becomes *broken*:
/// whoever asks for it is refused from then on, and the shim knows a little
/// less instead of hanging the program.
///
/// Where there is a way to go on without what the lock protects, one may
/// inherit it from a dead owner instead, and has to begin afresh: the dead one
/// may have changed half of it.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_SHIM_LOCK_H
#define TAPI_CHECKER_SHIM_LOCK_H

#include <atomic>
#include <cstddef>
#include <windows.h>

namespace tapi::shim {

/// What different threads write often lies at least this far apart.
inline constexpr std::size_t CacheLine = 64;

/// A \p T with nothing else in its cache lines.
template <typename T> struct alignas(CacheLine) Apart {
  T Value;
};

class Lock {
public:
  constexpr Lock() = default;

  /// False if the lock is broken; then it is not held.
  bool acquire() {
    const DWORD Me = GetCurrentThreadId();
    DWORD Free = 0;
    if (Owner.compare_exchange_strong(Free, Me, std::memory_order_acquire))
      return true;
    return acquireSlowly(Me, nullptr);
  }

  /// The same, but takes the lock over from an owner that has ended, and sets
  /// \p Inherited then. To be used for each acquisition of a lock or for none.
  bool acquireOrInherit(bool &Inherited) {
    const DWORD Me = GetCurrentThreadId();
    DWORD Free = 0;
    if (Owner.compare_exchange_strong(Free, Me, std::memory_order_acquire))
      return true;
    return acquireSlowly(Me, &Inherited);
  }

  /// Has it been given up?
  bool isBroken() const {
    return Owner.load(std::memory_order_relaxed) == Broken;
  }

  void release() { Owner.store(0, std::memory_order_release); }

  /// Set when the process ends: all other threads are gone, so a lock that is
  /// not free will never be.
  static void processEnds();

private:
  bool acquireSlowly(DWORD Me, bool *Inherited);

  static constexpr DWORD Broken = 0xffffffff;
  std::atomic<DWORD> Owner{0};
};

/// Holds a lock for a scope; false in a condition if it could not be had.
class Guard {
public:
  explicit Guard(Lock &L) : L(L), Held(L.acquire()) {}
  /// See acquireOrInherit.
  Guard(Lock &L, bool &Inherited) : L(L), Held(L.acquireOrInherit(Inherited)) {}
  ~Guard() {
    if (Held)
      L.release();
  }
  Guard(const Guard &) = delete;
  Guard &operator=(const Guard &) = delete;
  explicit operator bool() const { return Held; }

private:
  Lock &L;
  bool Held;
};

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_LOCK_H
