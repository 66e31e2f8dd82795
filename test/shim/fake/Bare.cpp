//===- Bare.cpp - Answers that cost nothing ------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The mode in which the fake only stands behind a measurement of the shim.
/// It is no telephone system then: every handle is taken for a good one.
///
//===----------------------------------------------------------------------===//

#include "test/shim/fake/Fake.h"

namespace fake {

bool answerBarely(const std::string &Function, Args A) {
  if (Function == "lineGetCallStatus") {
    auto *Status = reinterpret_cast<LINECALLSTATUS *>(A[1]);
    Status->dwNeededSize = Status->dwUsedSize = sizeof(LINECALLSTATUS);
    Status->dwCallState = LINECALLSTATE_CONNECTED;
  } else if (Function == "lineOpen") {
    *reinterpret_cast<HLINE *>(A[2]) = static_cast<HLINE>(A[5]);
  } else if (Function == "lineGetNewCalls") {
    auto *List = reinterpret_cast<LINECALLLIST *>(A[3]);
    auto *Calls = reinterpret_cast<HCALL *>(List + 1);
    List->dwNeededSize = List->dwUsedSize = List->dwTotalSize;
    List->dwCallsOffset = sizeof(LINECALLLIST);
    List->dwCallsSize = List->dwTotalSize - List->dwCallsOffset;
    List->dwCallsNumEntries = List->dwCallsSize / sizeof(HCALL);
    for (DWORD I = 0; I != List->dwCallsNumEntries; ++I)
      Calls[I] = static_cast<HCALL>(A[0]) + 0x11 * (I + 1);
  } else {
    return Function == "lineClose" || Function == "lineDeallocateCall";
  }
  return true;
}

} // namespace fake
