//===- answered.h - A request and its reply in one expression -------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The result of an asynchronous function, whichever way it comes.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_BENCH_ANSWERED_H
#define TAPI_BENCH_ANSWERED_H

#include "bench.h"

static inline LONG answered(HLINEAPP app, LONG request) {
  return request < 0 ? request : awaitReply(app, request);
}

#endif // TAPI_BENCH_ANSWERED_H
