//===- Fingerprint.cpp - Names for findings that survive edits ------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The hash of what does not move.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/Fingerprint.h"

#include "checker/tools/report/Paths.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA1.h"

namespace tapi::report {
namespace {

/// Half a SHA-1: baselines stay small, and two findings do not meet by chance.
constexpr unsigned HashBytes = 10;

std::string hashOf(llvm::ArrayRef<std::string> Parts) {
  llvm::SHA1 Hash;
  for (const std::string &Part : Parts) {
    Hash.update(Part);
    Hash.update(llvm::StringRef("\0", 1)); // "a","bc" is not "ab","c".
  }
  auto Digest = Hash.final();
  return llvm::toHex(llvm::ArrayRef<uint8_t>(Digest).take_front(HashBytes),
                     /*LowerCase=*/true);
}

std::string hashOf(const ReportedFinding &F, llvm::StringRef Path,
                   Sources &Code) {
  std::vector<std::string> Parts = {
      std::string(row(F.R).Name), Path.str(), F.Text,
      squeezed(Code.line(F.Where.File, F.Where.Line)),
      squeezed(functionLine(F.Where.File, F.Where.Line, Code))};
  if (!F.Notes.empty()) {
    const Place &First = F.Notes.front().Where;
    Parts.push_back(squeezed(Code.line(First.File, First.Line)));
  }
  return hashOf(Parts);
}

} // namespace

llvm::StringRef functionLine(llvm::StringRef File, unsigned Number,
                             Sources &Code) {
  for (unsigned N = Number; N > 0; --N) {
    llvm::StringRef Line = Code.line(File, N).rtrim();
    bool IsName = !Line.empty() && (llvm::isAlpha(Line.front()) ||
                                    Line.front() == '_' || Line.front() == '$');
    if (IsName && !Line.ends_with(":"))
      return Line;
  }
  return "";
}

void addFingerprints(std::vector<Entry> &Entries, llvm::StringRef SourceRoot,
                     Sources &Code) {
  llvm::StringMap<unsigned> Seen;
  for (Entry &E : Entries) {
    std::string Path = relativePath(E.Finding.Where.File, SourceRoot);
    std::string Hash = hashOf(E.Finding, Path, Code);
    E.Fingerprint = Hash + ':' + std::to_string(++Seen[Hash]);
  }
}

std::string fingerprintIn(llvm::StringRef Path, const ReportedFinding &F,
                          Sources &Code) {
  return hashOf(F, Path, Code);
}

llvm::StringRef withoutOccurrence(llvm::StringRef Fingerprint) {
  return Fingerprint.rsplit(':').first;
}

} // namespace tapi::report
