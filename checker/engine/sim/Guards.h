//===- Guards.h - Flags that keep others out --------------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A function that waits may be entered again meanwhile, by a message. Programs
/// keep that out by a flag:
///
/// \verbatim
///   if (Busy) return;     others come no further than here,
///   Busy = TRUE;          so Busy is still set behind the wait
///   ... wait ...
///   Busy = FALSE;
/// \endverbatim
///
/// One pass over the module finds the variables and fields that nobody changes
/// who finds them set. Left out: constructors, whose object is new, and main.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_GUARDS_H
#define TAPI_CHECKER_ENGINE_SIM_GUARDS_H

#include "checker/engine/sim/Holder.h"

namespace tapi::engine {

class Guards {
public:
  explicit Guards(const ir::Module &M);

  /// While what is at \p L is not 0, others leave it as it is.
  bool staySet(const Names &N, LocId L) const;
  /// The program takes the address of what is at \p L, and may ask for its
  /// value by that (InterlockedCompareExchange).
  bool isAddressed(const Names &N, LocId L) const {
    return Addressed.contains(holderOf(N, L));
  }

private:
  HolderSet Changed;   ///< Of which that does not hold
  HolderSet Addressed; ///< Of which the program takes the address
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_GUARDS_H
