//===- Threads.h - Functions that run as threads ----------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Which functions a program starts as threads, and of which of them it keeps
/// nothing by which it could tell later whether they ran: those may run from
/// their start to their end whenever a message loop waits.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_THREADS_H
#define TAPI_CHECKER_ENGINE_SIM_THREADS_H

#include "checker/engine/sim/Footprint.h"

#include "llvm/ADT/ArrayRef.h"

namespace tapi::engine {

class Threads {
public:
  explicit Threads(const ir::Module &M);

  /// Somewhere \p F is started as a thread.
  bool isThread(ir::FuncId F) const { return !Starts[F].empty(); }
  /// Functions that are.
  llvm::ArrayRef<ir::FuncId> all() const { return Started; }
  /// \p F may run while \p Root, whose footprint is \p Print, waits. It is
  /// started elsewhere, with nothing passed and nothing kept of it, and no flag
  /// that is set at the start is read by \p Root.
  bool mayRunDuring(ir::FuncId F, ir::FuncId Root,
                    const Footprint &Print) const;

private:
  struct Start {
    ir::FuncId By;
    bool IsKept; ///< Its handle is kept, or something is passed to it
    std::vector<ir::VarId> Flags; ///< Globals written where it is started
  };

  void note(ir::FuncId F, const ir::Block &B, const ir::Instr &I);
  bool calls(ir::FuncId Root, ir::FuncId F) const;

  const ir::Module &M;
  std::vector<ir::FuncId> Started;
  std::vector<std::vector<Start>> Starts; ///< By the function that is started
};

/// The thread that comes to \p C ends there.
bool endsThread(const ir::CallSite &C);

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_THREADS_H
