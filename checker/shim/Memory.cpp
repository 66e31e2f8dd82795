//===- Memory.cpp - The shim's own memory --------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Replaces new and delete within the shim. The process heap would do, were it
/// not for programs that kill threads: one that dies while the shim allocates
/// would leave the heap of the whole program locked. The shim has heaps of its
/// own behind locks that notice this (see Lock.h). The heap of a dead thread is
/// left alone with all that it holds, and a new one takes its place; one whose
/// owner stands still counts as out of memory, which the shim survives by
/// knowing less.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Lock.h"

#include <cstddef>
#include <cstdint>
#include <new>

namespace tapi::shim {
namespace {

constexpr unsigned NumHeaps = 16;

struct alignas(CacheLine) Heap {
  Lock L;
  HANDLE H = nullptr;
};
Heap Heaps[NumHeaps];

/// In front of each block, to find its heap again; keeps the alignment.
struct alignas(16) Header {
  HANDLE From;
  unsigned short Index;   ///< Where From was.
  unsigned short Skipped; ///< Bytes between the heap's block and this.
};

/// From this size on a block is a table, and begins with a cache line.
constexpr std::size_t TableSize = 4096;

void *allocate(std::size_t Size, bool WholeLines = false) {
  // Thread IDs are multiples of 4.
  const auto Index =
      static_cast<unsigned short>((GetCurrentThreadId() >> 2) % NumHeaps);
  Heap &Own = Heaps[Index];
  bool Inherited = false;
  Guard G(Own.L, Inherited);
  if (!G)
    return nullptr;
  if (!Own.H || Inherited)
    Own.H = HeapCreate(HEAP_NO_SERIALIZE, 0, 0);
  const std::size_t Spare = WholeLines || Size >= TableSize ? CacheLine : 0;
  void *Block =
      Own.H ? HeapAlloc(Own.H, 0, Size + sizeof(Header) + Spare) : nullptr;
  if (!Block)
    return nullptr;
  auto Start = reinterpret_cast<std::uintptr_t>(Block) + sizeof(Header);
  const auto Skipped =
      static_cast<unsigned short>(Spare ? CacheLine - Start % CacheLine : 0);
  Header *Result = reinterpret_cast<Header *>(Start + Skipped);
  Result[-1] = {Own.H, Index, Skipped};
  return Result;
}

void release(void *Memory) {
  if (!Memory)
    return;
  Header *Block = static_cast<Header *>(Memory) - 1;
  Heap &Owner = Heaps[Block->Index];
  bool Inherited = false;
  Guard G(Owner.L, Inherited);
  if (Inherited)
    Owner.H = nullptr;
  if (G && Owner.H == Block->From)
    HeapFree(Owner.H, 0, reinterpret_cast<char *>(Block) - Block->Skipped);
}

} // namespace
} // namespace tapi::shim

void *operator new(std::size_t Size) {
  if (void *Memory = tapi::shim::allocate(Size))
    return Memory;
  throw std::bad_alloc();
}
void *operator new(std::size_t Size, const std::nothrow_t &) noexcept {
  return tapi::shim::allocate(Size);
}
// No type asks for more than a cache line.
void *operator new(std::size_t Size, std::align_val_t) {
  if (void *Memory = tapi::shim::allocate(Size, true))
    return Memory;
  throw std::bad_alloc();
}
void *operator new[](std::size_t Size) { return operator new(Size); }
void *operator new[](std::size_t Size, const std::nothrow_t &) noexcept {
  return tapi::shim::allocate(Size);
}
void operator delete(void *P) noexcept { tapi::shim::release(P); }
void operator delete[](void *P) noexcept { tapi::shim::release(P); }
void operator delete(void *P, std::size_t) noexcept { tapi::shim::release(P); }
void operator delete[](void *P, std::size_t) noexcept {
  tapi::shim::release(P);
}
void operator delete(void *P, std::align_val_t) noexcept {
  tapi::shim::release(P);
}
void operator delete(void *P, std::size_t, std::align_val_t) noexcept {
  tapi::shim::release(P);
}
