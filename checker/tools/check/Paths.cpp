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

#include <optional>

using namespace tapi::check;
namespace path = llvm::sys::path;
using llvm::StringRef;

namespace {

/// \p Path as seen from \p Folder if it is below it.
std::optional<StringRef> below(StringRef Path, StringRef Folder) {
  if (!Path.consume_front(Folder))
    return std::nullopt;
  bool IsRoot = path::root_path(Folder) == Folder;
  if (!IsRoot && !(Path.size() > 1 && path::is_separator(Path[0])))
    return std::nullopt;
  return Path.drop_front(IsRoot ? 0 : 1);
}

} // namespace

std::string tapi::check::absolutePath(StringRef Path) {
  llvm::SmallString<256> Result(Path);
  if (llvm::sys::fs::make_absolute(Result))
    return Path.str(); // No working directory: better than nothing.
  path::remove_dots(Result, /*remove_dot_dot=*/true);
  return std::string(Result);
}

std::string tapi::check::absolutePath(StringRef Path, StringRef Folder) {
  if (path::is_absolute(Path))
    return absolutePath(Path);
  llvm::SmallString<256> Result(Folder);
  path::append(Result, Path);
  return absolutePath(Result);
}

PathRoot::PathRoot(StringRef Given) {
  if (Given.empty())
    return;
  Folder = absolutePath(Given);
  llvm::SmallString<256> Links;
  Real = llvm::sys::fs::real_path(Given, Links) ? Folder : std::string(Links);
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
  for (StringRef Start : {Folder, Real})
    if (auto Rest = below(Path, Start))
      return path::convert_to_slash(*Rest);
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
