//===- NoLintTest.cpp - NOLINT comments -----------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The syntax, case by case as clang-tidy's own documentation and tests have
/// it, and what becomes of findings and of comments that silence nothing.
/// test/lit/tools compares with clang-tidy itself.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/NoLint.h"

#include "Scene.h"

#include "llvm/ADT/SmallVector.h"

using namespace tapi;
using namespace tapi::report;

namespace {

std::vector<NoLint> read(llvm::StringRef Text, size_t Unmatched = 0) {
  llvm::SmallVector<llvm::StringRef> Lines;
  Text.split(Lines, '\n');
  std::vector<NoLint> Alone;
  std::vector<NoLint> Found = findNoLints(Lines, Alone);
  EXPECT_EQ(Alone.size(), Unmatched) << Text.str();
  return Found;
}

TEST(NoLint, SpeaksOfItsLineOrTheNext) {
  auto Found = read("a(); // NOLINT\n// NOLINTNEXTLINE(x)\nb();");
  ASSERT_EQ(Found.size(), 2u);
  EXPECT_FALSE(Found[0].HasList);
  EXPECT_EQ(Found[0].Column, 9u);
  EXPECT_TRUE(Found[0].covers(1, 1));
  EXPECT_FALSE(Found[0].covers(2, 1));
  EXPECT_EQ(Found[1].List, "x");
  EXPECT_FALSE(Found[1].covers(2, 1));
  EXPECT_TRUE(Found[1].covers(3, 99));
}

TEST(NoLint, BlocksBeginAndEnd) {
  auto Found = read("// NOLINTBEGIN(x)\na();\n// NOLINTEND(x)\nb();");
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_TRUE(Found[0].covers(2, 1));
  EXPECT_FALSE(Found[0].covers(4, 1));
  EXPECT_FALSE(Found[0].covers(1, 1)) << "before the comment";
}

TEST(NoLint, BlocksNestAndNeedTheirOwnEnd) {
  auto Found = read("// NOLINTBEGIN(x)\n// NOLINTBEGIN(y)\na();\n"
                    "// NOLINTEND(y)\n// NOLINTEND(x)");
  ASSERT_EQ(Found.size(), 2u);
  EXPECT_EQ(Found[0].List, "x");
  EXPECT_EQ(Found[0].Last.first, 5u);
  EXPECT_EQ(Found[1].Last.first, 4u);
  EXPECT_TRUE(read("// NOLINTBEGIN(x)\n// NOLINTEND(y)", 2).empty());
  EXPECT_TRUE(read("// NOLINTEND", 1).empty());
}

TEST(NoLint, OtherWordsAreNone) {
  for (llvm::StringRef Line :
       {"NOLINTX", "NOLINTNEXT", "nolint", "NO LINT", ""})
    EXPECT_TRUE(read(Line).empty()) << Line.str();
  auto Found = read("NOLINTS NOLINT(a) NOLINT(b)");
  ASSERT_EQ(Found.size(), 2u);
  EXPECT_EQ(Found[1].List, "b");
}

TEST(NoLint, ABracketNeedsItsEndOnTheLine) {
  auto Found = read("// NOLINT(tapi-\n// x)");
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_FALSE(Found[0].HasList);
}

TEST(NoLint, ReasonsFollowTheList) {
  const struct {
    const char *Line, *Reason;
  } Cases[] = {
      {"// NOLINT(a): the pool owns it", "the pool owns it"},
      {"// NOLINT(a) -- the pool owns it.  ", "the pool owns it."},
      {"// NOLINT", ""},
      {"/* NOLINT(a) by design */ f(); // really", "by design"},
      {"// NOLINT(a) first // NOLINT(b) second", "first"},
      {"// NOLINTNEXTLINE(a) - well-known", "well-known"},
  };
  for (const auto &C : Cases)
    EXPECT_EQ(read(C.Line)[0].Reason, C.Reason) << C.Line;
}

/// The scene with \p Comment at the end of the line of its finding in dial.c.
Scene commented(const std::string &Comment) {
  Scene S;
  S.dial().insert(S.dial().find(";\n}") + 1, " // " + Comment);
  return S;
}

TEST(Suppress, FindingsByNameAndGlob) {
  for (const char *Comment :
       {"NOLINT", "NOLINT(tapi-use-after-close)", "NOLINT(tapi-*)", "NOLINT(*)",
        "NOLINT( bugprone-x , tapi-use-after-close )", "NOLINT(*,-tapi-*)"}) {
    Report R = commented(Comment).judged();
    EXPECT_TRUE(R.Entries[1].Suppressed) << Comment;
    EXPECT_FALSE(R.Entries[0].Suppressed) << Comment;
    EXPECT_TRUE(R.Unused.empty()) << Comment;
    EXPECT_EQ(R.ExitCode, 1);
  }
  for (const char *Comment :
       {"NOLINT()", "NOLINT(bugprone-*)", "NOLINT(-tapi-*)", "NOLINTNEXTLINE"})
    EXPECT_FALSE(commented(Comment).judged().Entries[1].Suppressed) << Comment;
}

TEST(Suppress, AllFindingsMakeACleanRun) {
  Scene S = commented("NOLINT(tapi-use-after-close): see the manual");
  S.Run.Findings.erase(S.Run.Findings.begin());
  Report R = S.judged();
  EXPECT_EQ(R.ExitCode, 0);
  EXPECT_EQ(R.Entries[0].Suppressed->Reason, "see the manual");
  EXPECT_EQ(R.Entries[0].Suppressed->Where.Line, 7u);
  EXPECT_EQ(remarks(R),
            std::vector<std::string>{"1 finding silenced by NOLINT"});
}

std::vector<std::string> unused(const Scene &S) {
  std::vector<std::string> Result;
  for (const UnusedNoLint &U : S.judged().Unused)
    Result.push_back(std::to_string(U.Where.Line) + ": " + U.Text);
  return Result;
}

using Texts = std::vector<std::string>;

TEST(Suppress, TellsCommentsThatSilenceNothing) {
  EXPECT_EQ(unused(commented("NOLINT(tapi-line-leak)")),
            Texts{"7: 'NOLINT(tapi-line-leak)' silences nothing"});
  EXPECT_EQ(unused(commented("NOLINT(tapi-use-after-close,tapi-line-leak)")),
            Texts{"7: 'NOLINT(tapi-line-leak)' silences nothing"});
  EXPECT_EQ(unused(commented("NOLINT(tapi-telepathy)")),
            Texts{"7: 'NOLINT(tapi-telepathy)' names no check of TAPI "
                  "handles"});
  EXPECT_EQ(unused(commented("NOLINTBEGIN(tapi-*)")),
            Texts{"7: 'NOLINTBEGIN(tapi-*)' has no counterpart"});
}

TEST(Suppress, SaysNothingOfWhatItCannotKnow) {
  EXPECT_EQ(unused(commented("NOLINT(bugprone-*) NOLINTNEXTLINE")), Texts());

  Scene S = commented("NOLINT(tapi-line-leak)");
  S.Settings.IsEnabled = [](llvm::StringRef Check, llvm::StringRef) {
    return Check != "tapi-line-leak";
  };
  EXPECT_EQ(unused(S), Texts()) << "a check that did not run";

  S = commented("NOLINT(tapi-line-leak)");
  S.Run.NotAnalysed = {{"/src/lib/dial.c", "does not parse"}};
  EXPECT_EQ(unused(S), Texts()) << "a file that was not analysed";
}

} // namespace
