//===- TapiCheck.cpp - Analyses a project ---------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// `tapi-check -p BUILD_DIR [FILES]`: analyses files of a compilation database,
/// or all of them, prints what clang-tidy would print, and tells by its exit
/// code whether the project is clean (0), has findings (1), or could not be
/// analysed (2). Each file is analysed by itself.
///
//===----------------------------------------------------------------------===//

#include "checker/tidy/Compat.h"

#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <memory>
#include <string>
#include <vector>

namespace cl = llvm::cl;
namespace tidy = clang::tidy;
using clang::tooling::CompilationDatabase;
using llvm::StringRef;

namespace {

enum ExitCode { Clean = 0, HasFindings = 1, NotAnalysed = 2 };

cl::OptionCategory Category("tapi-check options");
cl::opt<std::string> BuildDir("p", cl::desc("Folder of compile_commands.json"),
                              cl::value_desc("BUILD_DIR"), cl::cat(Category));
cl::opt<std::string> Checks("checks",
                            cl::desc("Which of our checks, a list of globs"),
                            cl::init("tapi-*"), cl::cat(Category));
cl::list<std::string> Named(cl::Positional, cl::desc("[FILES]"),
                            cl::cat(Category));

ExitCode fail(const llvm::Twine &Reason) {
  llvm::errs() << "tapi-check: error: " << Reason << '\n';
  return NotAnalysed;
}

std::string realPath(StringRef File) {
  llvm::SmallString<256> Real;
  if (llvm::sys::fs::real_path(File, Real))
    return File.str();
  return std::string(Real);
}

/// The files to analyse, or the reason why there are none.
llvm::Expected<std::vector<std::string>>
chooseFiles(const CompilationDatabase &Database) {
  std::vector<std::string> Known;
  for (const std::string &File : Database.getAllFiles())
    Known.push_back(realPath(File));
  llvm::sort(Known);
  Known.erase(std::unique(Known.begin(), Known.end()), Known.end());

  auto Error = [](const llvm::Twine &Reason) {
    return llvm::createStringError(llvm::inconvertibleErrorCode(), Reason);
  };
  std::vector<std::string> Chosen;
  for (const std::string &File : Named) {
    if (!llvm::sys::fs::exists(File))
      return Error(File + ": no such file");
    Chosen.push_back(realPath(File));
    if (!llvm::is_contained(Known, Chosen.back()))
      return Error(File + ": no compile command in " + BuildDir);
  }
  if (Chosen.empty() && Known.empty())
    return Error(BuildDir + ": the compilation database is empty");
  return Chosen.empty() ? Known : Chosen;
}

/// The options of .clang-tidy files, but of their checks only those of ours
/// that they switch off: which others run is nothing a checker of handles
/// follows.
class OptionsProvider : public tidy::FileOptionsProvider {
public:
  OptionsProvider()
      : FileOptionsProvider(tidy::ClangTidyGlobalOptions(), defaults(), {}) {}

  std::vector<OptionsSource> getRawOptions(StringRef File) override {
    std::vector<OptionsSource> Sources =
        FileOptionsProvider::getRawOptions(File);
    std::string Ours = "-*," + Checks;
    for (const OptionsSource &Source : Sources)
      Ours += switchedOff(Source.first.Checks.value_or(""));
    tidy::ClangTidyOptions Last;
    Last.Checks = Ours;
    Sources.emplace_back(Last, "tapi-check");
    return Sources;
  }

private:
  static tidy::ClangTidyOptions defaults() {
    tidy::ClangTidyOptions Defaults = tidy::ClangTidyOptions::getDefaults();
    Defaults.HeaderFilterRegex = ".*";
    return Defaults;
  }

  static std::string switchedOff(StringRef List) {
    std::string Result;
    llvm::SmallVector<StringRef> Globs;
    List.split(Globs, ',');
    for (StringRef Glob : Globs)
      if (Glob.trim().starts_with("-tapi-"))
        Result += "," + Glob.trim().str();
    return Result;
  }
};

ExitCode verdict(llvm::ArrayRef<tidy::ClangTidyError> Reports) {
  ExitCode Code = Clean;
  for (const tidy::ClangTidyError &Report : Reports) {
    if (StringRef(Report.DiagnosticName).starts_with("tapi-"))
      Code = std::max(Code, HasFindings);
    else if (Report.DiagLevel == tidy::ClangTidyError::Error)
      Code = NotAnalysed; // It does not parse, or an option is wrong.
  }
  return Code;
}

ExitCode analyse(const CompilationDatabase &Database,
                 llvm::ArrayRef<std::string> Files) {
  tidy::ClangTidyContext Context(std::make_unique<OptionsProvider>());
  llvm::IntrusiveRefCntPtr<llvm::vfs::OverlayFileSystem> FileSystem(
      new llvm::vfs::OverlayFileSystem(llvm::vfs::getRealFileSystem()));
  std::vector<tidy::ClangTidyError> Reports = tidy::runClangTidy(
      Context, Database, Files, FileSystem, /*ApplyAnyFix=*/false);
  unsigned AsErrors = 0;
  tidy::handleErrors(Reports, Context, tidy::FB_NoFix, AsErrors, FileSystem);
  ExitCode Code = verdict(Reports);
  return Code == NotAnalysed ? fail("some files could not be analysed") : Code;
}

} // namespace

int main(int Argc, const char **Argv) {
  llvm::sys::PrintStackTraceOnErrorSignal(Argv[0]);
  cl::HideUnrelatedOptions(Category);
  std::string Mistake;
  llvm::raw_string_ostream MistakeOut(Mistake);
  if (!cl::ParseCommandLineOptions(
          Argc, Argv, "Checks the life of TAPI handles", &MistakeOut))
    return fail(StringRef(MistakeOut.str()).trim());

  tidy::ClangTidyOptions Wanted;
  Wanted.Checks = "-*," + Checks;
  if (tapi::tidy::enabledChecks(Wanted).empty())
    return fail("no check matches '" + Checks + "'");

  if (BuildDir.empty())
    return fail("no -p BUILD_DIR given");
  std::string Reason;
  auto Database = CompilationDatabase::loadFromDirectory(BuildDir, Reason);
  if (!Database)
    return fail(BuildDir + ": no usable compile_commands.json");
  auto Files = chooseFiles(*Database);
  if (!Files)
    return fail(llvm::toString(Files.takeError()));

  // Windows code may hold Microsoft's inline assembly.
  llvm::InitializeAllTargetInfos();
  llvm::InitializeAllTargetMCs();
  llvm::InitializeAllAsmParsers();
  return analyse(*Database, *Files);
}
