//===- WriteText.cpp - Reports for people --------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The text form of a report.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Report.h"

namespace tapi::shim {

static void writeMoment(std::string &Out, const Moment &M) {
  if (!M.Thread)
    return;
  Out += "  (" + std::string(M.By) + ", thread " + std::to_string(M.Thread) +
         ", " + std::to_string(M.Tick / 1000) + "." +
         std::to_string(M.Tick % 1000 + 1000).substr(1) + " s)\n";
}

static void writeStack(std::string &Out, const std::vector<FrameText> &Stack) {
  unsigned Number = 0;
  for (const FrameText &F : Stack)
    Out += "    #" + std::to_string(Number++) + " " +
           (F.Module.empty() ? hex(F.Address)
                             : baseName(F.Module) + "+" + hex(F.Offset, 1)) +
           "\n";
}

std::string textOf(const Written &W) {
  const RuleRow &Row = row(W.R.Id);
  std::string Out = "tapi-shim: ";
  Out += W.R.Minor ? "note: " : "warning: ";
  Out += W.R.Text + " [" + std::string(Row.Check) + ", " +
         std::string(Row.Name) + "]\n";
  writeMoment(Out, W.R.Here);
  writeStack(Out, W.Here);
  for (size_t I = 0; I != W.R.Story.size(); ++I) {
    const Step &S = W.R.Story[I];
    Out += "  note: " + S.Text + "\n";
    writeMoment(Out, S.When);
    writeStack(Out, W.Story[I]);
  }
  Out += "  fact: " + std::string(Row.Fact) +
         "\n  page: " + std::string(Row.FactPage) + "\n";
  return Out;
}

} // namespace tapi::shim
