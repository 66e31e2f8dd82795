//===- Families.cpp - The living children of each handle -----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Sets of values behind locks. A set stays when its last child goes, until the
/// parent dies: most parents get another child soon.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Families.h"

#include "checker/shim/HandleMap.h"
#include "checker/shim/Lock.h"
#include "checker/shim/Once.h"

#include <atomic>
#include <unordered_map>
#include <unordered_set>

namespace tapi::shim {
namespace {

constexpr unsigned NumFamilies = 64, PlacesOfOne = 8;

/// Sets in one family beyond which those without a child are not kept: a child
/// may come after its parent has died.
constexpr std::size_t MaxKept = 16;

struct alignas(CacheLine) Family {
  Lock L;
  std::unordered_map<std::uint64_t, std::unordered_set<std::uint32_t>> Below;
};

struct Families {
  Family All[NumFamilies];
  /// A bit for each parent in a family, by its hash: without that bit there is
  /// no need to take the lock. Rarely written, so they lie apart from what is.
  alignas(CacheLine) std::atomic<std::uint32_t> Filter[NumFamilies] = {};
};

std::uint64_t hashOf(const HandleKey &Parent) {
  return packed(Parent) * 0x9e3779b97f4a7c15;
}

unsigned indexOf(const HandleKey &Parent, unsigned Place) {
  const auto First = static_cast<unsigned>(hashOf(Parent) >> 58);
  return (First + Place * (NumFamilies / PlacesOfOne)) % NumFamilies;
}

std::uint32_t filterBit(const HandleKey &Parent) {
  return 1u << (hashOf(Parent) >> 40 & 31);
}

/// May there be a set for \p Parent in \p Place?
bool maybeIn(const HandleKey &Parent, unsigned Place) {
  return theOnly<Families>().Filter[indexOf(Parent, Place)] & filterBit(Parent);
}

/// Runs \p Change on the children of \p Parent in \p Place, under the lock.
template <typename F>
void withFamily(const HandleKey &Parent, unsigned Place, F Change) {
  Families &All = theOnly<Families>();
  const unsigned I = indexOf(Parent, Place);
  auto &Below = All.All[I].Below;
  Guard G(All.All[I].L);
  if (!G)
    return;
  Change(Below);
  const std::uint32_t Old = All.Filter[I].load(std::memory_order_relaxed);
  const std::uint32_t New = Below.empty() ? 0 : Old | filterBit(Parent);
  if (Old != New)
    All.Filter[I] = New;
}

} // namespace

std::uint8_t placeOfThread() {
  // Thread IDs are multiples of 4.
  return (GetCurrentThreadId() >> 2) % PlacesOfOne;
}

void addBelow(const HandleKey &Parent, std::uint8_t Place,
              std::uint32_t Child) {
  if (Parent.Kind != HandleKind::None)
    withFamily(Parent, Place,
               [&](auto &Below) { Below[packed(Parent)].insert(Child); });
}

void removeBelow(const HandleKey &Parent, std::uint8_t Place,
                 std::uint32_t Child) {
  if (Parent.Kind == HandleKind::None)
    return;
  withFamily(Parent, Place, [&](auto &Below) {
    const auto It = Below.find(packed(Parent));
    if (It == Below.end())
      return;
    It->second.erase(Child);
    if (It->second.empty() && Below.size() > MaxKept)
      Below.erase(It);
  });
}

std::vector<std::uint32_t> valuesBelow(const HandleKey &Parent) {
  std::vector<std::uint32_t> Result;
  for (unsigned Place = 0; Place != PlacesOfOne; ++Place) {
    if (!maybeIn(Parent, Place))
      continue;
    withFamily(Parent, Place, [&](const auto &Below) {
      const auto It = Below.find(packed(Parent));
      if (It != Below.end())
        Result.insert(Result.end(), It->second.begin(), It->second.end());
    });
  }
  return Result;
}

void forgetParent(const HandleKey &Parent) {
  for (unsigned Place = 0; Place != PlacesOfOne; ++Place) {
    if (!maybeIn(Parent, Place))
      continue;
    withFamily(Parent, Place, [&](auto &Below) {
      const auto It = Below.find(packed(Parent));
      if (It != Below.end() && It->second.empty())
        Below.erase(It);
    });
  }
}

} // namespace tapi::shim
