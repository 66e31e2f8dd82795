//===- Stacks.cpp - Call stacks, each kept once --------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The store of stacks: a hash table that only grows, without locks.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Stacks.h"

#include "checker/shim/Settings.h"

#include <algorithm>
#include <new>
#include <windows.h>

// The first byte of this DLL; declared without a size because more follows.
extern "C" const char __ImageBase[];

namespace tapi::shim {
namespace {

constexpr unsigned NumBuckets = 1 << 14;
constexpr unsigned MaxStacks = 1 << 16;

std::atomic<const Stack *> Buckets[NumBuckets];
std::atomic<unsigned> NumStacks{0};

/// Frames in the shim itself, between the program and the capture, at most.
constexpr unsigned OwnFrames = 12;

std::uint64_t hashOf(void *const *Frames, unsigned Count) {
  std::uint64_t Hash = 0xcbf29ce484222325;
  for (unsigned I = 0; I != Count; ++I)
    Hash = (Hash ^ reinterpret_cast<std::uintptr_t>(Frames[I])) * 0x100000001b3;
  return Hash ^ (Hash >> 29);
}

const Stack *find(const Stack *S, std::uint64_t Hash, void *const *Frames,
                  unsigned Count) {
  for (; S; S = S->Next)
    if (S->Hash == Hash && S->Count == Count &&
        std::equal(Frames, Frames + Count, S->Frames))
      return S;
  return nullptr;
}

const Stack *intern(void *const *Frames, unsigned Count) {
  const std::uint64_t Hash = hashOf(Frames, Count);
  std::atomic<const Stack *> &Bucket = Buckets[Hash % NumBuckets];
  const Stack *Head = Bucket.load(std::memory_order_acquire);
  if (const Stack *S = find(Head, Hash, Frames, Count))
    return S;
  if (NumStacks.fetch_add(1) >= MaxStacks) {
    NumStacks.store(MaxStacks);
    return nullptr;
  }
  void *Memory = operator new(sizeof(Stack) + Count * sizeof(void *),
                              std::nothrow);
  if (!Memory)
    return nullptr;
  Stack *S = new (Memory) Stack;
  S->Hash = Hash;
  S->Count = Count;
  std::copy(Frames, Frames + Count, S->Frames);
  S->Next = Head;
  // Losing a race may keep a stack twice, which costs memory only.
  while (!Bucket.compare_exchange_weak(S->Next, S))
    ;
  return S;
}

} // namespace

bool inShim(const void *Address) {
  const auto *Dos = reinterpret_cast<const IMAGE_DOS_HEADER *>(__ImageBase);
  const auto *Headers =
      reinterpret_cast<const IMAGE_NT_HEADERS *>(__ImageBase + Dos->e_lfanew);
  const auto *P = static_cast<const char *>(Address);
  return P >= __ImageBase &&
         P < __ImageBase + Headers->OptionalHeader.SizeOfImage;
}

const Stack *captureStack() {
  const unsigned Depth = settings().StackDepth;
  if (!Depth)
    return nullptr;
  void *Frames[MaxFrames + OwnFrames];
  const unsigned Wanted = std::min(Depth + OwnFrames, MaxFrames);
  unsigned Count = RtlCaptureStackBackTrace(0, Wanted, Frames, nullptr);
  unsigned First = 0;
  while (First != Count && inShim(Frames[First]))
    ++First;
  Count = std::min(Count - First, Depth);
  // The walk can run past the first frame of a thread.
  Count = static_cast<unsigned>(
      std::find(Frames + First, Frames + First + Count, nullptr) -
      (Frames + First));
  return Count ? intern(Frames + First, Count) : nullptr;
}

} // namespace tapi::shim
