//===- HandleTable.cpp - Every handle the program has seen ---------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The sharded table of handles.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/HandleTable.h"

#include "checker/shim/Families.h"
#include "checker/shim/HandleMap.h"
#include "checker/shim/Lock.h"
#include "checker/shim/Once.h"
#include "checker/shim/Settings.h"

#include <atomic>
#include <utility>

namespace tapi::shim {
namespace {

constexpr unsigned NumShards = 64;

/// One count for all values, so that a generation stays unique even when the
/// record of a dead handle has been dropped.
Apart<std::atomic<std::uint32_t>> LastGeneration{0};

/// The handles that died last.
class Graveyard {
public:
  struct Grave {
    std::uint64_t Key;
    std::uint32_t Generation;
  };

  /// Adds \p New; beyond \p Limit the oldest one goes, into \p Oldest.
  bool add(const Grave &New, std::size_t Limit, Grave &Oldest) {
    if (All.size() < Limit) {
      All.push_back(New);
      return false;
    }
    Oldest = std::exchange(All[Next], New);
    Next = (Next + 1) % All.size();
    return true;
  }

private:
  std::vector<Grave> All; ///< A ring.
  std::size_t Next = 0;   ///< The oldest one, once the ring is full.
};

/// A birth or death touches its first two cache lines.
struct alignas(CacheLine) Shard {
  Lock L;
  bool Forgot = false; ///< A dead handle was dropped.
  HandleMap Map;
  std::size_t Living = 0;
  Graveyard Dead;
};

struct Table {
  Shard Shards[NumShards];
};

unsigned shardIndex(std::uint64_t Key) {
  return static_cast<unsigned>((Key * 0x9e3779b97f4a7c15) >> 58);
}

Shard *shards() { return theOnly<Table>().Shards; }
Shard &shardOf(std::uint64_t Key) { return shards()[shardIndex(Key)]; }
Shard &shardOf(const HandleKey &K) { return shardOf(packed(K)); }

/// Remembers the dead \p Key, at the cost of the oldest one if there are many.
void bury(Shard &S, const HandleKey &Key) {
  Graveyard::Grave Old;
  if (!S.Dead.add({packed(Key), Key.Generation},
                  settings().History / NumShards + 1, Old))
    return;
  Glance G;
  if (!S.Map.glance(Old.Key, G) || G.Key.Generation != Old.Generation ||
      !isDead(G.St))
    return;
  S.Map.erase(Old.Key);
  S.Forgot = true;
}

HandleKind childKind(HandleKind Parent) {
  for (unsigned K = 1; K != NumHandleKinds; ++K)
    if (parentKind(static_cast<HandleKind>(K)) == Parent)
      return static_cast<HandleKind>(K);
  return HandleKind::None;
}

/// Moves \p Key to the state that \p E leads to. Returns true if that was the
/// end of it; \p Before receives the record as it was.
bool endOne(const HandleKey &Key, Event E, const Moment &When,
            const HandleKey &With, Handle &Before) {
  Shard &S = shardOf(Key);
  Guard G(S.L);
  if (!G)
    return false;
  const std::uint64_t MapKey = packed(Key);
  Handle *Found = S.Map.edit(MapKey);
  if (!Found || Found->Key.Generation != Key.Generation || !isAlive(Found->St))
    return false;
  Handle &H = *Found;
  Before = H;
  State Next = step(Key.Kind, H.St, E).Next;
  // The release succeeded in reality, whatever the model makes of it.
  if (!isDead(Next))
    Next = State::Released;
  H.St = Next;
  H.Ending = false;
  H.Ended = When;
  H.EndedWith = With;
  S.Map.refresh(MapKey);
  if (H.Created.At && When.At && E == Event::Release)
    H.Created.At->noteRelease(When.At, When.By.data());
  --S.Living;
  bury(S, Key);
  return true;
}

void endBelow(const HandleKey &Parent, Event Cause, const Moment &When,
              const HandleKey &Root, std::vector<Handle> *Children) {
  const HandleKind Kind = childKind(Parent.Kind);
  if (Kind == HandleKind::None)
    return;
  const Event E = childEvent(Parent.Kind, Cause);
  for (const Handle &H : childrenOf(Parent)) {
    Handle Before;
    if (!endOne(H.Key, E, When, Root, Before))
      continue;
    removeBelow(Parent, Before.Place, H.Key.Value);
    if (Children)
      Children->push_back(Before);
    endBelow(H.Key, E, When, Root, Children);
  }
  forgetParent(Parent);
}

} // namespace

Moment now(std::string_view By) {
  return {By, captureStack(), GetCurrentThreadId(), GetTickCount64()};
}

/// What \p Read finds in the map under the lock; it returns false for nothing.
template <typename F> static Know readFromMap(Shard &S, F Read) {
  Guard Held(S.L);
  if (!Held)
    return Know::Forgotten;
  if (Read(S.Map))
    return Know::Yes;
  return S.Forgot ? Know::Forgotten : Know::Never;
}

Know lookUp(HandleKind Kind, std::uint32_t Value, Handle &Out) {
  const std::uint64_t Key = packed(Kind, Value);
  return readFromMap(shardOf(Key), [Key, &Out](const HandleMap &M) {
    const Handle *Found = M.find(Key);
    if (Found)
      Out = *Found;
    return Found != nullptr;
  });
}

Know glance(HandleKind Kind, std::uint32_t Value, Glance &Out) {
  const std::uint64_t Key = packed(Kind, Value);
  Shard &S = shardOf(Key);
  // Behind a broken lock nothing is kept up to date. What is not there is rare
  // enough for a second look.
  if (!S.L.isBroken() && S.Map.glanceUnlocked(Key, Out) == HandleMap::Seen::Yes)
    return Know::Yes;
  return readFromMap(
      S, [Key, &Out](const HandleMap &M) { return M.glance(Key, Out); });
}

std::uint32_t lastGeneration() { return LastGeneration.Value; }

HandleKind otherKind(HandleKind Except, std::uint32_t Value) {
  for (unsigned K = 1; K != NumHandleKinds; ++K) {
    const HandleKind Kind = static_cast<HandleKind>(K);
    Handle H;
    if (Kind != Except && lookUp(Kind, Value, H) == Know::Yes)
      return Kind;
  }
  return HandleKind::None;
}

Handle obtain(const Handle &New, bool Fresh) {
  Handle Stored = New;
  bool Known = false;
  HandleKey OldParent;
  std::uint8_t OldPlace = 0;
  Stored.Place = placeOfThread();
  {
    const std::uint64_t Key = packed(New.Key);
    Shard &S = shardOf(Key);
    Guard G(S.L);
    if (!G)
      return New;
    Handle &H = S.Map.make(Key);
    Known = isAlive(H.St) && !H.Ending && !Fresh;
    if (Known) {
      Stored = H;
    } else {
      if (isAlive(H.St)) { // Its end was not seen, or is being recorded.
        OldParent = H.Parent;
        OldPlace = H.Place;
      } else {
        ++S.Living;
      }
      Stored.Key.Generation = ++LastGeneration.Value;
      Stored.St = step(New.Key.Kind, State::Unset, Event::Obtain).Next;
      H = Stored;
      S.Map.refresh(Key);
    }
  }
  if (Known)
    return Stored;
  if (OldParent.Kind != HandleKind::None)
    removeBelow(OldParent, OldPlace, New.Key.Value);
  addBelow(Stored.Parent, Stored.Place, New.Key.Value);
  return Stored;
}

void adopt(const HandleKey &Key, const HandleKey &Parent) {
  Handle P;
  if (lookUp(Parent.Kind, Parent.Value, P) != Know::Yes || !isAlive(P.St) ||
      P.Key.Generation != Parent.Generation)
    return;
  HandleKey OldParent;
  std::uint8_t OldPlace = 0;
  const std::uint8_t Place = placeOfThread();
  bool Adopted = false;
  change(Key, [&](Handle &H) {
    Adopted = isAlive(H.St);
    if (!Adopted)
      return;
    OldParent = std::exchange(H.Parent, Parent);
    OldPlace = std::exchange(H.Place, Place);
  });
  if (!Adopted)
    return;
  if (OldParent.Kind != HandleKind::None)
    removeBelow(OldParent, OldPlace, Key.Value);
  addBelow(Parent, Place, Key.Value);
}

void setEnding(const HandleKey &Key, bool On) {
  change(Key, [On](Handle &H) { H.Ending = On; });
  for (const Handle &Child : childrenOf(Key))
    setEnding(Child.Key, On);
}

bool end(const HandleKey &Key, Event Cause, const Moment &When,
         std::vector<Handle> *Children) {
  Handle Before;
  if (!endOne(Key, Cause, When, {}, Before))
    return false;
  removeBelow(Before.Parent, Before.Place, Key.Value);
  endBelow(Key, Cause, When, Key, Children);
  return true;
}

std::vector<Handle> living() {
  std::vector<Handle> Result;
  for (unsigned I = 0; I != NumShards; ++I) {
    Shard &S = shards()[I];
    Guard G(S.L);
    if (!G)
      continue;
    S.Map.forEach([&Result](const Handle &H) {
      if (isAlive(H.St))
        Result.push_back(H);
    });
  }
  return Result;
}

std::vector<Handle> childrenOf(const HandleKey &Parent) {
  std::vector<Handle> Result;
  const HandleKind Kind = childKind(Parent.Kind);
  if (Kind == HandleKind::None)
    return Result;
  for (std::uint32_t Value : valuesBelow(Parent)) {
    Handle H;
    if (lookUp(Kind, Value, H) == Know::Yes && isAlive(H.St) &&
        H.Parent.Generation == Parent.Generation)
      Result.push_back(H);
  }
  return Result;
}

TableSize tableSize() {
  TableSize Result;
  for (unsigned I = 0; I != NumShards; ++I) {
    Shard &S = shards()[I];
    Guard G(S.L);
    if (!G)
      continue;
    Result.Living += S.Living;
    Result.Dead += S.Map.size() - S.Living;
  }
  return Result;
}

Handle *detail::lockRecord(const HandleKey &Key) {
  Shard &S = shardOf(Key);
  if (!S.L.acquire())
    return nullptr;
  Handle *H = S.Map.edit(packed(Key));
  if (H && H->Key.Generation == Key.Generation)
    return H;
  S.L.release();
  return nullptr;
}

void detail::unlockRecord(const HandleKey &Key) {
  Shard &S = shardOf(Key);
  S.Map.refresh(packed(Key));
  S.L.release();
}

} // namespace tapi::shim
