//===- Holder.h - Variables and fields, whoever they are of -----*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What is kept apart of memory without regard to paths: a global, or a field
/// of whichever object.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_HOLDER_H
#define TAPI_CHECKER_ENGINE_SIM_HOLDER_H

#include "checker/engine/sim/Names.h"

#include "llvm/ADT/DenseSet.h"

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

/// The same of \p L.
inline Holder holderOf(const Names &N, LocId L) {
  const Location &Y = N.location(L);
  if (Y.Kind == LocKind::Field)
    return {true, Y.B};
  if (Y.Kind == LocKind::Global)
    return {false, Y.A};
  return {};
}

/// A set of holders that are known; others are not put into it.
class HolderSet {
public:
  void insert(const Holder &H) {
    if (H.isKnown())
      (H.IsField ? Fields : Globals).insert(H.Id);
  }
  bool contains(const Holder &H) const {
    return H.isKnown() && (H.IsField ? Fields : Globals).contains(H.Id);
  }

private:
  llvm::DenseSet<std::uint32_t> Globals, Fields;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_HOLDER_H
