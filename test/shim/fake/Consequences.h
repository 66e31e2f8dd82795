//===- Consequences.h - What the script makes of a call ------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The script's plan for one occurrence of a function, and what follows from it
/// afterwards: incoming calls, state changes, forced closes.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_TEST_SHIM_FAKE_CONSEQUENCES_H
#define TAPI_TEST_SHIM_FAKE_CONSEQUENCES_H

#include "test/shim/fake/Fake.h"

namespace fake {

/// What the script says about this occurrence of a function.
struct Plan {
  LONG Fail = 0, ReplyFail = 0;
  DWORD Delay = 0;
  bool Early = false, Silent = false, Null = false;
  long LastError = -1;
  std::vector<const Action *> Then;
};

/// Counts this call of \p Function and looks up what the script says about it.
Plan planFor(const std::string &Function);

/// A message about \p About, which may be null.
Message message(const Object *About, DWORD Id, DWORD_PTR P1 = 0,
                DWORD_PTR P2 = 0, DWORD_PTR P3 = 0);

/// Moves \p Call to \p State and tells the program.
void postState(DWORD Call, DWORD State, DWORD Privilege, DWORD Delay);

/// Runs the script's consequences on the object that a function acted on;
/// \p Call is the call it created, or 0.
void follow(const Plan &P, DWORD Object, DWORD Call);

} // namespace fake

#endif // TAPI_TEST_SHIM_FAKE_CONSEQUENCES_H
