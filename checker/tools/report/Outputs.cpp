//===- Outputs.cpp - From findings to files -------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The order: NOLINT first, so that what it silences is in no baseline.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/Outputs.h"

#include "checker/tools/report/Baseline.h"
#include "checker/tools/report/Fingerprint.h"
#include "checker/tools/report/Paths.h"
#include "checker/tools/report/Runtime.h"
#include "checker/tools/report/Suppress.h"
#include "checker/tools/report/Writers.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace tapi::report {
namespace {

llvm::Error failure(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

llvm::Error inFile(llvm::StringRef File, llvm::Error E) {
  if (!E)
    return E;
  return failure(File + ": " + llvm::toString(std::move(E)));
}

/// Reads \p File, if there is one, and hands its text to \p Apply.
template <typename Function>
llvm::Error apply(const std::string &File, Sources &Code, Function Apply) {
  if (File.empty())
    return llvm::Error::success();
  auto Buffer = Code.fileSystem()->getBufferForFile(File);
  if (!Buffer)
    return failure(File + ": " + Buffer.getError().message());
  return inFile(File, Apply((*Buffer)->getBuffer()));
}

int exitCodeOf(const Report &R) {
  if (!R.Run.NotAnalysed.empty())
    return 2;
  return llvm::any_of(R.Entries, [](const Entry &E) { return E.counts(); });
}

/// What goes to standard output is there when this returns, or it is an error:
/// left to the end of the program, that would be another exit code.
llvm::Error flushed() {
  llvm::raw_fd_ostream &Out = llvm::outs();
  Out.flush();
  std::error_code Code = Out.error();
  Out.clear_error();
  return Code ? failure("standard output: " + Code.message())
              : llvm::Error::success();
}

template <typename Function>
llvm::Error writeFile(const std::string &File, Function Write) {
  if (File == "-") {
    Write(llvm::outs());
    return flushed();
  }
  llvm::StringRef Folder = llvm::sys::path::parent_path(File);
  if (!Folder.empty())
    if (std::error_code Code = llvm::sys::fs::create_directories(Folder))
      return failure(Folder + ": " + Code.message());
  return inFile(File, llvm::writeToOutput(File, [&](llvm::raw_ostream &Out) {
                  Write(Out);
                  return llvm::Error::success();
                }));
}

void write(const Report &R, Format Form, Sources &Code, llvm::raw_ostream &Out,
           bool UseColour) {
  switch (Form) {
  case Format::Text:
    return writeText(R, Code, Out, UseColour);
  case Format::Json:
    return writeJson(R, Code, Out);
  case Format::Sarif:
    return writeSarif(R, Code, Out);
  case Format::Html:
    return writeHtml(R, Code, Out);
  }
}

std::string count(size_t Number, llvm::StringRef What) {
  return (llvm::Twine(Number) + " " + What + (Number == 1 ? "" : "s")).str();
}

} // namespace

std::optional<Format> formatByName(llvm::StringRef Name) {
  return llvm::StringSwitch<std::optional<Format>>(Name)
      .Case("text", Format::Text)
      .Case("json", Format::Json)
      .Case("sarif", Format::Sarif)
      .Case("html", Format::Html)
      .Default(std::nullopt);
}

std::optional<Format> formatByEnding(llvm::StringRef File) {
  llvm::StringRef Ending = llvm::sys::path::extension(File);
  Ending.consume_front(".");
  return formatByName(Ending == "txt" ? "text" : Ending);
}

llvm::Expected<std::vector<Output>>
outputsFrom(llvm::ArrayRef<OutputWord> Words) {
  std::vector<Output> Result;
  bool AwaitsFile = false; // The last word was a format.
  for (const OutputWord &Word : Words) {
    if (Word.IsFile && AwaitsFile) {
      std::optional<Format> Form = formatByEnding(Word.Value);
      if (Form && *Form != Result.back().Form)
        return failure("-o " + Word.Value +
                       ": the --format before it is another one");
      Result.back().File = Word.Value;
    } else if (Word.IsFile) {
      std::optional<Format> Form = formatByEnding(Word.Value);
      if (!Form)
        return failure("-o " + Word.Value + ": name a --format before it");
      Result.push_back({*Form, Word.Value});
    } else {
      std::optional<Format> Form = formatByName(Word.Value);
      if (!Form)
        return failure("--format " + Word.Value +
                       ": not one of text, json, sarif, html");
      Result.push_back({*Form, "-"});
    }
    AwaitsFile = !Word.IsFile;
  }
  if (Result.empty())
    Result.emplace_back();
  for (size_t I = 0; I < Result.size(); ++I)
    for (size_t J = 0; J < I; ++J)
      if (Result[I].File == Result[J].File)
        return failure("two outputs to " + (Result[I].File == "-"
                                                ? "standard output"
                                                : Result[I].File));
  return Result;
}

llvm::Expected<Report> judge(ReportedRun Run, const OutputSettings &Settings,
                             Sources &Code) {
  Report R;
  R.SourceRoot =
      Settings.SourceRoot.empty() ? findSourceRoot(".") : Settings.SourceRoot;
  for (ReportedFinding &F : Run.Findings) {
    R.Entries.emplace_back();
    R.Entries.back().Finding = std::move(F);
  }
  Run.Findings.clear();
  R.Run = std::move(Run);

  addFingerprints(R.Entries, R.SourceRoot, Code);
  applyNoLints(R, Code, [&](llvm::StringRef Check, llvm::StringRef File) {
    return !Settings.IsEnabled || Settings.IsEnabled(Check, File);
  });
  if (llvm::Error E = apply(Settings.Baseline, Code, [&](llvm::StringRef Text) {
        return applyBaseline(R, Text, Code);
      }))
    return std::move(E);
  if (llvm::Error E = apply(Settings.Runtime, Code, [&](llvm::StringRef Text) {
        return applyRuntime(R, Text);
      }))
    return std::move(E);
  R.ExitCode = exitCodeOf(R);
  return R;
}

llvm::Error writeOutputs(const Report &R, const OutputSettings &Settings,
                         Sources &Code) {
  for (const Output &O : Settings.Outputs)
    if (llvm::Error E = writeFile(O.File, [&](llvm::raw_ostream &Out) {
          write(R, O.Form, Code, Out, Settings.UseColour && O.File == "-");
        }))
      return E;
  if (Settings.WriteBaseline.empty())
    return llvm::Error::success();
  return writeFile(Settings.WriteBaseline,
                   [&](llvm::raw_ostream &Out) { writeBaseline(R, Out); });
}

std::vector<std::string> remarks(const Report &R) {
  auto Number = [&](auto Predicate) {
    return static_cast<size_t>(llvm::count_if(R.Entries, Predicate));
  };
  std::vector<std::string> Result;
  if (size_t N = Number([](const Entry &E) { return bool(E.Suppressed); }))
    Result.push_back(count(N, "finding") + " silenced by NOLINT");
  if (size_t N = Number([](const Entry &E) { return E.InBaseline; }))
    Result.push_back(count(N, "finding") + " known from the baseline");
  if (R.GoneFromBaseline)
    Result.push_back(count(R.GoneFromBaseline, "finding") +
                     " of the baseline no longer there: write it anew");
  if (R.HasRuntime)
    Result.push_back(
        count(Number([](const Entry &E) { return bool(E.Runtime); }),
              "finding") +
        " confirmed at run time");
  if (!R.OnlyAtRuntime.empty())
    Result.push_back(count(R.OnlyAtRuntime.size(), "report") +
                     " of the runtime shim that no finding tells");
  return Result;
}

} // namespace tapi::report
