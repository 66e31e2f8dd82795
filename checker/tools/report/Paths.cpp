//===- Paths.cpp - Paths in reports ---------------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Relative paths and URIs, for POSIX and Windows paths.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/Paths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace path = llvm::sys::path;

namespace tapi::report {
namespace {

/// Absolute, without "." and "..", with forward slashes.
std::string normalised(llvm::StringRef File) {
  llvm::SmallString<256> Path(File);
  if (llvm::sys::fs::make_absolute(Path))
    return File.str(); // No current folder: better than nothing.
  path::remove_dots(Path, /*remove_dot_dot=*/true);
  return path::convert_to_slash(Path);
}

bool hasDrive(llvm::StringRef Path) {
  return Path.size() > 1 && Path[1] == ':' && llvm::isAlpha(Path[0]);
}

} // namespace

std::string findSourceRoot(llvm::StringRef Start) {
  std::string First = normalised(Start);
  llvm::StringRef Folder = First;
  while (!Folder.empty()) {
    for (llvm::StringRef Mark : {".git", ".hg", ".svn"}) {
      llvm::SmallString<256> Path(Folder);
      path::append(Path, Mark);
      if (llvm::sys::fs::exists(Path))
        return Folder.str();
    }
    Folder = path::parent_path(Folder);
  }
  return First;
}

std::string relativePath(llvm::StringRef File, llvm::StringRef Root) {
  std::string Path = normalised(File), Top = normalised(Root);
  if (!Top.empty() && Top.back() != '/')
    Top += '/';
  llvm::StringRef Rest = Path;
  Rest.consume_front(Top);
  return Rest.str();
}

std::string uriOf(llvm::StringRef Path) {
  static constexpr llvm::StringLiteral Plain = "-._~/";
  std::string Result;
  if (hasDrive(Path))
    Result = "file:///";
  else if (Path.starts_with("/"))
    Result = "file://";
  bool MayColon = hasDrive(Path);
  for (unsigned char C : path::convert_to_slash(Path)) {
    if (llvm::isAlnum(C) || Plain.contains(C) || (C == ':' && MayColon))
      Result += C;
    else
      Result += {'%', llvm::hexdigit(C >> 4), llvm::hexdigit(C & 15)};
    MayColon = MayColon && C != ':';
  }
  return Result;
}

} // namespace tapi::report
