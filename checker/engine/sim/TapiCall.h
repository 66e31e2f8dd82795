//===- TapiCall.h - A call of TAPI, by its row in the model -----*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Interprets a call of tapi32. The row says which arguments are handles and
/// what becomes of them; the automaton says what that means in the state the
/// handle is in. A call that can fail in a way that matters to a handle gives
/// two states, one per outcome, linked to its result.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_TAPICALL_H
#define TAPI_CHECKER_ENGINE_SIM_TAPICALL_H

#include "checker/engine/sim/Ownership.h"
#include "checker/engine/sim/Transfer.h"

#include "tapi_model/Parameters.h"

#include <optional>

namespace tapi::engine {

/// One call instruction.
class TapiCall {
public:
  TapiCall(Simulator &Sim, ir::FuncId F, const ir::Instr &I, SiteId Site,
           const FunctionRow &Row)
      : Sim(Sim), W(Sim.world()), F(F), I(I), Site(Site),
        C(W.function(F).Calls[I.A]), Row(Row) {}

  /// Appends the states that \p S leads to.
  void run(PathState S, Transfer::States &Out);

private:
  bool applies(const Argument &A, PathState &S) const;
  bool mayEqual(const ArgGate &Gate, PathState &S) const;
  bool tellHeldKind(PathState &S, SymId Id, const Argument &A) const;
  bool tellNoHandle(PathState &S, SymId Id, const Argument &A) const;
  Value arg(unsigned Index, PathState &S) const {
    return Index < C.Args.size() ? Evaluator(W, F, S).value(C.Args[Index].Value)
                                 : Value::unknown();
  }
  std::string argText(unsigned Index) const {
    return Index < C.Args.size() ? C.Args[Index].Text : std::string();
  }
  CallContext context() const { return {Sim, F, I, Site, C}; }
  std::optional<unsigned> parameter(ParameterMeaning M) const;
  void keepOptions(PathState &S, const PathState &Before) const;
  LifeContext circumstances(PathState &S, const HandleInfo &H) const;
  bool mustFail(PathState &S) const;
  void changeOwner(PathState &S);
  void tellOrphaned(PathState &S, SymId Id, const Argument &A);
  void requestReply(PathState &S, SymId Result);
  void tellUnset(PathState &S, const Argument &A) const;
  bool isWrittenAsConstant(unsigned Index) const;
  Violation violationBy(const Argument &A, Text Message) const;
  void tellWrongKind(PathState &S, SymId Id, const Argument &A) const;
  HandleInfo *handleArg(const Argument &A, PathState &S, SymId &Id) const;
  void tellForeignRelease(const PathState &S, SymId Id, HandleKind K) const;
  void useHandles(PathState &S);
  void violation(PathState &S, SymId Id, const Argument &A, Rule R);
  void succeed(PathState &S);
  void fail(PathState &S);
  void release(PathState &S, const Argument &A);
  void create(PathState &S, const Argument &A);
  void createList(PathState &S, const Argument &A);
  HandleInfo obtained(PathState &S, const Argument &A) const;
  SymId parentOf(const Argument &A, PathState &S) const;
  void takeOver(PathState &S, SymId Id, HandleInfo &H) const;
  void withdrawIdle(PathState &S);
  void tellState(PathState &S);
  void drop(PathState &S);
  void writeBuffers(PathState &S);
  void receiveMessage(PathState &S, const Argument &A);
  void noteEndlessWait(PathState &S, SymId Result) const;
  void noteLateWrites(PathState &S, SymId Result);
  void setResult(PathState &S, const RangeSet &R);
  RangeSet success() const;
  RangeSet failure() const;
  bool outcomeMatters() const;

  Simulator &Sim;
  World &W;
  ir::FuncId F;
  const ir::Instr &I;
  SiteId Site;
  const ir::CallSite &C;
  const FunctionRow &Row;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_TAPICALL_H
