//===- OutputsTest.cpp - What is written where ----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Pairs of --format and -o, exit codes, and files.
///
//===----------------------------------------------------------------------===//

#include "Scene.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace tapi::report;

namespace {

OutputWord format(const char *Name) { return {false, Name}; }
OutputWord file(const char *Name) { return {true, Name}; }

std::string mistakeIn(const std::vector<OutputWord> &Words) {
  auto Outputs = outputsFrom(Words);
  return Outputs ? "none" : llvm::toString(Outputs.takeError());
}

/// "form:file" of each output.
std::string outputs(const std::vector<OutputWord> &Words) {
  auto Outputs = outputsFrom(Words);
  if (!Outputs)
    return llvm::toString(Outputs.takeError());
  std::string Result;
  for (const Output &O : *Outputs)
    Result += std::to_string(static_cast<int>(O.Form)) + ':' + O.File + ' ';
  return Result;
}

TEST(Outputs, PairFormatsAndFiles) {
  EXPECT_EQ(outputs({}), "0:- ");
  EXPECT_EQ(outputs({format("sarif")}), "2:- ");
  EXPECT_EQ(outputs({format("text"), format("sarif"), file("x")}), "0:- 2:x ");
  EXPECT_EQ(outputs({file("a/b.html"), file("c.json"), format("text")}),
            "3:a/b.html 1:c.json 0:- ");
}

TEST(Outputs, MistakesAreNamed) {
  EXPECT_EQ(mistakeIn({format("xml")}),
            "--format xml: not one of text, json, sarif, html");
  EXPECT_EQ(mistakeIn({file("report")}),
            "-o report: name a --format before it");
  EXPECT_EQ(mistakeIn({format("text"), file("a.json")}),
            "-o a.json: the --format before it is another one");
  EXPECT_EQ(mistakeIn({format("text"), format("json")}),
            "two outputs to standard output");
  EXPECT_EQ(mistakeIn({format("json"), file("x"), format("sarif"), file("x")}),
            "two outputs to x");
}

TEST(Outputs, ExitCodes) {
  Scene S;
  EXPECT_EQ(S.judged().ExitCode, 1);
  S.Run.NotAnalysed = {{"/src/x.c", "does not parse"}};
  EXPECT_EQ(S.judged().ExitCode, 2);
  S = Scene();
  S.Run.Findings.clear();
  EXPECT_EQ(S.judged().ExitCode, 0);
}

class Folder {
public:
  Folder() { llvm::sys::fs::createUniqueDirectory("tapi-report", Path); }
  ~Folder() { llvm::sys::fs::remove_directories(Path); }

  std::string file(const char *Name) const {
    llvm::SmallString<128> File(Path);
    llvm::sys::path::append(File, Name);
    return std::string(File);
  }

private:
  llvm::SmallString<128> Path;
};

TEST(Outputs, AreWrittenAllAtOnce) {
  Folder Temporary;
  Scene S;
  const char *Names[] = {"new/a.txt", "a.json", "a.sarif", "a.html"};
  for (const char *Name : Names) {
    std::string File = Temporary.file(Name);
    S.Settings.Outputs.push_back({*formatByEnding(File), File});
  }
  S.Settings.WriteBaseline = Temporary.file("base.json");
  Sources Code = S.sources();
  EXPECT_FALSE(errorToBool(writeOutputs(S.judged(), S.Settings, Code)));
  for (const char *Name : Names)
    EXPECT_TRUE(llvm::sys::fs::exists(Temporary.file(Name))) << Name;
  EXPECT_TRUE(llvm::sys::fs::exists(S.Settings.WriteBaseline));
}

TEST(Outputs, AFileThatCannotBeWrittenIsNamed) {
  Scene S;
  S.Settings.Outputs = {{Format::Json, "/dev/null/a.json"}};
  Sources Code = S.sources();
  EXPECT_THAT(llvm::toString(writeOutputs(S.judged(), S.Settings, Code)),
              testing::HasSubstr("/dev/null"));
}

} // namespace
