//===- WriteHtmlTest.cpp - The page ---------------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What must never be in a page, and what must be. What it does is tested in
/// test/lit/tools, in a browser.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/Writers.h"

#include "Scene.h"

#include "llvm/Support/JSON.h"

using namespace tapi::report;
namespace json = llvm::json;

namespace {

/// The data inside \p Page.
json::Value dataIn(llvm::StringRef Page) {
  llvm::StringRef Rest =
      Page.split("<script type=\"application/json\" id=\"data\">").second;
  llvm::Expected<json::Value> V = json::parse(Rest.split("</script>").first);
  if (V)
    return *V;
  ADD_FAILURE() << llvm::toString(V.takeError());
  return nullptr;
}

TEST(WriteHtml, LoadsNothing) {
  std::string Page = Scene().written(writeHtml);
  EXPECT_THAT(Page, testing::HasSubstr("default-src 'none'"));
  for (const char *Word : {"<link", "<img", "<iframe", " src=", "@import",
                           "url(", "fetch(", "XMLHttpRequest"})
    EXPECT_THAT(Page, testing::Not(testing::HasSubstr(Word)));
}

TEST(WriteHtml, SourcesCannotEndTheScript) {
  Scene S;
  S.dial() += "// </script><script>alert(1)</script> <!--\n";
  S.Run.Findings[1].Text = "</script><b>";
  std::string Page = S.written(writeHtml);
  EXPECT_EQ(llvm::StringRef(Page).count("</script>"), 2u);
  EXPECT_EQ(llvm::StringRef(Page).count("<b>"), 0u);
  json::Value Data = dataIn(Page);
  EXPECT_EQ(
      *(*(*Data.getAsObject()->getArray("findings"))[1].getAsObject()->get(
            "text"))
           .getAsString(),
      "</script><b>");
}

TEST(WriteHtml, HoldsOnlyTheFilesOnPaths) {
  Scene S;
  S.Files["/src/clean.c"] = "int clean;\n";
  S.Run.AnalysedFiles.push_back("/src/clean.c");
  json::Value Data = dataIn(S.written(writeHtml));
  EXPECT_EQ(Data.getAsObject()->getArray("files")->size(), 2u);
  EXPECT_EQ(Data.getAsObject()->getInteger("analysed"), 3);
}

TEST(WriteHtml, LeavesOutWhatIsSilenced) {
  Scene S;
  S.dial().insert(S.dial().find(";\n}") + 1, " // NOLINT");
  json::Value Data = dataIn(S.written(writeHtml));
  EXPECT_EQ(Data.getAsObject()->getArray("findings")->size(), 1u);
  EXPECT_EQ(Data.getAsObject()->getObject("rules")->size(), 1u);
}

} // namespace
