//===- Suppress.cpp - Reports the user does not want ---------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The suppression file. A line is a rule ("TAPI018", or "*") and, after a
/// blank, a pattern with * and ? for the report's text or one of its frames
/// ("legacy.dll+0x1f20"); without a pattern the whole rule is meant. Lines that
/// start with # are comments.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Once.h"
#include "checker/shim/Report.h"
#include "checker/shim/Settings.h"

#include <windows.h>

namespace tapi::shim {
namespace {

struct Suppression {
  std::string Rule, Pattern;
};

/// A * takes as little as it can; where that goes wrong the last one takes
/// more.
bool matches(const char *Pattern, const char *Text) {
  const char *Star = nullptr, *Taken = nullptr;
  while (*Text) {
    if (*Pattern == '*') {
      Star = Pattern++;
      Taken = Text;
    } else if (*Pattern && (*Pattern == '?' || *Pattern == *Text)) {
      ++Pattern;
      ++Text;
    } else if (Star) {
      Pattern = Star + 1;
      Text = ++Taken;
    } else {
      return false;
    }
  }
  while (*Pattern == '*')
    ++Pattern;
  return !*Pattern;
}

std::string readFile(const std::wstring &Path) {
  HANDLE File = CreateFileW(Path.c_str(), GENERIC_READ, FILE_SHARE_READ,
                            nullptr, OPEN_EXISTING, 0, nullptr);
  if (File == INVALID_HANDLE_VALUE) {
    logRemark("cannot read the suppressions in " + toUtf8(Path));
    return {};
  }
  std::string Text;
  char Buffer[4096];
  for (DWORD Size;
       ReadFile(File, Buffer, sizeof(Buffer), &Size, nullptr) && Size;)
    Text.append(Buffer, Size);
  CloseHandle(File);
  return Text;
}

std::vector<Suppression> readSuppressions() {
  std::vector<Suppression> Result;
  if (settings().Suppressions.empty())
    return Result;
  const std::string Text = readFile(settings().Suppressions);
  const std::string_view Mark = "\xef\xbb\xbf"; // Of an editor, for UTF-8.
  const char *Blanks = " \t";
  size_t From = Text.compare(0, Mark.size(), Mark) ? 0 : Mark.size();
  while (From < Text.size()) {
    const size_t To = std::min(Text.find('\n', From), Text.size());
    std::string Line = Text.substr(From, To - From);
    From = To + 1;
    Line.erase(0, Line.find_first_not_of(Blanks));
    Line.erase(Line.find_last_not_of(" \t\r") + 1);
    if (Line.empty() || Line[0] == '#')
      continue;
    const size_t Blank = Line.find_first_of(Blanks);
    const std::string Name = Line.substr(0, Blank);
    if (Name != "*" && ruleByName(Name) == Rule::None) {
      logRemark("suppression is ignored, no such rule: " + Line);
      continue;
    }
    const size_t Pattern = Line.find_first_not_of(Blanks, Blank);
    Result.push_back(
        {Name, Pattern == std::string::npos ? "*" : Line.substr(Pattern)});
  }
  return Result;
}

/// The suppressions of this process.
struct Suppressions {
  const std::vector<Suppression> All = readSuppressions();
};

bool anyFrame(const Written &W, const std::string &Pattern) {
  auto Look = [&Pattern](const std::vector<FrameText> &Frames) {
    for (const FrameText &F : Frames)
      if (matches(Pattern.c_str(),
                  (baseName(F.Module) + "+" + hex(F.Offset, 1)).c_str()))
        return true;
    return false;
  };
  if (Look(W.Here))
    return true;
  for (const auto &Frames : W.Story)
    if (Look(Frames))
      return true;
  return false;
}

} // namespace

bool isSuppressed(const Written &W) {
  for (const Suppression &S : theOnly<Suppressions>().All) {
    if (S.Rule != "*" && S.Rule != row(W.R.Id).Name)
      continue;
    if (matches(S.Pattern.c_str(), W.R.Text.c_str()) || anyFrame(W, S.Pattern))
      return true;
  }
  return false;
}

} // namespace tapi::shim
