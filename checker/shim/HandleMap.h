//===- HandleMap.h - Handles by kind and value ---------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A hash map with open addressing from (kind, value) to records. The standard
/// maps touch about twice as many cache lines for a look-up, which is what a
/// use of a handle costs when there are very many.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_SHIM_HANDLEMAP_H
#define TAPI_CHECKER_SHIM_HANDLEMAP_H

#include "checker/shim/HandleTable.h"

#include <memory>
#include <utility>

namespace tapi::shim {

class HandleMap {
public:
  /// The record of \p Key, or null.
  Handle *find(std::uint64_t Key) const {
    if (Slots.empty())
      return nullptr;
    const Slot &S = Slots[place(Key)];
    return S.Record.get();
  }

  /// The record of \p Key, made if there is none.
  Handle &operator[](std::uint64_t Key) {
    if ((Used + 1) * 4 > Slots.size() * 3)
      grow();
    Slot &S = Slots[place(Key)];
    if (!S.Record) {
      S.Record = std::make_unique<Handle>();
      S.Key = Key;
      ++Used;
    }
    return *S.Record;
  }

  /// Removes the record of \p Key; those that collided with it move up.
  void erase(std::uint64_t Key) {
    if (!find(Key))
      return;
    const std::size_t Mask = Slots.size() - 1;
    std::size_t Hole = place(Key);
    Slots[Hole].Record.reset();
    --Used;
    for (std::size_t I = (Hole + 1) & Mask; Slots[I].Record; I = (I + 1) & Mask)
      if (((I - home(Slots[I].Key)) & Mask) >= ((I - Hole) & Mask)) {
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
    std::uint64_t Key = 0;
    std::unique_ptr<Handle> Record; ///< Null: the slot is free.
  };

  std::size_t home(std::uint64_t Key) const {
    // The top bits chose the shard; these are the ones below.
    return (Key * 0x9e3779b97f4a7c15 >> 26) & (Slots.size() - 1);
  }

  /// Where \p Key is, or would go.
  std::size_t place(std::uint64_t Key) const {
    std::size_t I = home(Key);
    while (Slots[I].Record && Slots[I].Key != Key)
      I = (I + 1) & (Slots.size() - 1);
    return I;
  }

  void grow() {
    std::vector<Slot> Old(Slots.empty() ? 16 : Slots.size() * 2);
    Old.swap(Slots);
    for (Slot &S : Old)
      if (S.Record) {
        Slot &New = Slots[place(S.Key)];
        New = std::move(S);
      }
  }

  std::vector<Slot> Slots; ///< A power of two of them, or none.
  std::size_t Used = 0;
};

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_HANDLEMAP_H
