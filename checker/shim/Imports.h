//===- Imports.h - Redirects functions that the program imports ----------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Changes the import tables of the loaded modules of the program. Nothing of
/// Windows itself is changed.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_SHIM_IMPORTS_H
#define TAPI_CHECKER_SHIM_IMPORTS_H

namespace tapi::shim {

struct Redirection {
  const char *Name;
  void *Replacement;
};

/// Points the imports called \p All[i].Name, of whatever module, to the
/// replacements. May be called again for modules loaded since.
void redirectImports(const Redirection *All, unsigned Count);

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_IMPORTS_H
