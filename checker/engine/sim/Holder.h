//===- Holder.h - Variables and fields, whoever they are of -----*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What a pass over the code, without regard to paths, keeps apart of memory: a
/// global, or a field of whichever object.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_HOLDER_H
#define TAPI_CHECKER_ENGINE_SIM_HOLDER_H

#include "checker/engine/ir/IR.h"

#include <tuple>

namespace tapi::engine {

struct Holder {
  bool IsField = false;
  std::uint32_t Id = ir::None;

  bool isKnown() const { return Id != ir::None; }
  bool operator<(const Holder &O) const {
    return std::tie(IsField, Id) < std::tie(O.IsField, O.Id);
  }
  bool operator==(const Holder &O) const {
    return IsField == O.IsField && Id == O.Id;
  }
};

/// The global or field that \p P names; not known for locals and for elements.
inline Holder holderOf(const ir::Place &P) {
  if (!P.Path.empty() && P.Path.back().K == ir::Selector::Field)
    return {true, P.Path.back().Id};
  if (P.Path.empty() && P.Base == ir::BaseKind::Global)
    return {false, P.Id};
  return {};
}

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_HOLDER_H
