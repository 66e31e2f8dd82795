//===- AnnotationFileTest.cpp - Tests of the file of descriptions ---------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What a file of descriptions means, and where its mistakes are.
///
//===----------------------------------------------------------------------===//

#include "checker/tidy/AnnotationFile.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace tapi;
using namespace tapi::engine;
using namespace tapi::tidy;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

std::string complaint(llvm::StringRef Text) {
  std::vector<FunctionAnnotation> Functions;
  return parseAnnotations(Text, "a.yaml", Functions);
}

TEST(AnnotationFile, readsEverything) {
  std::vector<FunctionAnnotation> F;
  ASSERT_EQ(parseAnnotations("Functions:\n"
                             "  - Name: Phone::open\n"
                             "    Arguments:\n"
                             "      - Index: 1\n"
                             "        Acquires: HLINE\n"
                             "      - Index: 2\n"
                             "        Keeps: HCALL\n"
                             "    Succeeds: NonZero\n"
                             "  - Name: take\n"
                             "    Returns: HCALL\n"
                             "  - Name: await\n"
                             "    Waits: true\n"
                             "  - Name: die\n"
                             "    NeverReturns: true\n",
                             "a.yaml", F),
            "");
  ASSERT_EQ(F.size(), 4u);
  EXPECT_EQ(F[0].Name, "Phone::open");
  ASSERT_EQ(F[0].Arguments.size(), 2u);
  EXPECT_EQ(F[0].Arguments[0].Index, 1u);
  EXPECT_EQ(F[0].Arguments[0].Effect, ArgumentEffect::Acquires);
  EXPECT_EQ(F[0].Arguments[0].Kind, HandleKind::Line);
  EXPECT_EQ(F[0].Arguments[1].Effect, ArgumentEffect::Keeps);
  EXPECT_EQ(F[0].Succeeds, SuccessWhen::NonZero);
  EXPECT_EQ(F[1].Returns, HandleKind::Call);
  EXPECT_TRUE(F[2].Waits);
  EXPECT_TRUE(F[3].NeverReturns);
}

TEST(AnnotationFile, mistakesHaveAPlace) {
  EXPECT_THAT(complaint("Functions:\n  - Name: f\n    Wait: true\n"),
              StartsWith("a.yaml:3:"));
  EXPECT_THAT(complaint("Functions:\n"
                        "  - Name: f\n"
                        "    Arguments:\n"
                        "      - Index: 0\n"
                        "        Uses: HWND\n"),
              StartsWith("a.yaml:5:"));
  EXPECT_THAT(complaint("Functions: ["), StartsWith("a.yaml:"));
}

TEST(AnnotationFile, whatMakesNoSense) {
  EXPECT_THAT(complaint("Functions:\n"
                        "  - Name: f\n"
                        "    Arguments:\n"
                        "      - Index: 0\n"),
              HasSubstr("an argument needs one of"));
  EXPECT_THAT(complaint("Functions:\n"
                        "  - Name: f\n"
                        "    Arguments:\n"
                        "      - Index: 0\n"
                        "        Uses: HCALL\n"
                        "        Keeps: HCALL\n"),
              HasSubstr("an argument needs one of"));
  EXPECT_THAT(complaint("Functions:\n  - Name: ''\n"),
              HasSubstr("a function needs a name"));
  EXPECT_NE(complaint("Functions:\n  - Name: f\n    Succeeds: Maybe\n"), "");
  EXPECT_NE(complaint("Other: 1\n"), "");
}

TEST(AnnotationFile, thatIsMissing) {
  std::vector<FunctionAnnotation> F;
  EXPECT_THAT(readAnnotations("/no/such/file.yaml", F),
              StartsWith("/no/such/file.yaml: "));
}

} // namespace
