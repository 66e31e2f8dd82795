//===- CxxLibrary.cpp - Headers of C++ for Windows ------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Debian has gcc's library for mingw-w64 twice. clang takes the one with the
/// threads of Windows, which knows no std::thread and no std::mutex, or, in old
/// versions, none. Microsoft's library, for which most programs are written,
/// has them, as has the one with the threads of POSIX. Other systems have one
/// library, elsewhere; clang finds it.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/CxxLibrary.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;

namespace {

constexpr StringRef Compilers = "/usr/lib/gcc";

/// Whoever says this has chosen.
constexpr StringRef Choices[] = {
    "-nostdinc",         "-stdlib",   "-nostdlibinc", "--gcc-toolchain",
    "--gcc-install-dir", "--sysroot", "-isysroot",
};

bool hasChosen(llvm::ArrayRef<std::string> Command) {
  // The name of the compiler may say which of the two it is.
  StringRef Program = Command.empty() ? "" : StringRef(Command[0]);
  return Program.ends_with("-win32") ||
         llvm::any_of(Command, [](StringRef Argument) {
           return llvm::any_of(Choices, [Argument](StringRef Choice) {
             return Argument.starts_with(Choice);
           });
         });
}

StringRef triple(llvm::ArrayRef<std::string> Command) {
  bool Is32Bit = llvm::any_of(Command, [](StringRef Argument) {
    return Argument.contains("i686-w64-mingw32") || Argument == "-m32";
  });
  return Is32Bit ? "i686-w64-mingw32" : "x86_64-w64-mingw32";
}

/// The newest gcc in \p Folder that has the threads of POSIX; empty if none.
std::string posixCompiler(StringRef Folder) {
  std::string Result;
  unsigned Newest = 0;
  std::error_code Error;
  for (llvm::sys::fs::directory_iterator It(Folder, Error), End;
       !Error && It != End; It.increment(Error)) {
    StringRef Name = llvm::sys::path::filename(It->path());
    unsigned Version = 0;
    if (Name.consume_back("-posix") &&
        !Name.split('.').first.getAsInteger(10, Version) && Version > Newest) {
      Newest = Version;
      Result = It->path();
    }
  }
  return Result;
}

} // namespace

std::vector<std::string>
tapi::check::cxxLibrary(llvm::ArrayRef<std::string> Command) {
  if (hasChosen(Command))
    return {};
  StringRef Triple = triple(Command);
  std::string Compiler = posixCompiler((Compilers + "/" + Triple).str());
  if (Compiler.empty())
    return {};
  std::string Headers = Compiler + "/include/c++";
  return {"-stdlib++-isystem", Headers,
          "-stdlib++-isystem", Headers + "/" + Triple.str(),
          "-stdlib++-isystem", Headers + "/backward"};
}
