//===- Filter.cpp - Which of a project's files are wanted ----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Globs are matched against the whole path and, without a '/' at their start,
/// against its end. git says what changed, in the working tree, too.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/Filter.h"

#include "checker/tools/check/Errors.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

using namespace tapi::check;
using llvm::StringRef;

namespace {

/// What `git Arguments` prints.
llvm::Expected<std::string> git(llvm::ArrayRef<StringRef> Arguments) {
  auto Program = llvm::sys::findProgramByName("git");
  if (!Program)
    return error("--changed-since: git is not installed");
  llvm::SmallString<128> Out, Err;
  if (llvm::sys::fs::createTemporaryFile("tapi-check", "out", Out) ||
      llvm::sys::fs::createTemporaryFile("tapi-check", "err", Err))
    return error("--changed-since: no temporary file can be made");
  std::vector<StringRef> Words{*Program};
  Words.insert(Words.end(), Arguments.begin(), Arguments.end());
  std::optional<StringRef> Redirects[] = {StringRef(""), StringRef(Out),
                                          StringRef(Err)};
  int Code =
      llvm::sys::ExecuteAndWait(*Program, Words, std::nullopt, Redirects);
  auto Read = [](StringRef File) {
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    return Buffer ? (*Buffer)->getBuffer().str() : std::string();
  };
  std::string Printed = Read(Out), Complaint = Read(Err);
  llvm::sys::fs::remove(Out);
  llvm::sys::fs::remove(Err);
  if (Code != 0)
    return error("--changed-since: " + StringRef(Complaint).trim());
  return Printed;
}

} // namespace

llvm::Error Filter::addGlobs(llvm::ArrayRef<std::string> Globs,
                             std::vector<llvm::GlobPattern> &To) {
  for (const std::string &Glob : Globs) {
    // "src/x.c" and "*.c" hold in any folder.
    bool IsWhole =
        StringRef(Glob).starts_with("/") || StringRef(Glob).starts_with("*");
    auto Pattern = llvm::GlobPattern::create(IsWhole ? Glob : "*/" + Glob);
    if (!Pattern)
      return error("bad glob '" + Glob +
                   "': " + llvm::toString(Pattern.takeError()));
    To.push_back(std::move(*Pattern));
  }
  return llvm::Error::success();
}

llvm::Error Filter::readChanges(StringRef Revision) {
  if (Revision.starts_with("-"))
    return error("--changed-since: '" + Revision + "' is no revision");
  auto Top = git({"rev-parse", "--show-toplevel"});
  if (!Top)
    return Top.takeError();
  auto Diff =
      git({"diff", "--name-only", "-z", "--diff-filter=d", Revision, "--"});
  if (!Diff)
    return Diff.takeError();
  auto New =
      git({"ls-files", "--others", "--exclude-standard", "--full-name", "-z"});
  if (!New)
    return New.takeError();
  Changed.emplace();
  std::string All = *Diff + *New;
  llvm::SmallVector<StringRef> Names;
  StringRef(All).split(Names, '\0', -1, /*KeepEmpty=*/false);
  for (StringRef Name : Names) {
    llvm::SmallString<256> Path(StringRef(*Top).trim());
    llvm::sys::path::append(Path, Name);
    Changed->insert(std::string(Path));
  }
  return llvm::Error::success();
}

llvm::Expected<Filter> Filter::make(const Arguments &A) {
  Filter F;
  if (llvm::Error E = F.addGlobs(A.Include, F.Include))
    return std::move(E);
  if (llvm::Error E = F.addGlobs(A.Exclude, F.Exclude))
    return std::move(E);
  if (!A.ChangedSince.empty())
    if (llvm::Error E = F.readChanges(A.ChangedSince))
      return std::move(E);
  return F;
}

bool Filter::wants(StringRef File) const {
  auto Matches = [&](const llvm::GlobPattern &G) { return G.match(File); };
  if (Changed && !Changed->count(File.str()))
    return false;
  if (!Include.empty() && llvm::none_of(Include, Matches))
    return false;
  return llvm::none_of(Exclude, Matches);
}

void Filter::apply(report::ReportedRun &Run) const {
  llvm::erase_if(Run.Findings, [&](const report::ReportedFinding &F) {
    if (wants(F.Where.File))
      return false;
    // A change may break what is told elsewhere.
    return !Changed || llvm::none_of(F.Notes, [&](const report::Step &S) {
      return wants(S.Where.File);
    });
  });
  llvm::erase_if(Run.AnalysedFiles,
                 [&](const std::string &File) { return !wants(File); });
}
