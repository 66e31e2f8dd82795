//===- Database.h - What a compile_commands.json says --------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Reads a compilation database as its compiler would: commands of cl are
/// quoted as on Windows, whatever machine this is. What the commands mean is
/// CommandLine.h's.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_DATABASE_H
#define TAPI_CHECKER_TOOLS_CHECK_DATABASE_H

#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/Error.h"

#include <vector>

namespace tapi::check {

/// All commands in compile_commands.json of the folder \p BuildDir, response
/// files expanded.
llvm::Expected<std::vector<clang::tooling::CompileCommand>>
readDatabase(llvm::StringRef BuildDir);

/// Keeps those of \p Commands that make the object files which the file \p List
/// names, one a line. All of them must be made by one, precompiled headers
/// excepted.
llvm::Error keepMakersOf(llvm::StringRef List,
                         std::vector<clang::tooling::CompileCommand> &Commands);

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_DATABASE_H
