//===- Meanwhile.h - Entry points that run during a wait --------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A window procedure closes the line at WM_DESTROY, and what follows the
/// message loop closes it again. Where a function handles messages, other entry
/// points run; one that ends a stored handle and leaves it in its storage is
/// followed like a call, and the function goes on behind it.
///
/// \verbatim
///   state before the wait ---- the wait ----------------> states after it
///          |                                                  ^
///          +-- callback, window procedure, or thread ---------+
///              (only where a handle died and stays stored)
/// \endverbatim
///
/// A thread of which the program keeps nothing (Threads.h) is followed where a
/// message loop waits, as if it ran from its start to its end then. A callback
/// gets a message about whatever, or about a call that is stored; if it stores
/// the call that a message brings, it runs once more, and the next message is
/// about that call.
///
/// Behind that, the path goes on as if nothing else ran, so that what it tests
/// is what that entry point left. Where it notes the end of a call otherwise
/// than by a constant (PathState::IsNoted), it is not followed, since the
/// program may ask there. What is left out: other orders of threads; another
/// entry point during the same wait, or another wait of the same path.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_MEANWHILE_H
#define TAPI_CHECKER_ENGINE_SIM_MEANWHILE_H

#include "checker/engine/sim/Ownership.h"
#include "checker/engine/sim/Transfer.h"

namespace tapi::engine {

/// \p G may run while another function handles messages, and may do something
/// to handles then.
bool canRunMeanwhile(const Simulator &Sim, ir::FuncId G);

/// Appends to \p Out the states in which \p S goes on behind the call \p At if
/// the entry point Sim.meanwhile() ran during it.
void runMeanwhile(const CallContext &At, const PathState &S,
                  Transfer::States &Out);

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_MEANWHILE_H
