//===- CommandLine.h - Commands of other compilers as clang takes them ---===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Commands in a database may be those of cl or clang-cl, for a target whose
/// headers are not here. They become commands of clang for mingw-w64, whose
/// headers are.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_COMMANDLINE_H
#define TAPI_CHECKER_TOOLS_CHECK_COMMANDLINE_H

#include "checker/tools/check/Jobs.h"

namespace tapi::check {

/// Arguments that make clang compile for Windows with mingw-w64's headers.
std::vector<std::string> windowsTarget(bool Is32Bit);

/// Whether \p Command is one of cl, or of a compiler that takes its flags.
bool isCl(llvm::ArrayRef<std::string> Command);

/// Whether \p Command, or else the name of \p File, says C or C++: databases
/// hold resources and assembly, too.
bool isCOrCxx(llvm::StringRef File, llvm::ArrayRef<std::string> Command);

/// \p Path with '/' for '\\'. Not for macros.
std::string slashes(llvm::StringRef Path);

/// Ends \p Command with \p File. To Windows, DIAL.C is dial.c and no C++.
void addFile(std::vector<std::string> &Command, llvm::StringRef File);

/// Rewrites the command of \p J so that clang only parses, and adds those of
/// \p A behind "--". Flags that mean nothing to clang are left out and added to
/// \p Ignored.
void adaptCommand(Job &J, const Arguments &A,
                  std::vector<std::string> &Ignored);

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_COMMANDLINE_H
