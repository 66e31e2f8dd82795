//===- NullUses.h - Handles that are 0 whenever they are used ---*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A variable that is 0 on every path to a call of TAPI never receives a handle
/// before it. (That it is 0 on some paths is no mistake worth a word: the call
/// fails, and cleaning up counts on that.) What a call gets is collected over
/// all paths and contexts; what was never anything but 0 is TAPI009.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_NULLUSES_H
#define TAPI_CHECKER_ENGINE_SIM_NULLUSES_H

#include "checker/engine/sim/Reporter.h"

#include <map>
#include <optional>

namespace tapi::engine {

class NullUses {
public:
  /// Argument \p Index of the call at \p Where may be a handle here.
  void set(Position Where, unsigned Index) {
    Uses[{Where, Index}].IsAlwaysNull = false;
  }
  /// ... is 0 here. \p V tells of it, should it always be.
  void null(unsigned Index, Violation V, const Trail &Past) {
    Use &U = Uses[{V.Where, Index}];
    if (U.IsAlwaysNull && !U.First)
      U.First = {std::move(V), Past};
  }
  void report(Reporter &R) const {
    for (const auto &[Place, U] : Uses)
      if (U.IsAlwaysNull && U.First)
        R.report(U.First->first, U.First->second);
  }

private:
  struct Use {
    bool IsAlwaysNull = true;
    std::optional<std::pair<Violation, Trail>> First;
  };
  std::map<std::pair<Position, unsigned>, Use> Uses;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_NULLUSES_H
