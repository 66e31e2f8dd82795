//===- Engine.cpp - The entry point of the static engine ------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Lower, simulate, report.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/Engine.h"

#include "checker/engine/lower/Lower.h"
#include "checker/engine/sim/Simulator.h"

using namespace tapi;
using namespace tapi::engine;

bool tapi::engine::decides(Rule R) { return R != Rule::None; }

std::vector<FunctionAnnotation>
tapi::engine::descriptions(const Options &Opts) {
  std::vector<FunctionAnnotation> Described = Opts.Described;
  for (const std::string &Name : Opts.WaitFunctions) {
    FunctionAnnotation &A = Described.emplace_back();
    A.Name = Name;
    A.Waits = true;
  }
  return Described;
}

Result tapi::engine::analyse(clang::ASTContext &Context, const Options &Opts) {
  if (!mentionsTapi(Context))
    return {};
  return analyse(lowerUnit(Context, Scope::Unit, descriptions(Opts)), Opts);
}

Result tapi::engine::analyse(const ir::Module &M, const Options &Opts) {
  World W(M);
  Reporter R(W);
  Simulator Sim(W, Opts, R);
  Sim.run();
  for (const auto &[Where, Reason] : M.Skipped) {
    R.site(Where);
    R.unknown(Where, Reason);
  }
  Result Out = R.finish();
  Out.Stats.Functions = Sim.functionsRun();
  Out.Stats.Steps = Sim.totalSteps();
  return Out;
}
