//===- Assume.cpp - What a condition tells --------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Assumption: a condition that is taken to be true or false restricts ranges,
/// identifies symbols, and settles requests whose out location is tested.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Arithmetic.h"
#include "checker/engine/sim/CallLists.h"
#include "checker/engine/sim/Evaluate.h"
#include "checker/engine/sim/Requests.h"

#include "llvm/ADT/bit.h"
#include "llvm/Support/MathExtras.h"

using namespace tapi;
using namespace tapi::engine;
using ir::BinaryOp;

/// A selection of more bits than these is not taken apart.
static constexpr int MaxBits = 8;

RangeSet Evaluator::range(const Value &V) const {
  switch (V.K) {
  case Value::Int:
    return RangeSet::single(V.Number);
  case Value::Sym:
    return range(V.Id);
  case Value::Addr:
  case Value::Func:
  case Value::Str:
    return RangeSet::single(0).complement();
  default:
    return RangeSet::full();
  }
}

/// Calls \p Visit for every member of \p R if they are few.
static bool eachValue(const RangeSet &R,
                      llvm::function_ref<void(std::int64_t)> Visit) {
  static constexpr std::int64_t MaxValues = 16;
  for (const Interval &I : R.intervals())
    if (I.Low < -MaxValues * 4096 || I.High > MaxValues * 4096 ||
        I.High - I.Low >= MaxValues)
      return false;
  for (const Interval &I : R.intervals())
    for (std::int64_t V = I.Low; V <= I.High; ++V)
      Visit(V);
  return true;
}

RangeSet Evaluator::range(SymId Id) const {
  const RangeSet *Fact = S.Facts.find(Id);
  RangeSet R = Fact ? *Fact : RangeSet::full();
  const Symbol &Y = N.symbol(Id);
  if (Y.Kind == SymKind::Narrow) {
    RangeSet Fits(lowest(Y.Ty), highest(Y.Ty));
    RangeSet Source = range(Y.A);
    return R.intersect(Source.intersect(Fits) == Source ? Source : Fits);
  }
  if (Y.Kind != SymKind::Expr)
    return R;
  if (isComparison(Y.Op)) {
    RangeSet Bool(0, 1);
    if (Y.B == NoId && !(Y.Number == 0 && isRequestId(Y.A))) {
      RangeSet Source = range(Y.A);
      RangeSet True = preimage(matching(Y.Op, Y.Number, Y.Ty), Y.Ty);
      if (Source.intersect(True).isEmpty())
        Bool = RangeSet::single(0);
      else if (Source.intersect(True) == Source)
        Bool = RangeSet::single(1);
    }
    return R.intersect(Bool);
  }
  if (Y.Op == BinaryOp::Add && Y.B == NoId) {
    RangeSet Sum = range(Y.A).shifted(Y.Number);
    // A signed number that overflows is no number: nobody counts that far.
    RangeSet Fits = Sum.intersect(RangeSet(lowest(Y.Ty), highest(Y.Ty)));
    if (Y.Ty.Signed && !Sum.isFull() && !Fits.isEmpty())
      Sum = Fits;
    return R.intersect(Sum);
  }
  if (Y.Op == BinaryOp::And && Y.B == NoId && Y.Number >= 0) {
    RangeSet Result = RangeSet::empty();
    if (!eachValue(range(Y.A), [&](std::int64_t V) {
          Result = Result.unite(RangeSet::single(V & Y.Number));
        }))
      Result = llvm::isPowerOf2_64(static_cast<std::uint64_t>(Y.Number))
                   ? RangeSet::single(0).unite(RangeSet::single(Y.Number))
                   : RangeSet(0, Y.Number);
    return R.intersect(Result);
  }
  return R;
}

/// The result of an asynchronous function that may still be either an error or
/// a request ID.
bool Evaluator::isRequestId(SymId Y) const {
  if (!W.asyncOrigin(Y))
    return false;
  if (llvm::is_contained(S.Untested, Y))
    return true;
  RangeSet R = range(Y);
  return !R.isEmpty() && R.lowest() < 0 && R.highest() > 0;
}

bool Evaluator::assume(const Value &V, bool Truth) {
  switch (V.K) {
  case Value::Int:
    return (V.Number != 0) == Truth;
  case Value::Addr:
  case Value::Func:
  case Value::Str:
    return Truth;
  case Value::Sym:
    // `if (lineMakeCall(...))` means to test for an error.
    if (isRequestId(V.Id))
      return assumeRange(V.Id, Truth ? RangeSet(RangeSet::Min, -1)
                                     : RangeSet(1, RangeSet::Max));
    return assumeRange(V.Id, Truth ? RangeSet::single(0).complement()
                                   : RangeSet::single(0));
  default:
    return true;
  }
}

bool Evaluator::assumeBetween(const Value &V, std::int64_t Low,
                              std::int64_t High) {
  if (V.K == Value::Int)
    return Low <= V.Number && V.Number <= High;
  if (V.isSym())
    return assumeRange(V.Id, RangeSet(Low, High));
  return true;
}

bool Evaluator::assumeRange(SymId Id, const RangeSet &Wanted) {
  const RangeSet Now = range(Id);
  RangeSet R = Now.intersect(Wanted);
  if (R.isEmpty())
    return false;
  if (R == Now)
    return true;
  const Symbol Y = N.symbol(Id);
  if (Y.Kind == SymKind::Expr && isComparison(Y.Op) && R.isSingle()) {
    if (!assumeCompare(Y, R.lowest() != 0))
      return false;
    // Between a symbol and a number, the operand's range says it all.
    if (Y.B == NoId)
      return true;
  }
  if (Y.Kind == SymKind::Expr && Y.Op == BinaryOp::Add && Y.B == NoId &&
      Y.Number != RangeSet::Min)
    return assumeRange(Y.A, R.shifted(-Y.Number));
  if (Y.Kind == SymKind::Expr && Y.Op == BinaryOp::And && Y.B == NoId) {
    RangeSet Fitting = RangeSet::empty();
    bool Few = eachValue(range(Y.A), [&](std::int64_t V) {
      if (R.contains(V & Y.Number))
        Fitting = Fitting.unite(RangeSet::single(V));
    });
    if (Few && !assumeRange(Y.A, Fitting))
      return false;
  }
  if (Y.Kind == SymKind::Expr && Y.Op == BinaryOp::And && Y.B == NoId &&
      R.isSingle() && !assumeBits(Y, static_cast<std::uint64_t>(R.lowest())))
    return false;
  if (Y.Kind == SymKind::Expr && Y.Op == BinaryOp::And && !R.contains(0) &&
      !assumeRange(Y.A, RangeSet::single(0).complement()))
    return false;
  if (Y.Kind == SymKind::Narrow) {
    RangeSet Source = range(Y.A);
    if (Source.intersect(RangeSet(lowest(Y.Ty), highest(Y.Ty))) == Source)
      return assumeRange(Y.A, R);
  }
  // As a LONG, what a reply says of its request is 0 or an error.
  if (R.lowest() > 0 && R.highest() <= INT32_MAX &&
      llvm::any_of(S.Handles,
                   [Id](const auto &E) { return E.second.Reply == Id; }))
    return false;
  S.Facts.set(Id, R);
  if (Id == S.EndlessWait && !R.contains(0))
    loseMessages();
  if (R.isSingle() && !recognise(Id, R.lowest()))
    return false;
  if (R.isSingle() && R.lowest() == 0)
    tellListCount(S, Id);
  // The result of a reply decides about the handle that was requested.
  if (!R.contains(0) || R.isSingle())
    for (auto &[Y, H] : S.Handles)
      if (H.Reply == Id) {
        if (H.Kind == HandleKind::Request && isAlive(H.Life)) {
          answerRequest(S, H, R.contains(0));
        } else if (H.awaitsReply()) {
          PathState::answer(H, R.contains(0));
          if (R.contains(0))
            H.Flags |= Proved;
        } else if (isDead(H.Life) && H.Life != State::Released &&
                   !R.contains(0)) {
          H.Life = State::Void; // It ended with its line without having been.
        }
      }
  if (HandleInfo *H = S.Handles.find(Id)) {
    bool IsNull = R.isSingle() && R.lowest() == 0;
    if (H->has(DeadAtStart) && !R.contains(0))
      H->Flags |= Believed;
    if (IsNull)
      H->Life = State::Void;
    // A location preset to 0 that is not 0 any more has been written by the
    // reply, which this path has not seen, nor what came after it.
    else if (H->Life == State::Pending && !R.contains(0)) {
      H->Life = step(H->Kind, H->Life, Event::ReplyOk).Next;
      if (H->has(MaybeAnswered))
        H->Request = NoId;
    }
  }
  return true;
}

/// \p Y, some bits of a value, perhaps shifted, is \p Found: what each of them
/// is holds for other selections of bits of the same value, too.
bool Evaluator::assumeBits(const Symbol &Y, std::uint64_t Found) {
  SymId Whole = Y.A;
  unsigned Shift = 0;
  if (const Symbol Of = N.symbol(Whole); Of.Kind == SymKind::Expr &&
                                         Of.Op == BinaryOp::Shr &&
                                         Of.B == NoId && Of.Number >= 0) {
    Whole = Of.A;
    Shift = static_cast<unsigned>(std::min<std::int64_t>(Of.Number, 64));
  }
  const auto Mask = static_cast<std::uint64_t>(Y.Number);
  const int Bits = llvm::popcount(Mask);
  if (Bits > MaxBits || (Bits == 1 && Shift == 0))
    return true;
  for (unsigned I = 0; I + Shift + 1 < Y.Ty.Bits && I < 64; ++I) {
    if (!(Mask >> I & 1))
      continue;
    std::int64_t Bit = std::int64_t(1) << (I + Shift);
    SymId Selected = N.expression(BinaryOp::And, Y.Ty, Whole, Bit);
    if (!assumeRange(Selected, RangeSet::single(Found >> I & 1 ? Bit : 0)))
      return false;
  }
  return true;
}

/// A < B, or not, bounds each of them by the ends of the other.
bool Evaluator::assumeOrder(const Symbol &Y, bool IsLess) {
  const RangeSet OfType(lowest(Y.Ty), highest(Y.Ty));
  RangeSet A = range(Y.A), B = range(Y.B);
  auto Fits = [&](const RangeSet &R) { return R.intersect(OfType) == R; };
  // A number that the comparison sees as another one is not bounded by it.
  if ((!A.isFull() && !Fits(A)) || (!B.isFull() && !Fits(B)))
    return true;
  A = A.intersect(OfType);
  B = B.intersect(OfType);
  if (A.isEmpty() || B.isEmpty())
    return true;
  std::int64_t Low = A.lowest(), High = B.highest();
  if (IsLess) {
    if (High == OfType.lowest() || Low == OfType.highest())
      return false;
    return assumeRange(Y.A, RangeSet(OfType.lowest(), High - 1)) &&
           assumeRange(Y.B, RangeSet(Low + 1, OfType.highest()));
  }
  return assumeRange(Y.A, RangeSet(B.lowest(), OfType.highest())) &&
         assumeRange(Y.B, RangeSet(OfType.lowest(), A.highest()));
}

bool Evaluator::assumeCompare(const Symbol &Y, bool Truth) {
  BinaryOp Op = Truth ? Y.Op : negated(Y.Op);
  tellListSize(W, S, Y, Truth);
  if (Y.B != NoId) {
    if (Op == BinaryOp::EQ)
      return assumeSame(Y.A, Y.B);
    // What is less is not equal.
    if (Op == BinaryOp::LT && Truth) {
      SymId E = N.expression(BinaryOp::EQ, Y.Ty, std::min(Y.A, Y.B),
                             std::max(Y.A, Y.B));
      if (E != NoId)
        S.Facts.set(E, RangeSet::single(0));
    }
    if (Y.Op == BinaryOp::LT && !assumeOrder(Y, Truth))
      return false;
    if (Op == BinaryOp::NE)
      distinguish(Y.A, Y.B);
    RangeSet A = range(Y.A), B = range(Y.B);
    if (Op == BinaryOp::NE && B.isSingle())
      return assumeRange(Y.A, B.complement());
    if (Op == BinaryOp::NE && A.isSingle())
      return assumeRange(Y.B, A.complement());
    return true;
  }
  if (Y.Number == 0 && isRequestId(Y.A)) {
    if (Op == BinaryOp::EQ)
      return assumeRange(Y.A, RangeSet(1, RangeSet::Max));
    if (Op == BinaryOp::NE)
      return assumeRange(Y.A, RangeSet(RangeSet::Min, -1));
  }
  RangeSet Match = matching(Op, Y.Number, Y.Ty);
  // Nothing is known yet: take the number as the comparison sees it.
  if (range(Y.A).isFull())
    return assumeRange(Y.A, Match);
  return assumeRange(Y.A, preimage(Match, Y.Ty));
}

/// \p Y was read from an object that the program looked for: an element, or
/// what code that is not seen has found.
bool Evaluator::isOfSearched(SymId Y) const {
  const Symbol X = N.symbol(Y);
  if (X.Kind != SymKind::Initial)
    return false;
  const Location Root = N.location(N.root(X.A));
  if (Root.Kind != LocKind::Region)
    return false;
  const Symbol Pointer = N.symbol(Root.A);
  if (Pointer.Kind != SymKind::Initial)
    return Pointer.Kind != SymKind::Entry && Pointer.Kind != SymKind::Instance;
  const Location &Of = N.location(Pointer.A);
  return Of.Kind == LocKind::At || Of.Kind == LocKind::Any ||
         (Of.Kind == LocKind::Field && W.isLink(Of.B));
}

/// \p Ended ended on this path. The search for its object that goes on finds no
/// second one.
bool Evaluator::isSecondFind(SymId Ended, SymId Found) const {
  const HandleInfo *H = S.Handles.find(Ended);
  return H && isDead(H->Life) && isOfSearched(Found) && !S.Handles.find(Found);
}

bool Evaluator::assumeSame(SymId A, SymId B) {
  if (A == B)
    return true;
  if (!matchReply(A, B) || !matchReply(B, A) || isSecondFind(A, B) ||
      isSecondFind(B, A))
    return false;
  RangeSet R = range(A).intersect(range(B));
  if (R.isEmpty())
    return false;
  const HandleInfo *HA = S.Handles.find(A), *HB = S.Handles.find(B);
  if (HA && HB) {
    // Two handles are two values. A dead value may come again, but no program
    // asks for that.
    if (!(isDead(HA->Life) && isDead(HB->Life)) && !HA->has(Incoming) &&
        !HB->has(Incoming))
      return false;
    if (!HA->has(Incoming) && !HB->has(Incoming))
      return true;
  }
  auto IsComputed = [&](SymId Y) {
    SymKind K = N.symbol(Y).Kind;
    return K == SymKind::Expr || K == SymKind::Narrow;
  };
  auto IsFromCaller = [&](SymId Y) {
    return N.symbol(Y).Kind == SymKind::Entry;
  };
  // The one about which more is known gives its name to both.
  if (IsComputed(A) || (!IsComputed(B) && ((HB && (!HA || HA->has(Incoming))) ||
                                           (!HA && IsFromCaller(B)))))
    std::swap(A, B);
  if (IsComputed(B))
    return assumeRange(A, R) && assumeRange(B, R);
  // Memory that was only read so far must not bring the old name back.
  const Symbol Old = N.symbol(B);
  if (Old.Kind == SymKind::Initial && !S.Store.find(Old.A) && !N.isLocal(Old.A))
    S.Store.set(Old.A, Value::symbol(B));
  S.Facts.erase(B);
  HandleInfo *Stays = S.Handles.find(A), *Goes = S.Handles.find(B);
  if (Stays && Goes) {
    // What a message told of one name holds for both.
    bool IsEndTold = Goes->EndToldBy && isAlive(Stays->Life);
    HandleInfo Told = *Goes;
    if (IsEndTold) {
      Stays->Life = Told.Life;
      Stays->EndedAt = Told.EndedAt;
      Stays->EndToldBy = Told.EndToldBy;
      Stays->Ended = Told.Ended;
    }
    S.Handles.erase(B);
    if (IsEndTold)
      endCallsOf(A, Told.EndToldBy, Told.EndedAt, Told.Ended);
  }
  S.rename(N, B, A);
  return assumeRange(A, R);
}
