//===- WriteTextTest.cpp - The form of clang-tidy -------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The exact bytes, for what a printer can get wrong: tabs, wide characters,
/// places that are not there. test/lit/tools compares with clang-tidy itself.
///
//===----------------------------------------------------------------------===//

#include "checker/Compat.h"
#include "checker/tools/report/Writers.h"

#include "Scene.h"

using namespace tapi::report;

namespace {

std::string textOf(const Scene &S, bool UseColour = false) {
  return S.written([&](const Report &R, Sources &Code, llvm::raw_ostream &Out) {
    writeText(R, Code, Out, UseColour);
  });
}

TEST(WriteText, IsWhatClangTidyPrints) {
  if (!tapi::compat::PrintsLineNumbers)
    GTEST_SKIP() << "this LLVM prints no line numbers";
  EXPECT_EQ(
      textOf(Scene()),
      "/src/hang up.c:4:19: warning: call handle 'hCall' is used <after> its "
      "end [tapi-use-after-deallocate]\n"
      "    4 |   /* \u00e4\u4e16\U0001F4DE */ lineDrop(hCall, 0, 0);\n"
      "      |               ^\n"
      "/src/lib/dial.c:7:2: warning: call handle 'hCall' is used after "
      "lineClose closed its line [tapi-use-after-close]\n"
      "    7 |         lineDrop(hCall, 0, 0);\n"
      "      |         ^\n"
      "/src/lib/dial.c:5:2: note: it is requested by lineMakeCall here\n"
      "    5 |         lineMakeCall(hLine, &hCall, \"1\", 0, 0);\n"
      "      |         ^\n"
      "/src/lib/dial.c:6:2: note: lineClose ends 'hLine' here\n"
      "    6 |         lineClose(hLine);\n"
      "      |         ^\n");
}

TEST(WriteText, NamesPlacesThatCannotBeRead) {
  Scene S;
  S.Run.Findings.resize(1);
  S.Run.Findings[0].Notes = {{{"/src/lib/dial.c", 70, 1}, "behind the end"},
                             {{}, "nowhere"}};
  S.Files.erase("/src/hang up.c");
  EXPECT_EQ(textOf(S),
            "/src/hang up.c:4:19: warning: call handle 'hCall' is used <after> "
            "its end [tapi-use-after-deallocate]\n"
            "/src/lib/dial.c:70:1: note: behind the end\n"
            "note: nowhere\n");
}

TEST(WriteText, LeavesOutWhatIsSilencedOrKnown) {
  Scene S;
  S.dial().insert(S.dial().find(";\n}") + 1, " // NOLINT");
  std::string Text = textOf(S);
  EXPECT_THAT(Text, testing::Not(testing::HasSubstr("dial.c")));
  EXPECT_THAT(Text, testing::HasSubstr("hang up.c"));
  S.Settings.Baseline = "/base.json";
  S.Files["/base.json"] =
      "{\"version\":1,\"findings\":[{\"fingerprint\":\"" +
      llvm::StringRef(Scene().judged().Entries[0].Fingerprint)
          .split(':')
          .first.str() +
      "\"}]}";
  EXPECT_EQ(textOf(S), "");
}

TEST(WriteText, TellsUnusedComments) {
  Scene S;
  S.Run.Findings.clear();
  S.dial() += "// NOLINT(tapi-call-leak)\n";
  EXPECT_THAT(textOf(S),
              testing::StartsWith(
                  "/src/lib/dial.c:9:4: warning: 'NOLINT(tapi-call-leak)' "
                  "silences nothing [tapi-unused-nolint]\n"));
}

TEST(WriteText, HasColourOnDemand) {
  EXPECT_THAT(textOf(Scene(), true), testing::HasSubstr("\x1b["));
  EXPECT_THAT(textOf(Scene()), testing::Not(testing::HasSubstr("\x1b[")));
}

} // namespace
