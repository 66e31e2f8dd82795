//===- Sources.h - The text of source files ---------------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Source lines for excerpts, fingerprints and NOLINT comments, read once a
/// file. A file that cannot be read has no lines: its findings are printed
/// without an excerpt.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_REPORT_SOURCES_H
#define TAPI_CHECKER_TOOLS_REPORT_SOURCES_H

#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <memory>
#include <vector>

namespace tapi::report {

class Sources {
public:
  explicit Sources(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files)
      : Files(std::move(Files)) {}

  /// All lines of \p File, without their ends.
  const std::vector<llvm::StringRef> &lines(llvm::StringRef File);

  /// Line \p Number, counted from 1; empty if there is none.
  llvm::StringRef line(llvm::StringRef File, unsigned Number);

  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> fileSystem() const {
    return Files;
  }

private:
  struct Read {
    std::unique_ptr<llvm::MemoryBuffer> Buffer;
    std::vector<llvm::StringRef> Lines;
  };

  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files;
  llvm::StringMap<Read> Known;
};

/// How many UTF-16 code units stand before byte column
/// \p Column of \p Line, plus 1..
unsigned utf16Column(llvm::StringRef Line, unsigned Column);

/// \p Line without blanks at its ends, and with single blanks inside.
std::string squeezed(llvm::StringRef Line);

} // namespace tapi::report

#endif // TAPI_CHECKER_TOOLS_REPORT_SOURCES_H
