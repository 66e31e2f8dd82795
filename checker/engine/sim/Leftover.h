//===- Leftover.h - What an entry point leaves in memory ------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The part of an exit state that the next entry point meets: globals, and the
/// fields of the object that entry points share (`this`, an instance pointer in
/// a global, dwCallbackInstance). Its names are made independent of the entry
/// point that left it.
///
/// Left out: objects of which there are many (nodes of lists, elements of
/// containers), since nothing says that two entry points mean the same one.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_LEFTOVER_H
#define TAPI_CHECKER_ENGINE_SIM_LEFTOVER_H

#include "checker/engine/sim/State.h"
#include "checker/engine/sim/World.h"

#include <optional>

namespace tapi::engine {

/// True for the handles that memory keeps between entry points: those of TAPI.
/// Messages, requests, devices and the like are followed in one only.
inline bool staysInMemory(HandleKind K) {
  return K == HandleKind::LineApp || K == HandleKind::Line ||
         K == HandleKind::Call || K == HandleKind::PhoneApp ||
         K == HandleKind::Phone;
}

struct Leftover {
  PathState S;
  ir::FuncId By;        ///< The entry point that ran last
  unsigned Before = 0;  ///< How many ran before that one
  bool Running = false; ///< By has not ended: it waits for messages
  /// Records whose shared object S speaks of.
  llvm::SmallVector<ir::StringId, 2> Records;

  /// Some location holds a handle that died, or one that lives.
  bool HoldsDead = false, HoldsAlive = false;
};

/// The names of shared objects in a module.
class SharedObjects {
public:
  explicit SharedObjects(const World &W);

  /// The record that \p Pointer leads to if it is one that entry points share:
  /// `this` or the instance value of entry point \p F, or a global; None
  /// otherwise.
  ir::StringId record(const PathState &S, ir::FuncId F, SymId Pointer) const;
  /// Objects of record \p R form lists or trees: there are many.
  bool isMany(ir::StringId R) const;

private:
  ir::StringId recordOfFields(const PathState &S, SymId Pointer) const;

  const World &W;
  std::vector<ir::StringId> Many;
};

/// What \p Exit, a state at the end of entry point \p F, leaves for the next
/// one; \p Number makes its names unique. Nothing if it holds no handle whose
/// fate another entry point shares.
std::optional<Leftover> leftover(World &W, const SharedObjects &Objects,
                                 ir::FuncId F, PathState Exit, unsigned Number);

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_LEFTOVER_H
