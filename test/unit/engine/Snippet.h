//===- Snippet.h - A snippet of source and the engine's verdict -----------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Runs the engine over a few lines of C or C++ in memory.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_TEST_UNIT_ENGINE_SNIPPET_H
#define TAPI_TEST_UNIT_ENGINE_SNIPPET_H

#include "checker/engine/Engine.h"

#include <memory>
#include <string>

namespace clang {
class ASTUnit;
} // namespace clang

namespace tapi::test {

/// The unit made of TinyTapi and \p Code; a failure of the running test, and
/// nullptr, if it does not compile.
std::unique_ptr<clang::ASTUnit> parse(const std::string &Code,
                                      bool IsCxx = false);

/// "line:number" of every finding, in order, separated by blanks: "3:001".
/// Lines are counted from the beginning of \p Code.
std::string verdict(const std::string &Code, bool IsCxx = false,
                    const engine::Options &Opts = {});

/// All that the engine tells of \p Unit, as text.
std::string everything(clang::ASTUnit &Unit, const engine::Options &Opts = {});

} // namespace tapi::test

#endif // TAPI_TEST_UNIT_ENGINE_SNIPPET_H
