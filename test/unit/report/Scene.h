//===- Scene.h - A small run to write out -----------------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Two findings in a program of two files, and the steps every test takes with
/// them. Each test changes the scene to what it is about.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_TEST_UNIT_REPORT_SCENE_H
#define TAPI_TEST_UNIT_REPORT_SCENE_H

#include "checker/tools/report/Outputs.h"

#include "llvm/Support/VirtualFileSystem.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include <map>
#include <string>

namespace tapi::report {

struct Scene {
  std::map<std::string, std::string> Files = {
      {"/src/lib/dial.c", "#include <tapi.h>\n"
                          "void dial(HLINE hLine)\n"
                          "{\n"
                          "\tHCALL hCall = 0;\n"
                          "\tlineMakeCall(hLine, &hCall, \"1\", 0, 0);\n"
                          "\tlineClose(hLine);\n"
                          "\tlineDrop(hCall, 0, 0);\n"
                          "}\n"},
      {"/src/hang up.c",
       "#include \"dial.h\"\n"
       "void hangUp(HCALL hCall)\n"
       "{\n"
       "  /* \u00e4\u4e16\U0001F4DE */ lineDrop(hCall, 0, 0);\n"
       "}\n"}};
  ReportedRun Run;
  OutputSettings Settings;

  Scene() {
    ReportedFinding Use;
    Use.R = Rule::TAPI005;
    Use.Check = "tapi-use-after-close";
    Use.Text = "call handle 'hCall' is used after lineClose closed its line";
    Use.Where = {"/src/lib/dial.c", 7, 2};
    Use.Notes = {
        {{"/src/lib/dial.c", 5, 2}, "it is requested by lineMakeCall here"},
        {{"/src/lib/dial.c", 6, 2}, "lineClose ends 'hLine' here"}};
    ReportedFinding Drop;
    Drop.R = Rule::TAPI003;
    Drop.Check = "tapi-use-after-deallocate";
    Drop.Text = "call handle 'hCall' is used <after> its end";
    Drop.Where = {"/src/hang up.c", 4, 19};
    Run.Findings = {Drop, Use};
    Run.AnalysedFiles = {"/src/hang up.c", "/src/lib/dial.c"};
    Run.Sites = 3;
    Run.Proven = 1;
    Run.Reported = 2;
    Settings.SourceRoot = "/src";
  }

  std::string &dial() { return Files["/src/lib/dial.c"]; }

  Sources sources() const {
    llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> System(
        new llvm::vfs::InMemoryFileSystem);
    for (const auto &[Name, Text] : Files)
      System->addFile(Name, 0, llvm::MemoryBuffer::getMemBuffer(Text));
    return Sources(System);
  }

  /// The report; a mistake fails the test.
  Report judged() const {
    Sources Code = sources();
    llvm::Expected<Report> R = judge(Run, Settings, Code);
    if (R)
      return std::move(*R);
    ADD_FAILURE() << llvm::toString(R.takeError());
    return {};
  }

  /// The mistake that keeps the run from being judged.
  std::string mistake() const {
    Sources Code = sources();
    llvm::Expected<Report> R = judge(Run, Settings, Code);
    if (!R)
      return llvm::toString(R.takeError());
    ADD_FAILURE() << "no mistake";
    return "";
  }

  template <typename Writer> std::string written(Writer Write) const {
    Sources Code = sources();
    std::string Text;
    llvm::raw_string_ostream Out(Text);
    Write(judged(), Code, Out);
    return Out.str();
  }
};

} // namespace tapi::report

#endif // TAPI_TEST_UNIT_REPORT_SCENE_H
