//===- FunctionsTest.cpp - The fine points of functions.def ---------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What no header says: completion, life and death of handles, special values.
/// The expected lists are written down from Microsoft's pages. Numbers and
/// types of arguments are checked in HeaderTest.cpp.
///
//===----------------------------------------------------------------------===//

#include "tapi_model/Functions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>

using namespace tapi;

namespace {

using Names = std::set<std::string>;

Names namesWhere(const std::function<bool(const FunctionRow &)> &Is) {
  Names Found;
  for (const FunctionRow &F : functions())
    if (Is(F))
      Found.insert(std::string(F.Name));
  return Found;
}

/// "function argument" for every argument that \p Is true for.
Names argumentsWhere(const std::function<bool(const Argument &)> &Is) {
  Names Found;
  for (const FunctionRow &F : functions())
    for (const Argument &A : F.Args)
      if (Is(A))
        Found.insert(std::string(F.Name) + " " + std::to_string(A.Index));
  return Found;
}

Names withFlag(ArgRole Role, ArgFlag Flag) {
  return argumentsWhere(
      [=](const Argument &A) { return A.Role == Role && (A.Flags & Flag); });
}

TEST(Functions, AreSortedAndUnique) {
  const List<FunctionRow> All = functions();
  ASSERT_EQ(All.Size, 174u);
  for (unsigned I = 1; I < All.Size; ++I)
    EXPECT_LT(All[I - 1].Name, All[I].Name);
}

TEST(Functions, AreFoundByEverySpelling) {
  for (const FunctionRow &F : functions()) {
    const std::string Name(F.Name);
    EXPECT_EQ(findFunction(Name), &F) << Name;
    EXPECT_EQ(findFunction(Name + "A") == &F, (F.Spellings & Ansi) != 0)
        << Name;
    EXPECT_EQ(findFunction(Name + "W") == &F, (F.Spellings & Wide) != 0)
        << Name;
  }
}

TEST(Functions, AreNotFoundByOtherNames) {
  for (const char *Name :
       {"", "A", "W", "line", "lineDropA", "lineDropW", "LineDrop", "lineDrop ",
        "lineMakeCallAA", "lineMakeCallWA", "lineMakeCallX", "lineZ", "zzz",
        "internalNewLocation", "internalNewLocationWW", "CreateFileA"})
    EXPECT_EQ(findFunction(Name), nullptr) << Name;
  // The viewed characters need not end in NUL.
  EXPECT_EQ(findFunction(std::string_view("lineDropped", 8)),
            findFunction("lineDrop"));
}

TEST(Functions, ExportListsAreSortedAndComplete) {
  for (bool X86 : {false, true}) {
    const std::vector<std::string> List = exportedNames(X86);
    EXPECT_EQ(List.size(), X86 ? 249u : 278u);
    EXPECT_TRUE(std::is_sorted(List.begin(), List.end()));
    EXPECT_EQ(std::adjacent_find(List.begin(), List.end()), List.end());
  }
}

TEST(Functions, TheUndocumentedAreForwardedOnly) {
  const Names NotJudged =
      namesWhere([](const FunctionRow &F) { return !F.Judged; });
  EXPECT_EQ(NotJudged.size(), 31u);
  for (const FunctionRow &F : functions()) {
    if (F.Judged) {
      EXPECT_NE(F.Completes, Completion::Unknown) << F.Name;
      EXPECT_FALSE(F.Page.empty()) << F.Name;
      EXPECT_TRUE(F.OnX86) << F.Name;
      EXPECT_NE(F.Since, 0u) << F.Name;
      continue;
    }
    EXPECT_EQ(F.Completes, Completion::Unknown) << F.Name;
    EXPECT_TRUE(F.Args.empty()) << F.Name;
  }
  EXPECT_EQ(namesWhere([](const FunctionRow &F) { return !F.OnX86; }).size(),
            29u);
  EXPECT_TRUE(NotJudged.count("tapiRequestDrop"));
  EXPECT_TRUE(NotJudged.count("tapiRequestMediaCall"));
}

TEST(Functions, AsynchronousOnesNameTheirReply) {
  unsigned Lines = 0;
  Names Phones, Mixed, Blocking;
  for (const FunctionRow &F : functions()) {
    const std::string Name(F.Name);
    switch (F.Completes) {
    case Completion::Async:
      if (F.Reply == "PHONE_REPLY")
        Phones.insert(Name);
      else
        ++Lines;
      EXPECT_EQ(F.Reply,
                Name.substr(0, 4) == "line" ? "LINE_REPLY" : "PHONE_REPLY");
      break;
    case Completion::Mixed:
      Mixed.insert(Name + " " + std::string(F.Reply));
      break;
    case Completion::Blocking:
      Blocking.insert(Name);
      [[fallthrough]];
    default:
      EXPECT_EQ(F.Reply, "") << Name;
    }
  }
  EXPECT_EQ(Lines, 53u);
  EXPECT_EQ(Phones,
            (Names{"phoneDevSpecific", "phoneSetButtonInfo", "phoneSetData",
                   "phoneSetDisplay", "phoneSetGain", "phoneSetHookSwitch",
                   "phoneSetLamp", "phoneSetRing", "phoneSetVolume"}));
  EXPECT_EQ(Mixed, (Names{"lineGatherDigits LINE_GATHERDIGITS",
                          "lineGenerateDigits LINE_GENERATE",
                          "lineGenerateTone LINE_GENERATE"}));
  EXPECT_EQ(Blocking, (Names{"lineGetMessage", "phoneGetMessage"}));
}

struct CreateCase {
  const char *Function;
  unsigned Index;
  HandleKind Kind;
  Completion Completes;
  Privilege Gets;
};

TEST(Functions, HandlesComeToExistWhereThePagesSay) {
  constexpr Privilege Owner = Privilege::Owner, Other = Privilege::Unknown;
  const CreateCase Cases[] = {
      {"lineInitialize", 0, HandleKind::LineApp, Completion::Sync, Other},
      {"lineInitializeEx", 0, HandleKind::LineApp, Completion::Sync, Other},
      {"lineOpen", 2, HandleKind::Line, Completion::Sync, Other},
      {"lineMakeCall", 1, HandleKind::Call, Completion::Async, Owner},
      {"lineSetupTransfer", 1, HandleKind::Call, Completion::Async, Owner},
      {"lineSetupConference", 2, HandleKind::Call, Completion::Async, Owner},
      {"lineSetupConference", 3, HandleKind::Call, Completion::Async, Owner},
      {"linePrepareAddToConference", 1, HandleKind::Call, Completion::Async,
       Owner},
      {"lineCompleteTransfer", 2, HandleKind::Call, Completion::Async, Owner},
      {"lineForward", 5, HandleKind::Call, Completion::Async, Owner},
      {"linePickup", 2, HandleKind::Call, Completion::Async, Owner},
      {"lineUnpark", 2, HandleKind::Call, Completion::Async, Owner},
      {"phoneInitialize", 0, HandleKind::PhoneApp, Completion::Sync, Other},
      {"phoneInitializeEx", 0, HandleKind::PhoneApp, Completion::Sync, Other},
      {"phoneOpen", 2, HandleKind::Phone, Completion::Sync, Other},
      {"lineCreateAgent", 3, HandleKind::Agent, Completion::Async, Other},
      {"lineCreateAgentSession", 5, HandleKind::AgentSession, Completion::Async,
       Other},
  };
  Names Expected;
  for (const CreateCase &C : Cases) {
    Expected.insert(std::string(C.Function) + " " + std::to_string(C.Index));
    const FunctionRow *F = findFunction(C.Function);
    ASSERT_NE(F, nullptr) << C.Function;
    const Argument *A = argument(*F, C.Index);
    ASSERT_NE(A, nullptr) << C.Function;
    EXPECT_EQ(A->Role, ArgRole::Create) << C.Function;
    EXPECT_EQ(A->Kind, C.Kind) << C.Function;
    EXPECT_EQ(A->Gets, C.Gets) << C.Function;
    EXPECT_EQ(F->Completes, C.Completes) << C.Function;
  }
  EXPECT_EQ(argumentsWhere(
                [](const Argument &A) { return A.Role == ArgRole::Create; }),
            Expected);
  EXPECT_EQ(withFlag(ArgRole::Create, NullOnSuccess), Names{"lineForward 5"});
}

TEST(Functions, HandlesDieWhereThePagesSay) {
  EXPECT_EQ(argumentsWhere(
                [](const Argument &A) { return A.Role == ArgRole::Release; }),
            (Names{"lineClose 0", "lineDeallocateCall 0", "lineShutdown 0",
                   "phoneClose 0", "phoneShutdown 0"}));
  for (const char *Name : {"lineClose", "lineDeallocateCall", "lineShutdown",
                           "phoneClose", "phoneShutdown"})
    EXPECT_EQ(findFunction(Name)->Completes, Completion::Sync) << Name;
}

TEST(Functions, ListsAndMessagesAreKnown) {
  EXPECT_EQ(argumentsWhere([](const Argument &A) {
              return A.Role == ArgRole::CreateList;
            }),
            (Names{"lineGetConfRelatedCalls 1", "lineGetNewCalls 3"}));
  EXPECT_EQ(withFlag(ArgRole::CreateList, MixedList),
            Names{"lineGetConfRelatedCalls 1"});
  for (const char *Name : {"lineGetConfRelatedCalls", "lineGetNewCalls"}) {
    const Argument *A =
        argumentWithRole(*findFunction(Name), ArgRole::CreateList);
    ASSERT_NE(A, nullptr);
    EXPECT_EQ(A->Gets, Privilege::Monitor) << Name;
    EXPECT_EQ(A->Kind, HandleKind::Call) << Name;
  }
  EXPECT_EQ(argumentsWhere(
                [](const Argument &A) { return A.Role == ArgRole::Message; }),
            (Names{"lineGetMessage 1", "phoneGetMessage 1"}));
}

TEST(Functions, NullIsLegalWhereThePagesSay) {
  EXPECT_EQ(withFlag(ArgRole::Use, Optional),
            (Names{"lineTranslateAddress 0", "lineTranslateDialog 0",
                   "lineGetTranslateCaps 0", "lineSetCurrentLocation 0",
                   "lineSetTollList 0", "lineSetupConference 0",
                   "lineDevSpecific 2", "lineProxyMessage 1"}));
  EXPECT_EQ(withFlag(ArgRole::Use, MayBeDead), Names{"lineProxyResponse 0"});
  EXPECT_EQ(argumentsWhere([](const Argument &A) {
              return A.Gate.Kind != ArgGate::Always;
            }),
            (Names{"lineCompleteTransfer 2", "lineGetID 0", "lineGetID 2",
                   "linePark 3", "lineSetMediaControl 0",
                   "lineSetMediaControl 2", "lineSetTerminal 0",
                   "lineSetTerminal 2", "lineSetupConference 1"}));
  // With hCall == NULL the line counts, otherwise it is ignored.
  const ArgGate Gate = argument(*findFunction("lineSetupConference"), 1)->Gate;
  EXPECT_EQ(Gate.Kind, ArgGate::Equals);
  EXPECT_EQ(Gate.Arg, 0);
  EXPECT_EQ(Gate.Value, 0u);
}

TEST(Functions, LateBuffersAreKnown) {
  EXPECT_EQ(
      argumentsWhere(
          [](const Argument &A) { return A.Role == ArgRole::LateBuffer; }),
      (Names{"lineAgentSpecific 3", "lineCompleteCall 1", "lineDevSpecific 3",
             "lineDevSpecificFeature 2", "lineGatherDigits 2",
             "lineGetAgentActivityList 2", "lineGetAgentCaps 4",
             "lineGetAgentGroupList 2", "lineGetAgentInfo 2",
             "lineGetAgentSessionInfo 2", "lineGetAgentSessionList 2",
             "lineGetAgentStatus 2", "lineGetGroupList 1", "lineGetQueueInfo 2",
             "lineGetQueueList 2", "linePark 3", "phoneDevSpecific 1"}));
  for (const FunctionRow &F : functions()) {
    if (!argumentWithRole(F, ArgRole::LateBuffer))
      continue;
    EXPECT_TRUE(F.Completes == Completion::Async ||
                F.Completes == Completion::Mixed)
        << F.Name;
  }
}

TEST(Functions, IdleCallsAreJudgedOnlyWithoutContradiction) {
  const auto With = [](IdleRule R) {
    return namesWhere([=](const FunctionRow &F) { return F.OnIdle == R; });
  };
  EXPECT_EQ(With(IdleRule::Illegal),
            (Names{"lineAccept", "lineAddToConference", "lineAnswer",
                   "lineBlindTransfer", "lineCompleteCall",
                   "lineCompleteTransfer", "lineDial", "lineDrop", "lineHold",
                   "linePark", "linePrepareAddToConference", "lineRedirect",
                   "lineRemoveFromConference", "lineSendUserUserInfo",
                   "lineSetCallParams", "lineSetupConference",
                   "lineSetupTransfer", "lineSwapHold", "lineUnhold"}));
  EXPECT_EQ(
      With(IdleRule::Legal),
      (Names{"lineDeallocateCall", "lineGetCallInfo", "lineGetCallStatus",
             "lineHandoff", "lineReleaseUserUserInfo", "lineSetAppSpecific",
             "lineSetCallPrivilege", "lineSetMediaControl", "lineSetMediaMode",
             "lineSetTerminal"}));
  EXPECT_EQ(With(IdleRule::Unclear),
            (Names{"lineDevSpecific", "lineGatherDigits", "lineGenerateDigits",
                   "lineGenerateTone", "lineGetConfRelatedCalls", "lineGetID",
                   "lineMonitorDigits", "lineMonitorMedia", "lineMonitorTones",
                   "lineProxyMessage", "lineSecureCall", "lineSetCallData",
                   "lineSetCallQualityOfService", "lineSetCallTreatment"}));
  for (const FunctionRow &F : functions()) {
    const bool TakesACall =
        std::any_of(F.Args.begin(), F.Args.end(), [](const Argument &A) {
          return A.Kind == HandleKind::Call &&
                 (A.Role == ArgRole::Use || A.Role == ArgRole::Release);
        });
    EXPECT_EQ(F.OnIdle != IdleRule::NotACall, TakesACall) << F.Name;
  }
}

TEST(Functions, EffectsOnCallsAreKnown) {
  const auto With = [](CallEffect E) {
    return namesWhere([=](const FunctionRow &F) { return F.Effect == E; });
  };
  EXPECT_EQ(With(CallEffect::Drops), Names{"lineDrop"});
  EXPECT_EQ(With(CallEffect::HandsOff), Names{"lineHandoff"});
  EXPECT_EQ(With(CallEffect::SetsPrivilege), Names{"lineSetCallPrivilege"});
  const Names Ending{"lineBlindTransfer",    "lineCompleteCall",
                     "lineCompleteTransfer", "linePark",
                     "lineRedirect",         "lineRemoveFromConference"};
  EXPECT_EQ(With(CallEffect::Ends), Ending);
  EXPECT_EQ(
      withFlag(ArgRole::Use, Ends),
      (Names{"lineBlindTransfer 0", "lineCompleteCall 0",
             "lineCompleteTransfer 0", "lineCompleteTransfer 1", "lineDrop 0",
             "linePark 0", "lineRedirect 0", "lineRemoveFromConference 0"}));
}

TEST(Functions, PrivilegesAreThoseOfThePages) {
  const auto Needs = [](const char *Name) { return findFunction(Name)->Needs; };
  for (const char *Name :
       {"lineAnswer", "lineDrop", "lineHandoff", "lineSetMediaControl",
        "lineSetupConference", "lineSwapHold", "phoneSetRing"})
    EXPECT_EQ(Needs(Name), Privilege::Owner) << Name;
  for (const char *Name : {"lineDeallocateCall", "lineGetCallInfo",
                           "lineSetCallPrivilege", "phoneGetRing"})
    EXPECT_EQ(Needs(Name), Privilege::Monitor) << Name;
  for (const char *Name : {"lineMakeCall", "lineClose", "lineMonitorDigits",
                           "phoneSetStatusMessages", "phoneOpen"})
    EXPECT_EQ(Needs(Name), Privilege::Unknown) << Name;
}

TEST(Functions, VersionsAreThoseOfThePages) {
  const auto Since = [](const char *Name) { return findFunction(Name)->Since; };
  EXPECT_EQ(Since("lineMakeCall"), 0x00010003u);
  EXPECT_EQ(Since("lineGetCountry"), 0x00010004u);
  EXPECT_EQ(Since("lineInitializeEx"), 0x00020000u);
  EXPECT_EQ(Since("lineCreateAgent"), 0x00020002u);
  EXPECT_EQ(namesWhere([](const FunctionRow &F) { return F.Until != 0; }),
            (Names{"lineInitialize", "phoneInitialize"}));
  EXPECT_EQ(findFunction("lineInitialize")->Until, 0x00010004u);
}

TEST(Functions, PagesBecomeUrls) {
  EXPECT_EQ(pageUrl(*findFunction("lineDrop")),
            "https://learn.microsoft.com/en-us/windows/win32/api/tapi/"
            "nf-tapi-linedrop");
  EXPECT_EQ(pageUrl(*findFunction("tapiRequestMediaCall")),
            "https://learn.microsoft.com/en-us/windows/win32/tapi/"
            "tapirequestmediacall");
  EXPECT_EQ(pageUrl(*findFunction("internalConfig")), "");
}

} // namespace
