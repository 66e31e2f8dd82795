//===- Imports.cpp - Redirects functions that the program imports --------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Walks import tables.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Imports.h"

#include "checker/shim/RealDll.h"
#include "checker/shim/Stacks.h"

#include <algorithm>
#include <cstring>
#include <cwctype>
#include <string>
#include <vector>
#include <windows.h>

#define PSAPI_VERSION 2
#include <psapi.h>

namespace tapi::shim {
namespace {

std::wstring lower(std::wstring S) {
  std::transform(S.begin(), S.end(), S.begin(),
                 [](wchar_t C) { return std::towlower(C); });
  return S;
}

std::vector<HMODULE> loadedModules() {
  std::vector<HMODULE> Modules(1024);
  DWORD Size = 0;
  if (!K32EnumProcessModules(
          GetCurrentProcess(), Modules.data(),
          static_cast<DWORD>(Modules.size() * sizeof(HMODULE)), &Size))
    Size = 0;
  Modules.resize(std::min<std::size_t>(Modules.size(), Size / sizeof(HMODULE)));
  return Modules;
}

/// Part of the program, not of Windows, of TAPI or of the shim?
bool isProgram(HMODULE M) {
  wchar_t Path[1024], Windows[MAX_PATH];
  if (inShim(M) || M == realModule())
    return false;
  Path[GetModuleFileNameW(M, Path, 1023)] = 0;
  Windows[GetSystemWindowsDirectoryW(Windows, MAX_PATH - 1)] = 0;
  return lower(Path).rfind(lower(Windows), 0) != 0;
}

void redirectSlot(ULONG_PTR *Slot, void *Replacement) {
  const auto Value = reinterpret_cast<ULONG_PTR>(Replacement);
  DWORD Old;
  if (*Slot == Value ||
      !VirtualProtect(Slot, sizeof(*Slot), PAGE_READWRITE, &Old))
    return;
  *Slot = Value;
  VirtualProtect(Slot, sizeof(*Slot), Old, &Old);
}

class Module {
public:
  explicit Module(HMODULE M) : Base(reinterpret_cast<char *>(M)) {}

  void redirect(const Redirection *All, unsigned Count) {
    const auto *Dos = at<IMAGE_DOS_HEADER>(0);
    const auto *Headers = at<IMAGE_NT_HEADERS>(Dos->e_lfanew);
    const IMAGE_DATA_DIRECTORY &Where =
        Headers->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT];
    if (!Where.VirtualAddress)
      return;
    for (auto *D = at<IMAGE_IMPORT_DESCRIPTOR>(Where.VirtualAddress); D->Name;
         ++D)
      if (D->OriginalFirstThunk)
        redirectFrom(*D, All, Count);
  }

private:
  template <typename T> T *at(std::uint64_t Offset) {
    return reinterpret_cast<T *>(Base + Offset);
  }

  void redirectFrom(const IMAGE_IMPORT_DESCRIPTOR &D, const Redirection *All,
                    unsigned Count) {
    auto *Names = at<IMAGE_THUNK_DATA>(D.OriginalFirstThunk);
    auto *Slots = at<ULONG_PTR>(D.FirstThunk);
    for (; Names->u1.AddressOfData; ++Names, ++Slots) {
      if (IMAGE_SNAP_BY_ORDINAL(Names->u1.Ordinal))
        continue;
      const auto *Import = at<IMAGE_IMPORT_BY_NAME>(Names->u1.AddressOfData);
      for (unsigned I = 0; I != Count; ++I)
        if (!std::strcmp(reinterpret_cast<const char *>(Import->Name),
                         All[I].Name))
          redirectSlot(Slots, All[I].Replacement);
    }
  }

  char *Base;
};

} // namespace

void redirectImports(const Redirection *All, unsigned Count) {
  for (HMODULE M : loadedModules())
    if (isProgram(M))
      Module(M).redirect(All, Count);
}

} // namespace tapi::shim
