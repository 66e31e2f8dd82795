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

/// Calls \p Visit for each frame, innermost first, until it returns true.
template <typename F> bool walk(F Visit) {
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
    } else {
      C.Rip = *reinterpret_cast<DWORD64 *>(C.Rsp);
      C.Rsp += 8;
    }
    Found.ReturnSlot = reinterpret_cast<void **>(C.Rsp - 8);
    if (!onThisStack(Found.ReturnSlot))
      return false;
    Found.ReturnAddress = reinterpret_cast<void *>(C.Rip);
    if (Visit(Found))
      return true;
  }
#else
  void **Ebp = static_cast<void **>(__builtin_frame_address(0));
  for (unsigned I = 0; I != WalkLimit && onThisStack(Ebp + 1); ++I) {
    Frame Found;
    Found.Thread = GetCurrentThreadId();
    Found.ReturnSlot = Ebp + 1;
    Found.ReturnAddress = Ebp[1];
    if (Visit(Found))
      return true;
    void **Next = static_cast<void **>(*Ebp);
    if (Next <= Ebp)
      return false;
    Ebp = Next;
  }
#endif
  return false;
}

bool leftOnThisThread(const Frame &F) {
  return !walk([&](const Frame &Found) {
    return Found.ReturnSlot == F.ReturnSlot &&
           Found.ReturnAddress == F.ReturnAddress &&
           Found.Function == F.Function;
  });
}

/// The stack pointer of another thread; null if the thread has ended.
char *stackPointer(DWORD Id, bool &Ended) {
  HANDLE T = OpenThread(
      THREAD_SUSPEND_RESUME | THREAD_GET_CONTEXT | SYNCHRONIZE, FALSE, Id);
  Ended = !T && GetLastError() == ERROR_INVALID_PARAMETER;
  if (!T)
    return nullptr;
  char *Result = nullptr;
  Ended = WaitForSingleObject(T, 0) == WAIT_OBJECT_0;
  if (!Ended && SuspendThread(T) != static_cast<DWORD>(-1)) {
    CONTEXT C = {};
    C.ContextFlags = CONTEXT_CONTROL;
    if (GetThreadContext(T, &C))
#ifdef _WIN64
      Result = reinterpret_cast<char *>(C.Rsp);
#else
      Result = reinterpret_cast<char *>(C.Esp);
#endif
    ResumeThread(T);
  }
  CloseHandle(T);
  return Result;
}

} // namespace

Frame findFrame(const void *Location) {
  Frame Owner;
  if (!onThisStack(Location))
    return Owner;
  walk([&](const Frame &Found) {
    Owner = Found;
    return static_cast<const void *>(Found.ReturnSlot) > Location;
  });
  return Owner;
}

bool hasBeenLeft(const Frame &F, const void *Location) {
  if (!F.Thread)
    return false;
  if (F.Thread == GetCurrentThreadId())
    return leftOnThisThread(F);
  bool Ended = false;
  const char *Top = stackPointer(F.Thread, Ended);
  if (Ended)
    return true;
  if (!Top)
    return false;
  return Top > Location || *F.ReturnSlot != F.ReturnAddress;
}

} // namespace tapi::shim
