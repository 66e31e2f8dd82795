//===- EngineFuzzer.cpp - Random programs through the engine --------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A libFuzzer target. Besides crashes, time-outs and what sanitizers say, it
/// checks that a second analysis of the same unit tells the same, and that
/// every finding has a rule, a text and a place. TAPI_FUZZ_PRINT=1 in the
/// environment prints the program instead of analysing it.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/Engine.h"
#include "test/fuzz/Generator.h"

#include "clang/AST/ASTContext.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"

#include <cstdio>
#include <cstdlib>

using namespace tapi;

namespace {

[[noreturn]] void fail(const char *What) {
  std::fprintf(stderr, "EngineFuzzer: %s\n", What);
  std::abort();
}

std::string describe(const engine::Result &R) {
  std::string S;
  for (const engine::Finding &F : R.Findings) {
    if (F.Id == Rule::None || F.Text.empty() || !F.Where)
      fail("a finding without rule, text or place");
    S += std::to_string(F.Where) + ' ' + F.Text + '\n';
    for (const engine::Note &N : F.Story)
      S += std::to_string(N.Where) + ' ' + N.Text + '\n';
  }
  for (const engine::UnknownSite &U : R.Stats.Unknown)
    S += std::to_string(U.Where) + ' ' + U.Reason + '\n';
  return S + std::to_string(R.Stats.Steps);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *Bytes,
                                      std::size_t Size) {
  bool IsCxx;
  std::string Code = test::generate(Bytes, Size, IsCxx);
  if (std::getenv("TAPI_FUZZ_PRINT")) {
    std::fputs(Code.c_str(), stdout);
    return 0;
  }
  std::unique_ptr<clang::ASTUnit> Unit =
      clang::tooling::buildASTFromCodeWithArgs(
          Code, {"-w", "-nostdinc", "-target", "x86_64-w64-mingw32"},
          IsCxx ? "input.cpp" : "input.c");
  // The generator promises valid programs; otherwise it fuzzes nothing.
  if (!Unit || Unit->getDiagnostics().hasErrorOccurred())
    fail("the program does not compile");
  engine::Options Opts;
  Opts.StepBudget = 20000; // A time-out means more than too many steps.
  std::string Once = describe(analyse(Unit->getASTContext(), Opts));
  if (Once != describe(analyse(Unit->getASTContext(), Opts)))
    fail("a second analysis tells something else");
  return 0;
}
