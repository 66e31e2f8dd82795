//===- Mingw.cpp - What mingw's TAPI header and libraries say -------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See Mingw.h.
///
//===----------------------------------------------------------------------===//

#include "Mingw.h"

#include <cstdio>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace tapi::test {
namespace {

/// What \p Command prints. Throws where it fails.
std::string outputOf(const std::string &Command) {
  std::FILE *Pipe = popen(Command.c_str(), "r");
  if (!Pipe)
    throw std::runtime_error("cannot start: " + Command);
  std::string Output;
  char Buffer[4096];
  while (std::size_t Count = std::fread(Buffer, 1, sizeof(Buffer), Pipe))
    Output.append(Buffer, Count);
  if (pclose(Pipe) != 0)
    throw std::runtime_error("failed: " + Command);
  return Output;
}

/// <tapi.h> through mingw's preprocessor; \p Flags choose the form.
std::string preprocessed(const std::string &Flags) {
  return outputOf("printf '#include <windows.h>\\n#include <tapi.h>\\n' | "
                  "x86_64-w64-mingw32-g++ -E " +
                  Flags + " -x c++ -");
}

/// The type in a parameter such as "LPLINECALLPARAMS const lpCallParams".
std::string typeOf(const std::string &Parameter) {
  std::istringstream Words(Parameter);
  std::string Word, Type, Last;
  while (Words >> Word) {
    if (Word == "const")
      continue;
    Type += Last;
    Last = Word;
  }
  return Type;
}

std::string libraryOf(const std::string &Triple) {
  std::string Path = outputOf(Triple + "-gcc -print-file-name=libtapi32.a");
  while (!Path.empty() && Path.back() == '\n')
    Path.pop_back();
  return Path;
}

} // namespace

std::vector<Prototype> prototypes() {
  const std::string Text = preprocessed("-P");
  const std::regex Form(R"(\bLONG\s+((?:line|phone|tapi)\w+)\(([^()]*)\);)");
  std::vector<Prototype> All;
  for (std::sregex_iterator I(Text.begin(), Text.end(), Form), End; I != End;
       ++I) {
    Prototype P{(*I)[1], {}};
    std::istringstream Parameters((*I)[2]);
    for (std::string One; std::getline(Parameters, One, ',');)
      P.ParameterTypes.push_back(typeOf(One));
    All.push_back(std::move(P));
  }
  return All;
}

std::map<std::string, std::uint32_t> messageConstants() {
  const std::string Text = preprocessed("-dM");
  const std::regex Form(
      R"(#define ((?:LINE|PHONE)_[A-Z]+) __MSABI_LONG\((\d+)\))");
  std::map<std::string, std::uint32_t> All;
  for (std::sregex_iterator I(Text.begin(), Text.end(), Form), End; I != End;
       ++I)
    All[(*I)[1]] = static_cast<std::uint32_t>(std::stoul((*I)[2]));
  return All;
}

std::uint32_t constant(const std::string &Name) {
  static const std::string Text = preprocessed("-dM");
  std::smatch Found;
  if (!std::regex_search(
          Text, Found, std::regex("#define " + Name + " (0x[0-9a-fA-F]+)\\b")))
    throw std::runtime_error("no constant " + Name);
  return static_cast<std::uint32_t>(std::stoul(Found[1], nullptr, 16));
}

std::map<std::string, int> exports(bool X86) {
  const std::string Triple = X86 ? "i686-w64-mingw32" : "x86_64-w64-mingw32";
  const std::string Text =
      outputOf(Triple + "-nm '" + libraryOf(Triple) + "' 2>/dev/null");
  const std::regex Form(X86 ? R"( T _(\w+)@(\d+)\n)" : R"( T (\w+)()\n)");
  std::map<std::string, int> All;
  for (std::sregex_iterator I(Text.begin(), Text.end(), Form), End; I != End;
       ++I)
    All[(*I)[1]] = X86 ? std::stoi((*I)[2]) : 0;
  return All;
}

} // namespace tapi::test
