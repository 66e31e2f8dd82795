//===- Database.cpp - What a compile_commands.json says -------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// clang reads the file, by both rules of quoting; which one holds is decided
/// for each command by the program it names.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/Database.h"

#include "checker/tools/check/CommandLine.h"
#include "checker/tools/check/Errors.h"
#include "checker/tools/check/Paths.h"
#include "checker/tools/check/WindowsFiles.h"

#include "clang/Tooling/JSONCompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace cl = llvm::cl;
using namespace tapi::check;
using clang::tooling::CompileCommand;
using clang::tooling::JSONCommandLineSyntax;
using clang::tooling::JSONCompilationDatabase;
using llvm::StringRef;

namespace {

using Commands = std::vector<CompileCommand>;

llvm::Expected<Commands> load(StringRef File, JSONCommandLineSyntax Syntax) {
  std::string Reason;
  auto Database = JSONCompilationDatabase::loadFromFile(File, Reason, Syntax);
  if (!Database)
    return error(File +
                 ": not a compilation database: " + StringRef(Reason).trim());
  return Database->getAllCompileCommands();
}

/// The words of response files in place of their names.
llvm::Error expand(CompileCommand &Command, bool IsCl) {
  llvm::BumpPtrAllocator Memory;
  llvm::SmallVector<const char *, 64> Words;
  for (const std::string &Word : Command.CommandLine)
    Words.push_back(Word.c_str());
  cl::ExpansionContext Context(Memory, IsCl ? cl::TokenizeWindowsCommandLine
                                            : cl::TokenizeGNUCommandLine);
  auto Files = filesFor(IsCl);
  Context.setVFS(Files.get()).setCurrentDir(Command.Directory);
  if (llvm::Error E = Context.expandResponseFiles(Words))
    return E;
  for (const char *Word : Words)
    if (StringRef(Word).starts_with("@"))
      return error(Command.Filename + ": no response file '" +
                   StringRef(Word).drop_front() + "'");
  Command.CommandLine.assign(Words.begin(), Words.end());
  return llvm::Error::success();
}

/// \p Object of \p Folder in the one form that all names of it have.
std::string plainPath(StringRef Object, StringRef Folder) {
  llvm::SmallString<256> Path(absolutePath(slashes(Object), Folder));
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return std::string(Path);
}

/// What \p Command may make, as plain paths. Compilers of resources have flags
/// of their own for it, or none: any word may be it.
std::vector<std::string> mayMake(const CompileCommand &Command) {
  std::vector<std::string> Paths;
  auto Add = [&](StringRef Word) {
    if (!Word.empty())
      Paths.push_back(plainPath(Word, Command.Directory));
  };
  Add(Command.Output);
  for (StringRef Word : llvm::drop_begin(Command.CommandLine)) {
    if (Word.consume_front_insensitive("/fo") ||
        Word.consume_front_insensitive("-fo"))
      Word.consume_front(":");
    Add(Word);
  }
  return Paths;
}

bool isPrecompiledHeader(StringRef Object) {
  return Object.ends_with(".pch") || Object.ends_with(".gch");
}

} // namespace

llvm::Error tapi::check::keepMakersOf(StringRef List, Commands &All) {
  auto Text = llvm::MemoryBuffer::getFile(List);
  if (!Text)
    return error(List + ": " + Text.getError().message());
  llvm::StringMap<const CompileCommand *> Makers;
  for (const CompileCommand &Command : All)
    for (const std::string &Path : mayMake(Command))
      Makers.try_emplace(Path, &Command);
  llvm::SmallString<256> Here;
  llvm::sys::fs::current_path(Here);
  Commands Kept;
  for (llvm::line_iterator Line(**Text); !Line.is_at_eof(); ++Line) {
    StringRef Object = Line->trim();
    if (Object.empty() || isPrecompiledHeader(Object))
      continue;
    auto Maker = Makers.find(plainPath(Object, Here));
    if (Maker == Makers.end())
      return error(Object + ": no compile command makes it");
    Kept.push_back(*Maker->second);
  }
  if (Kept.empty())
    return error(List + ": lists no object files");
  All = std::move(Kept);
  return llvm::Error::success();
}

llvm::Expected<Commands> tapi::check::readDatabase(StringRef BuildDir) {
  llvm::SmallString<256> File(BuildDir);
  llvm::sys::path::append(File, "compile_commands.json");
  if (!llvm::sys::fs::exists(File))
    return error(BuildDir + (llvm::sys::fs::is_directory(BuildDir)
                                 ? ": no compile_commands.json"
                                 : ": no such folder"));
  auto Result = load(File, JSONCommandLineSyntax::Gnu);
  if (!Result)
    return Result;
  auto Windows = load(File, JSONCommandLineSyntax::Windows);
  if (!Windows)
    return Windows;
  for (std::size_t I = 0; I < Result->size(); ++I) {
    CompileCommand &Command = (*Result)[I];
    if (Command.CommandLine.empty())
      return error(File + ": the command of '" + Command.Filename +
                   "' is empty");
    bool IsCl = isCl((*Windows)[I].CommandLine);
    if (IsCl)
      Command.CommandLine = std::move((*Windows)[I].CommandLine);
    if (llvm::Error E = expand(Command, IsCl))
      return std::move(E);
    if (!IsCl)
      clang::tooling::addTargetAndModeForProgramName(Command.CommandLine,
                                                     Command.CommandLine[0]);
  }
  return Result;
}
