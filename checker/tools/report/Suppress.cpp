//===- Suppress.cpp - Applies NOLINT comments -----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Comments meet findings.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/Suppress.h"

#include "checker/tools/report/NoLint.h"
#include "tapi_model/Texts.h"

#include "clang-tidy/GlobList.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

#include <map>

namespace tapi::report {
namespace {

/// A comment of a file and the names in its list that silenced something.
struct Watched {
  NoLint Comment;
  llvm::StringSet<> Useful;
};

struct FileComments {
  std::vector<Watched> Found;
  std::vector<NoLint> Unmatched;
};

/// As clang-tidy matches NOLINT: what a list takes away with '-' is not looked
/// at.
bool matches(llvm::StringRef Globs, llvm::StringRef Check) {
  return clang::tidy::GlobList(Globs, /*KeepNegativeGlobs=*/false)
      .contains(Check);
}

class Suppressor {
public:
  explicit Suppressor(Sources &Code) : Code(Code) {}

  FileComments &comments(const std::string &File) {
    auto [It, IsNew] = Files.try_emplace(File);
    if (IsNew)
      for (NoLint &N : findNoLints(Code.lines(File), It->second.Unmatched))
        It->second.Found.push_back({std::move(N), {}});
    return It->second;
  }

  /// All comments that silence \p E count as used, the first gives the reason.
  void apply(Entry &E) {
    const ReportedFinding &F = E.Finding;
    for (Watched &W : comments(F.Where.File).Found) {
      const NoLint &N = W.Comment;
      if (!N.covers(F.Where.Line, F.Where.Column) ||
          (N.HasList && !matches(N.List, F.Check)))
        continue;
      for (llvm::StringRef Name : listedChecks(N))
        if (matches(Name, F.Check))
          W.Useful.insert(Name);
      if (!E.Suppressed)
        E.Suppressed = {{F.Where.File, N.Line, N.Column}, N.Reason};
    }
  }

  std::map<std::string, FileComments> Files;

private:
  Sources &Code;
};

bool isOurs(llvm::StringRef Name) { return Name.starts_with("tapi-"); }

bool isKnown(llvm::StringRef Name) {
  return llvm::any_of(rules(), [&](const RuleRow &Row) {
    return matches(Name, llvm::StringRef(Row.Check));
  });
}

UnusedNoLint unused(const std::string &File, const NoLint &N, tapi::Text T,
                    llvm::StringRef Name) {
  TextArguments A;
  A.Detail = "'" + N.Word + '(' + Name.str() + ")'";
  return {{File, N.Line, N.Column}, render(T, A)};
}

} // namespace

void applyNoLints(
    Report &R, Sources &Code,
    llvm::function_ref<bool(llvm::StringRef, llvm::StringRef)> IsEnabled) {
  Suppressor S(Code);
  for (const std::string &File : R.Run.AnalysedFiles)
    S.comments(File);
  for (Entry &E : R.Entries)
    S.apply(E);

  // What was not analysed may have findings for its comments to silence.
  for (const auto &[File, Reason] : R.Run.NotAnalysed)
    S.Files.erase(File);
  for (const std::string &File : R.Run.InPart)
    S.Files.erase(File);
  auto AllRan = [&](llvm::StringRef Name, llvm::StringRef File) {
    return llvm::all_of(rules(), [&](const RuleRow &Row) {
      return !matches(Name, llvm::StringRef(Row.Check)) ||
             IsEnabled(llvm::StringRef(Row.Check), File);
    });
  };
  for (const auto &[File, Comments] : S.Files) {
    for (const Watched &W : Comments.Found)
      for (llvm::StringRef Name : listedChecks(W.Comment)) {
        if (!isOurs(Name) || W.Useful.contains(Name))
          continue;
        if (!isKnown(Name))
          R.Unused.push_back(
              unused(File, W.Comment, tapi::Text::NoteUnknownNoLint, Name));
        else if (AllRan(Name, File))
          R.Unused.push_back(
              unused(File, W.Comment, tapi::Text::NoteUnusedNoLint, Name));
      }
    for (const NoLint &N : Comments.Unmatched)
      if (llvm::any_of(listedChecks(N), isOurs))
        R.Unused.push_back(unused(File, N, tapi::Text::NoteUnmatchedNoLint,
                                  llvm::StringRef(N.List).trim()));
  }
  llvm::sort(R.Unused, [](const UnusedNoLint &A, const UnusedNoLint &B) {
    return std::tie(A.Where.File, A.Where.Line, A.Where.Column, A.Text) <
           std::tie(B.Where.File, B.Where.Line, B.Where.Column, B.Text);
  });
}

} // namespace tapi::report
