//===- WaitLoops.h - Loops that only a reply ends -------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Recognises a loop that fetches messages without a time limit, and that is
/// left only when the reply to one request has come, or when fetching fails.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_WAITLOOPS_H
#define TAPI_CHECKER_ENGINE_SIM_WAITLOOPS_H

#include "checker/engine/ir/IR.h"

namespace tapi::engine {

/// True if block \p B of \p F lies in such a loop.
bool isInReplyLoop(const ir::Module &M, const ir::Function &F, ir::BlockId B);

/// The messages of the program come by a call of a function that fetches them,
/// not to a callback.
bool fetchesMessages(const ir::Module &M);

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_WAITLOOPS_H
