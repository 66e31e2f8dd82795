//===- SortedMapTest.cpp - The small map against std::map -----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Random operations on both, what sort() promises after keys were changed in
/// place, and that copies of a SharedMap do not see each other's changes.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/SortedMap.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

using namespace tapi::engine;

namespace {

using Map = SortedMap<unsigned, int>;

template <typename AnyMap, typename Reference>
void expectSame(const AnyMap &M, const Reference &Expected) {
  ASSERT_EQ(M.size(), Expected.size());
  ASSERT_EQ(M.empty(), Expected.empty());
  auto It = Expected.begin();
  for (const auto &[K, D] : M) {
    ASSERT_EQ(K, It->first);
    ASSERT_EQ(D, It->second);
    ++It;
  }
}

TEST(SortedMap, BehavesLikeStdMap) {
  std::mt19937 Random(1);
  Map M;
  std::map<unsigned, int> Expected;
  for (int Round = 0; Round < 20000; ++Round) {
    unsigned K = Random() % 12;
    switch (Random() % 4) {
    case 0:
    case 1:
      M.set(K, Round);
      Expected[K] = Round;
      break;
    case 2:
      M.erase(K);
      Expected.erase(K);
      break;
    default: {
      const int *D = M.find(K);
      auto It = Expected.find(K);
      ASSERT_EQ(D != nullptr, It != Expected.end());
      if (D)
        ASSERT_EQ(*D, It->second);
    }
    }
    expectSame(M, Expected);
  }
}

TEST(SortedMap, WhatIsFoundCanBeChanged) {
  Map M;
  M.set(3, 1);
  *M.find(3) = 2;
  EXPECT_EQ(*M.find(3), 2);
  EXPECT_EQ(M.find(2), nullptr);
  EXPECT_EQ(M.find(4), nullptr);
}

TEST(SortedMap, EraseIf) {
  Map M;
  for (unsigned K = 0; K < 9; ++K)
    M.set(K, static_cast<int>(K * K));
  M.eraseIf([](const auto &E) { return E.second % 2 == 0; });
  expectSame(M, std::map<unsigned, int>{{1, 1}, {3, 9}, {5, 25}, {7, 49}});
}

TEST(SortedMap, SortRestoresOrderAndKeepsTheLastOfEqualKeys) {
  std::mt19937 Random(2);
  for (int Round = 0; Round < 3000; ++Round) {
    Map M;
    unsigned Size = Random() % 9;
    for (unsigned K = 0; K < Size; ++K)
      M.set(K, static_cast<int>(K));
    std::map<unsigned, int> Expected;
    for (auto &[K, D] : M) {
      if (Random() % 2)
        K = Random() % 9;
      Expected[K] = D; // A later one replaces an earlier one.
    }
    M.sort();
    expectSame(M, Expected);
  }
}

TEST(SharedMap, CopiesDoNotSeeEachOthersChanges) {
  using Shared = SharedMap<unsigned, int>;
  std::mt19937 Random(3);
  std::vector<std::pair<Shared, std::map<unsigned, int>>> Copies(4);
  for (int Round = 0; Round < 20000; ++Round) {
    auto &[M, Expected] = Copies[Random() % Copies.size()];
    unsigned K = Random() % 12;
    switch (Random() % 6) {
    case 0:
    case 1:
      M.set(K, Round);
      Expected[K] = Round;
      break;
    case 2:
      M.erase(K);
      Expected.erase(K);
      break;
    case 3:
      M.eraseIf(
          [&](const auto &E) { return E.first == K || E.second % 7 == 0; });
      for (auto It = Expected.begin(); It != Expected.end();)
        It = It->first == K || It->second % 7 == 0 ? Expected.erase(It)
                                                   : std::next(It);
      break;
    case 4:
      M.changeIf([&](const auto &E) { return E.first >= K; },
                 [](int &D) { ++D; });
      for (auto It = Expected.lower_bound(K); It != Expected.end(); ++It)
        ++It->second;
      break;
    default: {
      auto &From = Copies[Random() % Copies.size()];
      M = From.first;
      Expected = From.second;
      EXPECT_TRUE(M.shares(From.first));
    }
    }
    for (auto &[Map, Reference] : Copies)
      expectSame(Map, Reference);
  }
}

TEST(SharedMap, SettingWhatIsThereKeepsSharing) {
  SharedMap<unsigned, int> A;
  A.set(1, 2);
  SharedMap<unsigned, int> B = A;
  B.set(1, 2);
  B.erase(7);
  B.eraseIf([](const auto &) { return false; });
  EXPECT_TRUE(A.shares(B));
  B.set(1, 3);
  EXPECT_FALSE(A.shares(B));
  EXPECT_EQ(*A.find(1), 2);
}

} // namespace
