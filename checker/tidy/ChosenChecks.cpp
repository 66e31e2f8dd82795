//===- ChosenChecks.cpp - What a list of checks says about ours -----------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See ChosenChecks.h.
///
//===----------------------------------------------------------------------===//

#include "checker/tidy/ChosenChecks.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

std::string tapi::tidy::chosenChecks(StringRef List) {
  llvm::SmallVector<StringRef> Globs;
  llvm::SplitString(List, Globs, ",\n");
  std::string Result = "tapi-*";
  for (StringRef Glob : Globs) {
    Glob = Glob.trim();
    if (Glob.starts_with("tapi"))
      return List.str();
    if (Glob.starts_with("-tapi"))
      Result += "," + Glob.str();
  }
  return Result;
}
