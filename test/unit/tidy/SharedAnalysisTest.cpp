//===- SharedAnalysisTest.cpp - One engine run a unit ---------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The life of shared results: one a unit and set of options, gone with the
/// unit, safe in several threads. What is in a result is the engine's matter.
///
//===----------------------------------------------------------------------===//

#include "checker/tidy/SharedAnalysis.h"

#include "clang/AST/ASTContext.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "gtest/gtest.h"

#include <string>
#include <thread>
#include <vector>

using namespace tapi;
using tapi::tidy::sharedResult;

namespace {

/// A unit that releases a call as often as \p Releases says.
std::unique_ptr<clang::ASTUnit> unit(int Releases = 1) {
  std::string Code = "typedef unsigned int HCALL;"
                     "long lineDeallocateCall(HCALL hCall);"
                     "void f(HCALL hCall) {";
  for (int I = 0; I != Releases; ++I)
    Code += "lineDeallocateCall(hCall);";
  return clang::tooling::buildASTFromCode(Code + "}", "input.c");
}

TEST(SharedAnalysis, oneResultForAllChecks) {
  auto Unit = unit();
  engine::Options Opts;
  EXPECT_EQ(&sharedResult(Unit->getASTContext(), Opts),
            &sharedResult(Unit->getASTContext(), Opts));
}

TEST(SharedAnalysis, otherOptionsHaveTheirOwn) {
  auto Unit = unit();
  engine::Options A, B;
  B.StepBudget += 1;
  const engine::Result &OfA = sharedResult(Unit->getASTContext(), A);
  EXPECT_NE(&OfA, &sharedResult(Unit->getASTContext(), B));
  EXPECT_EQ(&OfA, &sharedResult(Unit->getASTContext(), A));
}

TEST(SharedAnalysis, unitsDoNotShare) {
  auto One = unit(), Other = unit();
  EXPECT_NE(&sharedResult(One->getASTContext(), {}),
            &sharedResult(Other->getASTContext(), {}));
}

// The second unit often has the address of the first.
TEST(SharedAnalysis, deadUnitsAreForgotten) {
  for (int Round = 0; Round != 10; ++Round)
    for (int Releases : {1, 2}) {
      auto Unit = unit(Releases);
      EXPECT_EQ(sharedResult(Unit->getASTContext(), {}).Findings.size(),
                Releases - 1u);
    }
}

// Meant for the thread and address sanitizers as much as for itself.
TEST(SharedAnalysis, unitsComeAndGoInManyThreads) {
  std::vector<std::thread> Threads;
  for (int I = 0; I != 4; ++I)
    Threads.emplace_back([] {
      for (int Round = 0; Round != 50; ++Round) {
        auto Unit = unit(1 + Round % 2);
        const engine::Result &First = sharedResult(Unit->getASTContext(), {});
        EXPECT_EQ(First.Findings.size(), Round % 2 + 0u);
        EXPECT_EQ(&First, &sharedResult(Unit->getASTContext(), {}));
      }
    });
  for (std::thread &T : Threads)
    T.join();
}

} // namespace
