//===- WriteJson.cpp - Our own JSON ---------------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The plain truth for scripts: the report as it is, field for field. Fields
/// may be added; none changes its meaning without a new version.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/Writers.h"

#include "checker/tools/report/Paths.h"

#include "llvm/Support/JSON.h"

namespace json = llvm::json;

namespace tapi::report {
namespace {

class Writer {
public:
  Writer(const Report &R, Sources &Code, llvm::raw_ostream &Out)
      : R(R), Code(Code), J(Out, /*IndentSize=*/1) {}

  void write() {
    J.object([&] {
      J.attribute("version", 1);
      J.attribute("tool", json::Object{{"name", "tapi-check"},
                                       {"version", ToolVersion}});
      J.attribute("exitCode", R.ExitCode);
      J.attributeObject("sites", [&] {
        J.attribute("total", R.Run.Sites);
        J.attribute("proven", R.Run.Proven);
        J.attribute("reported", R.Run.Reported);
        J.attribute("unknown", R.Run.Unknown.size());
      });
      J.attributeArray("unknownSites", [&] {
        for (const UnknownSite &Site : R.Run.Unknown)
          J.object([&] {
            string("reason", Site.Reason);
            place(Site.Where);
          });
      });
      J.attributeArray("findings", [&] {
        for (const Entry &E : R.Entries)
          finding(E);
      });
      unused();
      files();
      if (R.HasBaseline)
        J.attribute("goneFromBaseline", R.GoneFromBaseline);
      if (R.HasRuntime)
        runtimeOnly();
    });
  }

private:
  void string(llvm::StringRef Name, llvm::StringRef Value) {
    J.attribute(Name, json::fixUTF8(Value));
  }

  void place(const Place &P) {
    if (!P.Line)
      return;
    string("file", relativePath(P.File, R.SourceRoot));
    J.attribute("line", P.Line);
    J.attribute("column", P.Column);
  }

  void finding(const Entry &E) {
    const ReportedFinding &F = E.Finding;
    const RuleRow &Row = row(F.R);
    J.object([&] {
      string("rule", llvm::StringRef(Row.Name));
      string("check", F.Check);
      string("text", F.Text);
      place(F.Where);
      string("source", Code.line(F.Where.File, F.Where.Line));
      J.attribute("cwe", Row.Cwe);
      string("url", llvm::StringRef(Row.FactPage));
      string("fingerprint", E.Fingerprint);
      J.attributeArray("steps", [&] {
        for (const Step &S : F.Notes)
          J.object([&] {
            place(S.Where);
            string("text", S.Text);
          });
      });
      decisions(E);
    });
  }

  void decisions(const Entry &E) {
    if (E.Suppressed)
      J.attributeObject("suppressed", [&] {
        place(E.Suppressed->Where);
        string("reason", E.Suppressed->Reason);
      });
    if (R.HasBaseline)
      J.attribute("inBaseline", E.InBaseline);
    if (!R.HasRuntime)
      return;
    J.attributeObject("runtime", [&] {
      J.attribute("reports", E.Runtime ? E.Runtime->Count : 0);
      if (E.Runtime)
        string("text", E.Runtime->Text);
    });
  }

  void unused() {
    J.attributeArray("unusedNolints", [&] {
      for (const UnusedNoLint &U : R.Unused)
        J.object([&] {
          place(U.Where);
          string("text", U.Text);
        });
    });
  }

  void files() {
    J.attributeArray("analysed", [&] {
      for (const std::string &File : R.Run.AnalysedFiles)
        J.value(json::fixUTF8(relativePath(File, R.SourceRoot)));
    });
    J.attributeArray("notAnalysed", [&] {
      for (const auto &[File, Reason] : R.Run.NotAnalysed)
        J.object([&, &File = File, &Reason = Reason] {
          string("file", relativePath(File, R.SourceRoot));
          string("reason", Reason);
        });
    });
  }

  void runtimeOnly() {
    J.attributeArray("onlyAtRuntime", [&] {
      for (const RuntimeOnly &Seen : R.OnlyAtRuntime)
        J.object([&] {
          string("rule", llvm::StringRef(row(Seen.R).Name));
          string("text", Seen.Text);
          if (!Seen.Where.Line)
            return;
          string("file",
                 Seen.Where.File); // As the program's debugger knows it.
          J.attribute("line", Seen.Where.Line);
        });
    });
  }

  const Report &R;
  Sources &Code;
  json::OStream J;
};

} // namespace

void writeJson(const Report &R, Sources &Code, llvm::raw_ostream &Out) {
  Writer(R, Code, Out).write();
  Out << '\n';
}

} // namespace tapi::report
