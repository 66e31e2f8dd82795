//===- WaitEnds.h - What a wait says of what ran during it ------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Where another entry point ran in a wait (Meanwhile.h), the program may know
/// that it did: by the code that a dialog's procedure passed on, by the one
/// that ended the message loop, or by a window that is gone.
///
/// \verbatim
///   EndDialog(h, IDOK)   -> DialogBox returns IDOK
///   PostQuitMessage(5)   -> the next GetMessage returns 0, wParam is 5
///   DialogBox, GetMessage return no -1
///   any other result, IsWindow, wParam: a value that tells of the wait
/// \endverbatim
///
/// What a path does behind a test of such a value is not told, until it meets
/// the other side of that test; that a window is gone excludes nothing. Left
/// out: values that reach a function as an argument, and PeekMessage.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_WAITENDS_H
#define TAPI_CHECKER_ENGINE_SIM_WAITENDS_H

#include "checker/engine/sim/Ownership.h"

namespace tapi::engine {

/// The call \p At ends the wait in which it runs, with a code.
void noteWaitEnd(const CallContext &At, PathState &S);

/// The wait \p At is over, in which another entry point ran: its result.
void endWait(const CallContext &At, PathState &S);

/// \p At fetches a message, or asks for a window, after such a wait.
void askAfterWait(const CallContext &At, PathState &S);

/// \p S branches on \p V. If that tells of such a wait, \p S is marked to be on
/// the side \p Side of it.
void noteWaitTest(World &W, ir::FuncId F, const Value &V, WaitTest Side,
                  PathState &S);

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_WAITENDS_H
