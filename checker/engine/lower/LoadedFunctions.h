//===- LoadedFunctions.h - Pointers that hold functions of TAPI -----------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Programs that load tapi32 at run time call its functions through variables
/// and fields. Which function such a pointer holds is told by the string that
/// GetProcAddress, or a helper around it, got for it anywhere in the unit, by
/// its type, or else by its own name.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_LOWER_LOADEDFUNCTIONS_H
#define TAPI_CHECKER_ENGINE_LOWER_LOADEDFUNCTIONS_H

#include "tapi_model/Functions.h"

#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"

namespace tapi::engine {

class LoadedFunctions {
public:
  // What the survey of a unit meets.
  /// \p To becomes \p From.
  void assigned(const clang::Expr *To, const clang::Expr *From);
  void initialised(const clang::ValueDecl *To, const clang::Expr *From);
  /// A row of a table: a name, and where its address goes.
  void listed(const clang::InitListExpr *Row);
  /// load(library, "name", &pointer)
  void called(const clang::CallExpr *Call);

  /// The function of TAPI that a call through \p Callee with \p NumArgs
  /// arguments runs, or nullptr.
  const FunctionRow *find(const clang::Expr *Callee, unsigned NumArgs) const;

private:
  /// A variable or field, and the element of it if it is an array.
  using Pointer = std::pair<const clang::ValueDecl *, unsigned>;
  static Pointer pointer(const clang::Expr *E);
  void record(Pointer P, const FunctionRow *Row);

  /// nullptr where one pointer receives several functions.
  llvm::DenseMap<Pointer, const FunctionRow *> Rows;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_LOWER_LOADEDFUNCTIONS_H
