//===- Sources.cpp - The text of source files -----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Reads files and splits them into lines.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/Sources.h"

#include <algorithm>

namespace tapi::report {

const std::vector<llvm::StringRef> &Sources::lines(llvm::StringRef File) {
  auto [It, IsNew] = Known.try_emplace(File);
  Read &R = It->second;
  if (!IsNew || File.empty())
    return R.Lines;
  auto Buffer = Files->getBufferForFile(File);
  if (!Buffer)
    return R.Lines;
  R.Buffer = std::move(*Buffer);
  llvm::StringRef Rest = R.Buffer->getBuffer();
  while (!Rest.empty()) {
    // As clang counts lines.
    size_t End = std::min(Rest.find_first_of("\r\n"), Rest.size());
    R.Lines.push_back(Rest.take_front(End));
    Rest = Rest.drop_front(End);
    if (!Rest.consume_front("\r\n"))
      Rest = Rest.drop_front(!Rest.empty());
  }
  return R.Lines;
}

llvm::StringRef Sources::line(llvm::StringRef File, unsigned Number) {
  const std::vector<llvm::StringRef> &Lines = lines(File);
  return Number == 0 || Number > Lines.size() ? "" : Lines[Number - 1];
}

unsigned utf16Column(llvm::StringRef Line, unsigned Column) {
  unsigned Units = 1;
  for (unsigned char C : Line.take_front(Column ? Column - 1 : 0)) {
    bool IsContinuation = (C & 0xC0) == 0x80;
    bool NeedsTwo = C >= 0xF0; // Beyond the Basic Multilingual Plane.
    Units += IsContinuation ? 0 : NeedsTwo ? 2 : 1;
  }
  return Units;
}

std::string squeezed(llvm::StringRef Line) {
  std::string Result;
  for (char C : Line.trim()) {
    bool IsBlank = C == ' ' || C == '\t';
    if (!IsBlank)
      Result += C;
    else if (Result.back() != ' ')
      Result += ' ';
  }
  return Result;
}

} // namespace tapi::report
