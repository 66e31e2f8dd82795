//===- EngineOptionsTest.cpp - Reading and checking CheckOptions ----------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What a user may write into CheckOptions, and what is said about the rest.
/// That clang-tidy shows it is tested in test/lit/cli.
///
//===----------------------------------------------------------------------===//

#include "checker/tidy/EngineOptions.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace tapi::tidy;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

constexpr char Check[] = "tapi-call-leak";

OptionMap
options(std::initializer_list<std::pair<const char *, const char *>> Pairs) {
  OptionMap Map;
  for (auto [Key, Value] : Pairs)
    Map[Key] = Value;
  return Map;
}

TEST(EngineOptions, defaultsWhereNothingIsSet) {
  tapi::engine::Options Defaults, Read = readOptions({}, Check);
  EXPECT_EQ(Read.StepBudget, Defaults.StepBudget);
  EXPECT_EQ(Read.AssumeApiVersion, Defaults.AssumeApiVersion);
}

TEST(EngineOptions, optionOfOneCheckWinsOverCommonOne) {
  OptionMap Given =
      options({{"tapi.StepBudget", "10"}, {"tapi-call-leak.StepBudget", "20"}});
  EXPECT_EQ(readOptions(Given, Check).StepBudget, 20u);
  EXPECT_EQ(readOptions(Given, "tapi-line-leak").StepBudget, 10u);
}

TEST(EngineOptions, versionsAreHexadecimalOrDecimal) {
  OptionMap Hexadecimal = options({{"tapi.AssumeApiVersion", "0x00010004"}});
  OptionMap Decimal = options({{"tapi.AssumeApiVersion", "65540"}});
  EXPECT_EQ(readOptions(Hexadecimal, Check).AssumeApiVersion, 0x00010004u);
  EXPECT_EQ(readOptions(Decimal, Check).AssumeApiVersion, 0x00010004u);
}

TEST(EngineOptions, defaultInsteadOfInvalidValue) {
  tapi::engine::Options Defaults;
  for (const char *Bad : {"", "0", "-1", "many", "1e9", "10 "}) {
    OptionMap Given = options({{"tapi.StepBudget", Bad}});
    EXPECT_EQ(readOptions(Given, Check).StepBudget, Defaults.StepBudget) << Bad;
    EXPECT_EQ(mistakesInCommon(Given).size(), 1u) << Bad;
  }
}

TEST(EngineOptions, mistakesNameTheKey) {
  OptionMap Given = options({{"tapi.StepBudget", "many"},
                             {"tapi.StepBugdet", "1"},
                             {"tapi-call-leek.StepBudget", "1"},
                             {"tapi-call-leak.AssumeApiVersion", "0x9"},
                             {"bugprone-foo.StepBudget", "many"}});
  EXPECT_THAT(mistakesInCommon(Given),
              ElementsAre("invalid value 'many' for option 'tapi.StepBudget': "
                          "expected a whole number above 0",
                          "unknown check in option 'tapi-call-leek.StepBudget'",
                          "unknown option 'tapi.StepBugdet'"));
  EXPECT_THAT(
      mistakesOfCheck(Given, Check),
      ElementsAre("invalid value '0x9' for option "
                  "'tapi-call-leak.AssumeApiVersion': expected a published "
                  "version such as 0x00010004, 0x00020000 or 0x00030001"));
  EXPECT_THAT(mistakesOfCheck(Given, "tapi-line-leak"), IsEmpty());
}

TEST(EngineOptions, waitFunctionsAreNames) {
  OptionMap Good = options({{"tapi.WaitFunctions", "waitFor; Phone::wait;"}});
  EXPECT_THAT(readOptions(Good, Check).WaitFunctions,
              ElementsAre("waitFor", "Phone::wait"));
  for (const char *Bad : {"a b", "1st", "f()", "a,b"})
    EXPECT_EQ(mistakesInCommon(options({{"tapi.WaitFunctions", Bad}})).size(),
              1u)
        << Bad;
}

TEST(EngineOptions, whatIsWrittenReadsBack) {
  tapi::engine::Options Opts;
  Opts.StepBudget = 7;
  Opts.AssumeApiVersion = 0x00030001;
  Opts.WaitFunctions = {"waitFor", "Phone::wait"};
  Opts.Ledger = true;
  OptionMap Written;
  writeOptions(Opts, Check, Written);
  EXPECT_THAT(mistakesInCommon(Written), IsEmpty());
  EXPECT_THAT(mistakesOfCheck(Written, Check), IsEmpty());
  EXPECT_EQ(fingerprint(readOptions(Written, Check)), fingerprint(Opts));
}

TEST(EngineOptions, fingerprintTellsOptionsApart) {
  tapi::engine::Options A, B, C;
  B.StepBudget += 1;
  C.AssumeApiVersion = 0x00010004;
  EXPECT_NE(fingerprint(A), fingerprint(B));
  EXPECT_NE(fingerprint(A), fingerprint(C));
  EXPECT_EQ(fingerprint(A), fingerprint(tapi::engine::Options()));
}

} // namespace
