//===- Targets.h - What must be known of a body before its blocks ---------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// One walk over a body, ahead of its CFG: where objects that are constructed
/// will live, which values are chosen by ?:, && and ||, and which calls'
/// results are used.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_LOWER_TARGETS_H
#define TAPI_CHECKER_ENGINE_LOWER_TARGETS_H

#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"

#include <vector>

namespace tapi::engine {

class TargetFinder {
public:
  struct Object {
    const clang::VarDecl *Var = nullptr;
    const clang::CXXNewExpr *New = nullptr;
    const clang::FieldDecl *Field = nullptr;
    bool IsThis = false;
  };
  /// Operators whose value is that of the arm that is evaluated last.
  struct Choice {
    std::vector<const clang::Expr *> Operators, Arms;
  };

  void find(const clang::FunctionDecl *FD);

  llvm::MapVector<const clang::Expr *, Object> Objects;
  std::vector<Choice> Choices;
  llvm::DenseSet<const clang::Expr *> UsedCalls;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_LOWER_TARGETS_H
