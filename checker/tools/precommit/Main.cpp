//===- Main.cpp - A hook for the files of a commit ------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// `tapi-pre-commit [OPTIONS] FILES`: hands those source files that can reach
/// TAPI to tapi-check, with OPTIONS, and is done at once if there are none. Has
/// no part of LLVM: loading that would cost more than the whole answer.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/precommit/Reach.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>

#ifdef _WIN32
#include <process.h>
#define popen _popen
#define pclose _pclose
#define execvp _execvp
#else
#include <unistd.h>
#endif

namespace fs = std::filesystem;
using namespace tapi::precommit;

namespace {

int fail(const std::string &Reason) {
  std::cerr << "tapi-pre-commit: error: " << Reason << '\n';
  return 2;
}

/// A header is analysed with the sources that include it, or not at all.
bool isSource(const fs::path &File) { // No option looks like one.
  static constexpr std::array<std::string_view, 6> Endings = {
      ".c", ".cc", ".cpp", ".cxx", ".c++", ".cp"};
  std::string Ending = File.extension().string();
  for (char &C : Ending)
    C = static_cast<char>(std::tolower(static_cast<unsigned char>(C)));
  return std::find(Endings.begin(), Endings.end(), Ending) != Endings.end();
}

/// What git tracks; nothing outside a repository.
std::vector<fs::path> trackedFiles() {
  std::vector<fs::path> Files;
#ifdef _WIN32
  FILE *Pipe = popen("git ls-files -z 2>NUL", "rb");
#else
  FILE *Pipe = popen("git ls-files -z 2>/dev/null", "r");
#endif
  if (!Pipe)
    return Files;
  std::string Name;
  for (int C; (C = std::fgetc(Pipe)) != EOF;) {
    if (C) {
      Name += static_cast<char>(C);
      continue;
    }
    Files.emplace_back(Name);
    Name.clear();
  }
  pclose(Pipe);
  return Files;
}

/// The checker that was installed beside this program, or the one in PATH.
std::string checkerFor(const char *Self) {
  if (const char *Given = std::getenv("TAPI_CHECK"))
    return Given;
  fs::path Beside = fs::path(Self).parent_path() / "tapi-check";
#ifdef _WIN32
  Beside += ".exe";
#endif
  std::error_code Ignored;
  bool Exists = fs::path(Self).has_parent_path() && fs::exists(Beside, Ignored);
  return Exists ? Beside.string() : "tapi-check";
}

/// Becomes \p Command; returns only if that cannot be.
int become(std::vector<std::string> Command) {
  std::vector<char *> Arguments;
  for (std::string &Word : Command)
    Arguments.push_back(Word.data());
  Arguments.push_back(nullptr);
  execvp(Arguments[0], Arguments.data());
  return fail("cannot run " + Command[0] + ": " + std::strerror(errno));
}

} // namespace

int main(int Argc, char **Argv) {
  // pre-commit appends the names of files to the hook's "args".
  std::vector<std::string> Command = {checkerFor(Argv[0])}, Files;
  for (int I = 1; I < Argc; ++I)
    (isSource(Argv[I]) ? Files : Command).emplace_back(Argv[I]);
  if (Files.empty()) {
    // Whose options they are may tell about them.
    for (std::string_view Question : {"--help", "--version"})
      if (std::find(Command.begin(), Command.end(), Question) != Command.end())
        return become(std::move(Command));
    return 0;
  }
  Reach Reaches{FileIndex(trackedFiles())};
  std::size_t WithoutFiles = Command.size();
  for (const std::string &File : Files)
    if (Reaches(File))
      Command.push_back(File);
  return Command.size() == WithoutFiles ? 0 : become(std::move(Command));
}
