//===- Requests.h - Asynchronous requests that wait for their reply ------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The requests under way, by request ID. A reply can be seen before the
/// function that asked has returned its ID (page: asynchronous-functions), so
/// replies without a request are kept for a while.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_SHIM_REQUESTS_H
#define TAPI_CHECKER_SHIM_REQUESTS_H

#include "checker/shim/HandleTable.h"
#include "tapi_model/Functions.h"

#include <optional>

namespace tapi::shim {

/// A location that TAPI writes at the reply.
struct OutLocation {
  void *Where = nullptr;
  HandleKind Kind = HandleKind::None; ///< None: a buffer, not a handle.
  Privilege Gets = Privilege::Unknown;
  std::uint32_t Before = 0; ///< What stood there at the request.
  bool LossTold = false;    ///< Reported: another request took the location.
  Frame Owner;
};

struct Request {
  std::uint64_t Key = 0; ///< Reply message and ID.
  const FunctionRow *F = nullptr;
  Moment Asked;
  HandleKey Parent; ///< Of the handles it creates.
  HandleKey Line;   ///< Whose end cancels it.
  std::uint32_t ApiVersion = 0;
  /// lastGeneration() when TAPI was asked.
  std::uint32_t BornAfter = 0;
  OutLocation Out[3];
  unsigned NumOut = 0;
};

inline std::uint64_t requestKey(std::uint32_t Message, std::uint32_t Id) {
  return std::uint64_t(Message) << 32 | Id;
}

/// Remembers \p R. Returns the result if its reply has been seen already; then
/// \p R is not kept.
std::optional<std::int32_t> addRequest(const Request &R);

/// Takes out the request of a reply; false if there is none (yet). Then the
/// \p Result is kept for addRequest.
bool takeRequest(std::uint64_t Key, std::int32_t Result, Request &Out);

/// Forgets the requests that the end of \p Ended cancels.
void cancelRequests(const HandleKey &Ended);

/// A request under way that will write to \p Where.
bool requestFor(const void *Where, Request &Out);

/// The request \p Key, if it is still under way, has lost \p Where to another
/// one, and that has been reported.
void noteLossTold(std::uint64_t Key, const void *Where);

/// A request under way for a \p Kind whose location holds \p Value since before
/// the request. A value that has come since was written by TAPI: the program
/// may know more than the shim, which does not see every message.
bool requestHolding(HandleKind Kind, std::uint32_t Value, Request &Out);

/// Remembers that a creation of a \p Kind at \p Where by \p By failed.
void addFailure(HandleKind Kind, const void *Where, const Moment &By);

/// The last failed creation of a \p Kind whose location holds \p Value.
bool failureHolding(HandleKind Kind, std::uint32_t Value, Moment &By);

/// Can \p Size bytes at \p Where be read? What a program passes may be garbage,
/// and TAPI may accept it all the same without looking.
bool canRead(const void *Where, std::size_t Size);

/// \p Where, or null if there is no readable \p T.
template <typename T> const T *readable(const T *Where) {
  return canRead(Where, sizeof(T)) ? Where : nullptr;
}

/// Reads a handle from the program's memory; false if that cannot be read.
bool readHandle(const void *Where, std::uint32_t &Value);

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_REQUESTS_H
