//===- RunCache.cpp - The result of an earlier run -----------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// An entry is named after all commands and options, and holds all files with
/// their checksums, and the findings.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/RunCache.h"

#include "checker/tidy/EngineOptions.h"

using namespace tapi;
using namespace tapi::check;
using llvm::StringRef;

namespace {

void put(std::string &Out, const report::Place &P) {
  check::put(Out, P.File);
  check::put(Out, P.Line);
  check::put(Out, P.Column);
}

bool take(StringRef &In, unsigned &Number) {
  std::uint64_t Wide = 0;
  if (!check::take(In, Wide))
    return false;
  Number = static_cast<unsigned>(Wide);
  return true;
}

bool take(StringRef &In, report::Place &P) {
  return check::take(In, P.File) && take(In, P.Line) && take(In, P.Column);
}

void put(std::string &Out, const report::ReportedFinding &F) {
  check::put(Out, static_cast<std::uint64_t>(F.R));
  check::put(Out, F.Check);
  check::put(Out, F.Text);
  put(Out, F.Where);
  check::put(Out, F.Notes.size());
  for (const report::Step &S : F.Notes) {
    put(Out, S.Where);
    check::put(Out, S.Text);
  }
}

bool take(StringRef &In, report::ReportedFinding &F) {
  std::uint64_t R = 0, Count = 0;
  if (!check::take(In, R) || R > NumRules || !check::take(In, F.Check) ||
      !check::take(In, F.Text) || !take(In, F.Where) || !check::take(In, Count))
    return false;
  F.R = static_cast<Rule>(R);
  for (std::uint64_t I = 0; I < Count; ++I) {
    report::Step S;
    if (!take(In, S.Where) || !check::take(In, S.Text))
      return false;
    F.Notes.push_back(std::move(S));
  }
  return true;
}

bool take(StringRef &In, std::vector<report::UnknownSite> &Sites) {
  std::uint64_t Count = 0;
  if (!check::take(In, Count))
    return false;
  for (std::uint64_t I = 0; I < Count; ++I) {
    report::UnknownSite Site;
    if (!take(In, Site.Where) || !check::take(In, Site.Reason))
      return false;
    Sites.push_back(std::move(Site));
  }
  return true;
}

bool take(StringRef &In, report::ReportedRun &Run) {
  std::uint64_t Count = 0;
  if (!take(In, Run.Sites) || !take(In, Run.Proven) ||
      !take(In, Run.Reported) || !take(In, Run.Unknown) ||
      !check::take(In, Count))
    return false;
  for (std::uint64_t I = 0; I < Count; ++I) {
    report::ReportedFinding F;
    if (!take(In, F))
      return false;
    Run.Findings.push_back(std::move(F));
  }
  return true;
}

} // namespace

RunCache::RunCache(std::string Folder, llvm::ArrayRef<Job> Jobs,
                   const Arguments &A, const engine::Options &Opts) {
  if (Folder.empty())
    return;
  std::string Key = "run";
  check::put(Key, programSum());
  check::put(Key, A.Library);
  check::put(Key, A.Root);
  check::put(Key, tidy::fingerprint(Opts));
  for (const Job &J : Jobs) {
    check::put(Key, J.File);
    check::put(Key, J.Directory);
    for (const std::string &Argument : J.Command)
      check::put(Key, Argument);
  }
  Path = entryPath(Folder, Key);
}

std::optional<report::ReportedRun> RunCache::find() {
  if (Path.empty())
    return std::nullopt;
  auto Content = readEntry(Path);
  if (!Content)
    return std::nullopt;
  StringRef In = *Content;
  report::ReportedRun Run;
  std::vector<std::string> Sources;
  std::uint64_t Count = 0;
  if (!Sums.take(In, Sources) || !::take(In, Run) || !check::take(In, Count))
    return std::nullopt;
  for (std::uint64_t I = 0; I < Count; ++I)
    if (!check::take(In, Run.AnalysedFiles.emplace_back()))
      return std::nullopt;
  return Run;
}

void RunCache::keep(const report::ReportedRun &Run,
                    const std::vector<std::string> &Sources) {
  std::string Content;
  if (Path.empty() || !Sums.put(Content, Sources))
    return;
  for (unsigned Number : {Run.Sites, Run.Proven, Run.Reported})
    check::put(Content, Number);
  check::put(Content, Run.Unknown.size());
  for (const report::UnknownSite &Site : Run.Unknown) {
    ::put(Content, Site.Where);
    check::put(Content, Site.Reason);
  }
  check::put(Content, Run.Findings.size());
  for (const report::ReportedFinding &F : Run.Findings)
    ::put(Content, F);
  check::put(Content, Run.AnalysedFiles.size());
  for (const std::string &File : Run.AnalysedFiles)
    check::put(Content, File);
  writeEntry(Path, Content);
}
