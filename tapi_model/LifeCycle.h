//===- LifeCycle.h - The life-cycle automaton of TAPI handles -------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The automaton both engines run: the static checker on abstract handles, the
/// shim on real ones. One handle is in one state; an event leads to the next
/// state and may violate a rule.
///
/// \verbatim
///            Request            ReplyOk
///   Unset ------------> Pending ---------> Live ------------> Released
///     |                    |               | ^   Release(ok)     |
///     |                    | ReplyFailed   | |                   | Use,
///     Release | Obtain             v               | | ReleaseFailed     v
///     +------> Live      Void              | +---              REPORT
///                          | Use, Release  |
///                          v               | Drop / GoIdle
///                        REPORT            v
///                                   Dropped / Idle --- Release(ok) -->
///                                   Released
///   ParentClosed, ParentShutDown, ParentForcedClosed lead from every living
///   state to LineClosed, AppShutDown, ForceClosed; use and release there:
///   REPORT.
/// \endverbatim
///
/// What the drawing leaves out: the loss of a handle (Lost, Overwritten) and
/// the end of a request without reply (ParentClosed on Pending); both are in
/// the table of LifeCycle.cpp.
///
/// A handle *value* may come back after death (it is not documented whether
/// TAPI re-uses values), so the owner of a state keeps a generation: Obtain and
/// Request on a dead state start a new one.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_MODEL_LIFECYCLE_H
#define TAPI_MODEL_LIFECYCLE_H

#include "tapi_model/Handles.h"
#include "tapi_model/Rules.h"

#include <cstdint>

namespace tapi {

/// Where a handle is in its life.
enum class State : std::uint8_t {
  Unset,       ///< No handle was ever stored (or 0).
  Pending,     ///< An asynchronous request will deliver it at LINE_REPLY.
  Void,        ///< The request failed, at once or by its reply.
  Live,        ///< Valid.
  Dropped,     ///< Valid; this program asked to end the call.
  Idle,        ///< Valid; the call is proved idle. Only duty left: deallocate.
  Released,    ///< Dead by its own release function.
  LineClosed,  ///< Dead because its line (or phone app) was closed.
  AppShutDown, ///< Dead because its app was shut down.
  ForceClosed, ///< Dead by LINE_CLOSE / PHONE_CLOSE.
};
inline constexpr unsigned NumStates = 10;

/// What happens to a handle.
enum class Event : std::uint8_t {
  Request,            ///< An asynchronous request that creates it was accepted.
  ReplyOk,            ///< LINE_REPLY with dwParam2 == 0.
  ReplyFailed,        ///< LINE_REPLY with an error, or a negative return.
  Obtain,             ///< Delivered valid: return 0, message or list.
  Use,                ///< Passed to a function that needs it valid.
  UseUnlessIdle,      ///< Passed to a function that no idle call allows.
  UseAfterDeathLegal, ///< Passed where the documentation allows a dead handle.
  Drop,               ///< lineDrop and the like were accepted.
  GoIdle,             ///< LINECALLSTATE_IDLE was seen.
  Release,            ///< Its release function succeeded.
  ReleaseFailed,      ///< Its release function returned an error.
  ParentClosed,       ///< lineClose of its line succeeded.
  ParentShutDown,     ///< lineShutdown / phoneShutdown of its app succeeded.
  ForcedClose,        ///< LINE_CLOSE / PHONE_CLOSE for it or for its line.
  Lost,               ///< The last reference to it ends.
  Overwritten,        ///< Its only storage receives something else.
};
inline constexpr unsigned NumEvents = 16;

/// What the program is known to be, as far as it decides a transition.
struct LifeContext {
  /// Negotiated API version, for instance 0x00020000. Default: 2.0, the
  /// advice of the documentation where the version cannot be known.
  std::uint32_t ApiVersion = 0x00020000;
  Privilege Priv = Privilege::Unknown;
  /// This program is the only owner of the call, beyond doubt.
  bool SoleOwner = false;
};

/// The result of one step.
struct Transition {
  State Next;
  Rule Violated = Rule::None;
};

/// The automaton: one event on one handle of kind \p K in state \p S.
Transition step(HandleKind K, State S, Event E, const LifeContext &C = {});

/// From this API version on the only owner of a call may deallocate it before
/// it is idle, and the replies to its requests still come.
inline constexpr std::uint32_t FirstVersionWithOrphans = 0x00020000;

/// The event that the death of a parent by \p Cause (Release of a line,
/// Release of an app, ForcedClose, or the death of its own parent) means for
/// its children. Children of calls and phones are the requests about them.
Event childEvent(HandleKind Parent, Event Cause,
                 std::uint32_t ApiVersion = FirstVersionWithOrphans);

/// Valid: may be used, must be released.
constexpr bool isAlive(State S) {
  return S == State::Live || S == State::Dropped || S == State::Idle;
}
/// Was valid once and is no more.
constexpr bool isDead(State S) {
  return S == State::Released || S == State::LineClosed ||
         S == State::AppShutDown || S == State::ForceClosed;
}

/// Short names for logs and test tables ("LineClosed", "UseUnlessIdle").
std::string_view name(State S);
std::string_view name(Event E);

} // namespace tapi

#endif // TAPI_MODEL_LIFECYCLE_H
