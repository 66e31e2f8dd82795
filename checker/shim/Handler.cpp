//===- Handler.cpp - The way through a judged function --------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Where the entry points of all judged exports arrive. Nothing of the shim's
/// own work shows in the last-error value.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Call.h"

#include <algorithm>
#include <new>

extern "C" LONG tapishimHandle(unsigned Index, const ULONG_PTR *Arguments);

extern "C" LONG tapishimHandle(unsigned Index, const ULONG_PTR *Arguments) {
  using namespace tapi::shim;
  const DWORD Error = GetLastError();
  void *Real = realFunction(Index);
  Call C(exportAt(Index), Arguments);
  // Without memory for the list the arguments still have to reach TAPI: copy
  // as many as any function has. They lie on the caller's stack, which is
  // always longer than that.
  const unsigned NumArgs = C.E ? C.E->NumArgs : MaxArguments;
  std::copy(Arguments, Arguments + NumArgs, C.Args);
  if (C.E)
    try {
      judge(C);
    } catch (const std::bad_alloc &) {
    }
  SetLastError(Error);
  const LONG Result = tapishimCall(Real, C.Args, NumArgs);
  const DWORD After = GetLastError();
  if (C.E)
    try {
      record(C, Result);
    } catch (const std::bad_alloc &) {
    }
  SetLastError(After);
  return Result;
}
