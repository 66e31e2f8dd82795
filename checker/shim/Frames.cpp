//===- Frames.cpp - Does the frame of a local variable still exist? ------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Finds the stack frame that owns a location, and finds out later whether the
/// function has returned since. On x64 frames are walked by unwind data, on x86
/// by frame pointers. A second call of the same function from the same place
/// looks like the first one: that is a known miss.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Requests.h"
#include "checker/shim/Stacks.h"

#include <windows.h>

namespace tapi::shim {

bool onThisStack(const void *P) {
  const auto *Tib = reinterpret_cast<const NT_TIB *>(NtCurrentTeb());
  return P >= Tib->StackLimit && P < Tib->StackBase;
}

namespace {

/// Frames looked at before giving up.
constexpr unsigned WalkLimit = 256;

/// Can code return to \p Address? It has to be executable, and a call stands in
/// front of it. What a walk takes for a frame may be something else, for code
/// without frame pointers (x86) or without unwind data (x64).
bool isReturnAddress(const void *Address) {
  MEMORY_BASIC_INFORMATION Info;
  const auto *Code = static_cast<const unsigned char *>(Address);
  const DWORD Executable = PAGE_EXECUTE | PAGE_EXECUTE_READ |
                           PAGE_EXECUTE_READWRITE | PAGE_EXECUTE_WRITECOPY;
  const DWORD Readable = Executable & ~static_cast<DWORD>(PAGE_EXECUTE);
  if (!VirtualQuery(Code - 8, &Info, sizeof(Info)) ||
      Info.State != MEM_COMMIT || !(Info.Protect & Readable))
    return false;
  const auto *End =
      static_cast<const unsigned char *>(Info.BaseAddress) + Info.RegionSize;
  if (Code > End)
    return false;
  if (Code[-5] == 0xe8) // call rel32
    return true;
  for (int Size = 2; Size <= 7; ++Size) // call r/m
    if (Code[-Size] == 0xff && (Code[1 - Size] & 0x38) == 0x10)
      return true;
  return false;
}

/// Calls \p Visit for each frame, innermost first, until it returns true or the
/// walk comes to something that is no frame.
template <typename F> void walk(F Visit) {
#ifdef _WIN64
  CONTEXT C;
  RtlCaptureContext(&C);
  for (unsigned I = 0; I != WalkLimit && C.Rip; ++I) {
    DWORD64 Base = 0;
    Frame Found;
    Found.Thread = GetCurrentThreadId();
    PRUNTIME_FUNCTION Row = RtlLookupFunctionEntry(C.Rip, &Base, nullptr);
    if (Row) {
      Found.Function = reinterpret_cast<void *>(Base + Row->BeginAddress);
      PVOID Data;
      DWORD64 Establisher;
      RtlVirtualUnwind(UNW_FLAG_NHANDLER, Base, C.Rip, Row, &C, &Data,
                       &Establisher, nullptr);
    } else if (onThisStack(reinterpret_cast<void *>(C.Rsp))) {
      C.Rip = *reinterpret_cast<DWORD64 *>(C.Rsp);
      C.Rsp += 8;
    } else {
      return;
    }
    Found.ReturnSlot = reinterpret_cast<void **>(C.Rsp - 8);
    if (!onThisStack(Found.ReturnSlot))
      return;
    Found.ReturnAddress = reinterpret_cast<void *>(C.Rip);
    if (Visit(Found))
      return;
  }
#else
  void **Ebp = static_cast<void **>(__builtin_frame_address(0));
  for (unsigned I = 0; I != WalkLimit && onThisStack(Ebp + 1); ++I) {
    Frame Found;
    Found.Thread = GetCurrentThreadId();
    Found.ReturnSlot = Ebp + 1;
    Found.ReturnAddress = Ebp[1];
    if (Visit(Found))
      return;
    void **Next = static_cast<void **>(*Ebp);
    if (Next <= Ebp)
      return;
    Ebp = Next;
  }
#endif
}

/// True only if the walk comes past the place where the frame was: a walk that
/// ends earlier, or is on another fiber's stack, proves nothing.
bool leftOnThisThread(const Frame &F) {
  bool Passed = false;
  if (!onThisStack(F.ReturnSlot))
    return false;
  walk([&](const Frame &Found) {
    if (Found.ReturnSlot < F.ReturnSlot)
      return false;
    Passed = Found.ReturnSlot != F.ReturnSlot ||
             Found.ReturnAddress != F.ReturnAddress ||
             Found.Function != F.Function;
    if (Passed && !isReturnAddress(Found.ReturnAddress))
      Passed = false;
    return true;
  });
  return Passed;
}

/// Looks at the frame \p F of another thread while that stands still. True if
/// it is gone, or the thread is.
bool leftOnOtherThread(const Frame &F, const void *Location) {
  HANDLE T =
      OpenThread(THREAD_SUSPEND_RESUME | THREAD_GET_CONTEXT | SYNCHRONIZE,
                 FALSE, F.Thread);
  if (!T)
    return GetLastError() == ERROR_INVALID_PARAMETER;
  bool Left = WaitForSingleObject(T, 0) == WAIT_OBJECT_0;
  // Asked before the thread stands still: it may hold what the answer needs. A
  // fiber's stack that is gone is found by whoever looks at the location.
  const bool Readable = canRead(F.ReturnSlot, sizeof(void *));
  if (!Left && Readable && SuspendThread(T) != static_cast<DWORD>(-1)) {
    CONTEXT C = {};
    C.ContextFlags = CONTEXT_CONTROL;
    if (GetThreadContext(T, &C)) {
#ifdef _WIN64
      const auto *Top = reinterpret_cast<char *>(C.Rsp);
#else
      const auto *Top = reinterpret_cast<char *>(C.Esp);
#endif
      // Beyond the base it is another fiber's stack, which proves nothing.
      Left = (Top > Location && Top < F.StackBase) ||
             *F.ReturnSlot != F.ReturnAddress;
    }
    ResumeThread(T);
  }
  CloseHandle(T);
  return Left;
}

} // namespace

Frame findFrame(const void *Location) {
  Frame Owner;
  if (!onThisStack(Location))
    return Owner;
  walk([&](const Frame &Found) {
    if (static_cast<const void *>(Found.ReturnSlot) <= Location)
      return false;
    if (isReturnAddress(Found.ReturnAddress))
      Owner = Found;
    return true;
  });
  Owner.StackBase = reinterpret_cast<const NT_TIB *>(NtCurrentTeb())->StackBase;
  return Owner;
}

bool hasBeenLeft(const Frame &F, const void *Location) {
  if (!F.Thread)
    return false;
  return F.Thread == GetCurrentThreadId() ? leftOnThisThread(F)
                                          : leftOnOtherThread(F, Location);
}

} // namespace tapi::shim
