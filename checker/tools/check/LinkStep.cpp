//===- LinkStep.cpp - Summaries to findings ------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Joins, analyses, and gives every place its file's name.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/LinkStep.h"

#include "checker/engine/link/Join.h"

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

} // namespace

report::ReportedRun tapi::check::link(std::vector<engine::link::Unit> Units,
                                      bool Closed, const engine::Options &Opts,
                                      const PathRoot &Root) {
  engine::link::Unit Program = engine::link::join(std::move(Units), Closed);
  engine::Result Result = engine::analyse(Program.M, Opts);
  Translation To(Program, Root);
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
