//===- LifeKey.cpp - What tells states of a block apart -------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The key of a state: which handles with a duty, or dead ones, are held where,
/// and how far their lives have come. States with equal keys are joined
/// (Join.cpp).
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Join.h"

using namespace tapi;
using namespace tapi::engine;

/// A handle without duty that is simply valid tells no more than one that was
/// never seen.
static bool isInPlay(const HandleInfo &H) {
  if (H.has(Settled) || H.Life == State::Unset)
    return false;
  // That a request failed counts as long as something still holds its handle.
  if (H.Life == State::Void)
    return H.Reply != NoId;
  return !isAlive(H.Life) || H.lifeForJoin() == State::Idle || H.has(Trusted) ||
         !(H.has(Incoming) || H.has(Escaped));
}

static std::uint32_t classOf(LifeKey &K, SymId S) {
  for (unsigned I = 0; I < K.Classes.size(); ++I)
    if (K.Classes[I] == S)
      return I;
  K.Classes.push_back(S);
  return static_cast<std::uint32_t>(K.Classes.size() - 1);
}

/// Marks words that are no location, besides TempMark.
static constexpr std::uint32_t ClassMark = 0xFFFFFFFEu;
static constexpr std::uint32_t EntryMark = 0xFFFFFFFDu;
static constexpr std::uint32_t LateMark = 0xFFFFFFFCu;
static constexpr std::uint32_t FamilyMark = 0xFFFFFFFBu;
static constexpr std::uint32_t ObjectMark = 0xFFFFFFFAu;
static constexpr std::uint32_t EndsMark = 0xFFFFFFF9u;

LifeKey tapi::engine::lifeKey(const PathState &S, LocId Result) {
  LifeKey K;
  llvm::SmallVector<SymId, 8> InPlay;
  for (const auto &[Y, H] : S.Handles)
    if (isInPlay(H))
      InPlay.push_back(Y);
  if (S.Family.isKnown())
    K.Words.append({FamilyMark, static_cast<std::uint32_t>(S.Family.Of),
                    static_cast<std::uint32_t>(S.Family.Life)});
  if (S.Object.isKnown())
    K.Words.append({ObjectMark, S.Object.Owner,
                    static_cast<std::uint32_t>(S.Object.End.Life)});
  if (S.Ends.Of != WaitEnd::None)
    K.Words.append({EndsMark, S.Ends.Of * 2u + S.Ends.IsKnown,
                    static_cast<std::uint32_t>(S.Ends.Code)});
  auto Add = [&](std::uint32_t Holder, const Value &V) {
    if (!V.isSym() || !llvm::is_contained(InPlay, V.Id))
      return;
    K.Words.push_back(Holder);
    K.Words.push_back(classOf(K, V.Id));
  };
  if (!InPlay.empty()) {
    for (const auto &[L, V] : S.Store)
      Add(L, V);
    for (const auto &[T, V] : S.Temps)
      Add(T | TempMark, V);
  }
  // What became of the caller's handles counts even if nothing here holds them,
  // and they keep their identity.
  for (const auto &[Y, H] : S.Handles)
    if (H.has(AtEntry) && isInPlay(H)) {
      K.Words.push_back(EntryMark);
      K.Words.push_back(Y);
      K.Words.push_back(classOf(K, Y));
    }
  for (unsigned I = 0; I < K.Classes.size(); ++I) {
    const HandleInfo &H = *S.Handles.find(K.Classes[I]);
    K.Words.push_back(ClassMark);
    // A request whose reply is at hand is decided by what is in it.
    bool HasReply = H.awaitsReply() && H.Reply != NoId;
    K.Words.push_back(static_cast<std::uint32_t>(HasReply) << 24 |
                      static_cast<std::uint32_t>(H.Kind) << 16 |
                      static_cast<std::uint32_t>(H.lifeForJoin()) << 8 |
                      (H.Flags & (Escaped | HeldOutside)) |
                      (H.has(Doubtful) ? 1u : 0u));
    // Which of two releases it was decides what a second one is.
    if (isDead(H.Life))
      K.Words.push_back(static_cast<std::uint32_t>(H.EndedAt));
    const HandleInfo *Parent =
        H.Parent == NoId ? nullptr : S.Handles.find(H.Parent);
    K.Words.push_back(Parent && isInPlay(*Parent) ? classOf(K, H.Parent) + 1
                                                  : 0);
  }
  for (const LateWrite &L : S.LateWrites) {
    K.Words.push_back(LateMark);
    K.Words.push_back(L.Where);
    K.Words.push_back(static_cast<std::uint32_t>(L.At));
  }
  if (Result != NoId)
    if (const Value *V = S.Store.find(Result); V && V->K == Value::Int)
      K.Words.push_back(static_cast<std::uint32_t>(V->Number));
  return K;
}
