//===- Effects.h - What happens to memory and to the handles in it --------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Changes of a state that more than one kind of instruction makes: storing,
/// clearing and forgetting memory, handles that lose their last reference or
/// escape to code that is not seen, and violations.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_EFFECTS_H
#define TAPI_CHECKER_ENGINE_SIM_EFFECTS_H

#include "checker/engine/sim/Evaluate.h"
#include "checker/engine/sim/Simulator.h"

namespace tapi::engine {

/// Who is passed something, and so what can be done to it.
enum class Reader : std::uint8_t {
  Anybody, ///< Code that is not seen
  Library, ///< The system's: it knows nothing of what the program stores
  OwnCode, ///< A function of the program that has to do with no handle
};

class Effects {
public:
  Effects(Simulator &Sim, ir::FuncId F, PathState &S)
      : Sim(Sim), W(Sim.world()), N(W.names()), S(S), Eval(W, F, S) {}

  /// Stores \p V at \p L (NoId: somewhere unknown).
  void assign(LocId L, const Value &V, const LossCause &Why);
  /// The message at \p L makes room for the next one: what only it names is
  /// lost.
  void loseMessage(LocId L, Position Where);
  /// All of \p L becomes 0.
  void zero(LocId L, const LossCause &Why);
  /// The object at \p From is copied to \p To.
  void copy(LocId To, LocId From, const LossCause &Why);
  /// The memory within \p Roots ends.
  void end(llvm::ArrayRef<LocId> Roots, const LossCause &Why);

  /// Code that is not seen gets \p V and may keep it or what it points to.
  void escape(const Value &V, Reader By = Reader::Anybody);
  /// The program writes \p V to \p L (NoId: somewhere unknown): others may look
  /// there, and if it is no constant, what they see of it is not known later.
  void noteWrite(LocId L, const Value &V);
  bool isKnownObject(LocId Root) const;
  /// Others get \p V and what it leads to: what messages are about may be
  /// released there.
  void passOnMessages(const Value &V);
  /// A constructor that is not seen makes the object at \p Pointer. As part of
  /// another one, it knows nothing of the rest.
  void construct(const Value &Pointer);
  /// What \p Pointer points to may have been changed; \p MayKeep: and may be
  /// again, as the pointer may have been kept.
  void forgetPointee(const Value &Pointer, bool MayKeep = false,
                     Reader By = Reader::Anybody);
  /// Others get the address \p L of a local object, and with it of all that the
  /// object leads to.
  void expose(LocId L);
  /// ... by TAPI, which was passed the address as a number: its messages bring
  /// it as dwCallbackInstance.
  void exposeAsInstance(LocId L);
  /// A container that \p Pointer points to gets \p V as a key.
  void insert(const Value &Pointer, const Value &V);
  /// An element of an array is read that may be one of those in the store:
  /// which of the handles there it is can no longer be told. Elements.cpp.
  void giveUpAliases(LocId L);
  /// The release of \p Parent at \p End ends every handle under it.
  void endChildren(SymId Parent, const HandleInfo &End, Position Where);
  /// TAPI018, if \p Call is obtained on this path beyond doubt.
  void tellUndeallocated(SymId Call, const HandleInfo &End, Position Where);
  /// The release of \p Parent failed: nobody has to care for its handles.
  void excuseChildren(SymId Parent);
  /// \p Parent, of kind \p K, whose origin is not known was released: handles
  /// whose own parent has no name here any more may have been under it.
  void excuseOrphans(SymId Parent, HandleKind K);
  /// \p V at \p L is a flag that keeps others from changing it (Guards.h).
  bool isGuard(LocId L, const Value &V) const;
  /// An app of kind \p K has ended: a call whose line is not known to belong to
  /// another one may have ended with it, so that nobody owns it for certain.
  void doubtOwners(HandleKind K);
  /// A member is written at \p L, which \p P names.
  void writeMember(const ir::Place &P, LocId L);
  /// Since a family ended, the program wrote to some object of the record that
  /// the field \p L is of, and it may be this object under another name.
  bool mayBeWritten(LocId L) const;
  /// \p Handle ended as \p End tells. If it is the only one of its kind in an
  /// object, that object's calls ended with it.
  void endObject(SymId Handle, const FamilyEnd &End);
  /// \p V was read at \p L: a call of the object whose line ended, or a pointer
  /// to what it holds.
  void readObject(LocId L, const Value &V);
  /// Code that is not seen was passed \p Arg and gave \p Result: if it was
  /// asked about the object whose line ended, that comes from there. With the
  /// object itself it may have done anything.
  void askObject(const Value &Arg, const Value &Result);
  /// Globals and objects may have been changed by code that is not seen
  /// (\p ByAnybody) or by callbacks and threads of this program.
  void forgetShared(bool ByAnybody);
  /// The program waits: callbacks and threads run, except where one of them ran
  /// already and the path goes on as if no other did.
  void letOthersRun();
  /// Threads run meanwhile: calls in globals that one of them releases may be
  /// dead or not.
  void letThreadsRelease();
  /// Pending requests may have been answered meanwhile.
  void mayBeAnswered();

  /// Numbers and flags in memory that other entry points write may be others
  /// now.
  void forgetFlags();

  /// Tells late writes to the memory whose \p IsRoot ends at \p Where.
  /// LateWrites.cpp.
  void checkLateWrites(Position Where, llvm::function_ref<bool(LocId)> IsRoot);
  /// Forgets late writes of requests that have failed. LateWrites.cpp.
  void dropFailedWrites();

  /// Nobody seen has a duty for \p H any more.
  void letGo(HandleInfo &H, const char *Why);
  /// ... for \p V; of what the objects hold that it leads to, nothing is told.
  void letGoBehind(const Value &V, const char *Why);
  /// Counts \p H as unknown if there was something to prove about it.
  void giveUp(const HandleInfo &H, const char *Why);
  /// Tells the loss of those of \p Symbols that nothing holds any more.
  void checkLoss(llvm::ArrayRef<SymId> Symbols, const LossCause &Why);

  /// Tells a violation by handle \p H, here or, if the cause lies before this
  /// function began, to the caller. \p H is silent from then on.
  void violate(SymId H, Violation V);

  /// A symbol made at \p Site, distinct from that of an earlier round.
  SymId fresh(SiteId Site, unsigned Index);
  void pastStep(StepKind Kind, Position Where, std::string Text = {});

private:
  bool isNew(SymId Pointer) const;
  void noteClearing(LocId L, const LossCause &Why);
  void noteStoredLoss(LocId L, llvm::ArrayRef<SymId> Lost,
                      const LossCause &Why);
  void tellOutLocation(SymId Y, const LossCause &Why);
  bool isShared(LocId Root, llvm::SmallVectorImpl<LocId> &Asked) const;
  /// Others find \p Root without being passed its address.
  bool isFound(LocId Root) const;
  void mayBeReleased();
  void keep(LocId Root);
  void forgetUnset();
  void entrust(HandleInfo &H, LocId L);
  SymId ownerOf(LocId L) const;
  LocId holderOf(SymId Handle) const;
  bool isHeldByProgram(SymId Y, const LossCause &Why) const;
  void forget(Value &V);
  void forgetAliases(LocId L);
  void collectHandles(LocId Within, llvm::SmallVectorImpl<SymId> &Out) const;

  Simulator &Sim;
  World &W;
  Names &N;
  PathState &S;
  Evaluator Eval;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_EFFECTS_H
