//===- WriteSarifTest.cpp - SARIF 2.1.0 -----------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What a log says. Whether it has the form of SARIF is tested in
/// test/lit/tools, against the published schema; here are the demands that a
/// schema cannot state: references that meet, paths, columns.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/SarifTool.h"
#include "checker/tools/report/Writers.h"

#include "Scene.h"

#include "llvm/Support/JSON.h"

#include <set>

using namespace tapi;
using namespace tapi::report;
namespace json = llvm::json;

namespace {

json::Value parsed(llvm::StringRef Text) {
  return llvm::cantFail(json::parse(Text));
}

/// The one run of the log.
json::Object runOf(const Scene &S) {
  json::Value Log = parsed(S.written(writeSarif));
  EXPECT_EQ(Log.getAsObject()->getString("version"), llvm::StringRef("2.1.0"));
  return *(*Log.getAsObject()->getArray("runs"))[0].getAsObject();
}

const json::Object &result(const json::Object &Run, size_t Index) {
  return *(*Run.getArray("results"))[Index].getAsObject();
}

/// A value by its keys and indices, "locations/0/physicalLocation".
const json::Value &at(const json::Value &Top, llvm::StringRef Path) {
  const json::Value *Here = &Top;
  static const json::Value None = "<none>";
  llvm::SmallVector<llvm::StringRef> Keys;
  Path.split(Keys, '/');
  for (llvm::StringRef Key : Keys) {
    size_t Index;
    if (const json::Object *O = Here->getAsObject())
      Here = O->get(Key);
    else if (const json::Array *A = Here->getAsArray();
             A && !Key.getAsInteger(10, Index) && Index < A->size())
      Here = &(*A)[Index];
    else
      Here = nullptr;
    if (!Here)
      return None;
  }
  return *Here;
}

TEST(WriteSarif, PlacesAreRelativeAndCountedInUtf16) {
  json::Object Run = runOf(Scene());
  EXPECT_EQ(Run.getString("columnKind"), llvm::StringRef("utf16CodeUnits"));
  json::Value Result = json::Object(result(Run, 0));
  EXPECT_EQ(at(Result, "locations/0/physicalLocation/artifactLocation"),
            parsed(R"({"uri": "hang%20up.c", "uriBaseId": "SRCROOT",
                       "index": 0})"));
  EXPECT_EQ(at(Result, "locations/0/physicalLocation/region"),
            parsed(R"({"startLine": 4, "startColumn": 14,
                       "snippet": {"text": "lineDrop(hCall, 0, 0);"}})"));
  EXPECT_EQ(at(Result, "locations/0/physicalLocation/contextRegion/startLine"),
            json::Value(2));
  EXPECT_EQ(at(Result, "locations/0/physicalLocation/contextRegion/endLine"),
            json::Value(5));
  EXPECT_EQ(*Run.get("originalUriBaseIds"), parsed(R"({"SRCROOT": {
      "uri": "file:///src/",
      "description": {"text": "root of the sources"}}})"));
}

TEST(WriteSarif, FilesOutsideTheRootAreAbsolute) {
  Scene S;
  S.Settings.SourceRoot = "/src/lib";
  json::Value Result = json::Object(result(runOf(S), 0));
  EXPECT_EQ(at(Result, "locations/0/physicalLocation/artifactLocation"),
            parsed(R"({"uri": "file:///src/hang%20up.c", "index": 0})"));
}

TEST(WriteSarif, FlowsHoldEveryStepAndTheFinding) {
  json::Value Result = json::Object(result(runOf(Scene()), 1));
  const json::Array &Steps =
      *at(Result, "codeFlows/0/threadFlows/0/locations").getAsArray();
  ASSERT_EQ(Steps.size(), 3u);
  const char *Texts[] = {
      "it is requested by lineMakeCall here", "lineClose ends 'hLine' here",
      "call handle 'hCall' is used after lineClose closed its line"};
  for (size_t I = 0; I < 3; ++I) {
    EXPECT_EQ(at(Steps[I], "location/message/text"), json::Value(Texts[I]));
    EXPECT_EQ(at(Steps[I], "location/physicalLocation/region/startLine"),
              json::Value(I == 2 ? 7 : 5 + int(I)));
    EXPECT_EQ(at(Steps[I], "executionOrder"), json::Value(int(I) + 1));
  }
  const json::Array &Related = *at(Result, "relatedLocations").getAsArray();
  ASSERT_EQ(Related.size(), 2u);
  EXPECT_EQ(at(Related[1], "message/text"), json::Value(Texts[1]));
  EXPECT_EQ(at(Related[1], "id"), json::Value(2));
}

TEST(WriteSarif, ReferencesMeet) {
  json::Object Run = runOf(Scene());
  json::Value Tool = json::Object(*Run.getObject("tool"));
  json::Value Taxonomies = json::Array(*Run.getArray("taxonomies"));
  json::Value Artifacts = json::Array(*Run.getArray("artifacts"));
  for (const json::Value &Result : *Run.getArray("results")) {
    std::string Index = std::to_string(*at(Result, "ruleIndex").getAsInteger());
    EXPECT_EQ(at(Tool, "driver/rules/" + Index + "/id"), at(Result, "ruleId"));
    const json::Value &Place =
        at(Result, "locations/0/physicalLocation/artifactLocation");
    Index = std::to_string(*at(Place, "index").getAsInteger());
    EXPECT_EQ(at(Artifacts, Index + "/location/uri"), at(Place, "uri"));
  }
  for (const json::Value &Rule : *at(Tool, "driver/rules").getAsArray()) {
    const json::Value &Target = at(Rule, "relationships/0/target");
    std::string Index = std::to_string(*at(Target, "index").getAsInteger());
    EXPECT_EQ(at(Taxonomies, "0/taxa/" + Index + "/id"), at(Target, "id"));
  }
}

TEST(WriteSarif, RulesExplainThemselves) {
  json::Value Tool = sarifTool();
  ASSERT_EQ(at(Tool, "driver/rules").getAsArray()->size(), rules().size());
  const json::Value &Rule = at(Tool, "driver/rules/2");
  EXPECT_EQ(at(Rule, "id"), json::Value("TAPI003"));
  EXPECT_EQ(at(Rule, "name"), json::Value("tapi-use-after-deallocate"));
  EXPECT_EQ(at(Rule, "shortDescription/text"),
            json::Value("a call handle is used after lineDeallocateCall"));
  EXPECT_EQ(at(Rule, "helpUri"),
            json::Value("https://learn.microsoft.com/en-us/windows/win32/api/"
                        "tapi/nf-tapi-linedeallocatecall"));
  EXPECT_THAT(at(Rule, "help/markdown").getAsString()->str(),
              testing::HasSubstr("the call handle is void\n\n[Microsoft's "
                                 "page](https://learn.microsoft.com/"));
  EXPECT_EQ(at(Rule, "properties/tags"),
            parsed(R"(["correctness", "TAPI", "external/cwe/cwe-672"])"));
}

TEST(WriteSarif, FingerprintsAreOurOwn) {
  Scene S;
  json::Object Run = runOf(S);
  EXPECT_EQ(*result(Run, 1).get("partialFingerprints"),
            json::Value(json::Object{
                {"tapiFinding/v1", S.judged().Entries[1].Fingerprint}}));
}

TEST(WriteSarif, KeepsSuppressionsWithTheirReason) {
  Scene S;
  S.dial().insert(S.dial().find(";\n}") + 1, " // NOLINT: the pool owns it");
  json::Object Run = runOf(S);
  json::Value Silenced = json::Object(result(Run, 1));
  EXPECT_EQ(at(Silenced, "suppressions/0/kind"), json::Value("inSource"));
  EXPECT_EQ(at(Silenced, "suppressions/0/justification"),
            json::Value("the pool owns it"));
  EXPECT_EQ(
      at(Silenced, "suppressions/0/location/physicalLocation/region/startLine"),
      json::Value(7));
  EXPECT_EQ(*result(Run, 0).get("suppressions"), parsed("[]"));
}

TEST(WriteSarif, TellsWhatABaselineKnows) {
  Scene S;
  EXPECT_EQ(result(runOf(S), 0).get("baselineState"), nullptr);
  S.Files["/base.json"] = "{\"version\":1,\"findings\":[{\"fingerprint\":\"" +
                          llvm::StringRef(S.judged().Entries[0].Fingerprint)
                              .split(':')
                              .first.str() +
                          "\"}]}";
  S.Settings.Baseline = "/base.json";
  json::Object Run = runOf(S);
  EXPECT_EQ(result(Run, 0).getString("baselineState"),
            llvm::StringRef("unchanged"));
  EXPECT_EQ(result(Run, 1).getString("baselineState"), llvm::StringRef("new"));
}

TEST(WriteSarif, TellsHowTheRunWent) {
  Scene S;
  S.Run.NotAnalysed = {{"/src/x.c", "does not parse"}};
  S.dial() += "// NOLINT(tapi-call-leak)\n";
  json::Object Run = runOf(S);
  json::Value Invocation =
      json::Object(*(*Run.getArray("invocations"))[0].getAsObject());
  EXPECT_EQ(at(Invocation, "executionSuccessful"), json::Value(false));
  EXPECT_EQ(at(Invocation, "exitCode"), json::Value(2));
  const json::Value &Failed = at(Invocation, "toolExecutionNotifications/0");
  EXPECT_EQ(at(Failed, "level"), json::Value("error"));
  EXPECT_EQ(at(Failed, "message/text"), json::Value("does not parse"));
  EXPECT_EQ(at(Failed, "locations/0/physicalLocation/artifactLocation/uri"),
            json::Value("x.c"));
  const json::Value &Unused =
      at(Invocation, "toolConfigurationNotifications/0");
  EXPECT_EQ(at(Unused, "descriptor/id"), json::Value("tapi-unused-nolint"));
  EXPECT_EQ(at(Unused, "locations/0/physicalLocation/region/startLine"),
            json::Value(9));

  Invocation =
      json::Object(*(*runOf(Scene()).getArray("invocations"))[0].getAsObject());
  EXPECT_EQ(at(Invocation, "executionSuccessful"), json::Value(true));
  EXPECT_EQ(at(Invocation, "exitCode"), json::Value(1));
}

} // namespace
