//===- owner.h - A class that owns a call ---------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Dialling and hanging up in one step each, and an object that does the latter.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_BENCH_OWNER_H
#define TAPI_BENCH_OWNER_H

#include "bench.h"

#include <utility>

static HCALL dial(HLINEAPP app, HLINE line) {
  HCALL call = 0;
  LONG request = lineMakeCall(line, &call, "5551234", 0, nullptr);
  if (request < 0 || awaitReply(app, request) != 0)
    return 0;
  return call;
}

static void hangUp(HCALL call) {
  lineDrop(call, nullptr, 0);
  lineDeallocateCall(call);
}

struct Owner {
  HCALL call = 0;
  Owner() = default;
  explicit Owner(HCALL call) : call(call) {}
  Owner(Owner &&other) noexcept : call(std::exchange(other.call, HCALL(0))) {}
  Owner &operator=(Owner &&other) noexcept {
    std::swap(call, other.call);
    return *this;
  }
  ~Owner() {
    if (call)
      hangUp(call);
  }
};

#endif // TAPI_BENCH_OWNER_H
