//===- SimulationTest.cpp - Verdicts on snippets --------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// From source to rule numbers, through lowering, simulation and reporting. A
/// row is a snippet and all that is to be reported of it, as "line:rule". The
/// finer points of each rule are tested end to end under test/lit.
///
//===----------------------------------------------------------------------===//

#include "test/unit/engine/Snippet.h"

#include "clang/Frontend/ASTUnit.h"
#include "gtest/gtest.h"

using namespace tapi;
using namespace tapi::test;

namespace {

struct Row {
  const char *Name; ///< In letters and digits
  const char *Expected;
  const char *Code;
};

// Every row waits for nothing: the reply is seen by `if (h)` on a location
// that was set to 0 before.
constexpr Row Rows[] = {
    {"released", "",
     "void f(HLINE l) {\n"
     "  HCALL h = 0;\n"
     "  if (lineMakeCall(l, &h, 0, 0, 0) < 0) return;\n"
     "  if (h) lineDeallocateCall(h);\n"
     "}\n"},
    {"lost", "5:001",
     "void f(HLINE l) {\n"
     "  HCALL h = 0;\n"
     "  if (lineMakeCall(l, &h, 0, 0, 0) < 0) return;\n"
     "  if (h) lineDrop(h, 0, 0);\n"
     "}\n"},
    {"usedAfterRelease", "3:003",
     "void f(HCALL h) {\n"
     "  if (lineDeallocateCall(h) == 0)\n"
     "    lineDrop(h, 0, 0);\n"
     "}\n"},
    {"releasedTwice", "3:006",
     "void f(HCALL h) {\n"
     "  lineDeallocateCall(h);\n"
     "  lineDeallocateCall(h);\n"
     "}\n"},
    {"triedAgainAfterAnError", "",
     "void f(HCALL h) {\n"
     "  if (lineDeallocateCall(h) != 0)\n"
     "    lineDeallocateCall(h);\n"
     "}\n"},
    {"lineUsedAfterClose", "4:004",
     "HCALL g;\n"
     "void f(HLINE l) {\n"
     "  lineClose(l);\n"
     "  lineMakeCall(l, &g, 0, 0, 0);\n"
     "}\n"},
    {"correlatedConditions", "",
     "void f(HCALL h, BOOL b) {\n"
     "  if (b) lineDeallocateCall(h);\n"
     "  if (!b) lineDrop(h, 0, 0);\n"
     "}\n"},
    {"uncorrelatedConditions", "3:003",
     "void f(HCALL h, BOOL a, BOOL b) {\n"
     "  if (a) lineDeallocateCall(h);\n"
     "  if (b) lineDrop(h, 0, 0);\n"
     "}\n"},
    {"aLoopReleasesTwice", "3:006",
     "void f(HCALL h, int n) {\n"
     "  while (n--)\n"
     "    lineDeallocateCall(h);\n"
     "}\n"},
    {"aLoopThatClears", "",
     "void f(HCALL h, int n) {\n"
     "  while (n--) {\n"
     "    if (h) lineDeallocateCall(h);\n"
     "    h = 0;\n"
     "  }\n"
     "}\n"},
    {"aGotoAroundTheRelease", "5:006",
     "void f(HCALL h, BOOL b) {\n"
     "  if (b) goto skip;\n"
     "  lineDeallocateCall(h);\n"
     "  skip:\n"
     "  lineDeallocateCall(h);\n"
     "}\n"},
    {"aCaseFallsThrough", "5:003",
     "void f(HCALL h, int n) {\n"
     "  switch (n) {\n"
     "  case 1:\n"
     "    lineDeallocateCall(h);\n"
     "  case 2: lineDrop(h, 0, 0);\n"
     "  }\n"
     "}\n"},
    {"aCaseBreaks", "",
     "void f(HCALL h, int n) {\n"
     "  switch (n) {\n"
     "  case 1:\n"
     "    lineDeallocateCall(h); break;\n"
     "  case 2: lineDrop(h, 0, 0);\n"
     "  }\n"
     "}\n"},
    {"aHelperReleases", "4:003",
     "static void end(HCALL h) { lineDeallocateCall(h); }\n"
     "void f(HCALL h) {\n"
     "  end(h);\n"
     "  lineDrop(h, 0, 0);\n"
     "}\n"},
    {"aHelperReleasesThroughAPointer", "",
     "static void end(HCALL *p) { lineDeallocateCall(*p); *p = 0; }\n"
     "void f(HCALL h) {\n"
     "  end(&h);\n"
     "  if (h) lineDrop(h, 0, 0);\n"
     "}\n"},
    {"aFieldIsAnotherNameOfAVariable", "5:003",
     "struct D { HCALL h; int n; };\n"
     "void f(struct D *d) {\n"
     "  HCALL h = d->h;\n"
     "  lineDeallocateCall(h);\n"
     "  lineDrop(d->h, 0, 0);\n"
     "}\n"},
    {"otherElementsAreOthers", "3:003",
     "void f(HCALL *a) {\n"
     "  lineDeallocateCall(a[1]);\n"
     "  lineDrop(a[1], 0, 0);\n"
     "  lineDrop(a[2], 0, 0);\n"
     "}\n"},
    // Told at the call that leads to it.
    {"recursionEnds", "4:003",
     "void f(HCALL h, int n) {\n"
     "  lineDrop(h, 0, 0);\n"
     "  lineDeallocateCall(h);\n"
     "  if (n) f(h, n - 1);\n"
     "}\n"},
    {"anUnknownFunctionMayReleaseByPointer", "",
     "void other(HCALL *);\n"
     "void f(HCALL h) {\n"
     "  lineDeallocateCall(h);\n"
     "  other(&h);\n"
     "  lineDrop(h, 0, 0);\n"
     "}\n"},
    {"anUnsignedResultIsNeverNegative", "3:011",
     "void f(HCALL h) {\n"
     "  DWORD r = lineDrop(h, 0, 0);\n"
     "  if (r < 0) { lineDeallocateCall(h); lineDrop(h, 0, 0); }\n"
     "}\n"},
    {"theLargestSizeIsNoLimit", "4:003",
     "void f(HCALL h, SIZE_T n) {\n"
     "  if (n >= (SIZE_T)-1) return;\n"
     "  if (n == 5) lineDeallocateCall(h);\n"
     "  if (n == 5) lineDrop(h, 0, 0);\n"
     "}\n"},
};

void PrintTo(const Row &R, std::ostream *OS) { *OS << R.Name; }

class Simulation : public testing::TestWithParam<Row> {};

TEST_P(Simulation, Tells) {
  EXPECT_EQ(verdict(GetParam().Code), GetParam().Expected) << GetParam().Code;
}

INSTANTIATE_TEST_SUITE_P(Rows, Simulation, testing::ValuesIn(Rows),
                         [](const auto &Info) {
                           return std::string(Info.param.Name);
                         });

TEST(SimulationOfCxx, ADestructorReleases) {
  const std::string Owner = "struct O { HCALL h; O(HCALL h) : h(h) {}\n"
                            "  ~O() { lineDeallocateCall(h); } };\n";
  EXPECT_EQ(verdict(Owner + "void f(HCALL h) {\n"
                            "  { O o(h); }\n"
                            "  lineDrop(h, 0, 0);\n"
                            "}\n",
                    true),
            "5:003");
  EXPECT_EQ(verdict(Owner + "void f(HCALL h) {\n"
                            "  O o(h);\n"
                            "  lineDrop(h, 0, 0);\n"
                            "}\n",
                    true),
            "");
}

TEST(SimulationOfUnits, WithoutTapiThereIsNothing) {
  std::unique_ptr<clang::ASTUnit> Unit = parse("int f(int n) { return n; }");
  ASSERT_TRUE(Unit);
  EXPECT_EQ(everything(*Unit), "0 0 0 0");
}

TEST(SimulationOfUnits, TheSameIsToldAgain) {
  std::string Code = "struct D { HCALL h; struct D *p; };\n"
                     "void f(struct D *d, HLINE l) {\n"
                     "  for (; d; d = d->p) {\n"
                     "    lineDeallocateCall(d->h);\n"
                     "    lineMakeCall(l, &d->h, 0, 0, 0);\n"
                     "  }\n"
                     "  lineClose(l); lineClose(l);\n"
                     "}\n";
  std::unique_ptr<clang::ASTUnit> One = parse(Code), Two = parse(Code);
  ASSERT_TRUE(One && Two);
  std::string First = everything(*One);
  EXPECT_EQ(First, everything(*One));
  EXPECT_EQ(First, everything(*Two));
}

TEST(SimulationOfUnits, AUsedUpBudgetIsSaid) {
  std::unique_ptr<clang::ASTUnit> Unit =
      parse("void f(HLINE l) {\n"
            "  HCALL h = 0;\n"
            "  lineMakeCall(l, &h, 0, 0, 0);\n"
            "  lineClose(l); lineClose(l);\n"
            "}\n");
  ASSERT_TRUE(Unit);
  engine::Options Opts;
  Opts.StepBudget = 3;
  EXPECT_NE(everything(*Unit, Opts).find("budget"), std::string::npos);
  EXPECT_EQ(everything(*Unit).find("budget"), std::string::npos);
}

} // namespace
