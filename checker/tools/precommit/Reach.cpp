//===- Reach.cpp - Can a file reach TAPI? ---------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A scan of lines, and a walk along includes.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/precommit/Reach.h"

#include "tapi_model/Handles.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>

namespace fs = std::filesystem;

namespace tapi::precommit {
namespace {

std::string lower(std::string_view Text) {
  std::string Result(Text);
  for (char &C : Result)
    C = C == '\\'
            ? '/'
            : static_cast<char>(std::tolower(static_cast<unsigned char>(C)));
  return Result;
}

std::string_view nameIn(std::string_view Path) {
  return Path.substr(Path.find_last_of("/\\") + 1);
}

bool isWordCharacter(char C) {
  return std::isalnum(static_cast<unsigned char>(C)) || C == '_';
}

bool hasWord(std::string_view Text, std::string_view Word) {
  for (std::size_t At = Text.find(Word); At != Text.npos;
       At = Text.find(Word, At + 1)) {
    std::size_t End = At + Word.size();
    if ((At == 0 || !isWordCharacter(Text[At - 1])) &&
        (End == Text.size() || !isWordCharacter(Text[End])))
      return true;
  }
  return false;
}

/// Handle types also occur as what a pointer to them is called.
bool namesHandleType(std::string_view Text) {
  for (unsigned K = 1; K < NumHandleKinds; ++K) {
    std::string Type(typeName(static_cast<HandleKind>(K)));
    if (hasWord(Text, Type) || hasWord(Text, "LP" + Type))
      return true;
  }
  return false;
}

void skipBlanks(std::string_view &Text) {
  Text.remove_prefix(std::min(Text.find_first_not_of(" \t"), Text.size()));
}

/// A macro stands for a header: it could be any.
constexpr std::string_view AnyHeader = "tapi.h";

/// What an include directive names; empty if \p Line is none.
std::string_view includeIn(std::string_view Line) {
  skipBlanks(Line);
  if (Line.empty() || Line.front() != '#')
    return "";
  Line.remove_prefix(1);
  skipBlanks(Line);
  static constexpr std::string_view Word = "include";
  if (Line.substr(0, Word.size()) != Word)
    return "";
  Line.remove_prefix(Word.size());
  if (Line.substr(0, 5) == "_next")
    Line.remove_prefix(5);
  skipBlanks(Line);
  if (Line.empty() || (Line.front() != '<' && Line.front() != '"'))
    return AnyHeader;
  Line.remove_prefix(1);
  return Line.substr(0, Line.find_first_of(">\""));
}

bool readFile(const fs::path &File, std::string &Text) {
  std::ifstream In(File, std::ios::binary);
  if (!In)
    return false;
  Text.assign(std::istreambuf_iterator<char>(In), {});
  // UTF-16: what matters here is ASCII, and that without its zeros.
  if (Text.substr(0, 2) == "\xff\xfe" || Text.substr(0, 2) == "\xfe\xff")
    Text.erase(std::remove(Text.begin(), Text.end(), '\0'), Text.end());
  return !In.bad();
}

} // namespace

FileIndex::FileIndex(const std::vector<fs::path> &Files) {
  for (const fs::path &File : Files)
    ByName.emplace(lower(File.filename().string()), File);
}

std::vector<fs::path> FileIndex::find(std::string_view Name) const {
  std::string Wanted = lower(Name);
  while (Wanted.substr(0, 2) == "./")
    Wanted.erase(0, 2);
  // What "../" means depends on the including file: any such name will do.
  if (Wanted.substr(0, 3) == "../")
    Wanted = nameIn(Wanted);
  std::vector<fs::path> Result;
  auto [First, Last] = ByName.equal_range(std::string(nameIn(Wanted)));
  for (auto It = First; It != Last; ++It) {
    std::string Path = '/' + lower(It->second.generic_string());
    std::string End = '/' + Wanted;
    if (Path.size() >= End.size() &&
        Path.compare(Path.size() - End.size(), End.size(), End) == 0)
      Result.push_back(It->second);
  }
  return Result;
}

Scan scan(std::string_view Text) {
  Scan S;
  S.Mentions = namesHandleType(Text);
  while (!S.Mentions && !Text.empty()) {
    std::size_t End = std::min(Text.find('\n'), Text.size());
    std::string_view Name = includeIn(Text.substr(0, End));
    Text.remove_prefix(std::min(End + 1, Text.size()));
    if (Name.empty())
      continue;
    S.Mentions = lower(nameIn(Name)) == "tapi.h";
    S.Includes.emplace_back(Name);
  }
  return S;
}

bool Reach::operator()(const fs::path &File) {
  std::vector<fs::path> Open = {File};
  std::set<std::string> Visited;
  while (!Open.empty()) {
    fs::path Current = std::move(Open.back());
    Open.pop_back();
    std::string Key = Current.lexically_normal().generic_string();
    if (!Visited.insert(Key).second)
      continue;
    auto Known = Seen.find(Key);
    if (Known == Seen.end()) {
      std::string Text;
      if (!readFile(Current, Text))
        return true;
      Known = Seen.emplace(Key, scan(Text)).first;
    }
    if (Known->second.Mentions)
      return true;
    for (const std::string &Name : Known->second.Includes) {
      std::string Slashed = Name;
      std::replace(Slashed.begin(), Slashed.end(), '\\', '/');
      std::error_code Ignored;
      fs::path Beside = Current.parent_path() / Slashed;
      if (fs::is_regular_file(Beside, Ignored))
        Open.push_back(Beside);
      for (fs::path &Found : Index.find(Slashed))
        Open.push_back(std::move(Found));
    }
  }
  return false;
}

} // namespace tapi::precommit
