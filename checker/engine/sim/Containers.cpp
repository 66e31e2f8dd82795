//===- Containers.cpp - Objects of the standard library -------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Methods that lead to what a container, an iterator or a smart pointer holds.
/// Their bodies are not followed. A container is an array to which its keys are
/// the indices; an iterator or smart pointer is a pointer. So the same question
/// has the same answer as long as nothing that may change the object was
/// called: any method that environment.def does not list may.
///
/// How many elements there are is known from an empty container on, while they
/// are added outside loops. An element that is asked for by anything but its
/// number, or a loop over all of them, makes the fate of each unknown.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Transfer.h"

#include <limits>

using namespace tapi;
using namespace tapi::engine;

/// The object that receives a result of class type, or NoId.
static LocId resultObject(const Evaluator &Eval, const ir::Instr &I,
                          const ir::CallSite &C) {
  if (I.Dest != ir::None || C.Args.size() < 2)
    return NoId;
  return Eval.pointee(Eval.value(C.Args.back().Value));
}

/// Where a store keeps the number of elements of \p Container.
static LocId sizeOf(Names &N, LocId Container) {
  return N.element(Container, std::numeric_limits<std::uint32_t>::max());
}

/// The number of elements of \p Container, or -1 if that is not known.
static std::int64_t knownSize(Names &N, const Evaluator &Eval,
                              LocId Container) {
  Value Size = Eval.load(sizeOf(N, Container));
  return Size.K == Value::Int ? Size.Number : -1;
}

/// The fate of what \p Container holds can no longer be told.
void Transfer::letElementsGo(LocId Container, PathState &S) {
  for (const auto &[L, V] : S.Store)
    if (L != Container && W.names().isWithin(L, Container))
      Effects(Sim, F, S).letGoBehind(V, "is in a container that is searched");
}

/// False if the number of elements is not known, or is about to be forgotten.
bool Transfer::append(LocId Container, const ir::Instr &I,
                      const ir::CallSite &C, PathState &S) {
  Evaluator Eval(W, F, S);
  std::int64_t Size = knownSize(W.names(), Eval, Container);
  if (Size < 0 || S.InLoop || C.Args.size() != 2)
    return false;
  Value New = Eval.value(C.Args[1].Value);
  if (C.Args[1].IsReference) {
    LocId From = Eval.pointee(New);
    New = Eval.load(From);
    // A temporary ends with the expression.
    if (From != NoId && W.names().isLocal(From) && W.describe(From).empty())
      S.Store.set(From, Value::unknown());
  }
  Effects Do(Sim, F, S);
  LocId Last = Eval.element(Container, Value::integer(Size), true, false);
  Do.assign(Last, New, {LossBy::Overwrite, I.Where});
  Do.assign(sizeOf(W.names(), Container), Value::integer(Size + 1),
            {LossBy::Overwrite, I.Where});
  return true;
}

/// The pointer that the object \p This holds, from now on if it was not known.
Value Transfer::heldPointer(ir::NodeId This, SiteId Site, PathState &S) {
  Evaluator Eval(W, F, S);
  auto Object = [&] { return Eval.pointee(Eval.value(This)); };
  if (const Value *V = S.Store.find(Object());
      V && (V->isSym() || V->K == Value::Addr))
    return *V;
  Value New = Value::symbol(Effects(Sim, F, S).fresh(Site, 0));
  S.Store.set(Object(), New);
  return New;
}

/// False if the object is not known.
bool Transfer::objectCall(const ir::Instr &I, SiteId Site,
                          const ir::CallSite &C, PathState &S) {
  Evaluator Eval(W, F, S);
  LocId Object = Eval.pointee(Eval.value(C.Args.front().Value));
  if (Object == NoId || W.names().isUncertain(Object))
    return false;
  Value Result;
  switch (C.Environment->Role) {
  case EnvironmentRole::Pointee:
    Result = heldPointer(C.Args.front().Value, Site, S);
    break;
  case EnvironmentRole::First:
    Result = Value::address(W.names().element(Object, 0));
    break;
  case EnvironmentRole::Advance: {
    Value Old = Eval.load(Object);
    S.Store.set(Object, Value::unknown());
    // ++It is the iterator itself; It++ is a copy of what it was.
    if (I.Dest != ir::None)
      Result = Value::address(Object);
    else
      Result = Old.isSym() || Old.K == Value::Addr ? Old : Value::unknown();
    break;
  }
  case EnvironmentRole::Element: {
    if (C.Args.size() < 2)
      return false;
    Value Key = Eval.value(C.Args[1].Value);
    if (C.Args[1].IsReference)
      Key = Eval.load(Eval.pointee(Key));
    Result = Value::address(Eval.element(Object, Key, true, S.InLoop));
    break;
  }
  case EnvironmentRole::Append:
    return append(Object, I, C, S); // Its last argument receives no result.
  case EnvironmentRole::Last:
  case EnvironmentRole::Size:
  case EnvironmentRole::IsEmpty: {
    std::int64_t Size = knownSize(W.names(), Eval, Object);
    EnvironmentRole Role = C.Environment->Role;
    if (Size < 0 || (Size == 0 && Role == EnvironmentRole::Last)) {
      letElementsGo(Object, S);
      return false;
    }
    if (Role == EnvironmentRole::Size)
      Result = Value::integer(Size);
    else if (Role == EnvironmentRole::IsEmpty)
      Result = Value::integer(Size == 0);
    else
      Result = Value::address(
          Eval.element(Object, Value::integer(Size - 1), true, false));
    break;
  }
  case EnvironmentRole::Iterate:
    letElementsGo(Object, S);
    Result = Value::address(W.names().element(Object, 0));
    break;
  case EnvironmentRole::Search:
    letElementsGo(Object, S);
    return false;
  default:
    return false;
  }
  if (I.Dest != ir::None)
    S.Temps.set(I.Dest, Result);
  else if (LocId To = resultObject(Eval, I, C); To != NoId)
    S.Store.set(To, Result);
  return true;
}

/// Two objects change places: no reference is lost.
void Transfer::swapObjects(const Value &A, const Value &B, PathState &S) {
  Evaluator Eval(W, F, S);
  Names &N = W.names();
  LocId LA = Eval.pointee(A), LB = Eval.pointee(B);
  if (LA == NoId || LB == NoId || N.isUncertain(LA) || N.isUncertain(LB)) {
    Effects(Sim, F, S).escape(A);
    Effects(Sim, F, S).escape(B);
    return;
  }
  std::vector<std::pair<LocId, Value>> Moved;
  auto Move = [&](LocId From, LocId To) {
    bool Known = false;
    for (const auto &[L, V] : S.Store)
      if (N.isWithin(L, From)) {
        Known |= L == From;
        Moved.emplace_back(N.moved(L, From, To), V);
      }
    if (!Known)
      Moved.emplace_back(To, Eval.load(From));
  };
  Move(LA, LB);
  Move(LB, LA);
  S.Store.eraseIf([&](const auto &E) {
    return N.isWithin(E.first, LA) || N.isWithin(E.first, LB);
  });
  for (auto &[L, V] : Moved)
    S.Store.set(L, V);
}
