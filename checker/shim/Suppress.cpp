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

bool matches(const char *Pattern, const char *Text) {
  for (; *Pattern; ++Pattern, ++Text) {
    if (*Pattern == '*') {
      for (;; ++Text) {
        if (matches(Pattern + 1, Text))
          return true;
        if (!*Text)
          return false;
      }
    }
    if (!*Text || (*Pattern != '?' && *Pattern != *Text))
      return false;
  }
  return !*Text;
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
  for (size_t From = 0; From < Text.size();) {
    const size_t To = std::min(Text.find('\n', From), Text.size());
    std::string Line = Text.substr(From, To - From);
    From = To + 1;
    while (!Line.empty() && (Line.back() == '\r' || Line.back() == ' '))
      Line.pop_back();
    if (Line.empty() || Line[0] == '#')
      continue;
    const size_t Blank = Line.find(' ');
    const std::string Name = Line.substr(0, Blank);
    if (Name != "*" && ruleByName(Name) == Rule::None) {
      logRemark("suppression is ignored, no such rule: " + Line);
      continue;
    }
    Result.push_back(
        {Name, Blank == std::string::npos ? "*" : Line.substr(Blank + 1)});
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
