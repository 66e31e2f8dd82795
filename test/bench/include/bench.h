//===- bench.h - What every program of the benchmark includes -------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The headers of TAPI and the one helper that many programs share: waiting for
/// the reply to a request. It is written as a real program would write it, so a
/// tool has to understand it (or be told about it) to judge what comes after.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_BENCH_H
#define TAPI_BENCH_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include <tapi.h>

#ifndef TAPI_BENCH_REPLIES // An adapter may bring its own awaitReply.

/// The result of \p request: 0, or a negative error. Comes back with an error
/// before the reply only when TAPI itself was shut down, so nothing is pending
/// afterwards in either case.
static inline LONG awaitReply(HLINEAPP app, LONG request) {
  LINEMESSAGE message;
  for (;;) {
    LONG result = lineGetMessage(app, &message, INFINITE);
    if (result < 0)
      return result;
    if (message.dwMessageID == LINE_REPLY &&
        message.dwParam1 == (DWORD_PTR)request)
      return (LONG)message.dwParam2;
  }
}

#endif // TAPI_BENCH_REPLIES

#endif // TAPI_BENCH_H
