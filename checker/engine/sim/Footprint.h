//===- Footprint.h - What a function and its callees touch ------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// For every function of a module, what it and everything it calls may read and
/// write of globals and fields, and whether it can reach TAPI. Decides which
/// functions are worth simulating, which part of a caller's state a callee is
/// given, and what a call that is not followed may have changed.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_FOOTPRINT_H
#define TAPI_CHECKER_ENGINE_SIM_FOOTPRINT_H

#include "checker/engine/ir/IR.h"

#include "llvm/ADT/DenseSet.h"

#include <vector>

namespace tapi::engine {

struct Footprint {
  llvm::DenseSet<ir::VarId> GlobalsUsed, GlobalsWritten;
  llvm::DenseSet<ir::FieldId> FieldsUsed, FieldsWritten;
  bool ReachesTapi = false;    ///< Calls a judged function of TAPI
  bool Releases = false;       ///< Calls a function of TAPI that ends a handle
  bool ReleasesCalls = false;  ///< ... that ends a call
  bool Obtains = false;        ///< ... that obtains one
  bool TouchesHandles = false; ///< Has variables or fields of handle type
  bool CallsUnknown = false;   ///< Calls user code that nobody sees
  bool Recursive = false;
  bool Pumps = false;           ///< Lets callbacks run while it waits
  bool LoopsOnMessages = false; ///< ... in a loop
  bool Waits = false;           ///< For messages, other threads, or an event
  unsigned Size = 0; ///< Instructions, with those of callees, saturating

  /// Simulating it can tell something about handles or about a small result.
  bool isWorthFollowing() const {
    return ReachesTapi || TouchesHandles || (Size <= 80 && !Recursive);
  }
};

/// Footprints by FuncId, closed over direct calls.
std::vector<Footprint> footprints(const ir::Module &M);

/// By FuncId: some function of \p M calls it by name.
std::vector<bool> calledFunctions(const ir::Module &M);

/// By FuncId, in a whole program: the one method that a virtual call of it can
/// run, or None.
std::vector<ir::FuncId> onlyOverriders(const ir::Module &M);

/// Union of what functions that run on their own (callbacks, other threads,
/// other translation units' calls) may write.
/// \p WithMain: also of the program's start, beside which threads run.
Footprint footprintOfOthers(const ir::Module &M,
                            const std::vector<Footprint> &All, bool WithMain);

/// Union of what functions with the shape of a TAPI callback do.
Footprint footprintOfCallbacks(const ir::Module &M,
                               const std::vector<Footprint> &All);

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_FOOTPRINT_H
