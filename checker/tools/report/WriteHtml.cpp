//===- WriteHtml.cpp - One page that needs nothing beside it --------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Writes the frame of the page and its data; html/page.js draws the rest from
/// them. The page loads nothing from anywhere, and its content policy forbids
/// it. Only files that a finding's path touches are in it. Findings that NOLINT
/// silences are left out.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/HtmlAssets.h"
#include "checker/tools/report/Paths.h"
#include "checker/tools/report/Writers.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

#include <map>

namespace json = llvm::json;

namespace tapi::report {
namespace {

class Data {
public:
  Data(const Report &R, Sources &Code) : R(R), Code(Code) {}

  json::Object all() {
    json::Array Findings, NotAnalysed, Unused, OnlyAtRuntime;
    for (const Entry &E : R.Entries)
      if (!E.Suppressed)
        Findings.push_back(finding(E));
    for (const auto &[File, Reason] : R.Run.NotAnalysed)
      NotAnalysed.push_back(named(File) + ": " + Reason);
    for (const UnusedNoLint &U : R.Unused)
      Unused.push_back(named(U.Where) + ": " + U.Text);
    for (const RuntimeOnly &Seen : R.OnlyAtRuntime)
      OnlyAtRuntime.push_back(std::string(row(Seen.R).Name) + ": " + Seen.Text);
    json::Object Rules = rulesInUse();
    return json::Object{
        {"findings", std::move(Findings)},
        {"rules", std::move(Rules)},
        {"files", std::move(Files)},
        {"analysed", static_cast<int64_t>(R.Run.AnalysedFiles.size())},
        {"sites", json::Object{{"total", R.Run.Sites},
                               {"proven", R.Run.Proven},
                               {"reported", R.Run.Reported},
                               {"unknown", R.Run.Unknown.size()}}},
        {"notAnalysed", std::move(NotAnalysed)},
        {"unusedNolints", std::move(Unused)},
        {"onlyAtRuntime", std::move(OnlyAtRuntime)},
        {"hasRuntime", R.HasRuntime},
        {"hasBaseline", R.HasBaseline}};
  }

private:
  std::string named(llvm::StringRef File) {
    return json::fixUTF8(relativePath(File, R.SourceRoot));
  }

  std::string named(const Place &P) {
    return named(P.File) + ':' + std::to_string(P.Line);
  }

  int64_t fileIndex(const std::string &File) {
    auto [It, IsNew] =
        Indices.try_emplace(File, static_cast<int64_t>(Files.size()));
    if (IsNew) {
      json::Array Lines;
      for (llvm::StringRef Line : Code.lines(File))
        Lines.push_back(json::fixUTF8(Line));
      Files.push_back(
          json::Object{{"name", named(File)}, {"lines", std::move(Lines)}});
    }
    return It->second;
  }

  json::Object step(const Place &P, llvm::StringRef Text) {
    json::Object Result{{"text", json::fixUTF8(Text)}};
    if (!P.Line)
      return Result;
    Result["file"] = fileIndex(P.File);
    Result["line"] = P.Line;
    Result["column"] = utf16Column(Code.line(P.File, P.Line), P.Column);
    return Result;
  }

  json::Object finding(const Entry &E) {
    const ReportedFinding &F = E.Finding;
    json::Array Steps;
    for (const Step &S : F.Notes)
      Steps.push_back(step(S.Where, S.Text));
    Steps.push_back(step(F.Where, F.Text));
    json::Object Result{{"rule", llvm::StringRef(row(F.R).Name)},
                        {"check", F.Check},
                        {"text", json::fixUTF8(F.Text)},
                        {"place", named(F.Where)},
                        {"file", named(F.Where.File)},
                        {"steps", std::move(Steps)},
                        {"known", E.InBaseline}};
    if (E.Runtime) {
      Result["seen"] = E.Runtime->Count;
      Result["seenText"] = json::fixUTF8(E.Runtime->Text);
    }
    return Result;
  }

  json::Object rulesInUse() {
    json::Object Result;
    for (const RuleRow &Row : rules())
      if (llvm::any_of(R.Entries, [&](const Entry &E) {
            return E.Finding.R == Row.Id && !E.Suppressed;
          }))
        Result[llvm::StringRef(Row.Name)] =
            json::Object{{"title", llvm::StringRef(Row.Title)},
                         {"fact", llvm::StringRef(Row.Fact)},
                         {"page", llvm::StringRef(Row.FactPage)},
                         {"cwe", Row.Cwe}};
    return Result;
  }

  const Report &R;
  Sources &Code;
  std::map<std::string, int64_t> Indices;
  json::Array Files;
};

/// \p Text for a script element, which the characters "</" could end.
void writeScriptJson(json::Value Value, llvm::raw_ostream &Out) {
  std::string Text;
  llvm::raw_string_ostream(Text) << Value;
  for (char C : Text)
    if (C == '<')
      Out << "\\u003c";
    else
      Out << C;
}

void writeEscaped(llvm::StringRef Text, llvm::raw_ostream &Out) {
  for (char C : Text)
    switch (C) {
    case '&':
      Out << "&amp;";
      break;
    case '<':
      Out << "&lt;";
      break;
    default:
      Out << C;
    }
}

constexpr char Head[] = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>TAPI handle findings</title>
<style>
)";

constexpr char Body[] = R"(</style>
</head>
<body>
<a class="skip" href="#finding">Skip to the finding</a>
<header>
<h1>TAPI handle findings</h1>
<p id="summary" role="status"></p>
<button id="theme" type="button">Theme: system</button>
<button id="help-button" type="button" aria-haspopup="dialog">Keys (?)</button>
</header>
<nav aria-label="Findings">
<form id="filter">
<label>Rule <select id="rule"><option value="">all</option></select></label>
<label>Text <input id="query" type="search" autocomplete="off"></label>
<label id="seen-label" hidden><input id="seen" type="checkbox"> seen at run time</label>
<label id="new-label" hidden><input id="new" type="checkbox"> new only</label>
</form>
<div id="list"></div>
<div id="remarks"></div>
</nav>
<main id="finding" tabindex="-1"></main>
<dialog id="help" aria-label="Keys">
<dl>
<dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next, previous finding</dd>
<dt><kbd>n</kbd> <kbd>p</kbd></dt><dd>next, previous step of the path</dd>
<dt><kbd>/</kbd></dt><dd>filter by text</dd>
<dt><kbd>r</kbd></dt><dd>filter by rule</dd>
<dt><kbd>?</kbd></dt><dd>this list</dd>
</dl>
<form method="dialog"><button>Close</button></form>
</dialog>
<noscript><p>The paths need scripts. All findings as text:</p><pre>)";

} // namespace

void writeHtml(const Report &R, Sources &Code, llvm::raw_ostream &Out) {
  std::string AsText;
  llvm::raw_string_ostream TextOut(AsText);
  writeText(R, Code, TextOut, /*UseColour=*/false);

  Out << Head << PageStyle << Body;
  writeEscaped(TextOut.str(), Out);
  Out << "</pre></noscript>\n<script type=\"application/json\" id=\"data\">";
  writeScriptJson(Data(R, Code).all(), Out);
  Out << "</script>\n<script>\n"
      << PageScript << "</script>\n</body>\n</html>\n";
}

} // namespace tapi::report
