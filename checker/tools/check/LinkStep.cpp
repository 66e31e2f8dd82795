//===- LinkStep.cpp - Summaries to findings ------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Joins, analyses, and gives every place its file's name. A file that was
/// compiled several times, for other programs or with other macros, is analysed
/// with the rest of the program each time. Left out: which of its commands goes
/// with which of another file's.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/LinkStep.h"

#include "checker/engine/link/Join.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <tuple>

using namespace tapi;
using namespace tapi::check;

namespace {

class Translation {
public:
  Translation(const engine::link::Unit &Program, const PathRoot &Root)
      : Program(Program), Root(Root) {}

  report::Place place(engine::Position Where) const {
    report::Place Result;
    if (const engine::link::SourcePlace *P = Program.place(Where)) {
      Result.File = Root.absolute(Program.Files[P->File]);
      Result.Line = P->Line;
      Result.Column = P->Column;
    }
    return Result;
  }

  report::ReportedFinding finding(const engine::Finding &From) const {
    report::ReportedFinding F;
    F.R = From.Id;
    F.Check = std::string(row(From.Id).Check);
    F.Text = From.Text;
    F.Where = place(From.Where);
    for (const engine::Note &Step : From.Story)
      F.Notes.push_back({place(Step.Where), Step.Text});
    return F;
  }

private:
  const engine::link::Unit &Program;
  const PathRoot &Root;
};

using Units = std::vector<engine::link::Unit>;

/// Programs in which each file occurs once: the units of a file that was
/// compiled several times take turns.
std::vector<Units> variants(Units All) {
  llvm::sort(All, [](const auto &X, const auto &Y) { return X.Main < Y.Main; });
  std::vector<Units> Result(1);
  for (auto It = All.begin(); It != All.end();) {
    auto End = std::find_if(It, All.end(),
                            [&](const auto &U) { return U.Main != It->Main; });
    const std::size_t Count = static_cast<std::size_t>(End - It);
    while (Result.size() < Count)
      Result.push_back(Result.front()); // As the files before have it once.
    for (std::size_t V = 0; V < Result.size(); ++V)
      Result[V].push_back(It[static_cast<std::ptrdiff_t>(V % Count)]);
    It = End;
  }
  return Result;
}

report::ReportedRun linkOne(Units Program, bool Closed,
                            const engine::Options &Opts, const PathRoot &Root) {
  engine::link::Unit Joined = engine::link::join(std::move(Program), Closed);
  engine::Result Result = engine::analyse(Joined.M, Opts);
  Translation To(Joined, Root);
  report::ReportedRun Run;
  for (const engine::Finding &From : Result.Findings)
    Run.Findings.push_back(To.finding(From));
  Run.Sites = Result.Stats.Sites;
  Run.Reported = Result.Stats.Reported;
  for (const engine::UnknownSite &Site : Result.Stats.Unknown)
    Run.Unknown.push_back({To.place(Site.Where), Site.Reason});
  Run.Proven = Result.Stats.proven();
  return Run;
}

auto order(const report::ReportedFinding &F) {
  return std::tie(F.Where.File, F.Where.Line, F.Where.Column, F.Check, F.Text);
}

/// What \p More finds and \p Run does not; of the handles, how many could be
/// decided where least could.
void merge(report::ReportedRun &Run, report::ReportedRun More) {
  for (report::ReportedFinding &F : More.Findings)
    if (llvm::none_of(Run.Findings,
                      [&](const auto &G) { return order(F) == order(G); }))
      Run.Findings.push_back(std::move(F));
  if (More.Unknown.size() <= Run.Unknown.size())
    return;
  Run.Sites = More.Sites;
  Run.Proven = More.Proven;
  Run.Reported = More.Reported;
  Run.Unknown = std::move(More.Unknown);
}

} // namespace

report::ReportedRun tapi::check::link(std::vector<engine::link::Unit> All,
                                      bool Closed, const engine::Options &Opts,
                                      const PathRoot &Root) {
  std::vector<Units> Programs = variants(std::move(All));
  report::ReportedRun Run =
      linkOne(std::move(Programs.front()), Closed, Opts, Root);
  for (Units &Program : llvm::drop_begin(Programs))
    merge(Run, linkOne(std::move(Program), Closed, Opts, Root));
  if (Programs.size() > 1)
    llvm::sort(Run.Findings, [](const auto &X, const auto &Y) {
      return order(X) < order(Y);
    });
  return Run;
}
