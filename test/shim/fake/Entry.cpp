//===- Entry.cpp - Way in and out of the fake ----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Connects the generated entry points with dispatch(), and DllMain.
///
//===----------------------------------------------------------------------===//

#include "test/shim/fake/Fake.h"

static const char *const Names[] = {
#define TAPI_EXPORT(Index, Name, Judged) Name,
#include "names.inc"
};

/// The name without the A or W of a variant.
static std::string plainName(const std::string &Name) {
  const char Last = Name.back();
  if (Last != 'A' && Last != 'W')
    return Name;
  return Name.substr(0, Name.size() - 1);
}

extern "C" LONG tapifakeHandle(unsigned Index, const ULONG_PTR *Arguments) {
  static const std::vector<std::string> Plain = [] {
    std::vector<std::string> Result;
    for (const char *Name : Names)
      Result.push_back(plainName(Name));
    return Result;
  }();
  if (fake::world().S.Bare && fake::answerBarely(Plain[Index], Arguments))
    return 0;
  return fake::dispatch(Plain[Index], Arguments);
}

BOOL WINAPI DllMain(HINSTANCE, DWORD Reason, LPVOID Exiting) {
  if (Reason == DLL_PROCESS_DETACH && Exiting)
    fake::world().writeStats();
  return TRUE;
}
