//===- Ownership.h - Objects around TAPI that have an owner ---------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What is no handle of TAPI but belongs to somebody: messages from a
/// completion port and device handles, which the program has to free; proxy
/// requests, events and completion ports, which are TAPI's for a time. They are
/// symbols with a HandleInfo like handles, so that loss, escape and stories are
/// those of handles; here is what is special about them.
///
/// Left out: that memory is freed by the right one of several functions, and
/// packets of GetQueuedCompletionStatusEx.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_OWNERSHIP_H
#define TAPI_CHECKER_ENGINE_SIM_OWNERSHIP_H

#include "checker/engine/sim/Effects.h"

namespace tapi::engine {

/// Where something happens, for reports.
struct CallContext {
  Simulator &Sim;
  ir::FuncId F;
  const ir::Instr &I;
  SiteId Site;
  const ir::CallSite &C;

  /// The value of argument \p Index.
  Value arg(unsigned Index, PathState &S) const;
  /// The name that reports give to argument \p Index.
  std::string argText(unsigned Index) const;
  /// The call returns something in \p R.
  void setResult(PathState &S, const RangeSet &R) const;
};

/// A call of a function that the user, or its declaration, describes.
/// AnnotatedCall.cpp.
void annotatedCall(const CallContext &At, PathState S,
                   std::vector<PathState> &Out);

/// The results with which a described function tells that it succeeded.
RangeSet successOf(const ir::Annotation &A);

// Messages and proxy requests. PortMessages.cpp.

/// A packet is taken from a completion port: appends a state in which it came
/// and, where the program looks at the result, one in which none came.
void dequeue(const CallContext &At, PathState S, std::vector<PathState> &Out);
/// Memory at \p L is read or written: a message counts from now on, and must
/// not have been freed.
void touchMemory(Simulator &Sim, ir::FuncId F, PathState &S, LocId L,
                 Position Where);
/// \p Memory is freed by the function called at \p At.
void freeObject(const CallContext &At, PathState &S, const Value &Memory);
/// A message is written where argument \p Index points to: a proxy request that
/// only the message there holds is lost.
void overwriteRequests(const CallContext &At, unsigned Index, PathState &S);
/// The proxy request in argument \p Index is given back to TAPI.
void useProxyRequest(const CallContext &At, const FunctionRow &Row,
                     unsigned Index, PathState &S);
/// ... and that succeeded, or failed.
void answerProxyRequest(const CallContext &At, const FunctionRow &Row,
                        unsigned Index, PathState &S, bool Success);

// Handles of Win32. Win32Handles.cpp.

/// lineGetID writes the VARSTRING in argument \p Index anew.
void overwriteString(const CallContext &At, unsigned Index, PathState &S);
/// lineGetID succeeded: if it brings a device's handle, that is in argument
/// \p Index now.
void receiveDevice(const CallContext &At, const FunctionRow &Row,
                   unsigned Index, PathState &S);
/// A value was read from \p L: it may be a device's handle, or TAPI's event.
void noteWin32Handle(Simulator &Sim, ir::FuncId F, PathState &S, LocId L,
                     const Value &V);
/// \p V is stored at \p L, which gives a device's handle its name.
void nameDevice(World &W, PathState &S, const Value &V, LocId L);
/// Application \p App was initialised with the options that argument \p Index
/// points to: it uses the completion port in them.
void lendPort(const CallContext &At, unsigned Index, SymId App, PathState &S);
/// The handle in argument \p Index is closed.
void closeHandle(const CallContext &At, unsigned Index, PathState &S);
/// The event in argument \p Index is set or reset.
void touchEvent(const CallContext &At, unsigned Index, PathState &S);

/// The location in which \p L, or what it is a part of, holds the data of a
/// VARSTRING; NoId if it is something else.
LocId deviceString(const World &W, LocId L);

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_OWNERSHIP_H
