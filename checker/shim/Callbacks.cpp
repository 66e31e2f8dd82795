//===- Callbacks.cpp - Landing places for the program's callbacks --------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The table behind the landing places of entry-*.S.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Callbacks.h"

#include "checker/shim/Observe.h"
#include "checker/shim/RealDll.h"
#include "checker/shim/Report.h"

#include <atomic>
#include <new>

extern "C" {
extern char tapishimCallback0[];
LONG tapishimOnCallback(unsigned Slot, const ULONG_PTR *Arguments);
}

namespace tapi::shim {
namespace {

constexpr int NumSlots = 64;
constexpr unsigned SlotSize = 32; // As aligned in entry-*.S.

/// Free slots keep their callback: a late message must still find it.
struct Slot {
  std::atomic<std::uintptr_t> Callback{0};
  std::atomic<std::uint32_t> App{0};
};
Slot Slots[NumSlots];
std::atomic<unsigned> NextSlot{0};

/// App value of a slot that is taken but not bound yet.
constexpr std::uint32_t Reserved = 0xffffffff;

} // namespace

std::uintptr_t wrapCallback(std::uintptr_t Callback, int &Taken) {
  Taken = -1;
  if (!Callback)
    return Callback;
  // Round robin, so that a freed place is used again as late as possible.
  for (int I = 0; I != NumSlots; ++I) {
    const unsigned S = NextSlot++ % NumSlots;
    std::uint32_t Free = 0;
    if (!Slots[S].App.compare_exchange_strong(Free, Reserved))
      continue;
    Slots[S].Callback = Callback;
    Taken = static_cast<int>(S);
    return reinterpret_cast<std::uintptr_t>(tapishimCallback0) + S * SlotSize;
  }
  logRemark("more than 64 applications with callbacks; one is not observed");
  return Callback;
}

void bindCallback(int S, std::uint32_t App) {
  if (S >= 0)
    Slots[S].App = App;
}

void releaseCallbackOf(std::uint32_t App) {
  for (Slot &S : Slots) {
    std::uint32_t Bound = App;
    S.App.compare_exchange_strong(Bound, 0);
  }
}

} // namespace tapi::shim

extern "C" LONG tapishimOnCallback(unsigned Index, const ULONG_PTR *A) {
  using namespace tapi::shim;
  const DWORD Error = GetLastError();
  const IdleNews Before = idleNews();
  try {
    observe({static_cast<std::uint32_t>(A[0]), static_cast<std::uint32_t>(A[1]),
             A[3], A[4], A[5]});
    setIdleNews({idleNews().Call, A});
  } catch (const std::bad_alloc &) {
    // One message less is known; the program gets it all the same.
  }
  SetLastError(Error);
  const LONG Result = tapishimCall(
      reinterpret_cast<void *>(Slots[Index].Callback.load()), A, 6);
  const DWORD After = GetLastError();
  setIdleNews(Before);
  SetLastError(After);
  return Result;
}
