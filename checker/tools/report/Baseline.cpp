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

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"

#include <map>
#include <set>
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

/// What is left of a kind of finding.
struct Known {
  int64_t Count = 0;
  std::string File; ///< Relative to the source root
};

using KnownKinds = llvm::StringMap<Known>; ///< By fingerprint

llvm::Expected<KnownKinds> parse(llvm::StringRef Text) {
  llvm::Expected<json::Value> Parsed = json::parse(Text);
  if (!Parsed)
    return mistake(llvm::toString(Parsed.takeError()));
  const json::Object *Top = Parsed->getAsObject();
  if (!Top || Top->getInteger("version") != Version)
    return mistake("no \"version\": " + llvm::Twine(Version));
  const json::Array *Findings = Top->getArray("findings");
  if (!Findings)
    return mistake("no \"findings\"");
  KnownKinds Result;
  for (const json::Value &Item : *Findings) {
    const json::Object *Object = Item.getAsObject();
    auto Fingerprint = Object ? Object->getString("fingerprint") : std::nullopt;
    int64_t Count = Object ? Object->getInteger("count").value_or(1) : 0;
    if (!Fingerprint || Count < 1)
      return mistake("a finding without \"fingerprint\" or with a bad "
                     "\"count\"");
    Known &Kind = Result[*Fingerprint];
    Kind.Count += Count;
    Kind.File = Object->getString("file").value_or("").str();
  }
  return Result;
}

/// Counts \p E as one of the kind \p Fingerprint if one is left.
bool take(Entry &E, llvm::StringRef Fingerprint, KnownKinds &Left) {
  auto Kind = Left.find(Fingerprint);
  if (Kind == Left.end() || Kind->second.Count == 0)
    return false;
  E.InBaseline = true;
  --Kind->second.Count;
  return true;
}

/// The files of \p Left that are no more: they may have other names now.
std::set<std::string> goneFiles(const KnownKinds &Left, llvm::StringRef Root,
                                Sources &Code) {
  std::set<std::string> Gone;
  for (const auto &Kind : Left) {
    llvm::SmallString<256> Path(Root);
    llvm::sys::path::append(Path, Kind.second.File);
    if (llvm::sys::path::is_absolute(Kind.second.File))
      Path = Kind.second.File;
    if (Kind.second.Count && !Kind.second.File.empty() &&
        !Code.fileSystem()->exists(Path))
      Gone.insert(Kind.second.File);
  }
  return Gone;
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

llvm::Error applyBaseline(Report &R, llvm::StringRef Text, Sources &Code) {
  llvm::Expected<KnownKinds> Left = parse(Text);
  if (!Left)
    return Left.takeError();
  R.HasBaseline = true;
  std::vector<Entry *> New;
  for (Entry &E : R.Entries)
    if (!E.Suppressed && !take(E, withoutOccurrence(E.Fingerprint), *Left))
      New.push_back(&E);
  std::set<std::string> Gone = goneFiles(*Left, R.SourceRoot, Code);
  for (Entry *E : New)
    for (const std::string &File : Gone)
      if (take(*E, fingerprintIn(File, E->Finding, Code), *Left))
        break;
  for (const auto &Kind : *Left)
    R.GoneFromBaseline += static_cast<unsigned>(Kind.second.Count);
  return llvm::Error::success();
}

} // namespace tapi::report
