//===- Context.h - A call into a function that is followed ----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A callee runs over the part of its caller's state that it can reach: its
/// arguments, what they point to, and the globals and fields it and its callees
/// use. Names of the caller are replaced by numbers in the order in which they
/// are reached, so that equal situations in different callers are one context,
/// run once. When it is done, each of its exits is translated back and laid
/// over the caller's state.
///
/// Handles keep their story (where obtained, by which name) across that; the
/// story is no part of the context. A violation whose cause lies with the
/// caller comes back as a Latent and is told at the call.
///
/// How often a callee is run, and how deep, is Simulator's affair.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_CONTEXT_H
#define TAPI_CHECKER_ENGINE_SIM_CONTEXT_H

#include "checker/engine/sim/Effects.h"

#include "llvm/ADT/DenseSet.h"

#include <map>

namespace tapi::engine {

/// The state of a caller at one call, and what the callee sees of it.
class Context {
public:
  Context(Simulator &Sim, ir::FuncId Caller, ir::FuncId Callee,
          const PathState &S, SiteId Site)
      : Sim(Sim), W(Sim.world()), N(W.names()), Caller(Caller), Callee(Callee),
        Fn(W.function(Callee)), S(S), Site(Site) {}

  /// The step of the story that leads into the callee.
  void enterAs(StepKind Kind) { Entering = Kind; }
  /// Builds the state that the callee begins in.
  void enter(llvm::ArrayRef<Value> Args);
  const PathState &entry() const { return Entry; }
  /// Equal for entry states in which the callee does the same.
  std::string key() const;
  /// The caller's state after the callee left in state \p Exit.
  PathState leave(const PathState &Exit, const ir::Instr &I,
                  const std::string &Name, bool IsChoice);

private:
  // Names on the way in.
  SymId inSymbol(SymId Y);
  LocId inLocation(LocId L);
  /// The other side's name of \p Object if \p Names, SymIn or SymOut, has one
  /// already, else NoId.
  LocId known(LocId Object, const std::map<SymId, SymId> &Names) const;
  Value inValue(const Value &V);
  void reach(LocId Root);
  void addParts(LocId Root);
  void addExposed();
  void addGlobals();
  void findMeaning();
  bool isPlain(LocId L, const Value &V) const;
  void addPlain();
  void addMessages();
  void addHandles();
  void addFacts();
  void addObject();
  bool isSeen(LocId L) const;
  // Names on the way out.
  SymId outSymbol(SymId Y);
  LocId outLocation(LocId L);
  Value outValue(const Value &V);
  void leaveStore(PathState &R, const PathState &Exit);
  bool endedBefore(const HandleInfo &H) const;
  void leaveHandles(PathState &R, const PathState &Exit, Position Where,
                    const std::string &Name);
  void leaveTrail(PathState &R, const PathState &Exit, Position Where,
                  const std::string &Name, bool IsChoice);
  void leaveLateWrites(PathState &R, const PathState &Exit);
  void leaveObject(PathState &R, const PathState &Exit);
  void leaveLatents(PathState &R, const PathState &Exit, Position Where,
                    const std::string &Name);

  Simulator &Sim;
  World &W;
  Names &N;
  ir::FuncId Caller, Callee;
  const ir::Function &Fn;
  const PathState &S;
  SiteId Site;
  PathState Entry;
  StepKind Entering = StepKind::Enter;
  std::map<SymId, SymId> SymIn, SymOut;
  std::map<LocId, LocId> RootIn, RootOut;
  std::vector<LocId> Reached;
  std::vector<LocId> Addresses; ///< Parts of objects that pointers lead to
  std::vector<LocId> Passed; ///< Locations of the caller that the callee sees
  /// Parts of globals of whose values nothing is known (isPlain), and symbols
  /// of which something is.
  std::vector<LocId> Plain;
  llvm::DenseSet<SymId> Meaning;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_CONTEXT_H
