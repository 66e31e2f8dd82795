//===- Baseline.cpp - Findings that are known already ---------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The format is in docs/output.md.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/Baseline.h"

#include "checker/tools/report/Fingerprint.h"
#include "checker/tools/report/Paths.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/JSON.h"

#include <map>
#include <tuple>

namespace json = llvm::json;

namespace tapi::report {
namespace {

constexpr int64_t Version = 1;

/// Findings of one kind: the same rule, file, sentence and fingerprint.
using Kind = std::tuple<std::string, std::string, std::string, std::string>;

Kind kindOf(const Entry &E, llvm::StringRef Root) {
  return {relativePath(E.Finding.Where.File, Root),
          std::string(row(E.Finding.R).Name), E.Finding.Text,
          withoutOccurrence(E.Fingerprint).str()};
}

llvm::Error mistake(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 "not a baseline: " + What);
}

using Counts = llvm::StringMap<int64_t>;

llvm::Expected<Counts> parse(llvm::StringRef Text) {
  llvm::Expected<json::Value> Parsed = json::parse(Text);
  if (!Parsed)
    return mistake(llvm::toString(Parsed.takeError()));
  const json::Object *Top = Parsed->getAsObject();
  if (!Top || Top->getInteger("version") != Version)
    return mistake("no \"version\": " + llvm::Twine(Version));
  const json::Array *Findings = Top->getArray("findings");
  if (!Findings)
    return mistake("no \"findings\"");
  Counts Result;
  for (const json::Value &Item : *Findings) {
    const json::Object *Object = Item.getAsObject();
    auto Fingerprint = Object ? Object->getString("fingerprint") : std::nullopt;
    int64_t Count = Object ? Object->getInteger("count").value_or(1) : 0;
    if (!Fingerprint || Count < 1)
      return mistake("a finding without \"fingerprint\" or with a bad "
                     "\"count\"");
    Result[*Fingerprint] += Count;
  }
  return Result;
}

} // namespace

void writeBaseline(const Report &R, llvm::raw_ostream &Out) {
  std::map<Kind, int64_t> Kinds;
  for (const Entry &E : R.Entries)
    if (!E.Suppressed)
      ++Kinds[kindOf(E, R.SourceRoot)];

  Out << "{\"version\": " << Version << ", \"findings\": [";
  const char *Separator = "\n";
  for (const auto &[K, Count] : Kinds) {
    const auto &[File, RuleName, Text, Fingerprint] = K;
    Out << Separator
        << json::Value(json::Object{{"fingerprint", Fingerprint},
                                    {"rule", RuleName},
                                    {"file", json::fixUTF8(File)},
                                    {"text", json::fixUTF8(Text)},
                                    {"count", Count}});
    Separator = ",\n";
  }
  Out << "\n]}\n";
}

llvm::Error applyBaseline(Report &R, llvm::StringRef Text) {
  llvm::Expected<Counts> Left = parse(Text);
  if (!Left)
    return Left.takeError();
  R.HasBaseline = true;
  for (Entry &E : R.Entries) {
    auto Known = Left->find(withoutOccurrence(E.Fingerprint));
    if (E.Suppressed || Known == Left->end() || Known->second == 0)
      continue;
    E.InBaseline = true;
    --Known->second;
  }
  for (const auto &Kind : *Left)
    R.GoneFromBaseline += static_cast<unsigned>(Kind.second);
  return llvm::Error::success();
}

} // namespace tapi::report
