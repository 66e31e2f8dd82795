//===- Main.cpp - Loading and unloading of the shim ----------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// DllMain. Nothing is loaded here and no thread is started; at the end of the
/// process the leaks are told.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Leaks.h"
#include "checker/shim/Lock.h"
#include "checker/shim/Report.h"
#include "checker/shim/Settings.h"

#include <new>

BOOL WINAPI DllMain(HINSTANCE Module, DWORD Reason, LPVOID) {
  using namespace tapi::shim;
  if (Reason == DLL_PROCESS_ATTACH)
    DisableThreadLibraryCalls(Module);
  if (Reason != DLL_PROCESS_DETACH)
    return TRUE;
  Lock::processEnds();
  try {
    if (settings().ExitLeaks)
      reportLiving("end of the process");
    finishReports();
  } catch (const std::bad_alloc &) {
  }
  return TRUE;
}
