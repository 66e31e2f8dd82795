//===- Summarise.h - A translation unit on its own -----------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Lowers a unit and makes it independent of clang: positions become entries of
/// a table of files, lines and columns.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_LOWER_SUMMARISE_H
#define TAPI_CHECKER_ENGINE_LOWER_SUMMARISE_H

#include "checker/engine/link/Unit.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

namespace clang {
class ASTContext;
} // namespace clang

namespace tapi::engine {

/// The unit of \p Context with all functions it defines. \p Shown gives the
/// name that the file at an absolute path has in the unit; for \p Mistakes see
/// lowerUnit().
link::Unit summarise(clang::ASTContext &Context,
                     llvm::function_ref<std::string(llvm::StringRef)> Shown,
                     const std::vector<Position> &Mistakes = {});

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_LOWER_SUMMARISE_H
