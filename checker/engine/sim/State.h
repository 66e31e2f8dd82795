//===- State.h - What is known on a path ------------------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// One abstract state: what every location holds, in which life-cycle state the
/// handles in play are, and what is known about scalars. A handle *is* the
/// symbol of its value: copies share the symbol, so all of them die together.
///
/// Which states may be joined, and how, is in Join.h; what instructions do to a
/// state is in Transfer.h.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_STATE_H
#define TAPI_CHECKER_ENGINE_SIM_STATE_H

#include "checker/engine/sim/Names.h"
#include "checker/engine/sim/RangeSet.h"
#include "checker/engine/sim/SortedMap.h"
#include "checker/engine/sim/Trail.h"
#include "tapi_model/LifeCycle.h"
#include "tapi_model/Messages.h"
#include "tapi_model/Texts.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

#include <array>
#include <string>
#include <vector>

namespace tapi::engine {

/// What a location holds or an expression yields.
struct Value {
  enum Kind : std::uint8_t {
    Unknown, ///< Anything, without identity
    Undef,   ///< Never set
    Int,     ///< Number
    Sym,     ///< Id: symbol
    Addr,    ///< Id: location pointed to
    Func,    ///< Id: function
    Str,     ///< Id: string literal
  } K = Unknown;
  std::uint32_t Id = NoId;
  std::int64_t Number = 0;

  static Value unknown() { return {}; }
  static Value undef() { return {Undef}; }
  static Value integer(std::int64_t N) { return {Int, NoId, N}; }
  static Value symbol(SymId S) { return {Sym, S}; }
  static Value address(LocId L) { return {Addr, L}; }
  static Value function(ir::FuncId F) { return {Func, F}; }
  static Value string(ir::StringId S) { return {Str, S}; }
  bool isSym() const { return K == Sym; }
  bool isInt(std::int64_t N) const { return K == Int && Number == N; }
  bool operator==(const Value &O) const {
    return K == O.K && Id == O.Id && Number == O.Number;
  }
  bool operator!=(const Value &O) const { return !(*this == O); }
};

/// Fine points of a handle on a path; a set of bits.
enum HandleFlag : std::uint32_t {
  Incoming = 1,    ///< Existed before this path began: nothing is known of its
                   ///< origin, so its loss is not ours to report
  Escaped = 2,     ///< Kept by code that is not seen; no duty left
  HeldOutside = 4, ///< A caller holds it in memory that is not visible here
  Settled = 8,     ///< Reported already, or given up as unknown: silent
  Answered = 16,   ///< Its request is known to have succeeded
  Offered = 256, ///< A message brought it, and the program has not taken it yet
  KindKnown = 512,     ///< TAPI itself said of which kind it is
  MaybeAnswered = 128, ///< Something ran that may have seen the reply
  AtEntry = 32,      ///< Came from the caller of the function that is simulated
  DeadAtEntry = 64,  ///< ... and was dead already then
  LeftBehind = 1024, ///< An earlier entry point left it in memory
  DeadAtStart = 2048, ///< ... and it was dead already when this one began
  Believed = 4096,    ///< ... but this one has tested that it is set
  Trusted = 8192,     ///< Tested to be set, then used
  Doubtful = 16384,   ///< A message may have been about it: whether it is alive
                      ///< cannot be told
  Replied = 32768,    ///< The reply to its request has been seen
  Presumed = 131072,  ///< Dead if it is set at all
  OfObject = 262144,  ///< ... because the object's line ended
  IdleAtEntry = 1048576, ///< Idle already when the callee began
  AskedIdle = 524288, ///< Idle by what the program asked: so it is as long as
                      ///< that decides
  MaybeReleased = 2097152, ///< The program waited, and callbacks that release
                           ///< calls found it
  Proved = 65536, ///< The call was answered on this path, and nothing ran since
                  ///< that could have ended it
};

/// How a reference ends.
enum class LossBy : std::uint8_t {
  End,       ///< Its storage ends
  Clear,     ///< Its storage is set to 0
  Overwrite, ///< Its storage receives something else
  OutReuse,  ///< Its storage receives a new handle from TAPI
};

/// What ends references: where, how, and by which function of TAPI.
struct LossCause {
  LossBy By = LossBy::End;
  Position Where = 0;
  const FunctionRow *Function = nullptr;
  bool OfExpression = false; ///< Only an expression had it
};

struct HandleInfo {
  HandleKind Kind = HandleKind::None;
  State Life = State::Live;
  std::uint32_t Flags = 0;
  Privilege Priv = Privilege::Unknown;
  SymId Parent = NoId;
  SymId Request = NoId; ///< The request ID, while pending
  SymId Reply = NoId;   ///< The result in the reply to that request
  SymId Outcome = NoId; ///< What a function returned that waited for it
  /// The number of entries of the list whose first entry it is: if that is 0,
  /// there is no such handle.
  SymId Count = NoId;
  Position ObtainedAt = 0, EndedAt = 0;
  Position IdleAt = 0; ///< Where the program learned that the call is idle
  /// The call in the outermost function through which it came here.
  Position Origin = 0;
  const FunctionRow *ObtainedBy = nullptr, *EndedBy = nullptr;
  /// The message that delivered it, or told of its end, instead of a function.
  const MessageRow *DeliveredBy = nullptr, *EndToldBy = nullptr;
  std::uint32_t Name = NoId;       ///< How the program calls it (a text number)
  std::uint32_t OriginName = NoId; ///< What that call calls
  std::uint32_t Ended = NoId; ///< Name of what was ended, if it is the parent
  /// Names of what obtained it and of what ended it, if no function of TAPI.
  std::uint32_t Actor = NoId, EndActor = NoId;
  std::uint32_t Version = 0; ///< API version of its line or app, 0 if not known
  /// A release that is known to have failed, of which the program does not
  /// know.
  Position TriedAt = 0;
  const FunctionRow *TriedBy = nullptr;
  /// Where memory that entry points share lost it.
  LossCause Cleared;

  bool has(HandleFlag F) const { return Flags & F; }
  /// The reply to its request may still come: it is pending, or the program
  /// went on too early as if it were valid.
  bool awaitsReply() const {
    return Life == State::Pending ||
           (isAlive(Life) && Request != NoId && !has(Replied));
  }
  /// Its state to whoever ends it from outside: that its reply has come is
  /// enough, also while nobody has looked at what it says.
  State lifeToEnd() const {
    return Life == State::Pending && Reply != NoId ? State::Live : Life;
  }
  /// The program took it over by a function when a message had brought it.
  bool isAnswered() const { return DeliveredBy && ObtainedBy; }
  /// Its state as far as it tells paths apart that meet again.
  State lifeForJoin() const {
    return Life == State::Idle && has(AskedIdle) ? State::Live : Life;
  }
  bool sameLife(const HandleInfo &O) const {
    return Kind == O.Kind && Life == O.Life && Flags == O.Flags &&
           Priv == O.Priv && Version == O.Version;
  }
};

/// A violation whose cause lies with a caller: reported there, at the call that
/// leads to it.
struct Latent {
  Text Message;
  SymId Handle;
  Position Where;              ///< Of the violation in the callee
  const FunctionRow *Function; ///< What was called there, or nullptr
  std::string Detail;          ///< For the sentence
  std::string Actor;           ///< ... if no function of TAPI
  /// The calls between the violation and the caller that reports it, innermost
  /// first, with the names of the functions called.
  std::vector<std::pair<Position, std::string>> Calls;
  Trail Past = nullptr;  ///< What led to it in the callee
  HandleInfo Known = {}; ///< The handle there
  bool operator==(const Latent &O) const {
    return Message == O.Message && Handle == O.Handle && Where == O.Where &&
           Calls == O.Calls;
  }
};

/// A message that is being handled: the symbols of its parts, by MessagePart.
/// What they are is known once its identifier is.
struct MessageInHand {
  std::array<SymId, 7> Parts = {NoId, NoId, NoId, NoId, NoId, NoId, NoId};
  const MessageRow *Row = nullptr;
  bool NamesNothing = false; ///< hDevice is 0: it is about no handle
  bool IsAnswer = false;     ///< No message, but what the program has asked for

  SymId &part(MessagePart P) { return Parts[static_cast<unsigned>(P)]; }
  SymId part(MessagePart P) const { return Parts[static_cast<unsigned>(P)]; }
  /// It is a message about \p Handle.
  bool isAbout(SymId Handle) const {
    return !IsAnswer && part(MessagePart::Device) == Handle;
  }
  bool operator==(const MessageInHand &O) const { return Parts == O.Parts; }
};

/// The message that a callback gets: \p Parameter gives the symbols of its last
/// six parameters, by their number among these.
MessageInHand messageOfCallback(llvm::function_ref<SymId(unsigned)> Parameter);

/// Memory that TAPI may write until a request is done, other than where it puts
/// handles that have to be released.
struct LateWrite {
  LocId Where;
  SymId Request; ///< The function's result, NoId if nothing holds it
  const FunctionRow *Function;
  Position At;
  std::uint32_t Name; ///< How the program writes it (a text number)
  bool operator==(const LateWrite &O) const {
    return Where == O.Where && Request == O.Request && At == O.At;
  }
};

/// The only line, phone or application of the program ended (SoleHolders.h),
/// and with it all under it, also what this path has not met yet.
struct FamilyEnd {
  HandleKind Of = HandleKind::None;
  State Life = State::Live; ///< What the others are in from then on
  Position Where = 0;
  const FunctionRow *By = nullptr;
  const MessageRow *Told = nullptr; ///< ... instead of a function
  std::uint32_t Name = NoId;        ///< Of what ended
  bool ByCaller = false;            ///< It ended before this function began

  bool isKnown() const { return Of != HandleKind::None; }
  bool operator==(const FamilyEnd &O) const {
    return Of == O.Of && Life == O.Life && Where == O.Where;
  }
  /// Handles of kind \p K end with it.
  bool covers(HandleKind K) const;
};

/// The only line of an object ended. The calls of what the object holds are its
/// calls, and dead.
struct ObjectEnd {
  FamilyEnd End;
  SymId Owner = NoId;    ///< The address of the object; NoId if not known here
  bool ByCaller = false; ///< As in FamilyEnd
  bool LookedAt = false; ///< This function has asked for what the object holds
  /// Pointers that came from the object since.
  llvm::SmallVector<SymId, 2> Members;

  bool isKnown() const { return End.isKnown(); }
  bool has(SymId Pointer) const {
    return Pointer == Owner || llvm::is_contained(Members, Pointer);
  }
  void add(SymId Pointer) {
    LookedAt = true;
    if (!has(Pointer))
      Members.push_back(Pointer);
  }
  bool operator==(const ObjectEnd &O) const {
    return End == O.End && Owner == O.Owner;
  }
};

/// How a wait is to end, as what ran during it said (WaitEnds.h).
struct WaitEnd {
  enum Kind : std::uint8_t { None, Dialog, Loop } Of = None;
  bool IsKnown = false;  ///< Code is
  std::int64_t Code = 0; ///< Which the program passed
};

/// What a path has tested about a wait in which another entry point ran: a set
/// of bits. Where paths on both sides of the test meet, it decides nothing.
enum WaitTest : std::uint8_t { TestedTrue = 1, TestedFalse = 2 };

/// Of what a path asked others whether it has ended (EndNotes.h); a set of
/// bits.
enum Asking : std::uint8_t { AskedOfDevices = 1, AskedOfCalls = 2 };

struct PathState {
  SharedMap<LocId, Value> Store;
  SortedMap<SymId, HandleInfo> Handles;
  SharedMap<SymId, RangeSet> Facts;
  SortedMap<ir::TempId, Value> Temps;
  std::vector<MessageInHand> Messages;
  std::vector<Latent> Latents;
  /// Losses that are none if the line is closed after all (Reporter::holdBack).
  std::vector<unsigned> HeldBack;
  /// Variables and fields of others that were cleared after the handle in them
  /// had ended, on some path to here; decides nothing but a report.
  std::vector<std::uint64_t> Forgotten;
  std::vector<LateWrite> LateWrites;
  /// Results of asynchronous requests that no condition has looked at yet.
  std::vector<SymId> Untested;
  FamilyEnd Family; ///< The last one, while no new family has begun
  ObjectEnd Object; ///< Likewise
  /// Fields that were written while one of the two is known, with the object
  /// that they are of, NoId if not known: another name may be that object's.
  llvm::SmallVector<std::pair<ir::FieldId, LocId>, 0> Written; ///< Each once
  /// Bits by kind: fields for handles of the kind were looked at. An object
  /// that was seen to may hold nothing that lives.
  unsigned Met = 0;
  SymId EndlessWait = NoId; ///< Result of the last wait that no time ends
  Position At = 0;     ///< Of the condition that is being assumed, or of a wait
  bool Waited = false; ///< A reply may have come in this function
  bool Pumped = false; ///< Callbacks or threads may have run in this function
  bool AppEnded = false;  ///< An application handle was shut down
  bool LineEnded = false; ///< A line of an earlier entry point was closed
  bool Signalled = false; ///< A message was posted after a handle had died
  bool IsNoted = false; ///< This function may have noted what became of a call
                        ///< where others look, and not by a constant
  bool InLoop = false;  ///< The block that runs can be reached again
  bool Endless = false; ///< The function never ends from that block on
  bool Resumed = false; ///< Another entry point ran in a wait (Meanwhile.h)
  std::uint8_t EndAsked = 0;  ///< What it asked whether it has ended (Asking)
  std::uint8_t WaitTests = 0; ///< ... and what was tested of it (WaitTest)
  WaitEnd Ends;
  Trail Past;

  HandleInfo *handle(const Value &V) {
    return V.isSym() ? Handles.find(V.Id) : nullptr;
  }
  /// The request of a pending handle succeeded or failed.
  static void answer(HandleInfo &H, bool Success) {
    H.Life = step(H.Kind, H.Life, Success ? Event::ReplyOk : Event::ReplyFailed)
                 .Next;
    H.Flags |= Replied;
    if (Success)
      H.Flags |= Answered;
  }
  /// Adds to Written; tells whether that was not in it.
  bool addWritten(ir::FieldId Field, LocId Object) {
    std::pair<ir::FieldId, LocId> Member(Field, Object);
    if (llvm::is_contained(Written, Member))
      return false;
    Written.push_back(Member);
    return true;
  }
  /// A message came that only comes after the reply to the request for \p H: it
  /// succeeded, and its number does not come again.
  static void answerBefore(HandleInfo &H, Names &N) {
    if (H.Life != State::Pending)
      return;
    answer(H, true);
    if (H.Request != NoId)
      H.Reply = N.older(H.Request);
  }
  /// Ends the handles that \p End covers.
  void endFamily(const FamilyEnd &End);
  /// The message that told of the family's end was about \p Device, which
  /// turned out to be another one.
  void reviveFamily(SymId Device);
  /// A handle of kind \p K of which nothing is known but that it was there
  /// when its family ended.
  HandleInfo endedWithFamily(HandleKind K) const;
  /// Some location or temporary holds \p S.
  bool isHeld(SymId S) const;
  /// \p S occurs anywhere, also inside expressions and as a parent.
  bool mentions(const Names &N, SymId S) const;
  /// Makes room for a new value of the name \p S: what holds the value of an
  /// earlier round now holds older(S), and what held that holds nothing known.
  void retire(Names &N, SymId S);
  /// No occurrence of \p S is left; what held it is unknown.
  void forgetSymbol(const Names &N, SymId S);
  /// Every occurrence of \p Old, and memory reached through it, gets \p New.
  void rename(Names &N, SymId Old, SymId New);
  /// Forgets memory that no pointer leads to any more. Reachable.cpp.
  void dropUnreachable(const Names &N);
  /// Forgets facts of symbols that nothing mentions, and handles that nothing
  /// holds and that are nobody's parent. Requests that may still be waited for
  /// stay if they are to be kept.
  void collectGarbage(const Names &N, bool KeepRequests = false);
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_STATE_H
