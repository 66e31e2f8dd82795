//===- BaselineTest.cpp - Baselines ---------------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What is known does not count, what is new does, and broken files are named.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/Baseline.h"

#include "Scene.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

using namespace tapi::report;

namespace {

/// \p S with \p Baseline to compare with.
Scene against(Scene S, const std::string &Baseline) {
  S.Files["/base.json"] = Baseline;
  S.Settings.Baseline = "/base.json";
  return S;
}

std::string baselineOf(const Scene &S) {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  writeBaseline(S.judged(), Out);
  return Out.str();
}

TEST(Baseline, KnowsItsOwnFindings) {
  Report R = against(Scene(), baselineOf(Scene())).judged();
  EXPECT_EQ(R.ExitCode, 0);
  EXPECT_TRUE(R.Entries[0].InBaseline);
  EXPECT_TRUE(R.Entries[1].InBaseline);
  EXPECT_EQ(R.GoneFromBaseline, 0u);
}

TEST(Baseline, HasNoLineNumbers) {
  Scene S;
  S.dial() = "// moved\n" + S.dial();
  for (auto &F : S.Run.Findings)
    if (F.Where.File == "/src/lib/dial.c") {
      ++F.Where.Line;
      for (Step &N : F.Notes)
        ++N.Where.Line;
    }
  EXPECT_EQ(baselineOf(S), baselineOf(Scene()));
}

TEST(Baseline, CountsEqualFindings) {
  Scene Two;
  Two.Run.Findings = {Two.Run.Findings[1], Two.Run.Findings[1]};
  std::string Known = baselineOf(Two);
  EXPECT_NE(Known.find("\"count\":2"), std::string::npos) << Known;

  Scene Three = Two;
  Three.Run.Findings.push_back(Two.Run.Findings[0]);
  Report R = against(Three, Known).judged();
  EXPECT_EQ(R.ExitCode, 1);
  EXPECT_TRUE(R.Entries[1].InBaseline);
  EXPECT_FALSE(R.Entries[2].InBaseline);

  Scene One = Two;
  One.Run.Findings.pop_back();
  R = against(One, Known).judged();
  EXPECT_EQ(R.ExitCode, 0);
  EXPECT_EQ(R.GoneFromBaseline, 1u);
}

TEST(Baseline, KnowsRenamedFiles) {
  Scene Renamed;
  Renamed.Files["/src/lib/new.c"] = Renamed.dial();
  Renamed.Files.erase("/src/lib/dial.c");
  for (auto &F : Renamed.Run.Findings) {
    if (F.Where.File == "/src/lib/dial.c")
      F.Where.File = "/src/lib/new.c";
    for (Step &N : F.Notes)
      if (N.Where.File == "/src/lib/dial.c")
        N.Where.File = "/src/lib/new.c";
  }
  Report R = against(Renamed, baselineOf(Scene())).judged();
  EXPECT_EQ(R.ExitCode, 0);
  EXPECT_EQ(R.GoneFromBaseline, 0u);

  // A copy is new: the first one is still there.
  Renamed.dial() = Scene().dial();
  R = against(Renamed, baselineOf(Scene())).judged();
  EXPECT_EQ(R.ExitCode, 1);
}

TEST(Baseline, HoldsNothingThatNolintSilences) {
  Scene S;
  S.dial().insert(S.dial().find(";\n}") + 1, " // NOLINT");
  EXPECT_EQ(llvm::StringRef(baselineOf(S)).count("fingerprint"), 1u);
}

TEST(Baseline, OfNothingIsOne) {
  Scene S;
  S.Run.Findings.clear();
  std::string Empty = baselineOf(S);
  EXPECT_EQ(Empty, "{\"version\": 1, \"findings\": [\n]}\n");
  EXPECT_EQ(against(Scene(), Empty).judged().ExitCode, 1);
}

TEST(Baseline, NamesWhatIsWrongWithIt) {
  auto Mistake = [](const char *Text) {
    return against(Scene(), Text).mistake();
  };
  EXPECT_THAT(Mistake("{"), testing::HasSubstr("/base.json: not a baseline: "));
  EXPECT_THAT(Mistake("[]"), testing::HasSubstr("no \"version\": 1"));
  EXPECT_THAT(Mistake("{\"version\":2,\"findings\":[]}"),
              testing::HasSubstr("no \"version\": 1"));
  EXPECT_THAT(Mistake("{\"version\":1}"),
              testing::HasSubstr("no \"findings\""));
  EXPECT_THAT(Mistake("{\"version\":1,\"findings\":[{}]}"),
              testing::HasSubstr("\"fingerprint\""));
  EXPECT_THAT(Mistake("{\"version\":1,\"findings\":"
                      "[{\"fingerprint\":\"a\",\"count\":0}]}"),
              testing::HasSubstr("\"count\""));
  Scene S;
  S.Settings.Baseline = "/none.json";
  EXPECT_THAT(S.mistake(), testing::HasSubstr("/none.json: "));
}

} // namespace
