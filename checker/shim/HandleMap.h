//===- HandleMap.h - Handles by kind and value ---------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A hash map with open addressing from (kind, value) to records. A slot holds,
/// beside its record, what a right use of the handle looks at: of a million
/// handles such a use touches one cache line, and the records are not wanted
/// until something changes or a story is told.
///
/// Whoever changes the map, or reads a record, holds the lock of its shard. A
/// glance needs no lock, and so writes nothing that other threads read: the
/// version is odd while a slot changes, and another one afterwards (a seqlock).
/// For that a table that was outgrown is kept; all of them together are as
/// large as the one in use.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_SHIM_HANDLEMAP_H
#define TAPI_CHECKER_SHIM_HANDLEMAP_H

#include "checker/shim/HandleTable.h"
#include "checker/shim/Lock.h"

#include <array>
#include <atomic>
#include <memory>
#include <utility>

namespace tapi::shim {

/// Kind and value in one number; the generation is left out.
inline std::uint64_t packed(HandleKind Kind, std::uint32_t Value) {
  return std::uint64_t(static_cast<unsigned>(Kind)) << 32 | Value;
}
inline std::uint64_t packed(const HandleKey &K) {
  return packed(K.Kind, K.Value);
}

/// Keys are packed ones.
class HandleMap {
public:
  enum class Seen { Yes, No, Unclear };

  /// What a use needs to know of \p Key; without the lock, which has to be
  /// taken where the answer is unclear because the map is being changed.
  Seen glanceUnlocked(std::uint64_t Key, Glance &Out) const {
    const std::uint32_t Before = Version.load(std::memory_order_acquire);
    if (Before & 1)
      return Seen::Unclear;
    const bool Found = glance(Key, Out);
    std::atomic_thread_fence(std::memory_order_acquire);
    if (Version.load(std::memory_order_relaxed) != Before)
      return Seen::Unclear;
    return Found ? Seen::Yes : Seen::No;
  }

  /// The same with the lock; false if there is no record.
  bool glance(std::uint64_t Key, Glance &Out) const {
    const Slot *S = slot(Key);
    return S && S->read(Out);
  }

  /// The record of \p Key, or null.
  const Handle *find(std::uint64_t Key) const {
    const Slot *S = slot(Key);
    return S ? S->Record.get() : nullptr;
  }

  /// The same to be changed; refresh() has to follow.
  Handle *edit(std::uint64_t Key) {
    return const_cast<Handle *>(std::as_const(*this).find(Key));
  }

  /// The record of \p Key, made if there is none; refresh() has to follow, and
  /// until then no glance sees a new one.
  Handle &make(std::uint64_t Key) {
    const Table *T = Now.load(std::memory_order_relaxed);
    if (!T || (Used + 1) * 4 > T->Slots.size() * 3)
      grow();
    Slot &S = *place(Key);
    if (!S.Record) {
      std::unique_ptr<Handle> New = fresh();
      Change C(Version);
      S.Record = std::move(New);
      S.reserve(Key);
      ++Used;
    }
    return *S.Record;
  }

  /// The record of \p Key has changed.
  void refresh(std::uint64_t Key) {
    Slot &S = *place(Key);
    Change C(Version);
    S.write(glanceOf(*S.Record));
  }

  /// Removes the record of \p Key; those that collided with it move up.
  void erase(std::uint64_t Key) {
    if (!slot(Key))
      return;
    std::vector<Slot> &Slots = Now.load(std::memory_order_relaxed)->Slots;
    const std::size_t Mask = Slots.size() - 1;
    std::size_t Hole = place(Key) - Slots.data();
    Change C(Version);
    discard(std::move(Slots[Hole].Record));
    Slots[Hole].clear();
    --Used;
    for (std::size_t I = (Hole + 1) & Mask; Slots[I].Record; I = (I + 1) & Mask)
      if (((I - home(Slots[I].key(), Mask)) & Mask) >= ((I - Hole) & Mask)) {
        Slots[Hole].take(Slots[I]);
        Hole = I;
      }
  }

  std::size_t size() const { return Used; }

  template <typename F> void forEach(F Visit) const {
    if (const Table *T = Now.load(std::memory_order_relaxed))
      for (const Slot &S : T->Slots)
        if (S.Record)
          Visit(*S.Record);
  }

private:
  /// A Glance in numbers that can be read while they are written.
  struct alignas(CacheLine / 2) Slot {
    static constexpr std::uint32_t Hidden = 1u << 31, Overwritten = 1u << 30;

    std::atomic<std::uint32_t> Marks{0}; ///< 0: the slot is free.
    std::atomic<std::uint32_t> Value{0}, Generation{0}, ApiVersion{0};
    std::unique_ptr<Handle> Record; ///< For whoever holds the lock.

    static std::uint32_t get(const std::atomic<std::uint32_t> &From) {
      return From.load(std::memory_order_relaxed);
    }
    static void set(std::atomic<std::uint32_t> &To, std::uint32_t New) {
      To.store(New, std::memory_order_relaxed);
    }
    std::uint64_t key() const {
      return std::uint64_t(get(Marks) & 0xff) << 32 | get(Value);
    }
    bool read(Glance &Out) const {
      const std::uint32_t M = get(Marks);
      Out.Key = {static_cast<HandleKind>(M & 0xff), get(Value),
                 get(Generation)};
      Out.ApiVersion = get(ApiVersion);
      Out.St = static_cast<State>(M >> 8 & 0xff);
      Out.IsOverwritten = M & Overwritten;
      return !(M & Hidden);
    }
    void write(const Glance &G) {
      set(Value, G.Key.Value);
      set(Generation, G.Key.Generation);
      set(ApiVersion, G.ApiVersion);
      set(Marks, static_cast<std::uint32_t>(G.Key.Kind) |
                     static_cast<std::uint32_t>(G.St) << 8 |
                     (G.IsOverwritten ? Overwritten : 0));
    }
    void reserve(std::uint64_t Key) {
      set(Value, static_cast<std::uint32_t>(Key));
      set(Marks, static_cast<std::uint32_t>(Key >> 32) | Hidden);
    }
    void clear() { set(Marks, 0); }
    void take(Slot &From) {
      Record = std::move(From.Record);
      set(Value, get(From.Value));
      set(Generation, get(From.Generation));
      set(ApiVersion, get(From.ApiVersion));
      set(Marks, get(From.Marks));
      From.clear();
    }
  };
  static_assert(sizeof(Slot) == CacheLine / 2, "two slots a cache line");

  struct Table {
    explicit Table(std::size_t Size) : Slots(Size) {}
    std::vector<Slot> Slots; ///< A power of two of them.
    std::unique_ptr<Table> Outgrown;
  };

  /// Makes glances wait, or be repeated, that overlap with a change.
  class Change {
  public:
    explicit Change(std::atomic<std::uint32_t> &Version)
        : Version(Version), Before(Version.load(std::memory_order_relaxed)) {
      Version.store(Before + 1, std::memory_order_relaxed);
      std::atomic_thread_fence(std::memory_order_release);
    }
    ~Change() { Version.store(Before + 2, std::memory_order_release); }
    Change(const Change &) = delete;
    Change &operator=(const Change &) = delete;

  private:
    std::atomic<std::uint32_t> &Version;
    const std::uint32_t Before;
  };

  /// Records are reused: memory goes back to the heap of the thread that asked
  /// for it, and threads would meet there.
  std::unique_ptr<Handle> fresh() {
    if (!NumSpare)
      return std::make_unique<Handle>();
    *Spare[--NumSpare] = Handle();
    return std::move(Spare[NumSpare]);
  }
  void discard(std::unique_ptr<Handle> Old) {
    if (NumSpare != Spare.size())
      Spare[NumSpare++] = std::move(Old);
  }

  const Slot *slot(std::uint64_t Key) const {
    const Slot *S = place(Key);
    return S && Slot::get(S->Marks) ? S : nullptr;
  }

  static std::size_t home(std::uint64_t Key, std::size_t Mask) {
    // The top bits chose the shard; these are the ones below.
    return (Key * 0x9e3779b97f4a7c15 >> 26) & Mask;
  }

  /// Where \p Key is, or would go; null if there is no table. A glance may come
  /// here while slots move, but one of them is always free.
  Slot *place(std::uint64_t Key) const {
    Table *T = Now.load(std::memory_order_acquire);
    if (!T)
      return nullptr;
    const std::size_t Mask = T->Slots.size() - 1;
    std::size_t I = home(Key, Mask);
    while (Slot::get(T->Slots[I].Marks) && T->Slots[I].key() != Key)
      I = (I + 1) & Mask;
    return &T->Slots[I];
  }

  void grow() {
    Table *Old = Now.load(std::memory_order_relaxed);
    auto New = std::make_unique<Table>(Old ? Old->Slots.size() * 2 : 16);
    Change C(Version);
    Now.store(New.get(), std::memory_order_release);
    if (Old)
      for (Slot &S : Old->Slots)
        if (S.Record)
          place(S.key())->take(S);
    New->Outgrown = std::move(Newest);
    Newest = std::move(New);
  }

  std::atomic<std::uint32_t> Version{0};
  std::atomic<Table *> Now{nullptr};
  std::unique_ptr<Table> Newest; ///< Owns what Now points to.
  std::size_t Used = 0;
  std::size_t NumSpare = 0;
  std::array<std::unique_ptr<Handle>, 2> Spare;
};

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_HANDLEMAP_H
