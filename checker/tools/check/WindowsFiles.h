//===- WindowsFiles.h - Files as Windows finds them ----------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A view of the file system for Windows sources on other systems: names in any
/// case, and '\\' between folders.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_WINDOWSFILES_H
#define TAPI_CHECKER_TOOLS_CHECK_WINDOWSFILES_H

#include "checker/tools/check/Jobs.h"

#include "llvm/Support/VirtualFileSystem.h"

namespace tapi::check {

/// The file system that a program is compiled in, with a working directory of
/// its own. For Windows, names are found in any case and with any slash, and
/// text in UTF-16 reads as UTF-8.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> filesFor(bool IsWindows);

/// How the file that \p J knows as \p Path, which is absolute, is really spelt.
std::string realSpelling(const Job &J, llvm::StringRef Path);

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_WINDOWSFILES_H
