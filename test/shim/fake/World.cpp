//===- World.cpp - Handles of the fake -----------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Birth and death of the fake's objects, and its counts.
///
//===----------------------------------------------------------------------===//

#include "test/shim/fake/Fake.h"

#include <cstdio>

namespace fake {

World::World() : S(readScript()) { InitializeCriticalSection(&Lock); }

World &world() {
  static World *W = new World; // Never destroyed: threads outlive main.
  return *W;
}

static DWORD freshValue(World &W, Kind K) {
  std::deque<DWORD> &Old = W.Dead[K];
  // There are fewer of everything else than of calls.
  const unsigned Distance = K == Kind::Call ? W.S.Recycle : W.S.Recycle / 64;
  if (W.S.Recycle && Old.size() > Distance) {
    DWORD V = Old.front();
    Old.pop_front();
    return V;
  }
  return W.NextValue += 0x11;
}

Object &World::create(Kind K, DWORD Parent, DWORD App) {
  DWORD V = freshValue(*this, K);
  Object &O = Live[V];
  O = Object();
  O.K = K;
  O.Value = V;
  O.Parent = Parent;
  O.App = App ? App : V;
  const auto P = Live.find(Parent);
  if (P != Live.end()) {
    O.ApiVersion = P->second.ApiVersion;
    O.Instance = P->second.Instance;
    Below[Parent].insert(V);
  }
  Ever[V] = true;
  return O;
}

static void forget(std::deque<Message> &Queue, DWORD Value) {
  for (auto It = Queue.begin(); It != Queue.end();)
    It = It->About == Value || It->Through == Value ? Queue.erase(It) : It + 1;
}

void World::destroy(DWORD Value) {
  auto It = Live.find(Value);
  if (It == Live.end())
    return;
  const std::set<DWORD> Children = std::move(Below[Value]);
  Below.erase(Value);
  for (DWORD Child : Children)
    destroy(Child);
  It = Live.find(Value);
  auto Siblings = Below.find(It->second.Parent);
  if (Siblings != Below.end())
    Siblings->second.erase(Value);
  auto App = Apps.find(It->second.App);
  if (App != Apps.end())
    forget(App->second->Queue, Value);
  Dead[It->second.K].push_back(Value);
  if (!S.Recycle)
    Dead[It->second.K].clear();
  Live.erase(It);
}

Object *World::find(DWORD Value, Kind K) {
  auto It = Live.find(Value);
  if (It != Live.end() && !It->second.Hidden) {
    if (It->second.K == K)
      return &It->second;
    ++Stats.WrongKind;
    return nullptr;
  }
  ++(Ever.count(Value) ? Stats.DeadUses : Stats.UnknownUses);
  return nullptr;
}

void World::writeStats() {
  if (!S.StatsWanted)
    return;
  if (std::FILE *F = std::fopen(S.StatsPath.c_str(), "w")) {
    std::fprintf(F, "calls %lu\ndead %lu\nunknown %lu\nkind %lu\nlive %lu\n",
                 Stats.Calls, Stats.DeadUses, Stats.UnknownUses,
                 Stats.WrongKind, static_cast<unsigned long>(Live.size()));
    std::fclose(F);
  }
}

} // namespace fake
