//===- Sequels.h - Entry points that run after others ---------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Handles that live in globals and fields are obtained in one entry point,
/// ended in a second and used in a third. Each entry point that can meet what
/// another one left (Leftover.h) runs again over that:
///
/// \verbatim
///   exits of every entry point
///        |  leftover: shared memory only, names of its own
///        v
///   queue of leftovers <------------------------------------+
///        |                                                   |
///        v                                                   | a stored handle
///   each entry point that touches a handle in it             | died there
///        |-- a callback: hDevice is one of the stored handles |
///        v                                                   |
///   simulated in silence but for stored handles ---- exits --+
/// \endverbatim
///
/// What is told: use and release of a stored handle that ended within the
/// entry point, and of one that ended before if the program has tested that it
/// is set, or a destructor releases it. What is left out: an entry point that
/// shuts its application down ends the program's telephony; only destructors
/// run after it.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_SEQUELS_H
#define TAPI_CHECKER_ENGINE_SIM_SEQUELS_H

#include "checker/engine/sim/Leftover.h"
#include "checker/engine/sim/Simulator.h"

#include <deque>
#include <set>

namespace tapi::engine {

class Sequels {
public:
  explicit Sequels(Simulator &Sim);

  /// Notes how entry point \p F may end.
  void add(ir::FuncId F, const std::vector<PathState> &Exits);
  /// Notes how it may wait for messages.
  void addYields(ir::FuncId F, const std::vector<Yield> &Yields);
  /// Runs entry points over what others left.
  void run();

private:
  bool canPrecede(ir::FuncId F) const;
  bool canFollow(ir::FuncId F, const Leftover &Before) const;
  bool touches(ir::FuncId F, const Leftover &Before) const;
  bool mayBeCalledBack(ir::FuncId F, const Leftover &Before) const;
  void add(ir::FuncId F, PathState Exit, unsigned Before, bool Running);
  void runAfter(const Leftover &Before, ir::FuncId F);
  void runWaiting();
  void runDestructors(ir::FuncId Constructor);
  PathState entry(const Leftover &Before, ir::FuncId F) const;
  llvm::SmallVector<SymId, 4> devices(const Leftover &Before) const;
  void begin(PathState &S, ir::FuncId F, StepKind Kind) const;

  Simulator &Sim;
  World &W;
  SharedObjects Objects;
  std::deque<Leftover> Queue;
  /// Entry points that wait with handles.
  std::vector<std::pair<ir::FuncId, std::vector<Yield>>> Waiting;
  std::set<std::vector<std::uint32_t>> Seen;
  unsigned Made = 0, Callbacks = 0;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_SEQUELS_H
