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

#include "checker/tidy/ChosenChecks.h"
#include "checker/tidy/EngineOptions.h"
#include "checker/tools/check/Errors.h"

#include "clang-tidy/ClangTidyOptions.h"
#include "clang-tidy/GlobList.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace tapi;
using namespace tapi::check;
using clang::tidy::ClangTidyGlobalOptions;
using clang::tidy::ClangTidyOptions;
using clang::tidy::FileOptionsProvider;
using llvm::StringRef;

/// Reads .clang-tidy files, and remembers those that cannot be read.
class Settings::Provider : public FileOptionsProvider {
public:
  Provider()
      : FileOptionsProvider(ClangTidyGlobalOptions(),
                            ClangTidyOptions::getDefaults(), {},
                            ConfigFileHandlers()) {
    FS = llvm::vfs::getRealFileSystem(); // This constructor leaves it empty.
    ConfigHandlers.emplace_back(".clang-tidy", [this](auto Text) {
      auto Read = clang::tidy::parseConfiguration(Text);
      if (!Read)
        Garbled.push_back(Text.getBufferIdentifier().str());
      return Read;
    });
  }

  std::vector<std::string> Garbled;
};

Settings::Settings(std::string Globs)
    : Globs(std::move(Globs)), Tidy(std::make_unique<Provider>()) {
  ClangTidyOptions Wanted;
  Wanted.Checks = "-*," + this->Globs;
  for (std::string &Name : tapi::compat::enabledChecks(Wanted))
    if (StringRef(Name).starts_with("tapi-"))
      Asked.push_back(std::move(Name));
}

Settings::~Settings() = default;

llvm::Error Settings::requireChecks() const {
  if (Asked.empty())
    return error("no check matches '" + Globs + "'");
  return llvm::Error::success();
}

llvm::Error Settings::requireReadable() const {
  if (!Tidy->Garbled.empty())
    return error(Tidy->Garbled.front() +
                 ": not a file of clang-tidy's options");
  return llvm::Error::success();
}

const Settings::OfFolder &Settings::of(StringRef File) {
  auto [It, New] = Folders.try_emplace(llvm::sys::path::parent_path(File));
  OfFolder &Result = It->second;
  if (!New)
    return Result;
  ClangTidyOptions Options = Tidy->getOptions(File);
  std::string Chosen = tapi::tidy::chosenChecks(Options.Checks.value_or(""));
  clang::tidy::GlobList List(Chosen);
  for (const std::string &Name : Asked)
    if (List.contains(Name))
      Result.Checks.insert(Name);
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
  bool AnyIsOn = false;
  for (StringRef File : Files) {
    const OfFolder &Here = of(File);
    AnyIsOn |= !Here.Checks.empty();
  }
  if (llvm::Error E = requireReadable())
    return std::move(E);
  if (!AnyIsOn)
    return error("every check is switched off by .clang-tidy");
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
