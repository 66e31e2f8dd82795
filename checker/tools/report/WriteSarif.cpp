//===- WriteSarif.cpp - SARIF 2.1.0 ---------------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The form for dashboards and code hosts. A finding's steps appear twice: as a
/// code flow, with the finding itself as last step, and as related locations,
/// for viewers that show only those. What a baseline knows has the state
/// "unchanged".
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/Paths.h"
#include "checker/tools/report/SarifTool.h"
#include "checker/tools/report/Writers.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

#include <map>

namespace json = llvm::json;

namespace tapi::report {
namespace {

constexpr llvm::StringLiteral Schema =
    "https://json.schemastore.org/sarif-2.1.0.json";
constexpr llvm::StringLiteral RootId = "SRCROOT";

/// Lines shown above and below a finding.
constexpr unsigned ContextLines = 2;

llvm::StringRef languageOf(llvm::StringRef File) {
  return llvm::StringSwitch<llvm::StringRef>(llvm::sys::path::extension(File))
      .Case(".c", "c")
      .Case(".cc", "cplusplus")
      .Case(".cpp", "cplusplus")
      .Case(".cxx", "cplusplus")
      .Default(""); // A header may be of either.
}

class Writer {
public:
  Writer(const Report &R, Sources &Code) : R(R), Code(Code) {
    for (const std::string &File : R.Run.AnalysedFiles)
      artifact(File).IsAnalysed = true;
  }

  json::Object log() {
    json::Array Results;
    for (const Entry &E : R.Entries)
      Results.push_back(result(E));
    json::Object Invocation = invocation();
    return json::Object{
        {"$schema", Schema},
        {"version", "2.1.0"},
        {"runs", json::Array{json::Object{
                     {"tool", sarifTool()},
                     {"taxonomies", sarifTaxonomies()},
                     {"columnKind", "utf16CodeUnits"},
                     {"originalUriBaseIds", roots()},
                     {"invocations", json::Array{std::move(Invocation)}},
                     {"results", std::move(Results)},
                     {"artifacts", artifacts()},
                     {"properties", counts()}}}}};
  }

private:
  struct Artifact {
    unsigned Index = 0;
    bool IsAnalysed = false, HasResult = false;
  };

  Artifact &artifact(const std::string &File) {
    auto [It, IsNew] = Artifacts.try_emplace(File);
    if (IsNew) {
      It->second.Index = static_cast<unsigned>(Order.size());
      Order.push_back(File);
    }
    return It->second;
  }

  /// Without an index, as in the list of artifacts itself.
  json::Object uri(const std::string &File) {
    std::string Path = relativePath(File, R.SourceRoot);
    json::Object Result{{"uri", uriOf(Path)}};
    if (!llvm::sys::path::is_absolute(Path))
      Result["uriBaseId"] = RootId;
    return Result;
  }

  json::Object artifactLocation(const std::string &File) {
    json::Object Result = uri(File);
    Result["index"] = artifact(File).Index;
    return Result;
  }

  json::Object region(const Place &P) {
    llvm::StringRef Line = Code.line(P.File, P.Line);
    json::Object Result{{"startLine", P.Line}};
    if (P.Column) {
      Result["startColumn"] = utf16Column(Line, P.Column);
      Line = Line.drop_front(std::min<size_t>(P.Column - 1, Line.size()));
    }
    if (!Line.empty())
      Result["snippet"] = sarifText(Line);
    return Result;
  }

  json::Object context(const Place &P) {
    auto Size = static_cast<unsigned>(Code.lines(P.File).size());
    unsigned First = P.Line > ContextLines ? P.Line - ContextLines : 1;
    unsigned Last = std::min(P.Line + ContextLines, Size);
    std::string Text;
    for (unsigned N = First; N <= Last; ++N)
      Text += Code.line(P.File, N).str() + '\n';
    return json::Object{
        {"startLine", First}, {"endLine", Last}, {"snippet", sarifText(Text)}};
  }

  json::Object location(const Place &P, llvm::StringRef Text = "",
                        bool WithContext = false) {
    json::Object Result;
    if (!P.File.empty()) {
      json::Object Physical{{"artifactLocation", artifactLocation(P.File)}};
      if (P.Line)
        Physical["region"] = region(P);
      if (WithContext && P.Line && P.Line <= Code.lines(P.File).size())
        Physical["contextRegion"] = context(P);
      Result["physicalLocation"] = std::move(Physical);
    }
    if (!Text.empty())
      Result["message"] = sarifText(Text);
    return Result;
  }

  json::Array codeFlows(const ReportedFinding &F) {
    json::Array Steps;
    auto Add = [&](const Place &P, llvm::StringRef Text, bool IsEssential) {
      json::Object Step{
          {"location", location(P, Text)},
          {"executionOrder", static_cast<int64_t>(Steps.size()) + 1},
          {"importance", IsEssential ? "essential" : "important"}};
      Steps.push_back(std::move(Step));
    };
    for (const Step &S : F.Notes)
      Add(S.Where, S.Text, /*IsEssential=*/false);
    Add(F.Where, F.Text, /*IsEssential=*/true);
    return json::Array{json::Object{
        {"threadFlows",
         json::Array{json::Object{{"locations", std::move(Steps)}}}}}};
  }

  json::Object result(const Entry &E) {
    const ReportedFinding &F = E.Finding;
    artifact(F.Where.File).HasResult = true;
    json::Object Result{
        {"ruleId", llvm::StringRef(row(F.R).Name)},
        {"ruleIndex", static_cast<int64_t>(F.R) - 1},
        {"level", "warning"},
        {"kind", "fail"},
        {"message", sarifText(F.Text)},
        {"locations", json::Array{location(F.Where, "", /*WithContext=*/true)}},
        {"codeFlows", codeFlows(F)},
        {"partialFingerprints",
         json::Object{{"tapiFinding/v1", E.Fingerprint}}}};
    json::Array Related;
    for (const Step &S : F.Notes) {
      json::Object Place = location(S.Where, S.Text);
      Place["id"] = static_cast<int64_t>(Related.size()) + 1;
      Related.push_back(std::move(Place));
    }
    if (!Related.empty())
      Result["relatedLocations"] = std::move(Related);
    decisions(E, Result);
    return Result;
  }

  void decisions(const Entry &E, json::Object &Result) {
    if (E.Suppressed) {
      json::Object Suppression{{"kind", "inSource"},
                               {"status", "accepted"},
                               {"location", location(E.Suppressed->Where)}};
      if (!E.Suppressed->Reason.empty())
        Suppression["justification"] = json::fixUTF8(E.Suppressed->Reason);
      Result["suppressions"] = json::Array{std::move(Suppression)};
    } else {
      // An empty list says "looked for, none"; none at all says "not known".
      Result["suppressions"] = json::Array{};
    }
    if (R.HasBaseline)
      Result["baselineState"] = E.InBaseline ? "unchanged" : "new";
    if (E.Runtime) {
      Result["properties"] =
          json::Object{{"tags", json::Array{"confirmed-at-runtime"}},
                       {"runtimeReports", E.Runtime->Count},
                       {"runtimeText", json::fixUTF8(E.Runtime->Text)}};
    }
  }

  json::Object notification(Notification Kind, llvm::StringRef Level,
                            llvm::StringRef Text, const Place &Where) {
    return json::Object{{"descriptor", sarifDescriptor(Kind)},
                        {"level", Level},
                        {"message", sarifText(Text)},
                        {"locations", json::Array{location(Where)}}};
  }

  json::Object invocation() {
    json::Array Execution, Configuration;
    for (const auto &[File, Reason] : R.Run.NotAnalysed)
      Execution.push_back(notification(Notification::NotAnalysed, "error",
                                       Reason, Place{File, 0, 0}));
    for (const UnusedNoLint &U : R.Unused)
      Configuration.push_back(
          notification(Notification::UnusedNoLint, "warning", U.Text, U.Where));
    return json::Object{
        {"executionSuccessful", R.Run.NotAnalysed.empty() && R.ExitCode < 2},
        {"exitCode", R.ExitCode},
        {"toolExecutionNotifications", std::move(Execution)},
        {"toolConfigurationNotifications", std::move(Configuration)}};
  }

  json::Object roots() {
    std::string Uri = uriOf(R.SourceRoot);
    if (!llvm::StringRef(Uri).ends_with("/"))
      Uri += '/';
    return json::Object{
        {RootId,
         json::Object{{"uri", Uri},
                      {"description", sarifText("root of the sources")}}}};
  }

  json::Array artifacts() {
    json::Array Result;
    for (const std::string &File : Order) {
      const Artifact &A = Artifacts[File];
      json::Array Roles;
      if (A.IsAnalysed)
        Roles.push_back("analysisTarget");
      if (A.HasResult)
        Roles.push_back("resultFile");
      json::Object Object{{"location", uri(File)}, {"roles", std::move(Roles)}};
      if (llvm::StringRef Language = languageOf(File); !Language.empty())
        Object["sourceLanguage"] = Language;
      Result.push_back(std::move(Object));
    }
    return Result;
  }

  json::Object counts() {
    return json::Object{
        {"handleSites", json::Object{{"total", R.Run.Sites},
                                     {"proven", R.Run.Proven},
                                     {"reported", R.Run.Reported},
                                     {"unknown", R.Run.Unknown.size()}}}};
  }

  const Report &R;
  Sources &Code;
  std::map<std::string, Artifact> Artifacts;
  std::vector<std::string> Order;
};

} // namespace

void writeSarif(const Report &R, Sources &Code, llvm::raw_ostream &Out) {
  Out << llvm::formatv("{0:1}", json::Value(Writer(R, Code).log())) << '\n';
}

} // namespace tapi::report
