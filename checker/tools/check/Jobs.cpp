//===- Jobs.cpp - Which files are compiled, and how ----------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// With a database, the files it lists or those of them that are named;
/// without, the named files for a Windows target.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/Jobs.h"

#include "checker/tools/check/CommandLine.h"
#include "checker/tools/check/Database.h"
#include "checker/tools/check/Errors.h"
#include "checker/tools/check/Paths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <map>
#include <tuple>

using namespace tapi::check;
using clang::tooling::CompileCommand;
using llvm::StringRef;

namespace {

std::string realPath(StringRef File) {
  llvm::SmallString<256> Real;
  if (llvm::sys::fs::real_path(File, Real))
    return File.str();
  return std::string(Real);
}

std::string workingDirectory() {
  llvm::SmallString<256> Here;
  llvm::sys::fs::current_path(Here);
  return std::string(Here);
}

llvm::Error requireFile(StringRef File) {
  if (!llvm::sys::fs::exists(File))
    return error(File + ": no such file");
  if (!llvm::sys::fs::is_regular_file(File))
    return error(File + ": not a file");
  return llvm::Error::success();
}

Job makeJob(const CompileCommand &Command) {
  Job J;
  J.File = absolutePath(Command.Filename, Command.Directory);
  if (!llvm::sys::fs::exists(J.File) && isCl(Command.CommandLine))
    J.File = absolutePath(slashes(Command.Filename), Command.Directory);
  J.Directory = Command.Directory;
  J.Command = Command.CommandLine;
  return J;
}

/// The command without what differs between two that mean the same.
std::vector<std::string> withoutOutputs(llvm::ArrayRef<std::string> Command) {
  std::vector<std::string> Result;
  for (std::size_t I = 0; I < Command.size(); ++I) {
    StringRef Word = Command[I];
    if (Word == "-o" || Word == "-MF" || Word == "-MT" || Word == "-MQ")
      ++I;
    else if (!Word.starts_with("/Fo") && !Word.starts_with("/Fd"))
      Result.push_back(Word.str());
  }
  return Result;
}

bool meansTheSame(const Job &X, const Job &Y) {
  return X.Directory == Y.Directory &&
         withoutOutputs(X.Command) == withoutOutputs(Y.Command);
}

/// What a database has for the files that somebody may want.
struct Commands {
  /// By their paths without links: in the order of the database, one for each
  /// meaning.
  std::map<std::string, std::vector<Job>> Jobs;
  std::vector<std::string> Others; ///< Files that are neither C nor C++
};

Commands sorted(llvm::ArrayRef<CompileCommand> All) {
  Commands Result;
  for (const CompileCommand &Command : All) {
    Job J = makeJob(Command);
    if (!isCOrCxx(J.File, J.Command)) {
      Result.Others.push_back(J.File);
      continue;
    }
    std::vector<Job> &Known = Result.Jobs[realPath(J.File)];
    if (!Known.empty())
      J.File = Known.front().File;
    if (llvm::none_of(Known,
                      [&](const Job &K) { return meansTheSame(J, K); })) {
      J.Turn = Known.size();
      Known.push_back(std::move(J));
    }
  }
  llvm::sort(Result.Others);
  Result.Others.erase(std::unique(Result.Others.begin(), Result.Others.end()),
                      Result.Others.end());
  return Result;
}

llvm::Expected<std::vector<Job>> fromDatabase(const Arguments &A,
                                              std::vector<std::string> &Notes) {
  auto All = readDatabase(A.BuildDir);
  if (!All)
    return All.takeError();
  if (All->empty())
    return error(A.BuildDir + ": the compilation database is empty");
  if (!A.ObjectList.empty())
    if (llvm::Error E = keepMakersOf(A.ObjectList, *All))
      return std::move(E);
  Commands Known = sorted(*All);
  std::vector<Job> Jobs;
  for (const std::string &File : A.Files) {
    if (llvm::Error E = requireFile(File))
      return std::move(E);
    auto It = Known.Jobs.find(realPath(File));
    if (It != Known.Jobs.end())
      llvm::append_range(Jobs, It->second);
    else if (llvm::is_contained(Known.Others, absolutePath(File)))
      return error(File + ": neither C nor C++");
    else
      return error(File + ": no compile command in " + A.BuildDir);
  }
  if (A.Files.empty()) {
    for (const auto &[File, Commands] : Known.Jobs)
      llvm::append_range(Jobs, Commands);
    if (!Known.Others.empty())
      Notes.push_back("neither C nor C++, and left out: " +
                      llvm::join(Known.Others, " "));
  }
  if (Jobs.empty())
    return error(A.BuildDir + ": no C or C++ in the compilation database");
  return Jobs;
}

llvm::Expected<std::vector<Job>> fromList(const Arguments &A) {
  std::vector<Job> Jobs;
  for (const std::string &File : A.Files) {
    if (llvm::Error E = requireFile(File))
      return std::move(E);
    Job J;
    J.File = absolutePath(File);
    J.Directory = workingDirectory();
    J.Command = {"clang"};
    llvm::append_range(J.Command, windowsTarget(A.Target == "x86"));
    addFile(J.Command, J.File);
    Jobs.push_back(std::move(J));
  }
  return Jobs;
}

/// Somebody may name a file twice. \p Sorted is, by file.
std::vector<Job> withoutRepeats(std::vector<Job> Sorted) {
  std::vector<Job> Result;
  for (Job &J : Sorted) {
    auto Known = Result.rbegin();
    while (Known != Result.rend() && Known->File == J.File &&
           !meansTheSame(*Known, J))
      ++Known;
    if (Known == Result.rend() || Known->File != J.File)
      Result.push_back(std::move(J));
  }
  return Result;
}

} // namespace

llvm::Expected<std::vector<Job>>
tapi::check::chooseJobs(const Arguments &A, std::vector<std::string> &Notes) {
  auto Jobs = A.BuildDir.empty() ? fromList(A) : fromDatabase(A, Notes);
  if (!Jobs)
    return Jobs;
  llvm::sort(*Jobs, [](const Job &X, const Job &Y) {
    return std::tie(X.File, X.Turn) < std::tie(Y.File, Y.Turn);
  });
  *Jobs = withoutRepeats(std::move(*Jobs));
  std::vector<std::string> Ignored;
  for (Job &J : *Jobs)
    adaptCommand(J, A, Ignored);
  llvm::sort(Ignored);
  Ignored.erase(std::unique(Ignored.begin(), Ignored.end()), Ignored.end());
  if (!Ignored.empty())
    Notes.push_back("ignored flags of the compiler: " +
                    llvm::join(Ignored, " "));
  return Jobs;
}
