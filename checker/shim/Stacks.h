//===- Stacks.h - Call stacks, each kept once ----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Captures call stacks and keeps each different one once, for ever: a program
/// has few places that create or release handles, however many handles it has.
/// The number of stacks is bounded; beyond the bound a stack counts as unknown.
///
/// Per stack it also remembers what became of the handles that were created
/// there, for the remark "others created at this place were released here".
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_SHIM_STACKS_H
#define TAPI_CHECKER_SHIM_STACKS_H

#include <atomic>
#include <cstdint>
#include <string_view>

namespace tapi::shim {

inline constexpr unsigned MaxFrames = 60;

struct Stack {
  std::uint64_t Hash;
  const Stack *Next;
  unsigned Count;
  /// Where a handle that was created here was released, and by what.
  mutable std::atomic<const Stack *> ReleasedAt{nullptr};
  mutable std::atomic<const char *> ReleasedBy{nullptr};
  /// Mostly nothing changes: then nothing is written to what threads share.
  void noteRelease(const Stack *At, const char *By) const {
    if (ReleasedAt.load(std::memory_order_relaxed) != At)
      ReleasedAt.store(At, std::memory_order_relaxed);
    if (ReleasedBy.load(std::memory_order_relaxed) != By)
      ReleasedBy.store(By, std::memory_order_relaxed);
  }
  void *Frames[1]; ///< Really Count return addresses, innermost first.
};

/// The calling thread's stack without the shim's own frames; null where stacks
/// are switched off, memory is short, or the bound is reached.
const Stack *captureStack();

/// True if \p Address lies in this DLL.
bool inShim(const void *Address);

/// The frame that owns a local variable, so that one can tell later whether it
/// still exists.
struct Frame {
  unsigned long Thread = 0;    ///< 0: not on a stack.
  void **ReturnSlot = nullptr; ///< Where the frame's return address is.
  void *ReturnAddress = nullptr;
  void *Function = nullptr;  ///< Start of the function, where known.
  void *StackBase = nullptr; ///< A thread with fibers has several stacks.
};

/// The frame of the calling thread in which \p Location lies.
Frame findFrame(const void *Location);

/// True if \p Location is on the calling thread's stack.
bool onThisStack(const void *Location);

/// True if \p F has been left, as far as that can be told.
bool hasBeenLeft(const Frame &F, const void *Location);

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_STACKS_H
