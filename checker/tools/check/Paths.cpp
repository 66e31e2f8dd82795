//===- Paths.cpp - Paths that hold on every machine ----------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See Paths.h.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/Paths.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace tapi::check;
namespace path = llvm::sys::path;
using llvm::StringRef;

PathRoot::PathRoot(StringRef Given) {
  if (Given.empty())
    return;
  llvm::SmallString<256> Real;
  if (llvm::sys::fs::real_path(Given, Real)) {
    Real = Given;
    llvm::sys::fs::make_absolute(Real);
    path::remove_dots(Real, /*remove_dot_dot=*/true);
  }
  Folder = std::string(Real);
}

std::string PathRoot::commonFolder(llvm::ArrayRef<std::string> Files) {
  if (Files.empty())
    return "";
  StringRef Common = path::parent_path(Files[0]);
  for (StringRef File : Files)
    while (!Common.empty() && path::root_directory(Common) != Common &&
           !(File.starts_with(Common) && File.size() > Common.size() &&
             path::is_separator(File[Common.size()])))
      Common = path::parent_path(Common);
  return Common.str();
}

std::string PathRoot::relative(StringRef Path) const {
  if (Folder.empty())
    return path::convert_to_slash(Path);
  auto A = path::begin(Folder), AEnd = path::end(Folder);
  auto B = path::begin(Path), BEnd = path::end(Path);
  while (A != AEnd && B != BEnd && *A == *B) {
    ++A;
    ++B;
  }
  llvm::SmallString<256> Result;
  for (; A != AEnd; ++A)
    path::append(Result, "..");
  for (; B != BEnd; ++B)
    path::append(Result, *B);
  return path::convert_to_slash(Result);
}

std::string PathRoot::absolute(StringRef Path) const {
  if (Folder.empty() || path::is_absolute(Path))
    return Path.str();
  llvm::SmallString<256> Result(Folder);
  path::append(Result, Path);
  path::remove_dots(Result, /*remove_dot_dot=*/true);
  return std::string(Result);
}
