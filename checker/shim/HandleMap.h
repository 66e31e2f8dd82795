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
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_SHIM_HANDLEMAP_H
#define TAPI_CHECKER_SHIM_HANDLEMAP_H

#include "checker/shim/HandleTable.h"

#include <array>
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
  /// What a use needs to know of \p Key, or null.
  const Glance *glance(std::uint64_t Key) const {
    const Slot *S = slot(Key);
    return S ? &S->Seen : nullptr;
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

  /// The record of \p Key, made if there is none; refresh() has to follow.
  Handle &make(std::uint64_t Key) {
    if ((Used + 1) * 4 > Slots.size() * 3)
      grow();
    Slot &S = Slots[place(Key)];
    if (!S.Record) {
      S.Record = fresh();
      S.Seen.Key = {static_cast<HandleKind>(Key >> 32),
                    static_cast<std::uint32_t>(Key), 0};
      ++Used;
    }
    return *S.Record;
  }

  /// The record of \p Key has changed.
  void refresh(std::uint64_t Key) {
    Slot &S = Slots[place(Key)];
    S.Seen = glanceOf(*S.Record);
  }

  /// Removes the record of \p Key; those that collided with it move up.
  void erase(std::uint64_t Key) {
    if (!slot(Key))
      return;
    const std::size_t Mask = Slots.size() - 1;
    std::size_t Hole = place(Key);
    discard(std::move(Slots[Hole].Record));
    --Used;
    for (std::size_t I = (Hole + 1) & Mask; Slots[I].Record; I = (I + 1) & Mask)
      if (((I - home(packed(Slots[I].Seen.Key))) & Mask) >=
          ((I - Hole) & Mask)) {
        Slots[Hole] = std::move(Slots[I]);
        Hole = I;
      }
  }

  std::size_t size() const { return Used; }

  template <typename F> void forEach(F Visit) const {
    for (const Slot &S : Slots)
      if (S.Record)
        Visit(*S.Record);
  }

private:
  struct Slot {
    Glance Seen = {};
    std::unique_ptr<Handle> Record; ///< Null: the slot is free.
  };
  static_assert(sizeof(Slot) <= 32, "two slots a cache line");

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
    if (Slots.empty())
      return nullptr;
    const Slot &S = Slots[place(Key)];
    return S.Record ? &S : nullptr;
  }

  std::size_t home(std::uint64_t Key) const {
    // The top bits chose the shard; these are the ones below.
    return (Key * 0x9e3779b97f4a7c15 >> 26) & (Slots.size() - 1);
  }

  /// Where \p Key is, or would go.
  std::size_t place(std::uint64_t Key) const {
    std::size_t I = home(Key);
    while (Slots[I].Record && packed(Slots[I].Seen.Key) != Key)
      I = (I + 1) & (Slots.size() - 1);
    return I;
  }

  void grow() {
    std::vector<Slot> Old(Slots.empty() ? 16 : Slots.size() * 2);
    Old.swap(Slots);
    for (Slot &S : Old)
      if (S.Record) {
        Slot &New = Slots[place(packed(S.Seen.Key))];
        New = std::move(S);
      }
  }

  std::vector<Slot> Slots; ///< A power of two of them, or none.
  std::size_t Used = 0;
  std::size_t NumSpare = 0;
  std::array<std::unique_ptr<Handle>, 2> Spare;
};

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_HANDLEMAP_H
