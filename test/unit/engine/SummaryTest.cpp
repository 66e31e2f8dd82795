//===- SummaryTest.cpp - Units as bytes, and back ------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A summary is read back as it was written; a changed one is an error, or a
/// unit that the engine can analyse.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/link/Summary.h"
#include "checker/engine/link/Join.h"
#include "checker/engine/lower/Summarise.h"
#include "test/unit/engine/Snippet.h"

#include "clang/Frontend/ASTUnit.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"
#include "gtest/gtest.h"

#include <random>

using namespace tapi;
using namespace tapi::engine;
using namespace tapi::test;

namespace {

constexpr std::size_t HeaderSize = 20, SumAt = 12;

constexpr const char *Code =
    "static HLINE g;\n"
    "struct Dev { HCALL h; union { int a; HCALL b; } u; int n[4]; };\n"
    "static int test(struct Dev *d, int k) {\n"
    "  switch (k) { case 1: return d->n[k]; case 2 ... 5: k++; }\n"
    "  for (int i = 0; i < k; ++i) d->n[i] += d->u.a;\n"
    "  return k ? d->n[0] : -1;\n"
    "}\n"
    "void f(struct Dev *d) {\n"
    "  d->h = 0;\n"
    "  if (lineMakeCall(g, &d->h, 0, 0, 0) < 0 || !test(d, 3)) goto out;\n"
    "  lineDeallocateCall(d->h);\n"
    "  lineDrop(d->h, 0, 0);\n"
    "out:\n"
    "  lineClose(g);\n"
    "}\n";

std::string summaryOf(const char *Text) {
  std::unique_ptr<clang::ASTUnit> Unit = parse(Text);
  if (!Unit)
    return {};
  return link::writeSummary(summarise(
      Unit->getASTContext(), [](llvm::StringRef Path) { return Path.str(); }));
}

std::string reasonOf(llvm::StringRef Bytes) {
  auto Unit = link::readSummary(Bytes);
  return Unit ? std::string() : llvm::toString(Unit.takeError());
}

TEST(SummaryTest, IsReadAsItWasWritten) {
  std::string Bytes = summaryOf(Code);
  auto Unit = link::readSummary(Bytes);
  ASSERT_TRUE(static_cast<bool>(Unit)) << llvm::toString(Unit.takeError());
  EXPECT_EQ(link::writeSummary(*Unit), Bytes);
  EXPECT_EQ(summaryOf(Code), Bytes);
}

TEST(SummaryTest, SaysWhatIsWrong) {
  std::string Bytes = summaryOf(Code);
  EXPECT_EQ(reasonOf("int x;"), "not a summary of tapi-check");
  EXPECT_EQ(reasonOf(llvm::StringRef(Bytes).drop_back()),
            "a damaged summary: its checksum is wrong");
  std::string Other = Bytes;
  Other[8] = 77;
  EXPECT_NE(reasonOf(Other).find("version 77"), std::string::npos);
}

TEST(SummaryTest, NoChangeMakesTheEngineFail) {
  const std::string Bytes = summaryOf(Code);
  ASSERT_GT(Bytes.size(), HeaderSize);
  std::mt19937 Random(1);
  unsigned Read = 0;
  Options Opts;
  Opts.StepBudget = 2000;
  for (unsigned Round = 0; Round < 3000; ++Round) {
    std::string Changed = Bytes;
    for (unsigned N = 1 + Random() % 3; N; --N)
      Changed[HeaderSize + Random() % (Changed.size() - HeaderSize)] =
          static_cast<char>(Random() % 4 ? Random() % 24 : Random());
    llvm::support::endian::write64le(
        &Changed[SumAt], llvm::xxHash64(Changed.substr(HeaderSize)));
    auto Unit = link::readSummary(Changed);
    if (!Unit) {
      llvm::consumeError(Unit.takeError());
      continue;
    }
    ++Read;
    std::vector<link::Unit> Units;
    Units.push_back(std::move(*Unit));
    analyse(link::join(std::move(Units), true).M, Opts);
  }
  EXPECT_GT(Read, 100u); // Else the test would test the checksum only.
}

TEST(UnitJoinTest, FollowsCallsIntoOtherUnits) {
  std::vector<link::Unit> Units;
  for (const char *Text : {"void done(HCALL h);\n"
                           "void f(HCALL h) { done(h); lineDrop(h, 0, 0); }\n",
                           "void done(HCALL h) { lineDeallocateCall(h); }\n"}) {
    auto Unit = link::readSummary(summaryOf(Text));
    ASSERT_TRUE(static_cast<bool>(Unit)) << llvm::toString(Unit.takeError());
    Units.push_back(std::move(*Unit));
  }
  // Two files: the snippets have one name and one place.
  for (std::string &File : Units[1].Files)
    File = "other_" + File;
  Units[1].Main = "other_" + Units[1].Main;
  Result R = analyse(link::join(std::move(Units), true).M, {});
  ASSERT_EQ(R.Findings.size(), 1u);
  EXPECT_EQ(R.Findings[0].Id, Rule::TAPI003);
}

} // namespace
