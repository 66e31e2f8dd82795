//===- RulesTest.cpp - Rules and the sentences that report them -----------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Every rule has a check, a page and a sentence; every sentence keeps the form
/// that reports promise.
///
//===----------------------------------------------------------------------===//

#include "tapi_model/Rules.h"
#include "tapi_model/Texts.h"

#include <gtest/gtest.h>

#include <cctype>
#include <cstdio>
#include <regex>
#include <set>

using namespace tapi;

namespace {

struct NamedText {
  Text Id;
  const char *Name;
};

constexpr NamedText AllTexts[] = {
#define TAPI_TEXT(Id, RuleNumber, Template) {Text::Id, #Id},
#include "tapi_model/texts.def"
};

/// Lower case and without a full stop, as every line of a report.
void expectReportStyle(std::string_view Line, std::string_view Where) {
  ASSERT_FALSE(Line.empty()) << Where;
  EXPECT_FALSE(std::isupper(static_cast<unsigned char>(Line.front())))
      << Where << ": " << Line;
  EXPECT_NE(Line.back(), '.') << Where;
  EXPECT_EQ(Line.find(". "), std::string_view::npos)
      << Where << ": more than one sentence";
  EXPECT_EQ(Line.find("  "), std::string_view::npos) << Where << ": two blanks";
  EXPECT_FALSE(std::isspace(static_cast<unsigned char>(Line.back()))) << Where;
}

TEST(Rules, AreNumberedInOrder) {
  unsigned Number = 0;
  for (const RuleRow &R : rules()) {
    char Name[8];
    std::snprintf(Name, sizeof(Name), "TAPI%03u", ++Number);
    EXPECT_EQ(R.Name, Name);
    EXPECT_EQ(static_cast<unsigned>(R.Id), Number);
    EXPECT_EQ(&row(R.Id), &R);
    EXPECT_EQ(ruleByName(Name), R.Id);
  }
  EXPECT_EQ(Number, 18u);
  for (const char *Name : {"", "TAPI", "TAPI000", "TAPI019", "tapi001",
                           "TAPI0011", "tapi-call-leak"})
    EXPECT_EQ(ruleByName(Name), Rule::None) << Name;
}

TEST(Rules, BelongToTheirChecks) {
  const char *const Checks[] = {
      "tapi-call-leak",
      "tapi-call-leak",
      "tapi-use-after-deallocate",
      "tapi-use-after-close",
      "tapi-use-after-close",
      "tapi-double-release",
      "tapi-line-leak",
      "tapi-pending-handle",
      "tapi-pending-handle",
      "tapi-async-out-lifetime",
      "tapi-async-result",
      "tapi-handle-kind",
      "tapi-idle-call",
      "tapi-orphaned-call",
      "tapi-lost-reply",
      "tapi-message-ownership",
      "tapi-comm-handle-leak",
      "tapi-undeallocated-call",
  };
  ASSERT_EQ(std::size(Checks), rules().size());
  for (unsigned I = 0; I < rules().size(); ++I) {
    const RuleRow &R = rules()[I];
    EXPECT_EQ(R.Check, Checks[I]) << R.Name;
    EXPECT_EQ(documentationPage(R.Id),
              "rules/" + std::string(Checks[I]) + ".md");
  }
}

TEST(Rules, StateADocumentedFact) {
  const std::regex Url("https://learn\\.microsoft\\.com/en-us/windows/win32/"
                       "(api/tapi/n[fsc]-tapi-[a-z0-9_-]+|tapi/[a-z0-9-]+)");
  for (const RuleRow &R : rules()) {
    expectReportStyle(R.Title, R.Name);
    EXPECT_LE(R.Title.size(), 80u) << R.Name;
    EXPECT_GE(R.Fact.size(), 20u) << R.Name;
    EXPECT_NE(R.Fact.back(), '.') << R.Name;
    EXPECT_TRUE(std::regex_match(std::string(R.FactPage), Url)) << R.FactPage;
    EXPECT_FALSE(R.Static == Decides::No && R.Runtime == Decides::No) << R.Name;
  }
}

TEST(Rules, HaveASentenceEach) {
  std::set<Rule> Told;
  for (const NamedText &T : AllTexts)
    Told.insert(ruleOf(T.Id));
  for (const RuleRow &R : rules())
    EXPECT_TRUE(Told.count(R.Id)) << "no sentence for " << R.Name;
}

TEST(Texts, KeepTheStyleOfReports) {
  for (const NamedText &T : AllTexts)
    expectReportStyle(templateOf(T.Id), T.Name);
}

TEST(Texts, HaveOnlyKnownPlaceholders) {
  const TextArguments All{"K", "H", "F", "E", "P", "L", "D"};
  for (const NamedText &T : AllTexts) {
    const std::string Sentence = render(T.Id, All);
    EXPECT_EQ(Sentence.find_first_of("{}"), std::string::npos)
        << T.Name << ": " << Sentence;
  }
}

TEST(Texts, AreNotesIfTheirNameSaysSo) {
  for (const NamedText &T : AllTexts)
    EXPECT_EQ(ruleOf(T.Id) == Rule::None,
              std::string_view(T.Name).substr(0, 4) == "Note")
        << T.Name;
}

TEST(Texts, WarningsNameTheirRule) {
  EXPECT_EQ(ruleOf(Text::CallLeaked), Rule::TAPI001);
  EXPECT_EQ(ruleOf(Text::UsedBeforeReply), Rule::TAPI008);
  EXPECT_EQ(ruleOf(Text::UsedUnset), Rule::TAPI009);
  EXPECT_EQ(ruleOf(Text::OutLocationDies), Rule::TAPI010);
  EXPECT_EQ(ruleOf(Text::CallNotDeallocated), Rule::TAPI018);
  EXPECT_EQ(ruleOf(Text::NoteObtained), Rule::None);
}

TEST(Texts, PlaceholdersAreReplacedOnce) {
  TextArguments A;
  A.Kind = "call handle";
  A.Handle = "'{kind}'";
  A.Ender = "lineDeallocateCall";
  EXPECT_EQ(render(Text::UseAfterDeallocate, A),
            "call handle '{kind}' is used after lineDeallocateCall "
            "deallocated it");
  EXPECT_EQ(render(Text::NoteCalling, {}), " is called here");
}

} // namespace
