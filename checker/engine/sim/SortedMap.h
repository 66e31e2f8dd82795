//===- SortedMap.h - Small maps that states consist of --------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Maps as ascending vectors: they are small, walked more often than searched,
/// and walked in an order that does not depend on addresses.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_SORTEDMAP_H
#define TAPI_CHECKER_ENGINE_SIM_SORTEDMAP_H

#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace tapi::engine {

/// A small map as an ascending vector: states are copied often and are small.
template <typename Key, typename Data> class SortedMap {
public:
  using Entry = std::pair<Key, Data>;
  const Data *find(Key K) const {
    auto It = lower(K);
    return It != List.end() && It->first == K ? &It->second : nullptr;
  }
  Data *find(Key K) { return const_cast<Data *>(std::as_const(*this).find(K)); }
  void set(Key K, Data D) {
    auto It = lower(K);
    if (It != List.end() && It->first == K)
      It->second = std::move(D);
    else
      List.insert(It, Entry(K, std::move(D)));
  }
  void erase(Key K) {
    auto It = lower(K);
    if (It != List.end() && It->first == K)
      List.erase(It);
  }
  template <typename Predicate> void eraseIf(Predicate P) {
    llvm::erase_if(List, P);
  }
  /// Adds \p K, which is behind all keys of the map.
  void append(Key K, Data D) { List.emplace_back(K, std::move(D)); }
  void reserve(std::size_t N) { List.reserve(N); }
  void clear() { List.clear(); }
  bool empty() const { return List.empty(); }
  std::size_t size() const { return List.size(); }
  auto begin() const { return List.begin(); }
  auto end() const { return List.end(); }
  auto begin() { return List.begin(); }
  auto end() { return List.end(); }
  /// Restores the order after keys were changed in place; the last of equal
  /// keys stays.
  void sort();

private:
  typename std::vector<Entry>::const_iterator lower(Key K) const {
    return std::lower_bound(
        List.begin(), List.end(), K,
        [](const Entry &E, Key Wanted) { return E.first < Wanted; });
  }
  typename std::vector<Entry>::iterator lower(Key K) {
    return List.begin() + (std::as_const(*this).lower(K) - List.cbegin());
  }
  std::vector<Entry> List;
};

template <typename Key, typename Data> void SortedMap<Key, Data>::sort() {
  auto ByKey = [](const Entry &A, const Entry &B) { return A.first < B.first; };
  if (std::adjacent_find(List.begin(), List.end(),
                         [](const Entry &A, const Entry &B) {
                           return A.first >= B.first;
                         }) == List.end())
    return;
  // Few keys move, so insertion keeps this close to linear, and it is stable.
  for (auto It = List.begin(); It != List.end(); ++It)
    std::rotate(std::upper_bound(List.begin(), It, *It, ByKey), It, It + 1);
  auto Out = List.begin();
  for (auto It = List.begin(); It != List.end(); ++It) {
    if (It + 1 != List.end() && (It + 1)->first == It->first)
      continue;
    if (Out != It)
      *Out = std::move(*It);
    ++Out;
  }
  List.erase(Out, List.end());
}

/// A SortedMap that copies share until one of them changes: most states differ
/// from the one before in a few places only.
template <typename Key, typename Data> class SharedMap {
public:
  using Map = SortedMap<Key, Data>;
  using Entry = typename Map::Entry;

  const Data *find(Key K) const { return get().find(K); }
  bool empty() const { return get().empty(); }
  std::size_t size() const { return get().size(); }
  auto begin() const { return get().begin(); }
  auto end() const { return get().end(); }
  /// Certainly equal, since not even copied.
  bool shares(const SharedMap &O) const { return Shared == O.Shared; }

  void set(Key K, Data D) {
    if (const Data *Old = find(K); Old && *Old == D)
      return;
    edit().set(K, std::move(D));
  }
  void erase(Key K) {
    if (find(K))
      edit().erase(K);
  }
  template <typename Predicate> void eraseIf(Predicate P) {
    auto First = llvm::find_if(get(), P);
    if (First == end())
      return;
    auto Kept = First - begin();
    Map Rest;
    Rest.reserve(size() - 1);
    for (auto It = begin(); It != begin() + Kept; ++It)
      Rest.append(It->first, It->second);
    for (auto It = begin() + Kept + 1; It != end(); ++It)
      if (!P(*It))
        Rest.append(It->first, It->second);
    *this = std::move(Rest);
  }
  /// Applies \p Change to the data of every entry for which \p P holds.
  template <typename Predicate, typename Function>
  void changeIf(Predicate P, Function Change) {
    auto First = llvm::find_if(get(), P);
    if (First == end())
      return;
    auto I = First - begin();
    Map &Mine = edit();
    Change((Mine.begin() + I)->second);
    for (auto It = Mine.begin() + I + 1; It != Mine.end(); ++It)
      if (P(std::as_const(*It)))
        Change(It->second);
  }
  /// The map, which no other state shares from now on.
  Map &edit() {
    if (!Shared)
      Shared = llvm::makeIntrusiveRefCnt<Node>();
    else if (Shared->Owners > 1)
      Shared = llvm::makeIntrusiveRefCnt<Node>(*Shared);
    return Shared->Entries;
  }
  SharedMap &operator=(Map M) {
    Shared = llvm::makeIntrusiveRefCnt<Node>(std::move(M));
    return *this;
  }

private:
  /// Counts its owners itself: LLVM 16 has no base class that tells them.
  struct Node {
    Node() = default;
    explicit Node(Map M) : Entries(std::move(M)) {}
    Node(const Node &Other) : Entries(Other.Entries) {}
    void Retain() const { ++Owners; }
    void Release() const {
      if (--Owners == 0)
        delete this;
    }
    Map Entries;
    mutable unsigned Owners = 0;
  };
  const Map &get() const {
    static const Map Empty;
    return Shared ? Shared->Entries : Empty;
  }
  llvm::IntrusiveRefCntPtr<Node> Shared;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_SORTEDMAP_H
