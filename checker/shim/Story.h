//===- Story.h - Reports about a handle ----------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Puts a violated rule into words: which sentence, and the life story that
/// goes with it.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_SHIM_STORY_H
#define TAPI_CHECKER_SHIM_STORY_H

#include "checker/shim/Report.h"
#include "checker/shim/Requests.h"

namespace tapi::shim {

/// A dead or idle handle is used, or released a second time.
void reportUse(const Handle &H, Rule R, const Moment &Here);

/// A call is used before the reply to \p R.
void reportTooEarly(HandleKind Kind, std::uint32_t Value, const Request &R,
                    const Moment &Here);

/// A value is used that never was a handle; \p Failed is the creation that did
/// not deliver it, if one is known.
void reportNeverValid(HandleKind Kind, std::uint32_t Value,
                      const Moment *Failed, const Moment &Here);

/// \p Value is needed as \p Needed but is known as \p Is.
void reportWrongKind(HandleKind Needed, HandleKind Is, std::uint32_t Value,
                     const Moment &Here);

/// \p R's location is gone when its reply arrives.
void reportLocationGone(const Request &R, const void *Where,
                        const Moment &Reply);

/// Two requests under way write to the same location.
void reportLocationReused(const Request &First, const Moment &Here);

/// How a living handle is lost.
enum class Loss {
  ClosedWithLine, ///< Its line was closed: TAPI018.
  ProcessEnds,    ///< The program ends, or asks for leaks.
};
/// A living handle is lost, or ended without its release, by \p Here.
void reportLoss(const Handle &H, Loss How, const Moment &Here);

/// A call is released by its only owner, who never dropped it.
void reportOrphan(const Handle &H, const Moment &Here);

/// A proxy request: answered a second time, or never.
void reportProxy(Text T, const void *Request, const Moment *Seen,
                 const Moment *Answered, const Moment &Here);

/// Misuse of something that belongs to TAPI: a sentence about \p Object.
void reportObject(Text T, const void *Object, std::string_view Function,
                  const Moment &Obtained, const Moment &Here);

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_STORY_H
