//===- Canary.cpp - That a clean verdict means something -----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The canary needs no header: a machine without any can still say that it
/// works. It consists of two files, so that linking is tried, too.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/Canary.h"

#include "checker/engine/Engine.h"
#include "checker/engine/link/Join.h"
#include "checker/engine/link/Summary.h"
#include "checker/engine/lower/Summarise.h"
#include "checker/tools/check/Errors.h"

#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"

using namespace tapi;
using namespace tapi::check;

namespace {

struct Part {
  const char *File, *Text;
};

const Part Parts[] = {
    {"canary_a.c",
     "typedef unsigned HCALL;\n"
     "int lineDeallocateCall(HCALL hCall);\n"
     "void release(HCALL hCall) { lineDeallocateCall(hCall); }\n"},
    {"canary_b.c", "typedef unsigned HCALL;\n"
                   "int lineDrop(HCALL hCall, const char *lpsUserUserInfo, "
                   "unsigned dwSize);\n"
                   "void release(HCALL hCall);\n"
                   "void canary(HCALL hCall) {\n"
                   "  release(hCall);\n"
                   "  lineDrop(hCall, 0, 0);\n"
                   "}\n"},
};

} // namespace

llvm::Error tapi::check::requireCanary() {
  std::vector<engine::link::Unit> Units;
  for (const Part &P : Parts) {
    auto Ast = clang::tooling::buildASTFromCodeWithArgs(P.Text, {"-w"}, P.File);
    if (!Ast)
      return error("the canary cannot be parsed");
    auto Unit = engine::link::readSummary(engine::link::writeSummary(
        engine::summarise(Ast->getASTContext(),
                          [](llvm::StringRef Path) { return Path.str(); })));
    if (!Unit)
      return Unit.takeError();
    Units.push_back(std::move(*Unit));
  }
  engine::link::Unit Program = engine::link::join(std::move(Units), true);
  engine::Result Result = engine::analyse(Program.M, engine::Options());
  if (Result.Findings.size() == 1 && Result.Findings[0].Id == Rule::TAPI003)
    return llvm::Error::success();
  return error("the seeded mistake of the canary was not found: no clean "
               "verdict of this program can be trusted");
}
