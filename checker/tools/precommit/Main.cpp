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
#else
#include <spawn.h>
#include <sys/wait.h>
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
bool isSource(const fs::path &File) {
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
  FILE *Pipe = popen("git ls-files -z --recurse-submodules 2>NUL", "rb");
#else
  FILE *Pipe = popen("git ls-files -z --recurse-submodules 2>/dev/null", "r");
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

/// Runs \p Command and returns its exit code. A checker that was killed is no
/// clean commit, which some versions of pre-commit would take it for.
int run(std::vector<std::string> Command) {
  std::vector<char *> Arguments;
  for (std::string &Word : Command)
    Arguments.push_back(Word.data());
  Arguments.push_back(nullptr);
#ifdef _WIN32
  auto Code = _spawnvp(_P_WAIT, Arguments[0], Arguments.data());
  if (Code < 0)
    return fail("cannot run " + Command[0] + ": " + std::strerror(errno));
  return Code == 0 || Code == 1 ? static_cast<int>(Code) : 2;
#else
  pid_t Child = 0;
  int Error = posix_spawnp(&Child, Arguments[0], nullptr, nullptr,
                           Arguments.data(), environ);
  if (Error)
    return fail("cannot run " + Command[0] + ": " + std::strerror(Error));
  int Status = 0;
  while (waitpid(Child, &Status, 0) < 0)
    if (errno != EINTR)
      return fail("cannot wait for " + Command[0] + ": " +
                  std::strerror(errno));
  if (WIFEXITED(Status))
    return WEXITSTATUS(Status);
  return fail(Command[0] + ": killed by signal " +
              std::to_string(WTERMSIG(Status)));
#endif
}

/// What pre-commit passes: the hook's "args", then names of files.
struct Words {
  std::vector<std::string> Options, Files;
  std::vector<std::string> ForClang; ///< "--" and what follows it
};

/// Values of options may look like files: --exclude '*_gen.c'.
bool takesValue(std::string_view Word) {
  static constexpr std::array<std::string_view, 14> Options = {
      "-p",         "--objects",       "-o",       "--checks",
      "--include",  "--exclude",       "--cache",  "--root",
      "--target",   "--changed-since", "--format", "--runtime",
      "--baseline", "--write-baseline"};
  return std::find(Options.begin(), Options.end(), Word) != Options.end();
}

Words sorted(int Argc, char **Argv) {
  Words W;
  for (int I = 1; I < Argc; ++I) {
    std::string Word = Argv[I];
    std::error_code Ignored;
    bool IsFlag = Word[0] == '-' && !fs::exists(Word, Ignored);
    if (!IsFlag && isSource(Word)) {
      W.Files.push_back(Word[0] == '-' ? "./" + Word : Word);
    } else if (!W.ForClang.empty() || Word == "--") {
      W.ForClang.push_back(Word);
    } else {
      W.Options.push_back(Word);
      if (takesValue(Word) && I + 1 < Argc)
        W.Options.emplace_back(Argv[++I]);
    }
  }
  return W;
}

} // namespace

int main(int Argc, char **Argv) {
  Words W = sorted(Argc, Argv);
  std::vector<std::string> Command = {checkerFor(Argv[0])};
  Command.insert(Command.end(), W.Options.begin(), W.Options.end());
  if (W.Files.empty()) {
    // Whose options they are may tell about them.
    for (std::string_view Question : {"--help", "--version"})
      if (std::find(Command.begin(), Command.end(), Question) != Command.end())
        return run(std::move(Command));
    return 0;
  }
  Reach Reaches{FileIndex(trackedFiles())};
  std::size_t WithoutFiles = Command.size();
  for (const std::string &File : W.Files)
    if (Reaches(File))
      Command.push_back(File);
  if (Command.size() == WithoutFiles)
    return 0;
  Command.insert(Command.end(), W.ForClang.begin(), W.ForClang.end());
  return run(std::move(Command));
}
