//===- Reach.h - Can a file reach TAPI? -------------------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A quick answer from text alone, for hooks that see every file of a commit.
/// "No" is said only of a file that names no type of a TAPI handle and includes
/// nothing that might: its includes are followed through the files of the
/// repository, by name. Headers outside the repository count as free of TAPI
/// unless they are tapi.h itself; what is commented out counts as there.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_PRECOMMIT_REACH_H
#define TAPI_CHECKER_TOOLS_PRECOMMIT_REACH_H

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tapi::precommit {

/// The files of a repository by lower-case name, to resolve includes with.
class FileIndex {
public:
  FileIndex() = default;
  explicit FileIndex(const std::vector<std::filesystem::path> &Files);

  /// The files that an include of \p Name can mean: their paths end with it.
  std::vector<std::filesystem::path> find(std::string_view Name) const;

private:
  std::multimap<std::string, std::filesystem::path> ByName;
};

/// What a file's text says about TAPI.
struct Scan {
  bool Mentions = false;             ///< Names a handle type or tapi.h.
  std::vector<std::string> Includes; ///< As written, without tapi.h.
};

Scan scan(std::string_view Text);

/// Answers for many files; remembers what it has seen.
class Reach {
public:
  explicit Reach(FileIndex Index) : Index(std::move(Index)) {}

  /// True also if \p File cannot be read: the checker will say why.
  bool operator()(const std::filesystem::path &File);

private:
  FileIndex Index;
  std::map<std::string, Scan> Seen;
};

} // namespace tapi::precommit

#endif // TAPI_CHECKER_TOOLS_PRECOMMIT_REACH_H
