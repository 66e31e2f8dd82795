//===- RealDll.cpp - The DLL behind the shim, and the list of exports ----===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Loading the real DLL and filling the table that the entry points jump
/// through.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/RealDll.h"

#include "checker/shim/Report.h"
#include "checker/shim/Settings.h"
#include "tapi_model/Messages.h"
#include "tapi_model/Parameters.h"

#include <atomic>
#include <new>

extern "C" {
// Generated. tapishimReal starts with resolvers, tapishimFail never changes.
extern void *tapishimReal[];
extern void *tapishimFail[];
extern IMAGE_DOS_HEADER __ImageBase;
}

namespace tapi::shim {
namespace {

struct Name {
  const char *Text;
  bool Judged;
};
constexpr Name Names[] = {
#define TAPI_EXPORT(Index, Text, Judged) {Text, Judged},
#include "names.inc"
};
constexpr unsigned NumExports = sizeof(Names) / sizeof(Names[0]);

/// The real functions that have been looked up.
std::atomic<void *> Known[NumExports];

Export describeExport(const Name &N) {
  Export E = {N.Text, N.Judged, findFunction(N.Text), 0, 0, -1, -1, -1, -1,
              -1,     -1};
  if (!E.Row)
    return E;
  E.NumArgs = E.Row->StackBytes > 0 ? E.Row->StackBytes / 4 : 0;
  if (const MessageRow *M = findMessage(E.Row->Reply))
    E.ReplyMessage = M->Value;
  const std::string_view F = E.Row->Name;
  E.Callback = parameterIndex(F, ParameterMeaning::Callback);
  E.Options = parameterIndex(F, ParameterMeaning::DeliveryOptions);
  E.Version = parameterIndex(F, ParameterMeaning::ApiVersion);
  E.NewPrivilege = parameterIndex(F, ParameterMeaning::NewPrivilege);
  E.Proxy = parameterIndex(F, ParameterMeaning::ProxyRequest);
  E.Status = parameterIndex(F, ParameterMeaning::CallStatus);
  return E;
}

std::wstring realPath() {
  if (!settings().Real.empty())
    return settings().Real;
  wchar_t Folder[MAX_PATH + 1];
  const UINT Size = GetSystemDirectoryW(Folder, MAX_PATH);
  return std::wstring(Folder, Size) + L"\\tapi32.dll";
}

/// The shim must stay where it is: callbacks and jump tables point into it.
void pin() {
  HMODULE Self;
  GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_PIN |
                         GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS,
                     reinterpret_cast<LPCWSTR>(&__ImageBase), &Self);
}

HMODULE load() {
  const std::wstring Path = realPath();
  HMODULE M = LoadLibraryW(Path.c_str());
  const DWORD Error = GetLastError();
  if (M == reinterpret_cast<HMODULE>(&__ImageBase)) {
    logRemark("the real DLL, " + toUtf8(Path) +
              ", is the shim itself; every call fails");
    FreeLibrary(M);
    return nullptr;
  }
  if (!M)
    logRemark("the real DLL, " + toUtf8(Path) + ", cannot be loaded, error " +
              std::to_string(Error) + "; every call fails");
  return M;
}

void tellMissing(const char *Function) {
  try {
    logRemark("the real DLL has no " + std::string(Function) +
              "; each call of it fails");
  } catch (const std::bad_alloc &) {
  }
}

} // namespace

const Export *exportAt(unsigned Index) {
  static std::atomic<const Export *> Published{nullptr};
  const Export *All = Published.load(std::memory_order_acquire);
  if (!All) {
    auto *Fresh = new (std::nothrow) Export[NumExports];
    if (!Fresh)
      return nullptr;
    for (unsigned I = 0; I != NumExports; ++I)
      Fresh[I] = describeExport(Names[I]);
    if (Published.compare_exchange_strong(All, Fresh))
      All = Fresh;
    else
      delete[] Fresh;
  }
  return &All[Index];
}

void *realFunction(unsigned Index) {
  void *F = Known[Index].load(std::memory_order_acquire);
  if (!F) {
    F = tapishimResolve(Index);
    // Without a module the next call may try again (see realModule).
    if (realModule())
      Known[Index] = F;
  }
  return F;
}

HMODULE realModule() {
  // Several threads may load at once; that is only a reference too many. A
  // lock here could block a thread that holds the loader's.
  static std::atomic<HMODULE> Module{nullptr};
  static std::atomic<bool> Failed{false};
  if (HMODULE M = Module.load())
    return M;
  if (Failed)
    return nullptr;
  pin();
  HMODULE M = nullptr;
  try {
    M = load();
  } catch (const std::bad_alloc &) {
    return nullptr; // The next call tries again.
  }
  if (M)
    Module = M;
  else
    Failed = true;
  return M;
}

} // namespace tapi::shim

extern "C" void *tapishimResolve(unsigned Index) {
  using namespace tapi::shim;
  const DWORD Error = GetLastError();
  void *Result = tapishimFail[Index];
  if (HMODULE M = realModule()) {
    if (FARPROC F = GetProcAddress(M, Names[Index].Text))
      Result = reinterpret_cast<void *>(F);
    else
      tellMissing(Names[Index].Text);
  }
  std::atomic_thread_fence(std::memory_order_release);
  tapishimReal[Index] = Result;
  SetLastError(Error);
  return Result;
}
