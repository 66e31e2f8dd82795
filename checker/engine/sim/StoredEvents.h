//===- StoredEvents.h - Variables that only ever hold TAPI's event --------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A program keeps the event that TAPI made in a global or a field, and touches
/// it in another function. A variable to which nothing is ever stored but that
/// event, or a constant for "none", holds it wherever it is read.
///
/// Left out: variables of other files, and any of which the address is taken.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_STOREDEVENTS_H
#define TAPI_CHECKER_ENGINE_SIM_STOREDEVENTS_H

#include "checker/engine/sim/World.h"

#include <set>

namespace tapi::engine {

class StoredEvents {
public:
  explicit StoredEvents(const ir::Module &M);

  /// \p L is a global or a field that holds TAPI's event.
  bool holdsEvent(const World &W, LocId L) const;

private:
  std::set<ir::VarId> Globals;
  std::set<ir::FieldId> Fields;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_STOREDEVENTS_H
