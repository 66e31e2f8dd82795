//===- Progress.h - How far it is ----------------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A line on a terminal that is written over; nothing where the output is
/// piped.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_TOOLS_CHECK_PROGRESS_H
#define TAPI_CHECKER_TOOLS_CHECK_PROGRESS_H

#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

#include <mutex>

namespace tapi::check {

class Progress {
public:
  explicit Progress(std::size_t All)
      : All(All), IsShown(llvm::sys::Process::StandardErrIsDisplayed()) {}

  void step() {
    if (!IsShown)
      return;
    std::lock_guard<std::mutex> Lock(Mutex);
    llvm::errs() << '\r' << ++Done << " of " << All << " files";
  }
  void end() {
    if (IsShown)
      llvm::errs() << "\r\x1b[K";
  }

private:
  std::mutex Mutex;
  std::size_t Done = 0, All;
  bool IsShown;
};

} // namespace tapi::check

#endif // TAPI_CHECKER_TOOLS_CHECK_PROGRESS_H
