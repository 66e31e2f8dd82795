//===- FingerprintTest.cpp - Fingerprints survive edits -------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What may change around a finding without making it another one, and what may
/// not.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/Fingerprint.h"

#include "Scene.h"

#include "llvm/ADT/StringExtras.h"

using namespace tapi;
using namespace tapi::report;

namespace {

std::string fingerprintOf(const Scene &S) {
  return S.judged().Entries[1].Fingerprint;
}

/// The finding in dial.c after lines came before it.
Scene moved(const std::string &Inserted) {
  Scene S;
  auto By = static_cast<unsigned>(llvm::StringRef(Inserted).count('\n'));
  S.dial() = Inserted + S.dial();
  ReportedFinding &F = S.Run.Findings[1];
  F.Where.Line += By;
  for (Step &N : F.Notes)
    N.Where.Line += By;
  return S;
}

TEST(Fingerprint, SurvivesWhatMovesLines) {
  const std::string Before = fingerprintOf(Scene());
  EXPECT_EQ(Before.size(), 22u) << Before;
  EXPECT_EQ(fingerprintOf(moved("// a comment\n\nint other(void);\n")), Before);
}

TEST(Fingerprint, SurvivesIndentationAndStepsBetween) {
  const std::string Before = fingerprintOf(Scene());
  Scene S;
  S.dial() = "#include <tapi.h>\n"
             "void dial(HLINE hLine)\n"
             "{\n"
             "    HCALL hCall = 0;\n"
             "    lineMakeCall(hLine,  &hCall, \"1\", 0, 0);\n"
             "    lineClose(hLine);\n"
             "    lineDrop(hCall,\t0, 0);\n"
             "}\n";
  S.Run.Findings[1].Where.Column = 5;
  S.Run.Findings[1].Notes.pop_back();
  EXPECT_EQ(fingerprintOf(S), Before);
}

TEST(Fingerprint, DependsOnTheRest) {
  const std::string Before = fingerprintOf(Scene());
  Scene S;
  S.Run.Findings[1].R = Rule::TAPI004;
  EXPECT_NE(fingerprintOf(S), Before) << "rule";
  S = Scene();
  S.Run.Findings[1].Text += "!";
  EXPECT_NE(fingerprintOf(S), Before) << "sentence";
  S = Scene();
  S.Settings.SourceRoot = "/src/lib";
  EXPECT_NE(fingerprintOf(S), Before) << "file";
  S = Scene();
  S.Run.Findings[1].Where.Line = 6;
  EXPECT_NE(fingerprintOf(S), Before) << "line";
  S = Scene();
  S.Run.Findings[1].Notes[0].Where.Line = 6;
  EXPECT_NE(fingerprintOf(S), Before) << "line of the first step";
  S = Scene();
  S.dial().replace(S.dial().find("dial(HLINE"), 4, "call");
  EXPECT_NE(fingerprintOf(S), Before) << "function";
}

TEST(Fingerprint, NumbersEqualFindings) {
  Scene S;
  S.Run.Findings = {S.Run.Findings[1], S.Run.Findings[1]};
  Report R = S.judged();
  EXPECT_NE(R.Entries[0].Fingerprint, R.Entries[1].Fingerprint);
  EXPECT_TRUE(llvm::StringRef(R.Entries[0].Fingerprint).ends_with(":1"));
  EXPECT_TRUE(llvm::StringRef(R.Entries[1].Fingerprint).ends_with(":2"));
  EXPECT_EQ(withoutOccurrence(R.Entries[0].Fingerprint),
            withoutOccurrence(R.Entries[1].Fingerprint));
}

TEST(Fingerprint, FindsTheLineThatBeginsAFunction) {
  Scene S;
  S.Files = {{"/a.c", "  int x;\n"
                      "static long\n"
                      "f(HCALL hCall)\n"
                      "{\n"
                      "again:\n"
                      "  // text\n"
                      "  g();\n"}};
  Sources Code = S.sources();
  EXPECT_EQ(functionLine("/a.c", 7, Code), "f(HCALL hCall)");
  EXPECT_EQ(functionLine("/a.c", 2, Code), "static long");
  EXPECT_EQ(functionLine("/a.c", 1, Code), "");
}

} // namespace
