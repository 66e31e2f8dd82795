//===- Misreadings.cpp - Request IDs taken for synchronous results --------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// TAPI011: a comparison with 0 of what an asynchronous function returned,
/// where a program branches on it, and where it keeps the answer in a variable,
/// returns it or passes it on.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Arithmetic.h"
#include "checker/engine/sim/Transfer.h"

using namespace tapi;
using namespace tapi::engine;
using ir::BinaryOp;
using ir::NodeKind;

const FunctionRow *Evaluator::misreadRequest(const Value &V,
                                             bool &WhenTrue) const {
  if (!V.isSym())
    return nullptr;
  const Symbol &Y = N.symbol(V.Id);
  bool IsTest = Y.Kind == SymKind::Expr && Y.B == NoId && Y.Number == 0 &&
                (Y.Op == BinaryOp::EQ || Y.Op == BinaryOp::NE);
  SymId Subject = IsTest ? SymId(Y.A) : V.Id;
  if (!isRequestId(Subject))
    return nullptr;
  WhenTrue = !IsTest || Y.Op == BinaryOp::NE;
  return W.asyncOrigin(Subject);
}

const FunctionRow *Evaluator::misreadUnsigned(ir::NodeId Id,
                                              bool &WhenTrue) const {
  if (Id == ir::None)
    return nullptr;
  const ir::Node *Test = &Fn.Nodes[Id];
  bool IsOpposite = false;
  while (Test->Kind == NodeKind::Not || Test->Kind == NodeKind::Cast) {
    IsOpposite ^= Test->Kind == NodeKind::Not;
    Test = &Fn.Nodes[Test->A];
  }
  if (Test->Kind != NodeKind::Binary || Test->Ty.Signed)
    return nullptr;
  Value A = value(Test->A), B = value(Test->B);
  BinaryOp Op = Test->Op;
  if (A.isInt(0)) {
    std::swap(A, B);
    Op = mirrored(Op);
  }
  if ((Op != BinaryOp::LT && Op != BinaryOp::GE) || !B.isInt(0) || !A.isSym() ||
      !isRequestId(A.Id))
    return nullptr;
  WhenTrue = (Op == BinaryOp::GE) != IsOpposite;
  return W.asyncOrigin(A.Id);
}

static void tell(Simulator &Sim, const FunctionRow *Row, bool WhenTrue,
                 Position Where, bool IsUnsigned) {
  Violation V;
  V.Message = IsUnsigned ? Text::AsyncResultTestedUnsigned
                         : Text::AsyncResultTestedAsSync;
  V.Where = Where;
  V.Function = Row;
  V.Detail = WhenTrue ? "is always true" : "is never true";
  Sim.reporter().report(V, nullptr);
}

/// The call whose result \p V is, or tests.
static SiteId testedCall(const World &W, const Value &V) {
  const Symbol &Y = W.names().symbol(V.Id);
  return W.originOf(Y.Kind == SymKind::Expr ? SymId(Y.A) : V.Id);
}

/// Tells a test that the type of its operands decides.
static void tellUnsigned(Simulator &Sim, ir::FuncId F, ir::NodeId Id,
                         Position Where, PathState &S) {
  bool WhenTrue = false;
  if (const FunctionRow *Row =
          Evaluator(Sim.world(), F, S).misreadUnsigned(Id, WhenTrue))
    tell(Sim, Row, WhenTrue, Where, true);
}

void tapi::engine::tellStoredTest(Simulator &Sim, ir::FuncId F, ir::NodeId Id,
                                  const Value &V, Position Where,
                                  PathState &S) {
  if (V.K == Value::Int)
    return tellUnsigned(Sim, F, Id, Where, S);
  World &W = Sim.world();
  // The result itself may well be kept.
  if (!V.isSym() || W.names().symbol(V.Id).Kind != SymKind::Expr)
    return;
  bool WhenTrue = false;
  const FunctionRow *Row = Evaluator(W, F, S).misreadRequest(V, WhenTrue);
  if (Row && Sim.reporter().keepsTest(testedCall(W, V), WhenTrue))
    tell(Sim, Row, WhenTrue, Where, false);
}

void tapi::engine::tellBranchedTest(Simulator &Sim, ir::FuncId F, ir::NodeId Id,
                                    const Value &V, Position Where,
                                    PathState &S) {
  if (V.K == Value::Int) {
    Sim.reporter().decides(Where);
    return tellUnsigned(Sim, F, Id, Where, S);
  }
  World &W = Sim.world();
  bool WhenTrue = false;
  const FunctionRow *Row = Evaluator(W, F, S).misreadRequest(V, WhenTrue);
  if (!Row)
    Sim.reporter().decides(Where);
  else if (!Sim.reporter().isKeptTest(testedCall(W, V), WhenTrue))
    tell(Sim, Row, WhenTrue, Where, false);
}
