//===- Cache.cpp - Summaries of earlier runs -----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// An entry is named after the command and holds the files that were read with
/// their checksums, and the summary. What is left out: a header that appears in
/// an earlier folder of the search path than the one that was read.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/Cache.h"

#include "checker/engine/link/Summary.h"

#include "llvm/Support/FileSystem.h"

using namespace tapi::check;
using llvm::StringRef;

Cache::Cache(std::string TheFolder) : Folder(std::move(TheFolder)) {
  if (Folder.empty())
    return;
  if (std::error_code E = llvm::sys::fs::create_directories(Folder)) {
    Trouble = Folder + ": " + E.message();
    Folder.clear();
  } else if (std::error_code E = llvm::sys::fs::access(
                 Folder, llvm::sys::fs::AccessMode::Write)) {
    Trouble = Folder + ": " + E.message(); // What is there may still be read.
  }
}

std::string Cache::entry(const Job &J, const PathRoot &Root) const {
  std::string Key = "summary";
  put(Key, tapi::engine::link::SummaryVersion);
  put(Key, programSum());
  put(Key, J.Directory);
  put(Key, J.File);
  put(Key, Root.relative(J.File));
  for (const std::string &Argument : J.Command)
    put(Key, Argument);
  return entryPath(Folder, Key);
}

std::optional<Compiled> Cache::find(const Job &J, const PathRoot &Root) {
  if (Folder.empty())
    return std::nullopt;
  auto Content = readEntry(entry(J, Root));
  if (!Content)
    return std::nullopt;
  StringRef In = *Content;
  Compiled C;
  C.How = Outcome::Whole;
  if (!Sums.take(In, C.Sources) || !take(In, C.Summary))
    return std::nullopt;
  return C;
}

void Cache::keep(const Job &J, const PathRoot &Root, const Compiled &C) {
  std::string Content;
  if (Folder.empty() || C.How != Outcome::Whole ||
      !Sums.put(Content, C.Sources))
    return;
  put(Content, C.Summary);
  writeEntry(entry(J, Root), Content);
}
