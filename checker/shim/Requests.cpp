//===- Requests.cpp - Asynchronous requests that wait for their reply ----===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Two sharded maps: requests by key, and by location. The second one makes
/// "is something pending here?" cheap.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Requests.h"

#include "checker/shim/Lock.h"
#include "checker/shim/Once.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <unordered_map>

namespace tapi::shim {
namespace {

constexpr unsigned NumShards = 16;
constexpr std::size_t MaxEarly = 256;
/// Later requests in the same shard after which a reply is no longer waited
/// for: not every program shows the shim its messages.
constexpr std::size_t MaxLater = 2048;
constexpr std::size_t MaxFailures = 64;

struct Shard {
  Lock L;
  std::unordered_map<std::uint64_t, Request> ById;
  std::atomic<std::size_t> Size{0}; ///< Of ById, to be read without the lock.
  std::deque<std::uint64_t> Order;  ///< Keys as they came, also those answered.
  std::deque<std::pair<std::uint64_t, std::int32_t>> Early;
  std::unordered_map<const void *, std::uint64_t> ByLocation;
  char Padding[64];
};

struct Failure {
  HandleKind Kind;
  const void *Where;
  Moment By;
};

struct Store {
  Shard Shards[NumShards];
  Lock FailureLock;
  std::deque<Failure> Failures;
};

Store &store() { return theOnly<Store>(); }

Shard &shardById(std::uint64_t Key) { return store().Shards[Key % NumShards]; }
Shard &shardByLocation(const void *P) {
  return store().Shards[(reinterpret_cast<std::uintptr_t>(P) >> 3) % NumShards];
}

void addLocations(const Request &R) {
  for (unsigned I = 0; I != R.NumOut; ++I) {
    Shard &S = shardByLocation(R.Out[I].Where);
    if (Guard G(S.L); G)
      S.ByLocation[R.Out[I].Where] = R.Key;
  }
}

void removeLocations(const Request &R) {
  for (unsigned I = 0; I != R.NumOut; ++I) {
    Shard &S = shardByLocation(R.Out[I].Where);
    Guard G(S.L);
    if (!G)
      continue;
    auto It = S.ByLocation.find(R.Out[I].Where);
    if (It != S.ByLocation.end() && It->second == R.Key)
      S.ByLocation.erase(It);
  }
}

} // namespace

bool canRead(const void *Where, std::size_t Size) {
  const DWORD Unreadable = PAGE_NOACCESS | PAGE_GUARD | PAGE_EXECUTE;
  const auto *P = static_cast<const char *>(Where);
  const char *End = P + Size;
  if (!P || End < P)
    return false;
  // Most locations are local variables; asking Windows costs much more.
  if (onThisStack(P) && onThisStack(End - 1))
    return true;
  while (P < End) {
    MEMORY_BASIC_INFORMATION Info;
    if (!VirtualQuery(P, &Info, sizeof(Info)) || Info.State != MEM_COMMIT ||
        (Info.Protect & Unreadable))
      return false;
    P = static_cast<const char *>(Info.BaseAddress) + Info.RegionSize;
  }
  return true;
}

bool readHandle(const void *Where, std::uint32_t &Value) {
  if (!canRead(Where, sizeof(Value)))
    return false;
  Value = *static_cast<const volatile std::uint32_t *>(Where);
  return true;
}

/// Takes the oldest request of \p S into \p Old if there are too many.
static void forgetOldest(Shard &S, Request &Old) {
  if (S.Order.size() <= MaxLater)
    return;
  auto It = S.ById.find(S.Order.front());
  S.Order.pop_front();
  if (It == S.ById.end())
    return;
  Old = It->second;
  S.ById.erase(It);
  S.Size = S.ById.size();
}

std::optional<std::int32_t> addRequest(const Request &R) {
  Request Forgotten;
  {
    Shard &S = shardById(R.Key);
    Guard G(S.L);
    if (!G)
      return std::nullopt;
    for (auto It = S.Early.begin(); It != S.Early.end(); ++It)
      if (It->first == R.Key) {
        const std::int32_t Result = It->second;
        S.Early.erase(It);
        return Result;
      }
    S.ById[R.Key] = R;
    S.Order.push_back(R.Key);
    S.Size = S.ById.size();
    forgetOldest(S, Forgotten);
  }
  removeLocations(Forgotten);
  addLocations(R);
  return std::nullopt;
}

bool takeRequest(std::uint64_t Key, std::int32_t Result, Request &Out) {
  {
    Shard &S = shardById(Key);
    Guard G(S.L);
    if (!G)
      return false;
    auto It = S.ById.find(Key);
    if (It == S.ById.end()) {
      S.Early.emplace_back(Key, Result);
      if (S.Early.size() > MaxEarly)
        S.Early.pop_front();
      return false;
    }
    Out = It->second;
    S.ById.erase(It);
    S.Size = S.ById.size();
  }
  removeLocations(Out);
  return true;
}

void cancelRequests(const HandleKey &Ended) {
  auto Same = [&Ended](const HandleKey &K) {
    return K.Kind == Ended.Kind && K.Value == Ended.Value &&
           K.Generation == Ended.Generation;
  };
  std::vector<Request> Cancelled;
  for (Shard &S : store().Shards) {
    if (!S.Size) // As it mostly is; every release comes here.
      continue;
    Guard G(S.L);
    if (!G)
      continue;
    for (auto It = S.ById.begin(); It != S.ById.end();) {
      if (!Same(It->second.Line)) {
        ++It;
        continue;
      }
      Cancelled.push_back(It->second);
      It = S.ById.erase(It);
    }
    S.Size = S.ById.size();
  }
  for (const Request &R : Cancelled)
    removeLocations(R);
}

bool requestFor(const void *Where, Request &Out) {
  std::uint64_t Key;
  {
    Shard &S = shardByLocation(Where);
    Guard G(S.L);
    if (!G)
      return false;
    auto It = S.ByLocation.find(Where);
    if (It == S.ByLocation.end())
      return false;
    Key = It->second;
  }
  Shard &S = shardById(Key);
  Guard G(S.L);
  if (!G)
    return false;
  auto It = S.ById.find(Key);
  if (It == S.ById.end())
    return false;
  Out = It->second;
  return true;
}

void noteLossTold(std::uint64_t Key, const void *Where) {
  Shard &S = shardById(Key);
  Guard G(S.L);
  if (!G)
    return;
  auto It = S.ById.find(Key);
  if (It == S.ById.end())
    return;
  for (OutLocation &Out : It->second.Out)
    Out.LossTold |= Out.Where == Where;
}

bool requestHolding(HandleKind Kind, std::uint32_t Value, Request &Out) {
  std::vector<Request> All;
  for (Shard &S : store().Shards)
    if (Guard G(S.L); G)
      for (const auto &Entry : S.ById)
        if (Entry.second.NumOut)
          All.push_back(Entry.second);
  for (const Request &R : All)
    for (unsigned I = 0; I != R.NumOut; ++I) {
      std::uint32_t Now;
      if (R.Out[I].Kind == Kind && R.Out[I].Before == Value &&
          readHandle(R.Out[I].Where, Now) && Now == Value &&
          !hasBeenLeft(R.Out[I].Owner, R.Out[I].Where)) {
        Out = R;
        return true;
      }
    }
  return false;
}

void addFailure(HandleKind Kind, const void *Where, const Moment &By) {
  Store &S = store();
  Guard G(S.FailureLock);
  if (!G)
    return;
  S.Failures.push_back({Kind, Where, By});
  if (S.Failures.size() > MaxFailures)
    S.Failures.pop_front();
}

bool failureHolding(HandleKind Kind, std::uint32_t Value, Moment &By) {
  Store &S = store();
  Guard G(S.FailureLock);
  if (!G)
    return false;
  for (auto It = S.Failures.rbegin(); It != S.Failures.rend(); ++It) {
    std::uint32_t Now;
    if (It->Kind == Kind && readHandle(It->Where, Now) && Now == Value) {
      By = It->By;
      return true;
    }
  }
  return false;
}

} // namespace tapi::shim
