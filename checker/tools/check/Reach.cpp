//===- Reach.cpp - Which files can reach TAPI ----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Follows the includes of a file through the folders that clang would search.
/// Headers from which nothing was reached are remembered by search path. A
/// header that is not found, or that a macro names, may be any: such a file is
/// parsed.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/Reach.h"

#include "checker/Compat.h"
#include "checker/tools/check/Paths.h"
#include "checker/tools/check/WindowsFiles.h"

#include "clang/Basic/Diagnostic.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/Utils.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/Support/Path.h"

using namespace tapi::check;
namespace path = llvm::sys::path;
namespace vfs = llvm::vfs;
using llvm::StringRef;

/// One file and what it includes.
class Reach::Walk {
public:
  Walk(Reach &R, SearchPath &Search,
       llvm::IntrusiveRefCntPtr<vfs::FileSystem> Files)
      : R(R), Search(Search), Files(std::move(Files)) {}

  /// True if TAPI may be reached from \p Path.
  bool visit(StringRef Path, bool IsSystem) {
    if (!Visited.insert(Path).second)
      return false;
    {
      std::lock_guard<std::mutex> Lock(Search.Mutex);
      if (IsSystem && Search.Safe.contains(Path))
        return false;
    }
    const FileText *Text = R.text(Path, *Files);
    if (!Text || Text->NamesHandles || (Text->IncludesByMacro && !IsSystem))
      return true;
    if (!IsSystem)
      Own.push_back(Text);
    for (const FileText::Include &I : Text->Includes)
      if (include(I, path::parent_path(Path), IsSystem))
        return true;
    return false;
  }

  bool include(const FileText::Include &I, StringRef Here, bool FromSystem) {
    if (path::is_absolute(I.Name))
      return visit(I.Name, FromSystem);
    if (I.IsQuoted)
      if (std::string Path = in(Here, I.Name); !Path.empty())
        return visit(Path, FromSystem);
    for (const auto &[Folder, IsSystem] : Search.Folders)
      if (std::string Path = in(Folder, I.Name); !Path.empty())
        return visit(Path, IsSystem);
    // Headers of the system name some that exist elsewhere only.
    return !FromSystem;
  }

  void keepSafe() {
    std::lock_guard<std::mutex> Lock(Search.Mutex);
    for (const auto &Entry : Visited)
      Search.Safe.insert(Entry.getKey());
  }

  std::vector<const FileText *> Own;

private:
  std::string in(StringRef Folder, StringRef Name) {
    llvm::SmallString<256> Path(Folder);
    path::append(Path, Name);
    path::remove_dots(Path, /*remove_dot_dot=*/true);
    // By its real name: what is read is looked at again later.
    auto Found = Files->status(Path);
    return Found ? Found->getName().str() : std::string();
  }

  Reach &R;
  SearchPath &Search;
  llvm::IntrusiveRefCntPtr<vfs::FileSystem> Files;
  llvm::StringSet<> Visited;
};

const FileText *Reach::text(StringRef Path, vfs::FileSystem &Files) {
  {
    std::lock_guard<std::mutex> Lock(Mutex);
    if (auto It = Texts.find(Path); It != Texts.end())
      return It->second.get();
  }
  std::unique_ptr<FileText> Text;
  if (auto Buffer = Files.getBufferForFile(Path))
    Text = std::make_unique<FileText>(scanText((*Buffer)->getBuffer()));
  std::lock_guard<std::mutex> Lock(Mutex);
  // Another thread may have been faster.
  return Texts.try_emplace(Path, std::move(Text)).first->second.get();
}

namespace {

/// The command without what differs from file to file.
std::vector<std::string> commonPart(const Job &J) {
  std::vector<std::string> Common{J.Directory};
  StringRef Name = path::filename(J.File);
  Common.push_back(path::extension(J.File).str());
  for (std::size_t I = 0; I < J.Command.size(); ++I) {
    StringRef Argument = J.Command[I];
    if (Argument == "-o" || Argument == "-MF" || Argument == "-MT")
      ++I;
    else if (path::filename(Argument) != Name)
      Common.push_back(Argument.str());
  }
  return Common;
}

} // namespace

Reach::SearchPath &
Reach::searchPath(const Job &J,
                  llvm::IntrusiveRefCntPtr<vfs::FileSystem> Files) {
  std::lock_guard<std::mutex> Lock(Mutex);
  std::unique_ptr<SearchPath> &Search = SearchPaths[commonPart(J)];
  if (Search)
    return *Search;
  Search = std::make_unique<SearchPath>();
  std::vector<std::string> Command = J.Command;
  Command.insert(Command.begin() + 1,
                 "-resource-dir=" + tapi::compat::resourceDirectory());
  std::vector<const char *> Words;
  for (const std::string &Word : Command)
    Words.push_back(Word.c_str());
  clang::IgnoringDiagConsumer Silent;
  clang::CreateInvocationOptions Options;
  Options.VFS = std::move(Files);
  Options.Diags = tapi::compat::silentDiagnostics(Silent, *Options.VFS);
  auto Invocation = clang::createInvocation(Words, Options);
  if (!Invocation)
    return *Search;
  for (const auto &Entry : Invocation->getHeaderSearchOpts().UserEntries) {
    bool IsSystem = Entry.Group >= clang::frontend::System;
    Search->Folders.emplace_back(absolutePath(Entry.Path, J.Directory),
                                 IsSystem);
  }
  Search->Forced = Invocation->getPreprocessorOpts().Includes;
  Search->IsKnown = true;
  return *Search;
}

Reach::Answer Reach::look(const Job &J) {
  auto Files = filesFor(J.IsWindows);
  Answer Result;
  Result.MayReach = true;
  if (Files->setCurrentWorkingDirectory(J.Directory))
    return Result;
  SearchPath &Search = searchPath(J, Files);
  Walk W(*this, Search, Files);
  if (!Search.IsKnown || W.visit(J.File, /*IsSystem=*/false))
    return Result;
  for (const std::string &Header : Search.Forced)
    if (W.include({Header, true}, J.Directory, /*FromSystem=*/false))
      return Result;
  W.keepSafe();
  Result.MayReach = false;
  Result.Texts = std::move(W.Own);
  return Result;
}

std::vector<std::string> Reach::files() const {
  std::vector<std::string> Names;
  for (const auto &Entry : Texts)
    if (Entry.second)
      Names.push_back(Entry.getKey().str());
  return Names;
}
