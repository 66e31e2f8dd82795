//===- EndNotes.h - What callbacks note of LINE_CLOSE -----------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A callback that hears that a line or phone is closed may note that for
/// others: in a variable, or by a signal. Who asks for it knows more of the
/// handle than the path shows, which has not run the callback.
///
/// \verbatim
///   case LINE_CLOSE: Closed = 1;   -> if (!Closed) lineClose(hLine);
///                    PostMessage() -> GetMessage(&M), M.message == WM_USER
///                    SetEvent(E)   -> WaitForSingleObject(E)
/// \endverbatim
///
/// From there on no loss of such a handle is told. If code that is not seen
/// gets to know of the end, any test after a wait may ask for that, and lines
/// and phones may have ended, but not what a program keeps of calls. Left out:
/// which note is about which line.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_ENDNOTES_H
#define TAPI_CHECKER_ENGINE_SIM_ENDNOTES_H

#include "checker/engine/sim/Holder.h"
#include "checker/engine/sim/State.h"
#include "checker/engine/sim/World.h"

namespace tapi::engine {

class Simulator;

/// A message told the path that a device is closed.
bool knowsOfEnd(const PathState &S);

/// How others may learn of that other than from memory; a set of bits.
enum TellsBy : std::uint8_t { BySignal = 1, ByUnseenCode = 2 };

class EndNotes {
public:
  /// \p S writes to \p L.
  void write(const World &W, const PathState &S, LocId L);
  /// \p S lets others know something.
  void tell(const PathState &S, TellsBy How);

  /// What is at \p L may tell that a device is closed.
  bool isNote(const World &W, LocId L) const;
  /// What others may learn of that from, other than memory: a set of TellsBy.
  unsigned tells() const { return Tells; }

private:
  HolderSet Written;
  unsigned Tells = 0;
};

/// \p S reads \p V at \p L; if that is no number, others may have set it.
void readNote(Simulator &Sim, ir::FuncId F, PathState &S, LocId L,
              const Value &V);

/// The function that \p C calls, which is not followed, gets pointers: a
/// string, a container or an atomic number may be a note, too.
void passNotes(Simulator &Sim, ir::FuncId F, PathState &S,
               const ir::CallSite &C);

/// \p S is on one side of a test of \p V.
void testSignal(Simulator &Sim, ir::FuncId F, PathState &S, const Value &V);

/// \p S asked whether \p Of, a set of Asking, has ended.
void askOfEnd(World &W, ir::FuncId F, PathState &S, unsigned Of);

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_ENDNOTES_H
