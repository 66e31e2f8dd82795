//===- SharedAnalysis.cpp - One engine run for all checks of a unit -------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Keeps the results of the units that are in memory.
///
//===----------------------------------------------------------------------===//

#include "checker/tidy/SharedAnalysis.h"

#include "checker/tidy/EngineOptions.h"
#include "checker/tidy/Ledger.h"

#include "clang/AST/ASTContext.h"

#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace tapi::tidy {
namespace {

/// The results for one unit, by the fingerprint of the options. There is more
/// than one only if a check has options of its own.
using UnitResults = std::map<std::string, engine::Result>;

/// The units that are in memory. A unit leaves when its ASTContext is
/// destroyed, so an address that is used again finds nothing.
class Units {
public:
  /// Never destroyed: an ASTContext may outlive static objects.
  static Units &instance() {
    static Units &TheUnits = *new Units;
    return TheUnits;
  }

  /// The results of \p Context. The reference stays valid when other units
  /// come and go; only the thread that owns \p Context may use it.
  UnitResults &of(clang::ASTContext &Context) {
    std::lock_guard<std::mutex> Lock(Mutex);
    auto [It, IsNew] = ByContext.try_emplace(&Context);
    if (IsNew) {
      It->second = std::make_unique<UnitResults>();
      Context.AddDeallocation(forget, &Context);
    }
    return *It->second;
  }

private:
  static void forget(void *Context) {
    Units &All = instance();
    std::lock_guard<std::mutex> Lock(All.Mutex);
    All.ByContext.erase(Context);
  }

  std::mutex Mutex;
  std::unordered_map<void *, std::unique_ptr<UnitResults>> ByContext;
};

} // namespace

const engine::Result &sharedResult(clang::ASTContext &Context,
                                   const engine::Options &Opts) {
  auto [It, IsNew] =
      Units::instance().of(Context).try_emplace(fingerprint(Opts));
  if (IsNew) {
    It->second = engine::analyse(Context, Opts);
    if (Opts.Ledger || ledgerWanted())
      printLedger(It->second.Stats, Context.getSourceManager());
  }
  return It->second;
}

} // namespace tapi::tidy
