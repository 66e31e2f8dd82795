//===- ReachTest.cpp - Can a file reach TAPI? -----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// "No" must be right; "yes" may be wrong where a text cannot tell.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/precommit/Reach.h"

#include "gtest/gtest.h"

#include <filesystem>
#include <fstream>

namespace fs = std::filesystem;
using namespace tapi::precommit;

namespace {

TEST(Scan, KnowsHandleTypesAndTheirHeader) {
  for (const char *Text :
       {"HCALL hCall;", "f(LPHLINE Line)", "#include <tapi.h>",
        "  #  include \"TAPI.H\"\r", "#include <win/Tapi.h>",
        "#include <sub\\tapi.h>", "#include_next <tapi.h>",
        "#include TELEPHONY_HEADER", "x\n#include <tapi.h>\ny"})
    EXPECT_TRUE(scan(Text).Mentions) << Text;
  for (const char *Text :
       {"", "HCALLS x;", "MYHCALL x;", "_HCALL", "hcall", "#include <tapi3.h>",
        "#include <tapi.hpp>", "include <tapi.h>", "#define tapi.h", "#"})
    EXPECT_FALSE(scan(Text).Mentions) << Text;
}

TEST(Scan, ListsIncludes) {
  EXPECT_EQ(scan("#include \"a.h\"\n#include <b/c.h>\nint x;\n").Includes,
            (std::vector<std::string>{"a.h", "b/c.h"}));
  EXPECT_TRUE(scan("#include \"\"\n#if 1\n").Includes.empty());
}

TEST(FileIndex, FindsByTheEndOfThePath) {
  FileIndex Index({"src/a/Dial.h", "src/b/dial.h", "dial.hpp"});
  EXPECT_EQ(Index.find("dial.h").size(), 2u);
  EXPECT_EQ(Index.find("A/dial.h"), std::vector<fs::path>{"src/a/Dial.h"});
  EXPECT_EQ(Index.find("a\\dial.h").size(), 1u);
  EXPECT_EQ(Index.find("./a/dial.h").size(), 1u);
  EXPECT_EQ(Index.find("../x/dial.h").size(), 2u);
  EXPECT_TRUE(Index.find("c/dial.h").empty());
  EXPECT_TRUE(Index.find("ial.h").empty());
}

/// A folder of files that are gone with it.
class Tree {
public:
  Tree() {
    Root = fs::path(testing::TempDir()) /
           testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(Root);
    fs::create_directories(Root / "lib");
  }
  ~Tree() { fs::remove_all(Root); }

  fs::path add(const char *Name, const char *Text) {
    std::ofstream(Root / Name) << Text;
    Files.push_back(Root / Name);
    return Root / Name;
  }

  bool reaches(const fs::path &File) const {
    return Reach{FileIndex(Files)}(File);
  }

private:
  fs::path Root;
  std::vector<fs::path> Files;
};

TEST(Reach, FollowsIncludes) {
  Tree T;
  T.add("lib/phone.h", "#include <windows.h>\n#include <tapi.h>\n");
  T.add("lib/app.h", "#include <lib/phone.h>\n");
  T.add("other.h", "#include \"missing.h\"\n#include <stdio.h>\n");
  EXPECT_TRUE(T.reaches(T.add("a.c", "#include \"app.h\"\n")));
  EXPECT_TRUE(T.reaches(T.add("b.c", "#include \"lib/phone.h\"\n")));
  EXPECT_FALSE(T.reaches(T.add("c.c", "#include \"other.h\"\n")));
  EXPECT_FALSE(T.reaches(T.add("d.c", "int main(void) { return 0; }\n")));
}

TEST(Reach, EndsInCircles) {
  Tree T;
  T.add("one.h", "#include \"two.h\"\n");
  fs::path Two = T.add("two.h", "#include \"one.h\"\n");
  EXPECT_FALSE(T.reaches(Two));
}

TEST(Reach, WhatCannotBeReadIsForTheChecker) {
  Tree T;
  EXPECT_TRUE(T.reaches("no/such/file.c"));
}

} // namespace
