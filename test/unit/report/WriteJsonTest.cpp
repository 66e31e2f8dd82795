//===- WriteJsonTest.cpp - Our own JSON -----------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Every field of docs/output.md is there and right.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/Writers.h"

#include "Scene.h"

#include "llvm/Support/JSON.h"

using namespace tapi::report;
namespace json = llvm::json;

namespace {

json::Object jsonOf(const Scene &S) {
  llvm::Expected<json::Value> V = json::parse(S.written(writeJson));
  if (V && V->getAsObject())
    return std::move(*V->getAsObject());
  ADD_FAILURE() << "no JSON object";
  return {};
}

json::Value parsed(llvm::StringRef Text) {
  return llvm::cantFail(json::parse(Text));
}

TEST(WriteJson, TellsAFindingInFull) {
  json::Object Top = jsonOf(Scene());
  const json::Object &F = *(*Top.getArray("findings"))[1].getAsObject();
  json::Object Rest = F;
  EXPECT_EQ(Rest.getString("fingerprint")->size(), 22u);
  Rest.erase("fingerprint");
  EXPECT_EQ(json::Value(std::move(Rest)), parsed(R"({
    "rule": "TAPI005", "check": "tapi-use-after-close",
    "text": "call handle 'hCall' is used after lineClose closed its line",
    "file": "lib/dial.c", "line": 7, "column": 2,
    "source": "\tlineDrop(hCall, 0, 0);", "cwe": 672,
    "url": "https://learn.microsoft.com/en-us/windows/win32/tapi/call-handles",
    "steps": [
      {"file": "lib/dial.c", "line": 5, "column": 2,
       "text": "it is requested by lineMakeCall here"},
      {"file": "lib/dial.c", "line": 6, "column": 2,
       "text": "lineClose ends 'hLine' here"}]})"));
}

TEST(WriteJson, TellsTheRun) {
  Scene S;
  S.Run.NotAnalysed = {{"/src/x.c", "does not parse"}};
  S.Run.Sites = 4;
  S.Run.Unknown = {{{"/src/lib/dial.c", 5, 2}, "is passed on"}};
  S.dial() += "// NOLINT(tapi-call-leak)\n";
  json::Object Top = jsonOf(S);
  Top.erase("findings");
  EXPECT_EQ(Top.getObject("tool")->getString("name"),
            llvm::StringRef("tapi-check"));
  Top.erase("tool");
  EXPECT_EQ(json::Value(std::move(Top)), parsed(R"({
    "version": 1, "exitCode": 2,
    "sites": {"total": 4, "proven": 1, "reported": 2, "unknown": 1},
    "unknownSites": [{"reason": "is passed on", "file": "lib/dial.c",
                      "line": 5, "column": 2}],
    "unusedNolints": [{"file": "lib/dial.c", "line": 9, "column": 4,
                       "text": "'NOLINT(tapi-call-leak)' silences nothing"}],
    "analysed": ["hang up.c", "lib/dial.c"],
    "notAnalysed": [{"file": "x.c", "reason": "does not parse"}]})"));
}

TEST(WriteJson, TellsDecisions) {
  Scene S;
  S.dial().insert(S.dial().find(";\n}") + 1, " // NOLINT: why");
  S.Files["/base.json"] = R"({"version":1,"findings":[]})";
  S.Settings.Baseline = "/base.json";
  S.Files["/r.jsonl"] = R"({"type":"start","version":1})";
  S.Settings.Runtime = "/r.jsonl";
  json::Object Top = jsonOf(S);
  const json::Object &F = *(*Top.getArray("findings"))[1].getAsObject();
  EXPECT_EQ(*F.get("suppressed"), parsed(R"(
    {"file": "lib/dial.c", "line": 7, "column": 28, "reason": "why"})"));
  EXPECT_EQ(F.getBoolean("inBaseline"), false);
  EXPECT_EQ(*F.get("runtime"), parsed(R"({"reports": 0})"));
  EXPECT_EQ(Top.getInteger("goneFromBaseline"), 0);
  EXPECT_EQ(*Top.get("onlyAtRuntime"), parsed("[]"));
}

TEST(WriteJson, IsTextInAnyEncoding) {
  Scene S;
  S.dial().insert(S.dial().find(";\n}") + 1, " // caf\xe9");
  json::Object Top = jsonOf(S);
  EXPECT_EQ((*Top.getArray("findings"))[1].getAsObject()->getString("source"),
            llvm::StringRef("\tlineDrop(hCall, 0, 0); // caf\uFFFD"));
}

} // namespace
