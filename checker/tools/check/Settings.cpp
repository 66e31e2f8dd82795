//===- Settings.cpp - What .clang-tidy files say -------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// clang-tidy itself finds and merges the files; what it found is kept by
/// folder.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/Settings.h"

#include "checker/tidy/EngineOptions.h"
#include "checker/tools/check/Errors.h"

#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/Support/Path.h"

using namespace tapi;
using namespace tapi::check;
using clang::tidy::ClangTidyGlobalOptions;
using clang::tidy::ClangTidyOptions;
using clang::tidy::FileOptionsProvider;
using llvm::StringRef;

/// The options of .clang-tidy files, but of their checks only those of ours
/// that they switch off.
class Settings::Provider : public FileOptionsProvider {
public:
  explicit Provider(std::string Checks)
      : FileOptionsProvider(ClangTidyGlobalOptions(),
                            ClangTidyOptions::getDefaults(), {}),
        Checks(std::move(Checks)) {}

  std::vector<OptionsSource> getRawOptions(StringRef File) override {
    std::vector<OptionsSource> Sources =
        FileOptionsProvider::getRawOptions(File);
    std::string Ours = "-*," + Checks;
    for (const OptionsSource &Source : Sources)
      Ours += switchedOff(Source.first.Checks.value_or(""));
    ClangTidyOptions Last;
    Last.Checks = Ours;
    Sources.emplace_back(Last, "tapi-check");
    return Sources;
  }

private:
  static std::string switchedOff(StringRef List) {
    std::string Result;
    llvm::SmallVector<StringRef> Globs;
    List.split(Globs, ',');
    for (StringRef Glob : Globs)
      if (Glob.trim().starts_with("-tapi-"))
        Result += "," + Glob.trim().str();
    return Result;
  }

  std::string Checks;
};

Settings::Settings(std::string Globs)
    : Checks(std::move(Globs)), Tidy(std::make_unique<Provider>(Checks)) {}

Settings::~Settings() = default;

llvm::Error Settings::requireChecks() const {
  ClangTidyOptions Wanted;
  Wanted.Checks = "-*," + Checks;
  for (StringRef Name : tapi::compat::enabledChecks(Wanted))
    if (Name.starts_with("tapi-"))
      return llvm::Error::success();
  return error("no check matches '" + Checks + "'");
}

const Settings::OfFolder &Settings::of(StringRef File) {
  auto [It, New] = Folders.try_emplace(llvm::sys::path::parent_path(File));
  OfFolder &Result = It->second;
  if (!New)
    return Result;
  ClangTidyOptions Options = Tidy->getOptions(File);
  for (std::string &Name : tapi::compat::enabledChecks(Options))
    Result.Checks.insert(std::move(Name));
  Result.Options = tapi::tidy::readOptions(Options.CheckOptions, "");
  Result.Mistakes = tapi::tidy::mistakesInCommon(Options.CheckOptions);
  return Result;
}

bool Settings::isOn(StringRef Check, StringRef File) {
  return of(File).Checks.count(Check.str());
}

void Settings::apply(report::ReportedRun &Run) {
  llvm::erase_if(Run.Findings, [&](const report::ReportedFinding &F) {
    return !isOn(F.Check, F.Where.File);
  });
}

llvm::Expected<engine::Options>
Settings::options(llvm::ArrayRef<std::string> Files,
                  std::vector<std::string> &Notes) {
  if (Files.empty())
    return engine::Options();
  const OfFolder First = of(Files[0]);
  for (StringRef File : Files) {
    const OfFolder &Here = of(File);
    if (!Here.Mistakes.empty())
      return error(File + ": " + Here.Mistakes.front() +
                   " [clang-tidy-config]");
    if (tapi::tidy::fingerprint(Here.Options) ==
        tapi::tidy::fingerprint(First.Options))
      continue;
    Notes.push_back("the options of " + Files[0] +
                    " hold for all files; those "
                    "of " +
                    File.str() + " differ");
    break;
  }
  return First.Options;
}
