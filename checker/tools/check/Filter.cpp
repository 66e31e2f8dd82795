//===- Filter.cpp - Which of a project's files are wanted ----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Globs are matched against the whole path and those of its folders and,
/// without a '/' at their start, against the ends of these. git says what
/// changed, in the working tree, too.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/Filter.h"

#include "checker/tools/check/Errors.h"
#include "checker/tools/check/Paths.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

using namespace tapi::check;
using llvm::StringRef;

namespace {

/// What `git Arguments` prints in \p Folder.
llvm::Expected<std::string> git(StringRef Folder,
                                llvm::ArrayRef<StringRef> Arguments) {
  auto Program = llvm::sys::findProgramByName("git");
  if (!Program)
    return error("--changed-since: git is not installed");
  llvm::SmallString<128> Out, Err;
  if (llvm::sys::fs::createTemporaryFile("tapi-check", "out", Out) ||
      llvm::sys::fs::createTemporaryFile("tapi-check", "err", Err))
    return error("--changed-since: no temporary file can be made");
  std::vector<StringRef> Words{*Program, "-C", Folder};
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

/// Where git is asked: here if the program is, else where its first file is.
std::string folderOf(llvm::ArrayRef<std::string> Files) {
  std::string Here = absolutePath(".");
  if (Files.empty() || llvm::any_of(Files, [&](StringRef File) {
        return File.starts_with(Here + "/");
      }))
    return Here;
  return llvm::sys::path::parent_path(Files[0]).str();
}

} // namespace

llvm::Error Filter::addGlobs(llvm::ArrayRef<std::string> Globs,
                             std::vector<llvm::GlobPattern> &To) {
  for (const std::string &Glob : Globs) {
    // "src/x.c" and "*.c" hold in any folder, "./x.c" here.
    StringRef Whole = StringRef(Glob).rtrim('/');
    std::string Text = Whole.consume_front("./") ? absolutePath(Whole)
                       : Whole.starts_with("/") || Whole.starts_with("*")
                           ? Whole.str()
                           : "*/" + Whole.str();
    // The name of a folder stands for all below.
    for (const char *Below : {"", "/*"}) {
      Texts.push_back(Text + Below);
      auto Pattern = llvm::GlobPattern::create(Texts.back());
      if (!Pattern)
        return error("bad glob '" + Glob +
                     "': " + llvm::toString(Pattern.takeError()));
      To.push_back(std::move(*Pattern));
    }
  }
  return llvm::Error::success();
}

llvm::Error Filter::readChanges(StringRef Revision, StringRef Folder) {
  if (Revision.starts_with("-"))
    return error("--changed-since: '" + Revision + "' is no revision");
  auto Top = git(Folder, {"rev-parse", "--show-toplevel"});
  if (!Top)
    return Top.takeError();
  // From the top, for git lists new files of its folder only.
  StringRef Root = StringRef(*Top).trim();
  auto Diff = git(
      Root, {"diff", "--name-only", "-z", "--diff-filter=d", Revision, "--"});
  if (!Diff)
    return Diff.takeError();
  auto New = git(Root, {"ls-files", "--others", "--exclude-standard", "-z"});
  if (!New)
    return New.takeError();
  Changed.emplace();
  std::string All = *Diff + *New;
  llvm::SmallVector<StringRef> Names;
  StringRef(All).split(Names, '\0', -1, /*KeepEmpty=*/false);
  for (StringRef Name : Names) {
    llvm::SmallString<256> Path(Root);
    llvm::sys::path::append(Path, Name);
    Changed->insert(std::string(Path));
  }
  return llvm::Error::success();
}

llvm::Expected<Filter> Filter::make(const Arguments &A,
                                    llvm::ArrayRef<std::string> Files) {
  Filter F;
  if (llvm::Error E = F.addGlobs(A.Include, F.Include))
    return std::move(E);
  if (llvm::Error E = F.addGlobs(A.Exclude, F.Exclude))
    return std::move(E);
  if (!A.ChangedSince.empty())
    if (llvm::Error E = F.readChanges(A.ChangedSince, folderOf(Files)))
      return std::move(E);
  return F;
}

/// git knows no links on the way to its folder.
bool Filter::isChanged(StringRef File) const {
  llvm::SmallString<256> Real;
  if (llvm::sys::fs::real_path(File, Real))
    return false; // It is gone, and git was asked for what is there.
  return Changed->count(std::string(Real));
}

bool Filter::wants(StringRef File) const {
  return isInGlobs(File) && (!Changed || isChanged(File));
}

bool Filter::isInGlobs(StringRef File) const {
  auto Matches = [&](const llvm::GlobPattern &G) { return G.match(File); };
  if (!Include.empty() && llvm::none_of(Include, Matches))
    return false;
  return llvm::none_of(Exclude, Matches);
}

void Filter::apply(report::ReportedRun &Run) const {
  llvm::erase_if(Run.Findings, [&](const report::ReportedFinding &F) {
    if (!isInGlobs(F.Where.File))
      return true;
    if (!Changed || isChanged(F.Where.File))
      return false;
    // A change may break what is told elsewhere.
    Run.InPart.push_back(F.Where.File);
    return llvm::none_of(F.Notes, [&](const report::Step &S) {
      return isChanged(S.Where.File);
    });
  });
  llvm::erase_if(Run.AnalysedFiles,
                 [&](const std::string &File) { return !wants(File); });
}
