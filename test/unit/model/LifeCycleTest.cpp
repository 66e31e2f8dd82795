//===- LifeCycleTest.cpp - Every transition of the automaton --------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The automaton, state by state and event by event. The expected values are
/// written down from the documentation, not taken from the code: each class of
/// handles has a grid with one cell for every state and event.
///
/// A cell names the next state by a letter, followed by the number of the
/// violated rule, if any: "L8" is Live and TAPI008.
///
///   U Unset      P Pending   V Void         L Live          D Dropped
///   I Idle       R Released  C LineClosed   S AppShutDown   F ForceClosed
///
//===----------------------------------------------------------------------===//

#include "tapi_model/LifeCycle.h"

#include <gtest/gtest.h>

#include <cctype>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

using namespace tapi;

namespace {

constexpr std::string_view Letters = "UPVLDIRCSF";
static_assert(Letters.size() == NumStates);

std::string cellOf(Transition T) {
  std::string Cell(1, Letters[static_cast<unsigned>(T.Next)]);
  if (T.Violated != Rule::None)
    Cell += std::to_string(static_cast<unsigned>(T.Violated));
  return Cell;
}

// clang-format off
// Columns, for all grids: Request, ReplyOk, ReplyFailed, Obtain, Use,
// UseUnlessIdle, UseAfterDeathLegal, Drop, GoIdle, Release, ReleaseFailed,
// ParentClosed, ParentShutDown, ForcedClose, Lost, Overwritten.

constexpr const char *CallGrid = R"(
   Rq  Ok  Fl  Ob  Us  UI   UD  Dr  Id  Re  RF  PC  PS  FC  Lo  Ov
U  P   U   V   L   U9  U9   U   U   U   U9  U9  U   U   U   U   U
P  P   L   V   L   L8  L8   P   P   I   R8  L8  V   V   V   P   P2
V  P   V   V   L   V9  V9   V   V   V   V9  V9  V   V   V   V   V
L  P   L   V   L   L   L    L   D   I   R   L   C   S   F   L1  L2
D  P   D   V   D   D   D    D   D   I   R   D   C   S   F   D1  D2
I  P   I   I   I   I   I13  I   I   I   R   I   C   S   F   I1  I2
R  P   R   R   L   R3  R3   R   R   R   R6  R6  R   R   R   R   R
C  P   C   C   L   C5  C5   C   C   C   C5  C5  C   C   C   C   C
S  P   S   S   L   S5  S5   S   S   S   S5  S5  S   S   S   S   S
F  P   F   F   L   F5  F5   F   F   F   F5  F5  F   F   F   F   F
)";

// Drop and GoIdle do not concern a line; a line is never pending in practice.
constexpr const char *LineGrid = R"(
   Rq  Ok  Fl  Ob  Us  UI   UD  Dr  Id  Re  RF  PC  PS  FC  Lo  Ov
U  P   U   V   L   U9  U9   U   U   U   U9  U9  U   U   U   U   U
P  P   L   V   L   L8  L8   P   P   P   R8  L8  V   V   V   P   P
V  P   V   V   L   V9  V9   V   V   V   V9  V9  V   V   V   V   V
L  P   L   V   L   L   L    L   L   L   R   L   C   S   F   L7  L7
D  P   D   V   D   D   D    D   D   D   R   D   C   S   F   D7  D7
I  P   I   I   I   I   I    I   I   I   R   I   C   S   F   I7  I7
R  P   R   R   L   R4  R4   R   R   R   R6  R6  R   R   R   R   R
C  P   C   C   L   C4  C4   C   C   C   C4  C4  C   C   C   C   C
S  P   S   S   L   S4  S4   S   S   S   S4  S4  S   S   S   S   S
F  P   F   F   L   F4  F4   F   F   F   F4  F4  F   F   F   F   F
)";

// As a line, but phoneClose on PHONE_CLOSE is a double close.
constexpr const char *PhoneGrid = R"(
   Rq  Ok  Fl  Ob  Us  UI   UD  Dr  Id  Re  RF  PC  PS  FC  Lo  Ov
U  P   U   V   L   U9  U9   U   U   U   U9  U9  U   U   U   U   U
P  P   L   V   L   L8  L8   P   P   P   R8  L8  V   V   V   P   P
V  P   V   V   L   V9  V9   V   V   V   V9  V9  V   V   V   V   V
L  P   L   V   L   L   L    L   L   L   R   L   C   S   F   L7  L7
D  P   D   V   D   D   D    D   D   D   R   D   C   S   F   D7  D7
I  P   I   I   I   I   I    I   I   I   R   I   C   S   F   I7  I7
R  P   R   R   L   R4  R4   R   R   R   R6  R6  R   R   R   R   R
C  P   C   C   L   C4  C4   C   C   C   C4  C4  C   C   C   C   C
S  P   S   S   L   S4  S4   S   S   S   S4  S4  S   S   S   S   S
F  P   F   F   L   F4  F4   F   F   F   F6  F6  F   F   F   F   F
)";

// A root: no parent can die.
constexpr const char *AppGrid = R"(
   Rq  Ok  Fl  Ob  Us  UI   UD  Dr  Id  Re  RF  PC  PS  FC  Lo  Ov
U  P   U   V   L   U9  U9   U   U   U   U9  U9  U   U   U   U   U
P  P   L   V   L   L8  L8   P   P   P   R8  L8  P   P   P   P   P
V  P   V   V   L   V9  V9   V   V   V   V9  V9  V   V   V   V   V
L  P   L   V   L   L   L    L   L   L   R   L   L   L   L   L7  L7
D  P   D   V   D   D   D    D   D   D   R   D   D   D   D   D7  D7
I  P   I   I   I   I   I    I   I   I   R   I   I   I   I   I7  I7
R  P   R   R   L   R4  R4   R   R   R   R6  R6  R   R   R   R   R
C  P   C   C   L   C4  C4   C   C   C   C4  C4  C   C   C   C   C
S  P   S   S   L   S4  S4   S   S   S   S4  S4  S   S   S   S   S
F  P   F   F   L   F4  F4   F   F   F   F4  F4  F   F   F   F   F
)";

// Agents and their sessions: no release, no parent, no duty.
constexpr const char *IdentifierGrid = R"(
   Rq  Ok  Fl  Ob  Us  UI   UD  Dr  Id  Re  RF  PC  PS  FC  Lo  Ov
U  P   U   V   L   U9  U9   U   U   U   U   U   U   U   U   U   U
P  P   L   V   L   L8  L8   P   P   P   P   P   P   P   P   P   P
V  P   V   V   L   V9  V9   V   V   V   V   V   V   V   V   V   V
L  P   L   V   L   L   L    L   L   L   L   L   L   L   L   L   L
D  P   D   V   D   D   D    D   D   D   D   D   D   D   D   D   D
I  P   I   I   I   I   I    I   I   I   I   I   I   I   I   I   I
R  P   R   R   L   R   R    R   R   R   R   R   R   R   R   R   R
C  P   C   C   L   C   C    C   C   C   C   C   C   C   C   C   C
S  P   S   S   L   S   S    S   S   S   S   S   S   S   S   S   S
F  P   F   F   L   F   F    F   F   F   F   F   F   F   F   F   F
)";

// A message from a completion port, a proxy request: used and released once.
constexpr const char *OwnedOnceGrid = R"(
   Rq  Ok  Fl  Ob  Us  UI   UD  Dr  Id  Re  RF  PC  PS  FC  Lo  Ov
U  P   U   V   L   U   U    U   U   U   U   U   U   U   U   U   U
P  P   L   V   L   L   L    P   P   P   R   L   P   P   P   P   P
V  P   V   V   L   V   V    V   V   V   V   V   V   V   V   V   V
L  P   L   V   L   L   L    L   L   L   R   L   L   L   L   L16  L16
D  P   D   V   D   D   D    D   D   D   R   D   D   D   D   D16  D16
I  P   I   I   I   I   I    I   I   I   R   I   I   I   I   I16  I16
R  P   R   R   L   R16  R16   R   R   R   R16  R16  R   R   R   R   R
C  P   C   C   L   C   C    C   C   C   C   C   C   C   C   C   C
S  P   S   S   L   S   S    S   S   S   S   S   S   S   S   S   S
F  P   F   F   L   F   F    F   F   F   F   F   F   F   F   F   F
)";

// A device's handle: a second close is no matter of TAPI.
constexpr const char *DeviceGrid = R"(
   Rq  Ok  Fl  Ob  Us  UI   UD  Dr  Id  Re  RF  PC  PS  FC  Lo  Ov
U  P   U   V   L   U   U    U   U   U   U   U   U   U   U   U   U
P  P   L   V   L   L   L    P   P   P   R   L   P   P   P   P   P
V  P   V   V   L   V   V    V   V   V   V   V   V   V   V   V   V
L  P   L   V   L   L   L    L   L   L   R   L   L   L   L   L17  L17
D  P   D   V   D   D   D    D   D   D   R   D   D   D   D   D17  D17
I  P   I   I   I   I   I    I   I   I   R   I   I   I   I   I17  I17
R  P   R   R   L   R   R    R   R   R   R   R   R   R   R   R   R
C  P   C   C   L   C   C    C   C   C   C   C   C   C   C   C   C
S  P   S   S   L   S   S    S   S   S   S   S   S   S   S   S   S
F  P   F   F   L   F   F    F   F   F   F   F   F   F   F   F   F
)";

// A request ID: its reply releases it. What ends its line ends it without one,
// and nobody may wait for it then.
constexpr const char *RequestGrid = R"(
   Rq  Ok  Fl  Ob  Us  UI   UD  Dr  Id  Re  RF  PC  PS  FC  Lo  Ov
U  P   U   V   L   U   U    U   U   U   U   U   U   U   U   U   U
P  P   L   V   L   L   L    P   P   P   R   L   V   V   P   P   P
V  P   V   V   L   V   V    V   V   V   V   V   V   V   V   V   V
L  P   L   V   L   L   L    L   L   L   R   L   C   S   L   L   L
D  P   D   V   D   D   D    D   D   D   R   D   C   S   D   D   D
I  P   I   I   I   I   I    I   I   I   R   I   C   S   I   I   I
R  P   R   R   L   R   R    R   R   R   R   R   R   R   R   R   R
C  P   C   C   L   C15  C15   C   C   C   C   C   C   C   C   C   C
S  P   S   S   L   S15  S15   S   S   S   S   S   S   S   S   S   S
F  P   F   F   L   F15  F15   F   F   F   F   F   F   F   F   F   F
)";

constexpr const char *NoneGrid = R"(
   Rq  Ok  Fl  Ob  Us  UI   UD  Dr  Id  Re  RF  PC  PS  FC  Lo  Ov
U  U   U   U   U   U   U    U   U   U   U   U   U   U   U   U   U
P  P   P   P   P   P   P    P   P   P   P   P   P   P   P   P   P
V  V   V   V   V   V   V    V   V   V   V   V   V   V   V   V   V
L  L   L   L   L   L   L    L   L   L   L   L   L   L   L   L   L
D  D   D   D   D   D   D    D   D   D   D   D   D   D   D   D   D
I  I   I   I   I   I   I    I   I   I   I   I   I   I   I   I   I
R  R   R   R   R   R   R    R   R   R   R   R   R   R   R   R   R
C  C   C   C   C   C   C    C   C   C   C   C   C   C   C   C   C
S  S   S   S   S   S   S    S   S   S   S   S   S   S   S   S   S
F  F   F   F   F   F   F    F   F   F   F   F   F   F   F   F   F
)";
// clang-format on

struct KindGrid {
  HandleKind Kind;
  const char *Grid;
};

/// Without this GoogleTest prints the bytes, the padding among them.
void PrintTo(const KindGrid &G, std::ostream *Out) { *Out << typeName(G.Kind); }

class Automaton : public testing::TestWithParam<KindGrid> {};

TEST_P(Automaton, StepsAsWrittenDown) {
  const HandleKind Kind = GetParam().Kind;
  std::istringstream Words(GetParam().Grid);
  std::string Word;
  for (unsigned Column = 0; Column < NumEvents; ++Column)
    ASSERT_TRUE(Words >> Word) << "heading";
  for (unsigned From = 0; From < NumStates; ++From) {
    ASSERT_TRUE(Words >> Word) << "row without a name";
    ASSERT_EQ(Word, std::string(1, Letters[From])) << "rows out of order";
    for (unsigned On = 0; On < NumEvents; ++On) {
      ASSERT_TRUE(Words >> Word) << "row too short";
      const State S = static_cast<State>(From);
      const Event E = static_cast<Event>(On);
      EXPECT_EQ(cellOf(step(Kind, S, E)), Word)
          << typeName(Kind) << " in " << name(S) << " on " << name(E);
    }
  }
  EXPECT_FALSE(Words >> Word) << "more cells than states and events";
}

INSTANTIATE_TEST_SUITE_P(
    AllKinds, Automaton,
    testing::Values(KindGrid{HandleKind::None, NoneGrid},
                    KindGrid{HandleKind::LineApp, AppGrid},
                    KindGrid{HandleKind::Line, LineGrid},
                    KindGrid{HandleKind::Call, CallGrid},
                    KindGrid{HandleKind::PhoneApp, AppGrid},
                    KindGrid{HandleKind::Phone, PhoneGrid},
                    KindGrid{HandleKind::Agent, IdentifierGrid},
                    KindGrid{HandleKind::AgentSession, IdentifierGrid},
                    KindGrid{HandleKind::CallHub, IdentifierGrid},
                    KindGrid{HandleKind::Message, OwnedOnceGrid},
                    KindGrid{HandleKind::ProxyRequest, OwnedOnceGrid},
                    KindGrid{HandleKind::Device, DeviceGrid},
                    KindGrid{HandleKind::Event, IdentifierGrid},
                    KindGrid{HandleKind::Port, IdentifierGrid},
                    KindGrid{HandleKind::Request, RequestGrid}),
    [](const testing::TestParamInfo<KindGrid> &Info) {
      std::string Type;
      for (char C : typeName(Info.param.Kind))
        if (std::isalnum(static_cast<unsigned char>(C)))
          Type += C;
      return Type.empty() ? std::string("None") : Type;
    });

struct ReleaseCase {
  State From;
  std::uint32_t ApiVersion;
  Privilege Priv;
  bool SoleOwner;
  const char *Expected;
};

TEST(Release, OfACallDependsOnVersionAndOwnership) {
  constexpr std::uint32_t V1 = 0x00010004, V2 = 0x00020000, V3 = 0x00030001;
  constexpr Privilege O = Privilege::Owner, M = Privilege::Monitor,
                      U = Privilege::Unknown;
  const ReleaseCase Cases[] = {
      // Below 2.0 the function fails until the call is idle.
      {State::Live, V1, O, true, "L14"},
      {State::Live, V1, U, true, "L14"},
      {State::Dropped, V1, O, true, "D14"},
      {State::Idle, V1, O, true, "R"},
      // From 2.0 on it succeeds, and orphans a call that was never dropped.
      {State::Live, V2, O, true, "R14"},
      {State::Live, V3, U, true, "R14"},
      {State::Dropped, V2, O, true, "R"},
      {State::Idle, V2, O, true, "R"},
      // Monitors and co-owners may deallocate at any time.
      {State::Live, V1, O, false, "R"},
      {State::Live, V1, M, false, "R"},
      {State::Live, V1, M, true, "R"},
      {State::Dropped, V1, M, true, "R"},
      {State::Live, V2, O, false, "R"},
      {State::Live, V2, M, true, "R"},
      // What is not alive is wrong for another reason.
      {State::Pending, V1, O, true, "R8"},
      {State::Void, V1, O, true, "V9"},
      {State::Released, V1, O, true, "R6"},
      {State::LineClosed, V2, O, true, "C5"},
  };
  for (const ReleaseCase &C : Cases) {
    const LifeContext Context{C.ApiVersion, C.Priv, C.SoleOwner};
    EXPECT_EQ(cellOf(step(HandleKind::Call, C.From, Event::Release, Context)),
              C.Expected)
        << name(C.From) << " version " << std::hex << C.ApiVersion;
  }
}

TEST(Release, OfOtherKindsIgnoresOwnership) {
  const LifeContext Context{0x00010004, Privilege::Owner, true};
  for (HandleKind K : {HandleKind::LineApp, HandleKind::Line,
                       HandleKind::PhoneApp, HandleKind::Phone})
    EXPECT_EQ(cellOf(step(K, State::Live, Event::Release, Context)), "R")
        << typeName(K);
}

TEST(Release, ThatFailsIsNoViolationOnALivingCall) {
  const LifeContext Context{0x00010004, Privilege::Owner, true};
  EXPECT_EQ(cellOf(step(HandleKind::Call, State::Live, Event::ReleaseFailed,
                        Context)),
            "L");
}

TEST(ChildEvent, IsTheParentsDeathOrNothing) {
  for (unsigned Kind = 0; Kind < NumHandleKinds; ++Kind) {
    for (unsigned Cause = 0; Cause < NumEvents; ++Cause) {
      const HandleKind K = static_cast<HandleKind>(Kind);
      const Event E = static_cast<Event>(Cause);
      Event Expected = Event::UseAfterDeathLegal;
      if (K == HandleKind::Line && E == Event::Release)
        Expected = Event::ParentClosed;
      if (K == HandleKind::Line && E == Event::ForcedClose)
        Expected = Event::ForcedClose;
      if (K == HandleKind::Line && E == Event::ParentShutDown)
        Expected = Event::ParentShutDown;
      if (K == HandleKind::LineApp && E == Event::Release)
        Expected = Event::ParentShutDown;
      if (K == HandleKind::PhoneApp && E == Event::Release)
        Expected = Event::ParentShutDown;
      if (K == HandleKind::Phone && E == Event::Release)
        Expected = Event::ParentClosed;
      if (K == HandleKind::Phone && E == Event::ParentShutDown)
        Expected = Event::ParentShutDown;
      if (K == HandleKind::Call &&
          (E == Event::ParentClosed || E == Event::ParentShutDown))
        Expected = E;
      EXPECT_EQ(childEvent(K, E), Expected) << typeName(K) << " " << name(E);
    }
  }
}

/// Handles in a family, to watch a death travel down.
struct Member {
  HandleKind Kind;
  int Parent; ///< Index, -1 for the root.
  State Life;
};

void happens(std::vector<Member> &Family, int Who, Event What) {
  Member &M = Family[static_cast<std::size_t>(Who)];
  M.Life = step(M.Kind, M.Life, What).Next;
  const Event Below = childEvent(M.Kind, What);
  for (std::size_t I = 0; I < Family.size(); ++I)
    if (Family[I].Parent == Who)
      happens(Family, static_cast<int>(I), Below);
}

std::string livesOf(const std::vector<Member> &Family) {
  std::string Lives;
  for (const Member &M : Family)
    Lives += Letters[static_cast<unsigned>(M.Life)];
  return Lives;
}

/// An app with two lines, the first with four calls, the second with one.
std::vector<Member> family() {
  return {{HandleKind::LineApp, -1, State::Live},
          {HandleKind::Line, 0, State::Live},
          {HandleKind::Call, 1, State::Live},
          {HandleKind::Call, 1, State::Pending},
          {HandleKind::Call, 1, State::Idle},
          {HandleKind::Call, 1, State::Released},
          {HandleKind::Line, 0, State::Live},
          {HandleKind::Call, 6, State::Dropped}};
}

TEST(Family, ALineTakesItsOwnCallsAlong) {
  std::vector<Member> F = family();
  happens(F, 1, Event::Release);
  EXPECT_EQ(livesOf(F), "LRCVCRLD");
}

TEST(Family, AForcedCloseTakesTheCallsAlong) {
  std::vector<Member> F = family();
  happens(F, 1, Event::ForcedClose);
  EXPECT_EQ(livesOf(F), "LFFVFRLD");
}

TEST(Family, AShutdownTakesAllLinesAndCallsAlong) {
  std::vector<Member> F = family();
  happens(F, 0, Event::Release);
  EXPECT_EQ(livesOf(F), "RSSVSRSS");
}

TEST(Family, AShutdownAfterAnOwnCloseLeavesTheCauseOfDeath) {
  std::vector<Member> F = family();
  happens(F, 1, Event::Release);
  happens(F, 0, Event::Release);
  EXPECT_EQ(livesOf(F), "RRCVCRSS");
}

TEST(Family, AFailedCloseKillsNobody) {
  std::vector<Member> F = family();
  happens(F, 1, Event::ReleaseFailed);
  EXPECT_EQ(livesOf(F), livesOf(family()));
}

TEST(Predicates, PartTheStates) {
  std::string Alive, Dead;
  for (unsigned I = 0; I < NumStates; ++I) {
    if (isAlive(static_cast<State>(I)))
      Alive += Letters[I];
    if (isDead(static_cast<State>(I)))
      Dead += Letters[I];
  }
  EXPECT_EQ(Alive, "LDI");
  EXPECT_EQ(Dead, "RCSF");
}

TEST(Names, AreThoseOfTheEnumerators) {
  EXPECT_EQ(name(State::Unset), "Unset");
  EXPECT_EQ(name(State::Pending), "Pending");
  EXPECT_EQ(name(State::Void), "Void");
  EXPECT_EQ(name(State::Live), "Live");
  EXPECT_EQ(name(State::Dropped), "Dropped");
  EXPECT_EQ(name(State::Idle), "Idle");
  EXPECT_EQ(name(State::Released), "Released");
  EXPECT_EQ(name(State::LineClosed), "LineClosed");
  EXPECT_EQ(name(State::AppShutDown), "AppShutDown");
  EXPECT_EQ(name(State::ForceClosed), "ForceClosed");
  EXPECT_EQ(name(Event::Request), "Request");
  EXPECT_EQ(name(Event::ReplyOk), "ReplyOk");
  EXPECT_EQ(name(Event::ReplyFailed), "ReplyFailed");
  EXPECT_EQ(name(Event::Obtain), "Obtain");
  EXPECT_EQ(name(Event::Use), "Use");
  EXPECT_EQ(name(Event::UseUnlessIdle), "UseUnlessIdle");
  EXPECT_EQ(name(Event::UseAfterDeathLegal), "UseAfterDeathLegal");
  EXPECT_EQ(name(Event::Drop), "Drop");
  EXPECT_EQ(name(Event::GoIdle), "GoIdle");
  EXPECT_EQ(name(Event::Release), "Release");
  EXPECT_EQ(name(Event::ReleaseFailed), "ReleaseFailed");
  EXPECT_EQ(name(Event::ParentClosed), "ParentClosed");
  EXPECT_EQ(name(Event::ParentShutDown), "ParentShutDown");
  EXPECT_EQ(name(Event::ForcedClose), "ForcedClose");
  EXPECT_EQ(name(Event::Lost), "Lost");
  EXPECT_EQ(name(Event::Overwritten), "Overwritten");
}

} // namespace
