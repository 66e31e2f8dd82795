//===- Leaks.cpp - Handles that nobody will release ----------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Closing a line discharges the duty to deallocate its calls (see
/// tapi-undeallocated-call), so such calls are no TAPI001. Pending requests and
/// monitor handles are not reported there at all.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Leaks.h"

#include "checker/shim/Hooks.h"
#include "checker/shim/Settings.h"
#include "checker/shim/Story.h"

#include <atomic>
#include <new>
#include <windows.h>

namespace tapi::shim {

void reportEndedWithParent(const std::vector<Handle> &Ended,
                           const Moment &Here) {
  for (const Handle &H : Ended) {
    const bool Lost = H.IsOverwritten || !H.FailedRelease.By.empty();
    const bool OwnCall =
        H.Key.Kind == HandleKind::Call && H.Priv == Privilege::Owner;
    if (Lost || OwnCall)
      reportLoss(H, Loss::ClosedWithLine, Here);
  }
}

void reportLiving(std::string_view When) {
  const Moment Here = {When, nullptr, GetCurrentThreadId(), GetTickCount64()};
  // A call whose line is not known may have ended with it.
  for (const Handle &H : living())
    if (hasReleaseDuty(H.Key.Kind) &&
        (H.Parent.Value || H.Key.Kind != HandleKind::Call))
      reportLoss(H, Loss::ProcessEnds, Here);
  reportKeptMessages();
}

static void CALLBACK onLeakEvent(void *, BOOLEAN) {
  try {
    reportLiving("search for leaks");
  } catch (const std::bad_alloc &) {
    // Ask again when there is memory.
  }
}

void watchLeakEvent() {
  static std::atomic<bool> Started{false};
  if (settings().LeakEvent.empty() || Started.exchange(true))
    return;
  HANDLE Event =
      CreateEventW(nullptr, FALSE, FALSE, settings().LeakEvent.c_str());
  HANDLE Wait = nullptr;
  if (!Event || !RegisterWaitForSingleObject(&Wait, Event, onLeakEvent, nullptr,
                                             INFINITE, WT_EXECUTEDEFAULT))
    logRemark("cannot wait for the event " + toUtf8(settings().LeakEvent) +
              ", error " + std::to_string(GetLastError()));
}

} // namespace tapi::shim
