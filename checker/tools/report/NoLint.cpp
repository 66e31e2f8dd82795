//===- NoLint.cpp - NOLINT comments ---------------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A reader of lines, and a stack for blocks.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/NoLint.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <limits>
#include <optional>

namespace tapi::report {
namespace {

/// Text after a comment that explains it: "(check): reason", "(check) --
/// reason".
std::string reasonIn(llvm::StringRef Rest) {
  // The next directive of the line begins where this one's reason ends.
  Rest = Rest.take_front(Rest.find("NOLINT")).trim();
  Rest.consume_back("//");
  Rest = Rest.rtrim();
  Rest = Rest.take_front(Rest.find("*/"));
  return Rest.ltrim(" \t:-").rtrim().str();
}

/// The first comment in \p Line at or after \p Pos, which then is behind it.
std::optional<NoLint> nextIn(llvm::StringRef Line, size_t &Pos) {
  static constexpr llvm::StringLiteral Words[] = {"NOLINT", "NOLINTNEXTLINE",
                                                  "NOLINTBEGIN", "NOLINTEND"};
  for (size_t At; (At = Line.find(Words[0], Pos)) != llvm::StringRef::npos;) {
    Pos = At + Words[0].size();
    while (Pos < Line.size() && llvm::isAlpha(Line[Pos]))
      ++Pos;
    NoLint N;
    N.Word = Line.slice(At, Pos).str();
    if (!llvm::is_contained(Words, N.Word))
      continue;
    N.Column = static_cast<unsigned>(At) + 1;
    size_t End = Line.find(')', Pos);
    if (Line.substr(Pos).starts_with("(") && End != llvm::StringRef::npos) {
      N.HasList = true;
      N.List = Line.slice(Pos + 1, End).str();
      Pos = End + 1;
    }
    N.Reason = reasonIn(Line.substr(Pos));
    return N;
  }
  return std::nullopt;
}

/// What a comment at line \p Number covers; the end of a block is not known
/// yet.
void setCovered(NoLint &N, unsigned Number) {
  N.Line = Number;
  if (N.Word == "NOLINTBEGIN") {
    N.First = {Number, N.Column};
    return;
  }
  unsigned Covered = N.Word == "NOLINTNEXTLINE" ? Number + 1 : Number;
  N.First = {Covered, 0};
  N.Last = {Covered, std::numeric_limits<unsigned>::max()};
}

class Blocks {
public:
  void begin(NoLint N) { Open.push_back(std::move(N)); }

  void end(NoLint N, std::vector<NoLint> &Found,
           std::vector<NoLint> &Unmatched) {
    if (Open.empty() || !sameList(Open.back(), N)) {
      Unmatched.push_back(std::move(N));
      return;
    }
    Open.back().Last = {N.Line, N.Column};
    Found.push_back(std::move(Open.back()));
    Open.pop_back();
  }

  void finish(std::vector<NoLint> &Unmatched) {
    llvm::move(Open, std::back_inserter(Unmatched));
  }

private:
  static bool sameList(const NoLint &A, const NoLint &B) {
    return A.HasList == B.HasList && listedChecks(A) == listedChecks(B);
  }

  std::vector<NoLint> Open;
};

} // namespace

std::vector<NoLint> findNoLints(llvm::ArrayRef<llvm::StringRef> Lines,
                                std::vector<NoLint> &Unmatched) {
  std::vector<NoLint> Found;
  Blocks Open;
  for (unsigned Number = 1; Number <= Lines.size(); ++Number) {
    size_t Pos = 0;
    while (std::optional<NoLint> N = nextIn(Lines[Number - 1], Pos)) {
      setCovered(*N, Number);
      if (N->Word == "NOLINTBEGIN")
        Open.begin(std::move(*N));
      else if (N->Word == "NOLINTEND")
        Open.end(std::move(*N), Found, Unmatched);
      else
        Found.push_back(std::move(*N));
    }
  }
  Open.finish(Unmatched);
  llvm::sort(Found, [](const NoLint &A, const NoLint &B) {
    return std::tie(A.Line, A.Column) < std::tie(B.Line, B.Column);
  });
  return Found;
}

std::vector<llvm::StringRef> listedChecks(const NoLint &N) {
  llvm::SmallVector<llvm::StringRef> Names;
  llvm::StringRef(N.List).split(Names, ',', /*MaxSplit=*/-1,
                                /*KeepEmpty=*/false);
  std::vector<llvm::StringRef> Result;
  for (llvm::StringRef Name : Names)
    if (!Name.trim().empty())
      Result.push_back(Name.trim());
  return Result;
}

} // namespace tapi::report
