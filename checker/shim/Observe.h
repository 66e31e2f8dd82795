//===- Observe.h - What the program is told by messages ------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Moves handles by the messages that reach the program, whichever way they
/// come. The meaning of the fields is in the model's message table.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_SHIM_OBSERVE_H
#define TAPI_CHECKER_SHIM_OBSERVE_H

#include "checker/shim/Requests.h"

#include <cstdint>

namespace tapi::shim {

/// The fields of a callback's arguments and of LINEMESSAGE alike.
struct MessageView {
  std::uint32_t Device, Id;
  std::uintptr_t P1, P2, P3;
};

/// The program is about to handle \p M in this thread.
void observe(const MessageView &M);

/// The reply to \p R has come with \p Result; \p Reply is when and where.
void complete(const Request &R, std::int32_t Result, const Moment &Reply);

/// The program learns that \p Call is in \p State (LINECALLSTATE_*).
void tellState(const HandleKey &Call, std::uint32_t State);

/// A proxy request is given back with lineProxyResponse.
void answerProxy(const void *Request, const Moment &Here);

/// What a thread is being told just now. A callback is left without a return
/// by an exception or longjmp: then its news are over as soon as the thread
/// calls from further up its stack.
struct IdleNews {
  std::uint32_t Call = 0;      ///< The call that has gone idle, or 0.
  const void *Stack = nullptr; ///< Arguments of the callback, if it is one.
};
IdleNews idleNews();
void setIdleNews(const IdleNews &News);

/// The call whose idle state this thread is being told, or 0, for a function
/// whose arguments lie at \p Stack.
std::uint32_t idleBeingTold(const void *Stack);

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_OBSERVE_H
