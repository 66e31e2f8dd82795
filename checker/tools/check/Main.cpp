//===- Main.cpp - Analyses a project -------------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// `tapi-check`: compiles every file to a summary, links the summaries to a
/// program, prints what is found in it, and tells by the exit code whether the
/// program is clean (0), has findings (1), or could not be analysed (2).
///
//===----------------------------------------------------------------------===//

#include "checker/engine/link/Summary.h"
#include "checker/tidy/Ledger.h"
#include "checker/tools/check/Arguments.h"
#include "checker/tools/check/Canary.h"
#include "checker/tools/check/Compile.h"
#include "checker/tools/check/Errors.h"
#include "checker/tools/check/Filter.h"
#include "checker/tools/check/Jobs.h"
#include "checker/tools/check/LinkStep.h"
#include "checker/tools/check/Rounds.h"
#include "checker/tools/check/RunCache.h"
#include "checker/tools/check/Settings.h"
#include "checker/tools/check/WindowsFiles.h"
#include "checker/tools/report/Outputs.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/TargetSelect.h"

#include <tuple>

using namespace tapi;
using namespace tapi::check;
using llvm::StringRef;

namespace {

enum ExitCode { Clean = 0, HasFindings = 1, NotAnalysed = 2 };

ExitCode fail(const llvm::Twine &Reason) {
  llvm::errs() << "tapi-check: error: " << Reason << '\n';
  return NotAnalysed;
}

ExitCode fail(llvm::Error Reason) {
  return fail(llvm::toString(std::move(Reason)));
}

void note(StringRef Text) {
  llvm::errs() << "tapi-check: note: " << Text << '\n';
}

/// The ledger of certainty, to standard error.
void printLedger(const report::ReportedRun &Run) {
  std::vector<tidy::UndecidedPlace> Undecided;
  for (const report::UnknownSite &Site : Run.Unknown)
    Undecided.emplace_back(Site.Where.File + ':' +
                               std::to_string(Site.Where.Line) + ':' +
                               std::to_string(Site.Where.Column),
                           Site.Reason);
  llvm::errs() << tidy::ledgerText(Run.Sites, Run.Proven, Run.Reported,
                                   Undecided);
}

ExitCode report(report::ReportedRun Run, const Arguments &A, Settings &S) {
  for (const auto &[File, Reason] : Run.NotAnalysed)
    llvm::errs() << "tapi-check: error: " << File << ": " << Reason << '\n';
  report::OutputSettings Outputs = A.Outputs;
  Outputs.IsEnabled = [&S](StringRef Check, StringRef File) {
    return S.isOn(Check, File);
  };
  if (llvm::Error E = S.requireReadable())
    return fail(std::move(E));
  report::Sources Code(filesFor(/*IsWindows=*/true));
  auto Judged = report::judge(std::move(Run), Outputs, Code);
  if (!Judged)
    return fail(Judged.takeError());
  // A clean verdict must mean something.
  if (Judged->ExitCode == Clean)
    if (llvm::Error E = requireCanary())
      return fail(std::move(E));
  if (llvm::Error E = report::writeOutputs(*Judged, Outputs, Code))
    return fail(std::move(E));
  for (const std::string &Line : report::remarks(*Judged))
    note(Line);
  if (A.Ledger)
    printLedger(Judged->Run);
  if (!Judged->Run.NotAnalysed.empty())
    return fail("some files could not be analysed");
  return static_cast<ExitCode>(Judged->ExitCode);
}

std::string rootOf(const Arguments &A, llvm::ArrayRef<Job> Jobs) {
  if (!A.Root.empty())
    return A.Root;
  std::vector<std::string> Files;
  for (const Job &J : Jobs)
    Files.push_back(J.File);
  return PathRoot::commonFolder(Files);
}

/// Tells what was not analysed, or not in full. True if nothing.
bool tellTroubles(llvm::ArrayRef<Job> Jobs, const Compilation &All,
                  report::ReportedRun &Run) {
  bool AnyReaches = false, AllWhole = true;
  // Two commands of a file may have the same trouble.
  llvm::StringSet<> Told;
  for (std::size_t I = 0; I < Jobs.size(); ++I) {
    const FileResult &R = All.Files[I];
    AnyReaches |= R.WasCompiled;
    AllWhole &= !R.WasCompiled || R.Result.How == Outcome::Whole;
    for (const std::string &Line : R.Result.Errors)
      if (Told.insert(Line).second)
        llvm::errs() << Line << '\n';
    if (R.WasCompiled && R.Result.How == Outcome::Part &&
        Told.insert(Jobs[I].File + ": analysed " + R.Result.Reason).second) {
      note(Jobs[I].File + ": analysed " + R.Result.Reason);
      Run.InPart.push_back(Jobs[I].File);
    }
    if (R.WasCompiled && R.Result.How == Outcome::Broken) {
      if (Told.insert(Jobs[I].File + ": " + R.Result.Reason).second)
        Run.NotAnalysed.emplace_back(Jobs[I].File, R.Result.Reason);
    } else if (Run.AnalysedFiles.empty() ||
               Run.AnalysedFiles.back() != Jobs[I].File) {
      Run.AnalysedFiles.push_back(Jobs[I].File);
    }
  }
  if (!AnyReaches)
    note("no file can reach TAPI");
  return AllWhole;
}

ExitCode analyseAll(const Arguments &A, Settings &S) {
  std::vector<std::string> Notes;
  auto Jobs = chooseJobs(A, Notes);
  if (!Jobs)
    return fail(Jobs.takeError());
  std::vector<std::string> Files;
  for (const Job &J : *Jobs)
    if (Files.empty() || Files.back() != J.File)
      Files.push_back(J.File);
  auto Wanted = Filter::make(A, Files);
  if (!Wanted)
    return fail(Wanted.takeError());
  if (llvm::none_of(Files,
                    [&](StringRef File) { return Wanted->wants(File); }) &&
      A.ChangedSince.empty())
    return fail("--include and --exclude leave no file");
  auto Opts = S.options(Files, Notes);
  if (!Opts)
    return fail(Opts.takeError());
  for (const std::string &Text : Notes)
    note(Text);
  PathRoot Root(rootOf(A, *Jobs));
  RunCache Earlier(A.CacheDir, *Jobs, A, *Opts);
  report::ReportedRun Run;
  if (auto Known = Earlier.find()) {
    Run = std::move(*Known);
  } else {
    Cache Summaries(A.CacheDir);
    if (!Summaries.trouble().empty())
      note(Summaries.trouble() + ": no summaries are kept");
    Compilation All = compileAll(*Jobs, Root, Summaries, A.Jobs);
    auto Units = unitsOf(All.Files);
    if (!Units)
      return fail(Units.takeError());
    Run = link(std::move(*Units), !A.Library, *Opts, Root);
    if (tellTroubles(*Jobs, All, Run))
      Earlier.keep(Run, All.Sources);
  }
  S.apply(Run);
  Wanted->apply(Run);
  return report(std::move(Run), A, S);
}

llvm::Error writeFile(StringRef File, StringRef Text) {
  std::error_code Error;
  llvm::raw_fd_ostream Out(File, Error);
  if (!Error) {
    Out << Text;
    Out.close();
    Error = Out.error();
    Out.clear_error();
  }
  return Error ? error(File + ": " + Error.message()) : llvm::Error::success();
}

/// A rule for make: \p Target depends on \p Sources.
std::string dependencies(StringRef Target,
                         llvm::ArrayRef<std::string> Sources) {
  std::string Rule;
  auto Add = [&](StringRef Name) {
    for (char C : Name) {
      if (C == ' ' || C == '#')
        Rule += '\\';
      else if (C == '$')
        Rule += '$';
      Rule += C;
    }
  };
  Add(Target);
  Rule += ':';
  for (StringRef Source : Sources) {
    Rule += " \\\n  ";
    Add(Source);
  }
  return Rule + "\n";
}

ExitCode summarizeOne(const Arguments &A) {
  std::vector<std::string> Notes;
  auto Jobs = chooseJobs(A, Notes);
  if (!Jobs)
    return fail(Jobs.takeError());
  if (Jobs->size() > 1)
    Notes.push_back(Jobs->front().File +
                    ": several commands, of which the first counts");
  for (const std::string &Text : Notes)
    note(Text);
  Compiled C = compile(Jobs->front(), PathRoot(rootOf(A, *Jobs)));
  for (const std::string &Line : C.Errors)
    llvm::errs() << Line << '\n';
  if (C.How == Outcome::Broken)
    return fail(Jobs->front().File + ": " + C.Reason);
  if (C.How == Outcome::Part)
    note(Jobs->front().File + ": analysed " + C.Reason);
  if (llvm::Error E = writeFile(A.Output, C.Summary))
    return fail(std::move(E));
  if (!A.DepFile.empty())
    if (llvm::Error E = writeFile(A.DepFile, dependencies(A.Output, C.Sources)))
      return fail(std::move(E));
  return Clean;
}

/// Sorted, so that the order on the command line does not matter. A summary
/// that is named twice counts once.
llvm::Expected<std::vector<engine::link::Unit>>
readUnits(llvm::ArrayRef<std::string> Names) {
  std::vector<std::pair<std::string, engine::link::Unit>> Read;
  for (const std::string &Name : Names) {
    auto Buffer = llvm::MemoryBuffer::getFile(Name);
    if (!Buffer)
      return error(Name + ": " + Buffer.getError().message());
    StringRef Bytes = (*Buffer)->getBuffer();
    auto U = engine::link::readSummary(Bytes);
    if (!U)
      return error(Name + ": " + llvm::toString(U.takeError()));
    Read.emplace_back(Bytes.str(), std::move(*U));
  }
  llvm::sort(Read, [](const auto &X, const auto &Y) {
    return std::tie(X.second.Main, X.first) < std::tie(Y.second.Main, Y.first);
  });
  std::vector<engine::link::Unit> Units;
  StringRef Last; // The summary that the last unit is from.
  for (auto &[Bytes, U] : Read) {
    if (Bytes != Last)
      Units.push_back(std::move(U));
    Last = Bytes;
  }
  return Units;
}

ExitCode linkAll(Arguments &A, Settings &S) {
  std::vector<std::string> Notes;
  PathRoot Root(A.Root);
  auto Units = readUnits(A.Files);
  if (!Units)
    return fail(Units.takeError());
  std::vector<std::string> Files;
  for (const engine::link::Unit &U : *Units)
    if (std::string File = Root.absolute(U.Main);
        Files.empty() || Files.back() != File) // One may be there twice.
      Files.push_back(std::move(File));
  auto Opts = S.options(Files, Notes);
  if (!Opts)
    return fail(Opts.takeError());
  for (const std::string &Text : Notes)
    note(Text);
  report::ReportedRun Run = link(std::move(*Units), !A.Library, *Opts, Root);
  S.apply(Run);
  Run.AnalysedFiles = Files;
  // Without a root, nothing that is written depends on where this runs.
  if (A.Root.empty())
    A.Outputs.SourceRoot = ".";
  return report(std::move(Run), A, S);
}

} // namespace

int main(int Argc, const char **Argv) {
  auto A = parseArguments(Argc, Argv);
  if (!A)
    return fail(A.takeError());
  Settings S(A->Checks);
  if (llvm::Error E = S.requireChecks())
    return fail(std::move(E));

  // Windows code may hold Microsoft's inline assembly.
  llvm::InitializeAllTargetInfos();
  llvm::InitializeAllTargetMCs();
  llvm::InitializeAllAsmParsers();
  llvm::CrashRecoveryContext::Enable();
  switch (A->Do) {
  case Step::All:
    return analyseAll(*A, S);
  case Step::Summarize:
    return summarizeOne(*A);
  case Step::Link:
    return linkAll(*A, S);
  }
}
