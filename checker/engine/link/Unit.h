//===- Unit.h - A module whose places stand on their own -----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A translation unit, or a program joined from several, that needs no source
/// manager of clang: every Position is a number into a table of files, lines
/// and columns. What is written to a summary, read back, joined and analysed.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_LINK_UNIT_H
#define TAPI_CHECKER_ENGINE_LINK_UNIT_H

#include "checker/engine/ir/IR.h"

#include <string>
#include <vector>

namespace tapi::engine::link {

/// A place in a file of a unit. Lines and columns count from 1.
struct SourcePlace {
  std::uint32_t File = 0; ///< Index into Unit::Files
  std::uint32_t Line = 0, Column = 0;
};

/// Positions in \c M are 0 or one more than an index into \c Places.
struct Unit {
  ir::Module M;
  std::string Main;               ///< The file that was compiled
  std::vector<std::string> Files; ///< As they are shown, with '/'
  std::vector<SourcePlace> Places;

  /// The place of \p P; nullptr for "no place".
  const SourcePlace *place(Position P) const {
    return P ? &Places[P - 1] : nullptr;
  }
};

} // namespace tapi::engine::link

#endif // TAPI_CHECKER_ENGINE_LINK_UNIT_H
