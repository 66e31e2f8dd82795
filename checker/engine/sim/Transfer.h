//===- Transfer.h - What instructions do to a state -------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Transfer functions: one instruction on one state gives one or more states.
/// Functions of TAPI are interpreted by their rows in tapi_model; the automaton
/// decides what an event does to a handle.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_TRANSFER_H
#define TAPI_CHECKER_ENGINE_SIM_TRANSFER_H

#include "checker/engine/sim/Effects.h"

namespace tapi::engine {

class Transfer {
public:
  using States = std::vector<PathState>;

  Transfer(Simulator &Sim, ir::FuncId F)
      : Sim(Sim), W(Sim.world()), F(F), Fn(W.function(F)) {}

  /// Applies instruction \p Index of \p B to \p S; appends what comes out.
  void apply(ir::BlockId B, unsigned Index, PathState S, States &Out);

  /// Ends temporaries that nothing reads any more.
  void endTemps(llvm::ArrayRef<ir::TempId> Temps, PathState &S, Position Where);
  /// Ends the local variables; what is left is what callers see.
  void endFunction(PathState &S, Position Where);

private:
  void load(const ir::Instr &I, SiteId Site, PathState &S);
  Value nameUnset(SiteId Site, LocId L, PathState &S);
  void noteFamily(PathState &S, LocId L, const Value &V);
  void askOthers(PathState &S, LocId L, const Value &V);
  void noteMessage(PathState &S, LocId L);
  bool call(const ir::Instr &I, SiteId Site, PathState &S, States &Out);
  void environmentCall(const ir::Instr &I, SiteId Site, const ir::CallSite &C,
                       PathState &S, States &Out);
  bool isFresh(const Value &V, PathState &S) const;
  void escapeToOwnCode(const Value &V, const ir::CallSite &C, PathState &S);
  void unknownCall(const ir::Instr &I, SiteId Site, const ir::CallSite &C,
                   PathState &S);
  ir::FuncId overrider(const ir::CallSite &C, PathState &S) const;
  // Containers.cpp.
  bool objectCall(const ir::Instr &I, SiteId Site, const ir::CallSite &C,
                  PathState &S);
  void letElementsGo(LocId Container, PathState &S);
  bool append(LocId Container, const ir::Instr &I, const ir::CallSite &C,
              PathState &S);
  Value heldPointer(ir::NodeId This, SiteId Site, PathState &S);
  void swapObjects(const Value &A, const Value &B, PathState &S);
  void freeMemory(PathState &S, const Value &Pointer, Position Where);
  void setResult(const ir::Instr &I, SiteId Site, PathState &S);

  Simulator &Sim;
  World &W;
  ir::FuncId F;
  const ir::Function &Fn;
};

/// TAPI011 where the result of a test, expression \p Id with value \p V, is
/// kept instead of branched on. Misreadings.cpp.
void tellStoredTest(Simulator &Sim, ir::FuncId F, ir::NodeId Id, const Value &V,
                    Position Where, PathState &S);
/// TAPI011 where a branch is on expression \p Id. Misreadings.cpp.
void tellBranchedTest(Simulator &Sim, ir::FuncId F, ir::NodeId Id,
                      const Value &V, Position Where, PathState &S);

/// Interprets a call of TAPI by its row. TapiCall.cpp.
void tapiCall(Simulator &Sim, ir::FuncId F, const ir::Instr &I, SiteId Site,
              const FunctionRow &Row, PathState S, Transfer::States &Out);

/// Calls \p Callee, whose body is followed; false if a bound was met and \p S
/// is unchanged. FollowCall.cpp.
bool followCall(Simulator &Sim, ir::FuncId Caller, ir::FuncId Callee,
                const ir::Instr &I, SiteId Site, PathState &S,
                Transfer::States &Out);

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_TRANSFER_H
