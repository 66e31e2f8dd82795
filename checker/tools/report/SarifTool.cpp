//===- SarifTool.cpp - The tool's part of a SARIF log ---------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Rules, taxonomy and notifications.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/SarifTool.h"

#include "checker/tools/report/Writers.h"
#include "tapi_model/Rules.h"

#include "llvm/ADT/STLExtras.h"

#include <iterator>
#include <set>

namespace json = llvm::json;

namespace tapi::report {
namespace {

constexpr llvm::StringLiteral Taxonomy = "CWE";

struct Kind {
  llvm::StringLiteral Id, Description, Help;
};

constexpr Kind Kinds[] = {
    {"not-analysed", "a file could not be analysed",
     "nothing is known about the handles of this file: see the message, and "
     "check the file's compile command"},
    {"tapi-unused-nolint", "a NOLINT comment of our checks silences nothing",
     "the finding is gone, or the comment stands on another line than the "
     "finding: remove it or move it"}};

/// The numbers that rules refer to, in ascending order.
std::set<unsigned> weaknesses() {
  std::set<unsigned> Numbers;
  for (const RuleRow &Row : rules())
    if (Row.Cwe)
      Numbers.insert(Row.Cwe);
  return Numbers;
}

json::Object weaknessReference(unsigned Number) {
  std::set<unsigned> All = weaknesses();
  auto Index = std::distance(All.begin(), All.find(Number));
  return json::Object{
      {"id", std::to_string(Number)},
      {"index", static_cast<int64_t>(Index)},
      {"toolComponent", json::Object{{"name", Taxonomy}, {"index", 0}}}};
}

json::Object helpOf(const RuleRow &Row) {
  std::string Title(Row.Title), Fact(Row.Fact), Page(Row.FactPage);
  return json::Object{{"text", Title + "\n\n" + Fact + "\n\n" + Page},
                      {"markdown", "**" + Title + "**\n\n" + Fact +
                                       "\n\n[Microsoft's page](" + Page + ")"}};
}

json::Object ruleOf(const RuleRow &Row) {
  json::Array Tags{"correctness", "TAPI"};
  json::Object Rule{
      {"id", llvm::StringRef(Row.Name)},
      {"name", llvm::StringRef(Row.Check)},
      {"shortDescription", sarifText(llvm::StringRef(Row.Title))},
      {"fullDescription", sarifText(llvm::StringRef(Row.Fact))},
      {"help", helpOf(Row)},
      {"helpUri", llvm::StringRef(Row.FactPage)},
      {"defaultConfiguration", json::Object{{"level", "warning"}}}};
  if (Row.Cwe) {
    Tags.push_back("external/cwe/cwe-" + std::to_string(Row.Cwe));
    Rule["relationships"] =
        json::Array{json::Object{{"target", weaknessReference(Row.Cwe)},
                                 {"kinds", json::Array{"superset"}}}};
  }
  Rule["properties"] = json::Object{{"tags", std::move(Tags)},
                                    {"precision", "high"},
                                    {"problem.severity", "warning"}};
  return Rule;
}

} // namespace

json::Object sarifText(llvm::StringRef Text) {
  return json::Object{{"text", json::fixUTF8(Text)}};
}

json::Object sarifDescriptor(Notification Kind) {
  auto Index = static_cast<int64_t>(Kind);
  return json::Object{{"id", Kinds[Index].Id}, {"index", Index}};
}

json::Object sarifTool() {
  json::Array Rules, Notifications;
  for (const RuleRow &Row : rules())
    Rules.push_back(ruleOf(Row));
  for (const Kind &K : Kinds)
    Notifications.push_back(
        json::Object{{"id", K.Id},
                     {"shortDescription", sarifText(K.Description)},
                     {"fullDescription", sarifText(K.Description)},
                     {"help", sarifText(K.Help)}});
  return json::Object{
      {"driver", json::Object{{"name", "tapi-check"},
                              {"version", ToolVersion},
                              {"semanticVersion", ToolVersion},
                              {"rules", std::move(Rules)},
                              {"notifications", std::move(Notifications)},
                              {"supportedTaxonomies",
                               json::Array{json::Object{{"name", Taxonomy},
                                                        {"index", 0}}}}}}};
}

json::Array sarifTaxonomies() {
  json::Array Taxa;
  for (unsigned Number : weaknesses())
    Taxa.push_back(
        json::Object{{"id", std::to_string(Number)},
                     {"helpUri", "https://cwe.mitre.org/data/definitions/" +
                                     std::to_string(Number) + ".html"}});
  return json::Array{json::Object{
      {"name", Taxonomy},
      {"organization", "MITRE"},
      {"informationUri", "https://cwe.mitre.org/"},
      {"shortDescription", sarifText("Common Weakness Enumeration")},
      {"isComprehensive", false},
      {"taxa", std::move(Taxa)}}};
}

} // namespace tapi::report
