//===- Liveness.h - Which local variables are read again --------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Backward data flow over one function: the local variables whose value may
/// still be read. The simulation forgets the others, so that paths that differ
/// in nothing that matters meet in one state. Variables whose address is kept
/// somewhere are the caller's concern; here an address counts as a read.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_LIVENESS_H
#define TAPI_CHECKER_ENGINE_SIM_LIVENESS_H

#include "checker/engine/ir/IR.h"

#include "llvm/ADT/BitVector.h"

#include <vector>

namespace tapi::engine {

/// For every block, which variables are live where it begins.
std::vector<llvm::BitVector> liveAtEntry(const ir::Function &F);

/// For every block, the instructions that read a temporary for the last time
/// (or make one that nobody reads), in order. A temporary that the terminator
/// reads, or another block, is not listed.
std::vector<std::vector<std::pair<unsigned, ir::TempId>>>
lastReads(const ir::Function &F);

/// For every block, the temporaries set in an earlier block that it or a later
/// one may read, sorted.
std::vector<std::vector<ir::TempId>> tempsAtEntry(const ir::Function &F);

/// The number of every block in reverse post-order.
std::vector<unsigned> reversePostOrder(const ir::Function &F);

/// For every block, whether an edge leads back to it, by \p Order.
std::vector<bool> loopHeads(const ir::Function &F,
                            const std::vector<unsigned> &Order);

/// For every block, whether it can be reached again from itself.
std::vector<bool> blocksInLoops(const ir::Function &F);

/// By block: the function does not end from there on.
std::vector<bool> endlessBlocks(const ir::Function &F);

/// Calls \p Visit with every successor of \p T.
template <typename Visitor>
void forEachSuccessor(const ir::Terminator &T, Visitor Visit) {
  if (T.True != ir::None)
    Visit(T.True);
  if (T.False != ir::None)
    Visit(T.False);
  for (const ir::Case &C : T.Cases)
    Visit(C.Target);
}

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_LIVENESS_H
