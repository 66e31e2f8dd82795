//===- Arguments.cpp - What the user asked for ---------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The options, and which of them exclude each other.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/Arguments.h"
#include "checker/tools/check/Errors.h"
#include "checker/tools/report/Writers.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"

namespace cl = llvm::cl;
using namespace tapi;
using namespace tapi::check;
using llvm::StringRef;

namespace {

cl::OptionCategory Category("tapi-check options");
cl::opt<std::string> BuildDir("p", cl::desc("Folder of compile_commands.json"),
                              cl::value_desc("BUILD_DIR"), cl::cat(Category));
cl::opt<std::string>
    ObjectList("objects",
               cl::desc("With -p: only the commands that make the object files "
                        "listed in FILE, one a line"),
               cl::value_desc("FILE"), cl::cat(Category));
cl::opt<std::string> Checks("checks",
                            cl::desc("Which of our checks; default: tapi-*"),
                            cl::value_desc("GLOBS"), cl::init("tapi-*"),
                            cl::cat(Category));
cl::opt<unsigned> Jobs("j",
                       cl::desc("Files to compile at a time; default: as many "
                                "as there are processors"),
                       cl::value_desc("N"), cl::init(0), cl::Prefix,
                       cl::cat(Category));
cl::opt<std::string> Root("root", cl::desc("What paths are relative to"),
                          cl::value_desc("DIR"), cl::cat(Category));
cl::opt<std::string>
    Target("target", cl::desc("Of files without a compile command: x64 or x86"),
           cl::value_desc("ARCH"), cl::init("x64"), cl::cat(Category));
cl::opt<std::string>
    CacheDir("cache",
             cl::desc("Where summaries are kept; default: in BUILD_DIR"),
             cl::value_desc("DIR"), cl::cat(Category));
cl::opt<bool> NoCache("no-cache", cl::desc("Keep and use no summaries"),
                      cl::cat(Category));
cl::opt<std::string>
    ChangedSince("changed-since",
                 cl::desc("Only what concerns files changed since REV of git"),
                 cl::value_desc("REV"), cl::cat(Category));
cl::list<std::string> Include("include",
                              cl::desc("Only findings in files that match"),
                              cl::value_desc("GLOB"), cl::cat(Category));
cl::list<std::string> Exclude("exclude",
                              cl::desc("No findings in files that match"),
                              cl::value_desc("GLOB"), cl::cat(Category));
cl::opt<bool> Library("library",
                      cl::desc("Functions may be called by other programs"),
                      cl::cat(Category));
cl::opt<bool> Ledger("ledger",
                     cl::desc("Tell how many handles were followed to the end, "
                              "and why others were not"),
                     cl::cat(Category));
cl::opt<std::string> Summarize("summarize",
                               cl::desc("Only write the summary of FILE to -o"),
                               cl::value_desc("FILE"), cl::cat(Category));
cl::opt<std::string>
    DepFile("depfile",
            cl::desc("With --summarize: list what was read, as make reads it"),
            cl::value_desc("FILE"), cl::cat(Category));
cl::opt<bool> Link("link", cl::desc("FILES are summaries: link and report"),
                   cl::cat(Category));
cl::list<std::string>
    OutputFiles("o",
                cl::desc("Where the --format before it, or --summarize, goes"),
                cl::value_desc("FILE"), cl::cat(Category));
cl::list<std::string> Formats("format", cl::desc("text, json, sarif or html"),
                              cl::value_desc("FORM"), cl::cat(Category));
cl::opt<std::string> Baseline("baseline", cl::desc("Findings that are known"),
                              cl::value_desc("FILE"), cl::cat(Category));
cl::opt<std::string> WriteBaseline("write-baseline",
                                   cl::desc("Write what is found to FILE"),
                                   cl::value_desc("FILE"), cl::cat(Category));
cl::opt<std::string> Runtime("runtime",
                             cl::desc("What the shim has seen, as JSON lines"),
                             cl::value_desc("FILE"), cl::cat(Category));
cl::extrahelp Uses(R"(
Uses:

  tapi-check -p BUILD_DIR              all files of its compile_commands.json
  tapi-check -p BUILD_DIR a.c b.c      some of them, as one program
  tapi-check a.c -- -I include -DX     no database: Windows headers of mingw-w64;
                                       what follows -- goes to clang

Exit code: 0 nothing found, 1 findings, 2 something could not be analysed.
)");
cl::list<std::string> Named(cl::Positional, cl::desc("[FILES]"),
                            cl::cat(Category));

/// --format and -o in the order in which they were given.
std::vector<report::OutputWord> outputWords() {
  std::vector<std::pair<unsigned, report::OutputWord>> Words;
  for (unsigned I = 0; I < Formats.size(); ++I)
    Words.push_back({Formats.getPosition(I), {false, Formats[I]}});
  for (unsigned I = 0; I < OutputFiles.size(); ++I)
    Words.push_back({OutputFiles.getPosition(I), {true, OutputFiles[I]}});
  llvm::sort(Words, llvm::less_first());
  std::vector<report::OutputWord> Result;
  for (auto &[Position, Word] : Words)
    Result.push_back(std::move(Word));
  return Result;
}

/// One file for a summary, or any number of outputs.
llvm::Error chooseOutputs(Arguments &A) {
  if (A.Do == Step::Summarize) {
    if (OutputFiles.size() != 1)
      return error("--summarize: no -o FILE given");
    A.Output = OutputFiles.front();
    A.DepFile = DepFile;
    return llvm::Error::success();
  }
  if (!DepFile.empty())
    return error("--depfile needs --summarize");
  auto Outputs = report::outputsFrom(outputWords());
  if (!Outputs)
    return Outputs.takeError();
  A.Outputs.Outputs = std::move(*Outputs);
  A.Outputs.Baseline = Baseline;
  A.Outputs.WriteBaseline = WriteBaseline;
  A.Outputs.Runtime = Runtime;
  A.Outputs.SourceRoot = Root;
  A.Outputs.UseColour = llvm::sys::Process::StandardOutHasColors();
  return llvm::Error::success();
}

/// What a step would pass over in silence is a mistake.
llvm::Error requireFitting(Step Do) {
  struct Misfit {
    bool IsGiven;
    StringRef Name;
    bool FitsSummarize, FitsLink;
  };
  const Misfit Misfits[] = {
      {!BuildDir.empty(), "-p", true, false},
      {!ObjectList.empty(), "--objects", false, false},
      {!Include.empty(), "--include", false, false},
      {!Exclude.empty(), "--exclude", false, false},
      {!ChangedSince.empty(), "--changed-since", false, false},
      {!Formats.empty(), "--format", false, true},
      {!Baseline.empty(), "--baseline", false, true},
      {!WriteBaseline.empty(), "--write-baseline", false, true},
      {!Runtime.empty(), "--runtime", false, true},
  };
  for (const Misfit &M : Misfits)
    if (M.IsGiven && !(Do == Step::Link ? M.FitsLink : M.FitsSummarize))
      return error((Do == Step::Link ? "--link" : "--summarize") +
                   llvm::Twine(": ") + M.Name + " means nothing here");
  return llvm::Error::success();
}

llvm::Error chooseStep(Arguments &A) {
  if (Link && !Summarize.empty())
    return error("--summarize and --link exclude each other");
  if (Link) {
    A.Do = Step::Link;
    if (A.Files.empty())
      return error("--link: no summaries given");
  } else if (!Summarize.empty()) {
    A.Do = Step::Summarize;
    if (!A.Files.empty())
      return error("--summarize takes one file");
    A.Files = {Summarize};
  } else if (A.Files.empty() && A.BuildDir.empty()) {
    return error("no files and no -p BUILD_DIR given");
  } else if (!A.ObjectList.empty() && A.BuildDir.empty()) {
    return error("--objects needs -p BUILD_DIR");
  }
  return A.Do == Step::All ? llvm::Error::success() : requireFitting(A.Do);
}

/// What LLVM says of the command line, without the names of this program.
std::string inOneLine(StringRef Told) {
  std::string Line;
  llvm::SmallVector<StringRef, 4> Parts;
  Told.trim().split(Parts, '\n');
  for (StringRef Part : Parts) {
    Part.consume_front("tapi-check: ");
    Line += Part.split("  Try: ").first.str() + ' ';
  }
  // Of values, LLVM has told already.
  return Line == " " ? "the command line makes no sense"
                     : Line + "(see --help)";
}

} // namespace

llvm::Expected<Arguments> tapi::check::parseArguments(int Argc,
                                                      const char **Argv) {
  Arguments A;
  int End = Argc;
  for (int I = 1; I < Argc; ++I)
    if (StringRef(Argv[I]) == "--") {
      A.ClangArguments.assign(Argv + I + 1, Argv + Argc);
      End = I;
      break;
    }
  cl::HideUnrelatedOptions(Category);
  cl::SetVersionPrinter([](llvm::raw_ostream &Out) {
    Out << "tapi-check " << report::ToolVersion << " (LLVM "
        << LLVM_VERSION_STRING << ")\n";
  });
  std::string Mistake;
  llvm::raw_string_ostream MistakeOut(Mistake);
  if (!cl::ParseCommandLineOptions(End, Argv, "Checks the life of TAPI handles",
                                   &MistakeOut))
    return error(inOneLine(MistakeOut.str()));
  A.Files = Named;
  A.BuildDir = BuildDir;
  A.ObjectList = ObjectList;
  A.Checks = Checks;
  A.Root = Root;
  A.Target = Target;
  A.Library = Library;
  A.Ledger = Ledger;
  A.ChangedSince = ChangedSince;
  A.Include = Include;
  A.Exclude = Exclude;
  if (!NoCache)
    A.CacheDir = !CacheDir.empty() || BuildDir.empty()
                     ? CacheDir
                     : BuildDir + "/.tapi-check";
  A.Jobs = Jobs ? Jobs : llvm::hardware_concurrency().compute_thread_count();
  if (A.Target != "x64" && A.Target != "x86")
    return error("--target " + A.Target + ": neither x64 nor x86");
  if (llvm::Error E = chooseStep(A))
    return std::move(E);
  if (llvm::Error E = chooseOutputs(A))
    return std::move(E);
  return A;
}
