//===- LifeCycle.cpp - The life-cycle automaton as a table ----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The transitions, in two tables: where an event leads and what is wrong with
/// it (the same for every kind of handle), and which rule that wrong is for a
/// given kind. Sources: call-handles, nf-tapi-linedeallocatecall,
/// nf-tapi-lineclose, nf-tapi-lineshutdown, line-close, nf-tapi-phoneclose,
/// async-replies-versus-events-on-new-call-handles.
///
/// Left out: which functions and messages cause an event (functions.def,
/// messages.def), and whether a release will succeed; the caller says which
/// of Release and ReleaseFailed happened.
///
//===----------------------------------------------------------------------===//

#include "tapi_model/LifeCycle.h"

#include "tapi_model/Functions.h"

namespace tapi {
namespace {

/// What is wrong with an event, whatever the kind of handle.
enum class Fault : std::uint8_t {
  None,
  NotReady,        ///< Touched before the reply.
  NeverValid,      ///< Touched although no handle is there.
  UsedReleased,    ///< Used after its own release.
  UsedEnded,       ///< Used after its parent died or was forced to close.
  ReleasedTwice,   ///< Released after its own release.
  ReleasedEnded,   ///< Released after its parent was closed.
  ReleasedForced,  ///< Released after LINE_CLOSE / PHONE_CLOSE.
  StateBound,      ///< An idle call where no idle call is allowed.
  Lost,            ///< The last reference to a living handle ends.
  Replaced,        ///< A living handle is overwritten.
  ReplacedPending, ///< The location of a pending handle is reused.
  MaybeOrphaned,   ///< Released alive: depends on ownership and version.
  MaybeTooEarly,   ///< Released after a drop: depends on the same.
};
constexpr unsigned NumFaults = 14;

struct Cell {
  State Next;
  Fault Wrong;
};

struct TransitionRow {
  State From;
  Event On;
  State To;
  Fault Wrong = Fault::None;
};

using S = State;
using E = Event;
using F = Fault;

/// Everything that does not leave the state as it is. After a use before the
/// reply the handle counts as valid: the program goes on as if it were, and
/// its further errors are worth telling. A failed release of a dead handle is
/// as wrong as a successful one; in reality it always fails.
constexpr TransitionRow Transitions[] = {
    // No handle yet, or only the remains of a failed request.
    {S::Unset, E::Request, S::Pending},
    {S::Unset, E::ReplyFailed, S::Void},
    {S::Unset, E::Obtain, S::Live},
    {S::Unset, E::Use, S::Unset, F::NeverValid},
    {S::Unset, E::UseUnlessIdle, S::Unset, F::NeverValid},
    {S::Unset, E::Release, S::Unset, F::NeverValid},
    {S::Unset, E::ReleaseFailed, S::Unset, F::NeverValid},
    {S::Void, E::Request, S::Pending},
    {S::Void, E::Obtain, S::Live},
    {S::Void, E::Use, S::Void, F::NeverValid},
    {S::Void, E::UseUnlessIdle, S::Void, F::NeverValid},
    {S::Void, E::Release, S::Void, F::NeverValid},
    {S::Void, E::ReleaseFailed, S::Void, F::NeverValid},

    // A request is under way. Its parent's death cancels it; a message about
    // the call proves that the reply has come.
    {S::Pending, E::ReplyOk, S::Live},
    {S::Pending, E::ReplyFailed, S::Void},
    {S::Pending, E::Obtain, S::Live},
    {S::Pending, E::Use, S::Live, F::NotReady},
    {S::Pending, E::UseUnlessIdle, S::Live, F::NotReady},
    {S::Pending, E::GoIdle, S::Idle},
    {S::Pending, E::Release, S::Released, F::NotReady},
    {S::Pending, E::ReleaseFailed, S::Live, F::NotReady},
    {S::Pending, E::ParentClosed, S::Void},
    {S::Pending, E::ParentShutDown, S::Void},
    {S::Pending, E::ForcedClose, S::Void},
    {S::Pending, E::Overwritten, S::Pending, F::ReplacedPending},

    // Valid. A request on a valid handle reuses its location; a failing reply
    // follows a use that came too early.
    {S::Live, E::Request, S::Pending},
    {S::Live, E::ReplyFailed, S::Void},
    {S::Live, E::Drop, S::Dropped},
    {S::Live, E::GoIdle, S::Idle},
    {S::Live, E::Release, S::Released, F::MaybeOrphaned},
    {S::Live, E::ParentClosed, S::LineClosed},
    {S::Live, E::ParentShutDown, S::AppShutDown},
    {S::Live, E::ForcedClose, S::ForceClosed},
    {S::Live, E::Lost, S::Live, F::Lost},
    {S::Live, E::Overwritten, S::Live, F::Replaced},

    {S::Dropped, E::Request, S::Pending},
    {S::Dropped, E::ReplyFailed, S::Void},
    {S::Dropped, E::GoIdle, S::Idle},
    {S::Dropped, E::Release, S::Released, F::MaybeTooEarly},
    {S::Dropped, E::ParentClosed, S::LineClosed},
    {S::Dropped, E::ParentShutDown, S::AppShutDown},
    {S::Dropped, E::ForcedClose, S::ForceClosed},
    {S::Dropped, E::Lost, S::Dropped, F::Lost},
    {S::Dropped, E::Overwritten, S::Dropped, F::Replaced},

    {S::Idle, E::Request, S::Pending},
    {S::Idle, E::UseUnlessIdle, S::Idle, F::StateBound},
    {S::Idle, E::Release, S::Released},
    {S::Idle, E::ParentClosed, S::LineClosed},
    {S::Idle, E::ParentShutDown, S::AppShutDown},
    {S::Idle, E::ForcedClose, S::ForceClosed},
    {S::Idle, E::Lost, S::Idle, F::Lost},
    {S::Idle, E::Overwritten, S::Idle, F::Replaced},

    // Dead. Only a new handle leads out of here; stale messages change nothing.
    {S::Released, E::Request, S::Pending},
    {S::Released, E::Obtain, S::Live},
    {S::Released, E::Use, S::Released, F::UsedReleased},
    {S::Released, E::UseUnlessIdle, S::Released, F::UsedReleased},
    {S::Released, E::Release, S::Released, F::ReleasedTwice},
    {S::Released, E::ReleaseFailed, S::Released, F::ReleasedTwice},

    {S::LineClosed, E::Request, S::Pending},
    {S::LineClosed, E::Obtain, S::Live},
    {S::LineClosed, E::Use, S::LineClosed, F::UsedEnded},
    {S::LineClosed, E::UseUnlessIdle, S::LineClosed, F::UsedEnded},
    {S::LineClosed, E::Release, S::LineClosed, F::ReleasedEnded},
    {S::LineClosed, E::ReleaseFailed, S::LineClosed, F::ReleasedEnded},

    {S::AppShutDown, E::Request, S::Pending},
    {S::AppShutDown, E::Obtain, S::Live},
    {S::AppShutDown, E::Use, S::AppShutDown, F::UsedEnded},
    {S::AppShutDown, E::UseUnlessIdle, S::AppShutDown, F::UsedEnded},
    {S::AppShutDown, E::Release, S::AppShutDown, F::ReleasedEnded},
    {S::AppShutDown, E::ReleaseFailed, S::AppShutDown, F::ReleasedEnded},

    {S::ForceClosed, E::Request, S::Pending},
    {S::ForceClosed, E::Obtain, S::Live},
    {S::ForceClosed, E::Use, S::ForceClosed, F::UsedEnded},
    {S::ForceClosed, E::UseUnlessIdle, S::ForceClosed, F::UsedEnded},
    {S::ForceClosed, E::Release, S::ForceClosed, F::ReleasedForced},
    {S::ForceClosed, E::ReleaseFailed, S::ForceClosed, F::ReleasedForced},
};

constexpr unsigned index(State X) { return static_cast<unsigned>(X); }
constexpr unsigned index(Event X) { return static_cast<unsigned>(X); }
constexpr unsigned index(Fault X) { return static_cast<unsigned>(X); }

struct DenseTable {
  Cell Cells[NumStates][NumEvents];
};

constexpr DenseTable expand() {
  DenseTable Table = {};
  for (unsigned From = 0; From < NumStates; ++From)
    for (unsigned On = 0; On < NumEvents; ++On)
      Table.Cells[From][On] = {static_cast<State>(From), Fault::None};
  for (const TransitionRow &R : Transitions)
    Table.Cells[index(R.From)][index(R.On)] = {R.To, R.Wrong};
  return Table;
}
constexpr DenseTable Dense = expand();

/// Kinds that the tables treat alike.
enum class KindGroup : std::uint8_t {
  None,
  Call,
  Line,
  Phone,
  App,
  Identifier,
  Message,
  Proxy,
  Device,
  Request,
};

constexpr KindGroup GroupOf[NumHandleKinds] = {
    KindGroup::None,       // None
    KindGroup::App,        // LineApp
    KindGroup::Line,       // Line
    KindGroup::Call,       // Call
    KindGroup::App,        // PhoneApp
    KindGroup::Phone,      // Phone
    KindGroup::Identifier, // Agent
    KindGroup::Identifier, // AgentSession
    KindGroup::Identifier, // CallHub
    KindGroup::Message,    // Message
    KindGroup::Proxy,      // ProxyRequest
    KindGroup::Device,     // Device
    KindGroup::Identifier, // Event
    KindGroup::Identifier, // Port
    KindGroup::Request,    // Request
};

constexpr unsigned NumGroups = 10;

struct FaultRow {
  Fault Wrong;
  std::uint8_t Rules[NumGroups]; ///< By KindGroup.
};

/// The number of the rule that a fault violates, 0 for none. Identifiers have
/// no release and no duty. A phoneClose on PHONE_CLOSE is the classic double
/// close; for lines the same is the use of a dead handle. A request is released
/// by its reply; what ends its line ends it without one.
constexpr FaultRow FaultRules[NumFaults] = {
    // clang-format off
    //                   None Call Line Phone App Ident Msg Proxy Device Request
    {F::None,            { 0,   0,   0,   0,   0,   0,   0,   0,   0,   0}},
    {F::NotReady,        { 0,   8,   8,   8,   8,   8,   0,   0,   0,   0}},
    {F::NeverValid,      { 0,   9,   9,   9,   9,   9,   0,   0,   0,   0}},
    {F::UsedReleased,    { 0,   3,   4,   4,   4,   0,  16,  16,   0,   0}},
    {F::UsedEnded,       { 0,   5,   4,   4,   4,   0,   0,   0,   0,  15}},
    {F::ReleasedTwice,   { 0,   6,   6,   6,   6,   0,  16,  16,   0,   0}},
    {F::ReleasedEnded,   { 0,   5,   4,   4,   4,   0,   0,   0,   0,   0}},
    {F::ReleasedForced,  { 0,   5,   4,   6,   4,   0,   0,   0,   0,   0}},
    {F::StateBound,      { 0,  13,   0,   0,   0,   0,   0,   0,   0,   0}},
    {F::Lost,            { 0,   1,   7,   7,   7,   0,  16,  16,  17,   0}},
    {F::Replaced,        { 0,   2,   7,   7,   7,   0,  16,  16,  17,   0}},
    {F::ReplacedPending, { 0,   2,   0,   0,   0,   0,   0,   0,   0,   0}},
    {F::MaybeOrphaned,   { 0,  14,   0,   0,   0,   0,   0,   0,   0,   0}},
    {F::MaybeTooEarly,   { 0,  14,   0,   0,   0,   0,   0,   0,   0,   0}},
    // clang-format on
};
static_assert(static_cast<unsigned>(Rule::TAPI018) == 18,
              "the numbers above are the values of enum Rule");

constexpr bool faultRowsFollowTheEnum() {
  for (unsigned I = 0; I < NumFaults; ++I)
    if (index(FaultRules[I].Wrong) != I)
      return false;
  return true;
}
static_assert(faultRowsFollowTheEnum(), "one row a fault, in order");

Rule ruleFor(KindGroup G, Fault Wrong) {
  return static_cast<Rule>(
      FaultRules[index(Wrong)].Rules[static_cast<unsigned>(G)]);
}

/// Can \p On happen to a handle of group \p G at all? What cannot is ignored.
bool concerns(KindGroup G, Event On) {
  switch (On) {
  case Event::Drop:
  case Event::GoIdle:
    return G == KindGroup::Call;
  case Event::ParentClosed:
  case Event::ParentShutDown:
    // Whether a forced close cancels requests is not documented.
    if (G == KindGroup::Request)
      return true;
    [[fallthrough]];
  case Event::ForcedClose:
    return G == KindGroup::Call || G == KindGroup::Line ||
           G == KindGroup::Phone;
  case Event::Release:
  case Event::ReleaseFailed:
    return G != KindGroup::None && G != KindGroup::Identifier;
  default:
    return G != KindGroup::None;
  }
}

/// lineDeallocateCall on a call that is alive and not idle.
Transition releaseActiveCall(State From, Cell C, const LifeContext &Context) {
  if (!Context.SoleOwner || Context.Priv == Privilege::Monitor)
    return {C.Next};
  if (Context.ApiVersion < FirstVersionWithOrphans)
    return {From, Rule::TAPI014};
  return {C.Next, C.Wrong == Fault::MaybeOrphaned ? Rule::TAPI014 : Rule::None};
}

constexpr std::string_view StateNames[NumStates] = {
    "Unset", "Pending",  "Void",       "Live",        "Dropped",
    "Idle",  "Released", "LineClosed", "AppShutDown", "ForceClosed",
};

constexpr std::string_view EventNames[NumEvents] = {
    "Request",
    "ReplyOk",
    "ReplyFailed",
    "Obtain",
    "Use",
    "UseUnlessIdle",
    "UseAfterDeathLegal",
    "Drop",
    "GoIdle",
    "Release",
    "ReleaseFailed",
    "ParentClosed",
    "ParentShutDown",
    "ForcedClose",
    "Lost",
    "Overwritten",
};

} // namespace

Transition step(HandleKind K, State From, Event On, const LifeContext &C) {
  const KindGroup Group = GroupOf[static_cast<unsigned>(K)];
  if (!concerns(Group, On))
    return {From};
  const Cell &Found = Dense.Cells[index(From)][index(On)];
  const bool DependsOnOwner = Found.Wrong == Fault::MaybeOrphaned ||
                              Found.Wrong == Fault::MaybeTooEarly;
  if (Group == KindGroup::Call && DependsOnOwner)
    return releaseActiveCall(From, Found, C);
  return {Found.Next, ruleFor(Group, Found.Wrong)};
}

Event childEvent(HandleKind Parent, Event Cause, std::uint32_t ApiVersion) {
  switch (Parent) {
  case HandleKind::LineApp:
  case HandleKind::PhoneApp:
    if (Cause == Event::Release)
      return Event::ParentShutDown;
    break;
  case HandleKind::Line:
    if (Cause == Event::Release)
      return Event::ParentClosed;
    if (Cause == Event::ParentShutDown || Cause == Event::ForcedClose)
      return Cause;
    break;
  case HandleKind::Phone:
    if (Cause == Event::Release)
      return Event::ParentClosed;
    if (Cause == Event::ParentShutDown)
      return Cause;
    break;
  case HandleKind::Call:
    if (Cause == Event::Release && ApiVersion < FirstVersionWithOrphans)
      return Event::ParentClosed;
    if (Cause == Event::ParentClosed || Cause == Event::ParentShutDown)
      return Cause;
    break;
  default:
    break;
  }
  // Nothing happens to the children: the one event that never does anything.
  return Event::UseAfterDeathLegal;
}

std::string_view name(State S) { return StateNames[index(S)]; }

std::string_view name(Event E) { return EventNames[index(E)]; }

} // namespace tapi
