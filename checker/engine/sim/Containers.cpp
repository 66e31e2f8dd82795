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
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Transfer.h"

using namespace tapi;
using namespace tapi::engine;

/// The object that receives a result of class type, or NoId.
static LocId resultObject(const Evaluator &Eval, const ir::Instr &I,
                          const ir::CallSite &C) {
  if (I.Dest != ir::None || C.Args.size() < 2)
    return NoId;
  return Eval.pointee(Eval.value(C.Args.back().Value));
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
