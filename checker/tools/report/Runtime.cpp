//===- Runtime.cpp - Findings that the shim has seen happen ---------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Reads the shim's reports and matches them with findings.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/Runtime.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/JSON.h"

#include <algorithm>

namespace json = llvm::json;

namespace tapi::report {
namespace {

/// One report of the shim.
struct Seen {
  Rule R = Rule::None;
  std::string Text;
  std::vector<Place> Here;    ///< Its stack, innermost frame first.
  std::vector<Place> Created; ///< The stack that obtained the handle.
};

std::vector<Place> linesOf(const json::Array *Stack) {
  std::vector<Place> Result;
  if (!Stack)
    return Result;
  for (const json::Value &Item : *Stack) {
    const json::Object *Frame = Item.getAsObject();
    auto File = Frame ? Frame->getString("file") : std::nullopt;
    auto Line = Frame ? Frame->getInteger("line") : std::nullopt;
    if (File && Line)
      Result.push_back({File->str(), static_cast<unsigned>(*Line), 0});
  }
  return Result;
}

Seen seenIn(const json::Object &Object) {
  Seen S;
  S.R = ruleByName(std::string_view(Object.getString("rule").value_or("")));
  S.Text = Object.getString("text").value_or("").str();
  S.Here = linesOf(Object.getArray("stack"));
  if (const json::Array *Story = Object.getArray("story"))
    for (const json::Value &Item : *Story) {
      const json::Object *Step = Item.getAsObject();
      if (Step && Step->getString("role") == llvm::StringRef("created"))
        S.Created = linesOf(Step->getArray("stack"));
    }
  return S;
}

llvm::Error mistake(unsigned Line, const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 "line " + llvm::Twine(Line) + ": " + What);
}

llvm::Expected<std::vector<Seen>> parse(llvm::StringRef Text) {
  std::vector<Seen> Result;
  bool HasStart = false;
  for (unsigned Number = 1; !Text.empty(); ++Number) {
    auto [Line, Rest] = Text.split('\n');
    llvm::Expected<json::Value> Parsed = json::parse(Line);
    if (!Parsed) {
      std::string Why = llvm::toString(Parsed.takeError());
      if (Rest.trim().empty() && HasStart)
        break;
      return mistake(Number, Why);
    }
    Text = Rest;
    const json::Object *Object = Parsed->getAsObject();
    auto Type = Object ? Object->getString("type") : std::nullopt;
    if (!Type)
      return mistake(Number, "no \"type\": not a report of the shim");
    if (*Type == "start" && Object->getInteger("version") != 1)
      return mistake(Number, "a version of the shim that is not known");
    HasStart |= *Type == "start";
    if (*Type != "report")
      continue;
    Result.push_back(seenIn(*Object));
    if (Result.back().R == Rule::None)
      return mistake(Number, "a rule that is not known");
  }
  if (!HasStart)
    return mistake(1, "no report of the shim");
  return Result;
}

/// The same file, by the names of two machines: one path ends with the other.
bool sameFile(llvm::StringRef A, llvm::StringRef B) {
  llvm::SmallVector<llvm::StringRef> Left, Right;
  std::string Slashed[] = {A.str(), B.str()};
  for (std::string &Path : Slashed)
    std::replace(Path.begin(), Path.end(), '\\', '/');
  llvm::StringRef(Slashed[0]).split(Left, '/', -1, /*KeepEmpty=*/false);
  llvm::StringRef(Slashed[1]).split(Right, '/', -1, /*KeepEmpty=*/false);
  if (Left.empty() || Right.empty())
    return false;
  size_t Common = std::min(Left.size(), Right.size());
  return std::equal(Left.end() - Common, Left.end(), Right.end() - Common,
                    [](llvm::StringRef X, llvm::StringRef Y) {
                      return X.equals_insensitive(Y);
                    });
}

bool samePlace(const Place &A, const Place &B) {
  return A.Line && A.Line == B.Line && sameFile(A.File, B.File);
}

bool isCallLoss(Rule R) {
  return R == Rule::TAPI001 || R == Rule::TAPI002 || R == Rule::TAPI018;
}

/// A loss is seen long after it happened; what it has in common with a finding
/// is where the handle came from.
bool isLoss(Rule R) { return isCallLoss(R) || R == Rule::TAPI007; }

bool obtainedAt(const ReportedFinding &F, const Place &Where) {
  return samePlace(F.Where, Where) ||
         (!F.Notes.empty() && samePlace(F.Notes.front().Where, Where));
}

bool confirms(const Seen &S, const ReportedFinding &F) {
  if (S.R != F.R && !(isCallLoss(S.R) && isCallLoss(F.R)))
    return false;
  if (isLoss(F.R))
    return llvm::any_of(S.Created,
                        [&](const Place &P) { return obtainedAt(F, P); });
  return llvm::any_of(S.Here,
                      [&](const Place &P) { return samePlace(F.Where, P); });
}

} // namespace

llvm::Error applyRuntime(Report &R, llvm::StringRef Text) {
  llvm::Expected<std::vector<Seen>> All = parse(Text);
  if (!All)
    return All.takeError();
  R.HasRuntime = true;
  for (const Seen &S : *All) {
    bool IsTold = false;
    for (Entry &E : R.Entries) {
      if (!confirms(S, E.Finding))
        continue;
      if (!E.Runtime)
        E.Runtime = RuntimeMark{0, S.Text};
      ++E.Runtime->Count;
      IsTold = true;
    }
    if (!IsTold)
      R.OnlyAtRuntime.push_back(
          {S.R, S.Text, S.Here.empty() ? Place() : S.Here.front()});
  }
  return llvm::Error::success();
}

} // namespace tapi::report
