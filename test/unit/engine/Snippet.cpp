//===- Snippet.cpp - A snippet of source and the engine's verdict ---------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See Snippet.h.
///
//===----------------------------------------------------------------------===//

#include "test/unit/engine/Snippet.h"

#include "test/unit/engine/TinyTapi.h"

#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"

#include "gtest/gtest.h"

using namespace tapi;

std::unique_ptr<clang::ASTUnit> test::parse(const std::string &Code,
                                            bool IsCxx) {
  std::unique_ptr<clang::ASTUnit> Unit =
      clang::tooling::buildASTFromCodeWithArgs(
          TinyTapi + Code, {"-nostdinc", "-target", "x86_64-w64-mingw32"},
          IsCxx ? "input.cpp" : "input.c");
  if (Unit && !Unit->getDiagnostics().hasErrorOccurred())
    return Unit;
  ADD_FAILURE() << "does not compile:\n" << Code;
  return nullptr;
}

static unsigned lineOf(clang::ASTUnit &Unit, engine::Position P) {
  return Unit.getSourceManager()
      .getPresumedLoc(clang::SourceLocation::getFromRawEncoding(P))
      .getLine();
}

std::string test::verdict(const std::string &Code, bool IsCxx,
                          const engine::Options &Opts) {
  std::unique_ptr<clang::ASTUnit> Unit = parse(Code, IsCxx);
  if (!Unit)
    return "error";
  std::string Result;
  for (const engine::Finding &F :
       engine::analyse(Unit->getASTContext(), Opts).Findings) {
    char Text[32];
    std::snprintf(Text, sizeof Text, "%s%u:%03u", Result.empty() ? "" : " ",
                  lineOf(*Unit, F.Where), static_cast<unsigned>(F.Id));
    Result += Text;
  }
  return Result;
}

std::string test::everything(clang::ASTUnit &Unit,
                             const engine::Options &Opts) {
  engine::Result R = engine::analyse(Unit.getASTContext(), Opts);
  std::string Text;
  for (const engine::Finding &F : R.Findings) {
    Text += std::to_string(F.Where) + ' ' + F.Text + '\n';
    for (const engine::Note &N : F.Story)
      Text += "  " + std::to_string(N.Where) + ' ' + N.Text + '\n';
  }
  for (const engine::UnknownSite &U : R.Stats.Unknown)
    Text += std::to_string(U.Where) + " unknown: " + U.Reason + '\n';
  return Text + std::to_string(R.Stats.Functions) + ' ' +
         std::to_string(R.Stats.Sites) + ' ' +
         std::to_string(R.Stats.Reported) + ' ' + std::to_string(R.Stats.Steps);
}
