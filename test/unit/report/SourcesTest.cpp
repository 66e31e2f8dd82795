//===- SourcesTest.cpp - Lines, columns, paths ----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The small things that all outputs share.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/Sources.h"
#include "checker/tools/report/Paths.h"

#include "Scene.h"

using namespace tapi::report;

namespace {

TEST(Sources, SplitLinesOfAllSystems) {
  Scene S;
  S.Files = {{"/a.c", "one\r\n\ntwo\nlast"}};
  Sources Code = S.sources();
  EXPECT_EQ(Code.lines("/a.c").size(), 4u);
  EXPECT_EQ(Code.line("/a.c", 1), "one");
  EXPECT_EQ(Code.line("/a.c", 2), "");
  EXPECT_EQ(Code.line("/a.c", 4), "last");
  EXPECT_EQ(Code.line("/a.c", 0), "");
  EXPECT_EQ(Code.line("/a.c", 5), "");
  EXPECT_EQ(Code.line("/none.c", 1), "");
}

TEST(Sources, ColumnsCountUtf16Units) {
  EXPECT_EQ(utf16Column("abc", 1), 1u);
  EXPECT_EQ(utf16Column("abc", 3), 3u);
  // Two, three and four bytes; one, one and two units.
  std::string Line = "\u00e4\u4e16\U0001F4DEx";
  EXPECT_EQ(utf16Column(Line, 3), 2u);
  EXPECT_EQ(utf16Column(Line, 6), 3u);
  EXPECT_EQ(utf16Column(Line, 10), 5u);
  EXPECT_EQ(utf16Column("ab", 9), 3u) << "a column behind the end";
}

TEST(Sources, SqueezedLinesHaveSingleBlanks) {
  EXPECT_EQ(squeezed("\t a  b\t\tc \r"), "a b c");
  EXPECT_EQ(squeezed(" \t"), "");
}

TEST(Paths, AreRelativeToTheRoot) {
  EXPECT_EQ(relativePath("/src/a/b.c", "/src"), "a/b.c");
  EXPECT_EQ(relativePath("/src/a/../b.c", "/src/"), "b.c");
  EXPECT_EQ(relativePath("/srcs/b.c", "/src"), "/srcs/b.c");
  EXPECT_EQ(relativePath("/usr/b.c", "/src"), "/usr/b.c");
}

TEST(Paths, BecomeUris) {
  EXPECT_EQ(uriOf("a/b.c"), "a/b.c");
  EXPECT_EQ(uriOf("a b/\u00e4#?.c"), "a%20b/%C3%A4%23%3F.c");
  EXPECT_EQ(uriOf("/src/a.c"), "file:///src/a.c");
  EXPECT_EQ(uriOf("C:/src/a.c"), "file:///C:/src/a.c");
}

TEST(Paths, RootIsWhatVersionControlOwns) {
  std::string Root = findSourceRoot(TAPI_SOURCE_DIR "/test/unit");
  EXPECT_TRUE(Root == TAPI_SOURCE_DIR ||
              !llvm::sys::fs::exists(TAPI_SOURCE_DIR "/.git"))
      << Root;
  EXPECT_EQ(findSourceRoot("/"), "/");
}

} // namespace
