//===- Lower.h - From clang's AST to the engine's form ----------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Reduces a translation unit to the IR. Only functions that can matter to a
/// handle are taken: those that reach TAPI or handle a value of a handle type,
/// and what they call.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_LOWER_LOWER_H
#define TAPI_CHECKER_ENGINE_LOWER_LOWER_H

#include "checker/engine/Annotations.h"
#include "checker/engine/ir/IR.h"

namespace clang {
class ASTContext;
} // namespace clang

namespace tapi::engine {

/// True if \p Context has seen any name of TAPI's handles; else there is
/// nothing to analyse.
bool mentionsTapi(clang::ASTContext &Context);

/// Which functions to lower.
enum class Scope {
  Unit,    ///< Those that matter to a handle as far as this unit shows.
  Program, ///< All: others may call them, or they others that matter.
};

/// The IR of the unit. Positions are clang's. Functions that are \p Described
/// are what is said of them. \p Mistakes are the places of the compiler's
/// errors, which may have cost a function whole statements.
ir::Module lowerUnit(clang::ASTContext &Context, Scope Of = Scope::Unit,
                     const std::vector<FunctionAnnotation> &Described = {},
                     const std::vector<Position> &Mistakes = {});

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_LOWER_LOWER_H
