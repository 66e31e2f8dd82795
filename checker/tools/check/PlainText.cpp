//===- PlainText.cpp - Findings as clang-tidy prints them ----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A line for each place, the source line below it and a caret.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/PlainText.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/MemoryBuffer.h"

#include <map>
#include <memory>

using namespace tapi;
using namespace tapi::check;
using llvm::StringRef;

namespace {

class Printer {
public:
  explicit Printer(llvm::raw_ostream &Out) : Out(Out) {}

  void print(const report::Place &Where, StringRef Kind, StringRef Text) {
    if (!Where.Line) {
      Out << Kind << ": " << Text << '\n';
      return;
    }
    Out << Where.File << ':' << Where.Line << ':' << Where.Column << ": "
        << Kind << ": " << Text << '\n';
    StringRef Source = line(Where);
    if (Source.empty())
      return;
    Out << llvm::format("%5u | ", Where.Line) << Source << "\n      | ";
    for (unsigned I = 1; I < Where.Column; ++I)
      Out << (I <= Source.size() && Source[I - 1] == '\t' ? '\t' : ' ');
    Out << "^\n";
  }

private:
  StringRef line(const report::Place &Where) {
    auto [It, New] = Files.try_emplace(Where.File);
    if (New)
      if (auto Buffer = llvm::MemoryBuffer::getFile(Where.File))
        It->second = std::move(*Buffer);
    if (!It->second)
      return "";
    StringRef Rest = It->second->getBuffer();
    for (unsigned I = 1; I < Where.Line; ++I)
      Rest = Rest.split('\n').second;
    return Rest.split('\n').first.rtrim('\r');
  }

  llvm::raw_ostream &Out;
  std::map<std::string, std::unique_ptr<llvm::MemoryBuffer>> Files;
};

} // namespace

void tapi::check::printText(const report::ReportedRun &Run,
                            llvm::raw_ostream &Out) {
  Printer P(Out);
  for (const report::ReportedFinding &F : Run.Findings) {
    P.print(F.Where, "warning", F.Text + " [" + F.Check + "]");
    for (const report::Step &S : F.Notes)
      P.print(S.Where, "note", S.Text);
  }
}
