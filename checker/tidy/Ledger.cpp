//===- Ledger.cpp - How much of a unit was proved -------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Prints the counts of one unit. The counting is the engine's.
///
//===----------------------------------------------------------------------===//

#include "checker/tidy/Ledger.h"

#include "clang/Basic/SourceLocation.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>
#include <string>
#include <string_view>

namespace tapi::tidy {
namespace {

std::string placeName(engine::Position Where,
                      const clang::SourceManager &Sources) {
  clang::PresumedLoc Place = Sources.getPresumedLoc(
      Sources.getFileLoc(clang::SourceLocation::getFromRawEncoding(Where)));
  if (Place.isInvalid())
    return "<no place>";
  return std::string(Place.getFilename()) + ':' +
         std::to_string(Place.getLine()) + ':' +
         std::to_string(Place.getColumn());
}

} // namespace

bool ledgerWanted() {
  const char *Value = std::getenv("TAPI_ENGINE_STATS");
  return Value && std::string_view(Value) == "1";
}

std::string ledgerText(unsigned Sites, unsigned Proven, unsigned Reported,
                       const std::vector<UndecidedPlace> &Undecided) {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  Out << Sites << " handle sites: proven " << Proven << ", reported "
      << Reported << ", unknown " << Undecided.size() << '\n';
  for (const auto &[Where, Reason] : Undecided)
    Out << Where << ": unknown: " << Reason << '\n';
  return Out.str();
}

void printLedger(const engine::Statistics &Stats,
                 const clang::SourceManager &Sources) {
  std::vector<UndecidedPlace> Undecided;
  for (const engine::UnknownSite &Site : Stats.Unknown)
    Undecided.emplace_back(placeName(Site.Where, Sources), Site.Reason);
  // Written at once, so that units analysed in parallel do not mix.
  llvm::errs() << ledgerText(Stats.Sites, Stats.proven(), Stats.Reported,
                             Undecided);
}

} // namespace tapi::tidy
