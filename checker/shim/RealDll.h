//===- RealDll.h - The DLL behind the shim, and the list of exports ------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Finds the real tapi32 and its functions at the first call, never in DllMain.
/// Where there is none, every export fails with LINEERR_OPERATIONFAILED.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_SHIM_REALDLL_H
#define TAPI_CHECKER_SHIM_REALDLL_H

#include "tapi_model/Functions.h"

#include <cstdint>
#include <windows.h>

namespace tapi::shim {

/// What the generic handler needs to know of one export.
struct Export {
  const char *Name;       ///< As exported, with A or W.
  bool Judged;            ///< Goes through the handler.
  const FunctionRow *Row; ///< Null only for exports the model does not know.
  unsigned NumArgs;
  std::uint32_t ReplyMessage; ///< Message that ends a request, or 0.
  // Argument numbers, -1 where the function has no such argument.
  int Callback, Options, Version, NewPrivilege, Proxy, Status;
};

/// The export with \p Index in the generated list; null when memory is short.
const Export *exportAt(unsigned Index);

/// The real function with \p Index, looked up once: a look-up takes the
/// loader's lock, which a killed thread would keep.
void *realFunction(unsigned Index);

/// The real module, loaded at the first call; null if it cannot be had.
HMODULE realModule();

} // namespace tapi::shim

extern "C" {
/// Address of the real function (or of a stub that fails) for an index.
void *tapishimResolve(unsigned Index);
/// Calls \p Function with a copy of \p Count argument words.
LONG tapishimCall(void *Function, const ULONG_PTR *Arguments, unsigned Count);
}

#endif // TAPI_CHECKER_SHIM_REALDLL_H
