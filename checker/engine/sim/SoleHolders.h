//===- SoleHolders.h - Where a program keeps its only line ----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Many programs open one line and keep it in one variable. Then every call is
/// on that line, whatever a path knows of it, and a message that a line was
/// closed is about that one. The same holds for applications and phones.
///
/// Such a holder is a global variable, or a field of one, that only the code at
/// hand can reach. Every function of TAPI that makes a handle of the kind
/// writes it there, outside of loops, and nothing but a constant is ever stored
/// there. Not recognised: a program that keeps handles of the kind elsewhere,
/// too, or passes them to code that is not seen.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_SOLEHOLDERS_H
#define TAPI_CHECKER_ENGINE_SIM_SOLEHOLDERS_H

#include "checker/engine/ir/IR.h"

#include <array>
#include <tuple>

namespace tapi::engine {

/// A global variable, or the field Field of one.
struct SoleHolder {
  ir::VarId Global = ir::None;
  ir::FieldId Field = ir::None;

  bool isKnown() const { return Global != ir::None; }
  bool operator==(const SoleHolder &O) const {
    return Global == O.Global && Field == O.Field;
  }
};

class SoleHolders {
public:
  explicit SoleHolders(const ir::Module &M);

  /// What holds the only handle of kind \p K, if there is such a thing.
  const SoleHolder &of(HandleKind K) const {
    return Holders[static_cast<unsigned>(K)];
  }

private:
  std::array<SoleHolder, NumHandleKinds> Holders;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_SOLEHOLDERS_H
