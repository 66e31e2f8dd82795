// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The shim's lock by itself, with owners that do not release it. Linked with
// Lock.cpp; prints what acquire() says, and in which order.

#include "checker/shim/Lock.h"

#include <cstdio>

using tapi::shim::Lock;

static Lock OfDead, OfForgotten, OfStopped, OfTestator;
static HANDLE Ready, Go;

static DWORD WINAPI takeAndSleep(LPVOID L) {
  static_cast<Lock *>(L)->acquire();
  SetEvent(Ready);
  WaitForSingleObject(Go, INFINITE);
  static_cast<Lock *>(L)->release();
  SetEvent(Ready);
  return 0;
}

/// A thread that has taken \p L and sleeps.
static HANDLE ownerOf(Lock &L) {
  HANDLE T = CreateThread(nullptr, 0, takeAndSleep, &L, 0, nullptr);
  WaitForSingleObject(Ready, INFINITE);
  return T;
}

static void ask(const char *Whose, Lock &L) {
  const bool Held = L.acquire();
  std::printf("%s %d\n", Whose, Held);
  std::fflush(stdout);
  if (Held)
    L.release();
}

int main() {
  Ready = CreateEventA(nullptr, FALSE, FALSE, nullptr);
  Go = CreateEventA(nullptr, FALSE, FALSE, nullptr);
  HANDLE Dead = ownerOf(OfDead);
  TerminateThread(Dead, 0);
  ask("dead", OfDead);
  HANDLE Forgotten = ownerOf(OfForgotten);
  TerminateThread(Forgotten, 0);
  WaitForSingleObject(Forgotten, INFINITE);
  CloseHandle(Forgotten);
  ask("forgotten", OfForgotten);
  ownerOf(OfStopped);
  ask("stopped", OfStopped);
  SetEvent(Go);
  WaitForSingleObject(Ready, INFINITE);
  ask("released", OfStopped);
  ask("dead", OfDead);
  // Who may inherit gets the lock of a dead one, but not of one that stands
  // still.
  HANDLE Testator = ownerOf(OfTestator);
  TerminateThread(Testator, 0);
  bool Inherited = false;
  const bool Held = OfTestator.acquireOrInherit(Inherited);
  std::printf("heir %d %d\n", Held, Inherited);
  OfTestator.release();
  Inherited = false;
  const bool Again = OfTestator.acquireOrInherit(Inherited);
  std::printf("again %d %d\n", Again, Inherited);
  OfTestator.release();
  ownerOf(OfTestator);
  std::printf("stopped %d\n", OfTestator.acquireOrInherit(Inherited));
}
