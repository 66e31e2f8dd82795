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

/// The call whose idle state this thread is being told, or 0. Kept a thread.
std::uint32_t idleBeingTold();
void setIdleBeingTold(std::uint32_t Call);

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_OBSERVE_H
