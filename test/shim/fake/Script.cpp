//===- Script.cpp - What the script says ---------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Reader of the script format. docs/shim.md describes the format for users.
///
//===----------------------------------------------------------------------===//

#include "test/shim/fake/Fake.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

namespace fake {

static void complain(const std::string &Path, unsigned Line,
                     const std::string &What) {
  std::fprintf(stderr, "fake tapi32: %s:%u: %s\n", Path.c_str(), Line,
               What.c_str());
  std::fflush(stderr);
  ExitProcess(97);
}

static const std::set<std::string> &verbs() {
  static const std::set<std::string> V = {
      "fail",   "reply-fail", "delay",  "early",    "silent",
      "null",   "offer",      "state",  "close",    "remove",
      "reinit", "proxy",      "hidden", "lasterror"};
  return V;
}

static bool parseLine(std::istringstream &In, Script &S) {
  std::string Word;
  if (!(In >> Word) || Word[0] == '#')
    return true;
  if (Word == "lines")
    return static_cast<bool>(In >> S.Lines);
  if (Word == "phones")
    return static_cast<bool>(In >> S.Phones);
  if (Word == "bare")
    return S.Bare = true;
  if (Word == "recycle")
    return static_cast<bool>(In >> S.Recycle);
  if (Word != "on")
    return false;
  Action A;
  std::string Occurrence;
  if (!(In >> A.Function >> Occurrence >> A.Verb) || !verbs().count(A.Verb))
    return false;
  A.Occurrence = Occurrence == "*" ? -1 : std::atoi(Occurrence.c_str());
  if (A.Occurrence == 0)
    return false;
  for (std::string Arg; In >> Arg;)
    A.Args.push_back(Arg);
  S.Actions.push_back(A);
  return true;
}

Script readScript() {
  Script S;
  if (const char *Stats = std::getenv("TAPI_FAKE_STATS")) {
    S.StatsWanted = true;
    S.StatsPath = Stats;
  }
  const char *Path = std::getenv("TAPI_FAKE_SCRIPT");
  if (!Path || !*Path)
    return S;
  std::ifstream File(Path);
  if (!File)
    complain(Path, 0, "cannot open the script");
  unsigned Number = 0;
  for (std::string Line; std::getline(File, Line);) {
    ++Number;
    std::istringstream In(Line);
    if (!parseLine(In, S))
      complain(Path, Number, "not understood: " + Line);
  }
  return S;
}

} // namespace fake
