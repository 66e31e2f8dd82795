//===- RuntimeTest.cpp - Findings that the shim has seen ------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Which report of the shim confirms which finding. The lines have the form
/// that docs/shim.md describes.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/Runtime.h"

#include "Scene.h"

using namespace tapi;
using namespace tapi::report;

namespace {

const std::string Start =
    R"({"type":"start","version":1,"program":"a.exe","process":8})"
    "\n";

std::string stack(const std::string &File, unsigned Line) {
  return R"([{"module":"C:\\a.exe","offset":"0x10","address":"0x1"},)"
         R"({"module":"C:\\a.exe","offset":"0x20","address":"0x2","file":")" +
         File + "\",\"line\":" + std::to_string(Line) + "}]";
}

/// A report of \p Rule at \p Here about a handle obtained at \p Created.
std::string report(const std::string &Rule, const std::string &Here,
                   const std::string &Created = "[]") {
  return R"({"type":"report","number":1,"rule":")" + Rule +
         R"(","text":"call handle 0x10433 died","stack":)" + Here +
         R"(,"story":[{"role":"created","text":"x","stack":)" + Created +
         R"(},{"role":"ended","text":"y","stack":[]}]})"
         "\n";
}

Scene with(const std::string &Lines) {
  Scene S;
  S.Files["/report.jsonl"] = Lines;
  S.Settings.Runtime = "/report.jsonl";
  return S;
}

bool confirms(const std::string &Line) {
  return with(Start + Line).judged().Entries[1].Runtime.has_value();
}

TEST(Runtime, ConfirmsTheSameRuleAtTheSameLine) {
  EXPECT_TRUE(confirms(report("TAPI005", stack("/src/lib/dial.c", 7))));
  EXPECT_TRUE(confirms(report("TAPI005", stack("lib/dial.c", 7))))
      << "relative";
  EXPECT_TRUE(
      confirms(report("TAPI005", stack("D:\\\\b\\\\src\\\\LIB\\\\dial.c", 7))))
      << "built elsewhere: only the common end counts";
  EXPECT_FALSE(confirms(report("TAPI005", stack("/src/lib/dial.c", 6))));
  EXPECT_FALSE(confirms(report("TAPI004", stack("/src/lib/dial.c", 7))));
  EXPECT_FALSE(confirms(report("TAPI005", stack("/src/lib/undial.c", 7))));
}

TEST(Runtime, ALossIsKnownByWhereTheHandleCameFrom) {
  auto Confirms = [](Rule Static, const char *Seen, unsigned Created) {
    Scene S = with(Start + report(Seen, stack("/src/main.c", 99),
                                  stack("/src/lib/dial.c", Created)));
    S.Run.Findings[1].R = Static;
    return S.judged().Entries[1].Runtime.has_value();
  };
  EXPECT_TRUE(Confirms(Rule::TAPI001, "TAPI001", 5));
  EXPECT_TRUE(Confirms(Rule::TAPI001, "TAPI018", 5));
  EXPECT_TRUE(Confirms(Rule::TAPI002, "TAPI001", 5));
  EXPECT_TRUE(Confirms(Rule::TAPI007, "TAPI007", 5));
  EXPECT_FALSE(Confirms(Rule::TAPI007, "TAPI001", 5));
  EXPECT_FALSE(Confirms(Rule::TAPI001, "TAPI001", 6));
  EXPECT_FALSE(Confirms(Rule::TAPI005, "TAPI005", 7));
}

TEST(Runtime, CountsAndKeepsTheRest) {
  std::string Same = report("TAPI005", stack("/src/lib/dial.c", 7));
  Report R = with(Start + Same + Same + report("TAPI006", "[]") +
                  R"({"type":"end","reports":3})"
                  "\n")
                 .judged();
  EXPECT_EQ(R.Entries[1].Runtime->Count, 2u);
  EXPECT_EQ(R.Entries[1].Runtime->Text, "call handle 0x10433 died");
  EXPECT_FALSE(R.Entries[0].Runtime);
  ASSERT_EQ(R.OnlyAtRuntime.size(), 1u);
  EXPECT_EQ(R.OnlyAtRuntime[0].R, Rule::TAPI006);
  EXPECT_EQ(remarks(R),
            (std::vector<std::string>{
                "1 finding confirmed at run time",
                "1 report of the runtime shim that no finding tells"}));
}

TEST(Runtime, AKilledProgramLeavesHalfALine) {
  EXPECT_TRUE(confirms(report("TAPI005", stack("/src/lib/dial.c", 7)) +
                       "{\"type\":\"rep"));
}

TEST(Runtime, NamesWhatIsWrong) {
  auto Mistake = [](const std::string &Text) { return with(Text).mistake(); };
  EXPECT_THAT(Mistake(""), testing::HasSubstr("no report of the shim"));
  EXPECT_THAT(Mistake("{\"type\":\"rep"), testing::HasSubstr("line 1: "));
  EXPECT_THAT(Mistake(Start + "{]\n" + Start), testing::HasSubstr("line 2: "));
  EXPECT_THAT(Mistake("{}\n"), testing::HasSubstr("no \"type\""));
  EXPECT_THAT(Mistake(R"({"type":"start","version":2})"),
              testing::HasSubstr("version"));
  EXPECT_THAT(Mistake(Start + report("TAPI999", "[]")),
              testing::HasSubstr("line 2: a rule that is not known"));
}

} // namespace
