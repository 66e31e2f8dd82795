//===- TrailTest.cpp - How paths that meet share a past -------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Conditions that did not matter are dropped where paths join; anything that
/// happened to a handle is kept.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Trail.h"

#include <gtest/gtest.h>

#include <vector>

using namespace tapi::engine;

namespace {

/// The trail \p Before followed by one step a letter: B(ranch), J(ump),
/// O(btained), E(nded), C(all).
Trail then(Trail Before, const std::string &Steps) {
  for (char C : Steps) {
    StepKind K = C == 'B'   ? StepKind::Branch
                 : C == 'J' ? StepKind::Jump
                 : C == 'O' ? StepKind::Obtained
                 : C == 'E' ? StepKind::Ended
                            : StepKind::Enter;
    Before = append(std::move(Before), {K, 1, std::string(1, C)});
  }
  return Before;
}

std::string letters(const Trail &T, const TrailNode *Since = nullptr) {
  std::string S;
  for (const TrailStep *Step : stepsSince(T, Since))
    S += Step->Text;
  return S;
}

TEST(Trail, StepsComeOldestFirst) {
  Trail T = then(then(nullptr, "BO"), "JE");
  EXPECT_EQ(letters(T), "BOJE");
  EXPECT_EQ(T->Length, 4u);
  EXPECT_EQ(letters(nullptr), "");
}

TEST(Trail, StepsSinceAPoint) {
  Trail Start = then(nullptr, "BO");
  EXPECT_EQ(letters(then(Start, "CE"), Start.get()), "CE");
  EXPECT_EQ(letters(Start, Start.get()), "");
}

TEST(Trail, ConditionsThatDidNotMatterAreDropped) {
  Trail Start = then(nullptr, "OB");
  for (const char *A : {"", "B", "BB", "BBBB"})
    for (const char *B : {"", "B", "BBB"})
      EXPECT_EQ(joinTrails(then(Start, A), then(Start, B)), Start)
          << A << '/' << B;
}

TEST(Trail, WithoutAnythingInCommonNothingIsLeft) {
  EXPECT_EQ(joinTrails(then(nullptr, "B"), then(nullptr, "BB")), nullptr);
  EXPECT_EQ(joinTrails(nullptr, then(nullptr, "B")), nullptr);
  EXPECT_EQ(joinTrails(then(nullptr, "B"), nullptr), nullptr);
  EXPECT_EQ(joinTrails(nullptr, nullptr), nullptr);
}

// Each step that is no condition, on either side, keeps the first trail.
TEST(Trail, WhatHappenedIsKept) {
  Trail Start = then(nullptr, "B");
  for (const char *Event : {"J", "O", "E", "C"})
    for (const char *Around : {"", "B"}) {
      Trail Eventful = then(then(then(Start, Around), Event), Around);
      Trail Quiet = then(Start, "BB");
      EXPECT_EQ(joinTrails(Eventful, Quiet), Eventful) << Event << Around;
      EXPECT_EQ(joinTrails(Quiet, Eventful), Quiet) << Event << Around;
    }
}

TEST(Trail, EventsBeforeTheForkDoNotCount) {
  Trail Start = then(nullptr, "OEJC");
  EXPECT_EQ(joinTrails(then(Start, "B"), then(Start, "BB")), Start);
}

// The default destructor would recurse once a step.
TEST(Trail, LongTrailsEndWithoutRecursion) {
  Trail T;
  for (int I = 0; I < 1000000; ++I)
    T = append(std::move(T), {StepKind::Branch, 1, std::string()});
  EXPECT_EQ(T->Length, 1000000u);
  T = nullptr;
}

TEST(Trail, TheEndOfOneTrailLeavesASharedBeginning) {
  Trail Start = then(nullptr, "OB");
  Trail Other = then(Start, "E");
  Trail One = then(Start, "BBB");
  One = nullptr;
  EXPECT_EQ(letters(Other), "OBE");
}

} // namespace
