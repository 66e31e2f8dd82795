//===- TapiTidyModule.cpp - The clang-tidy module -------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Registers the checks of the model's rule table with clang-tidy. Linked into
/// a program or loaded as a plugin, it needs nothing but to be there.
///
//===----------------------------------------------------------------------===//

#include "checker/Compat.h"
#include "checker/engine/Engine.h"
#include "checker/tidy/HandleCheck.h"
#include "tapi_model/Rules.h"

namespace tapi::tidy {
namespace {

class TapiTidyModule : public clang::tidy::ClangTidyModule {
public:
  void
  addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) override {
    // Several rules may share a check; registering it again changes nothing.
    for (const RuleRow &Row : rules())
      if (engine::decides(Row.Id))
        Factories.registerCheck<HandleCheck>(
            llvm::StringRef(Row.Check.data(), Row.Check.size()));
  }
};

const clang::tidy::ClangTidyModuleRegistry::Add<TapiTidyModule>
    Registration("tapi-module", "Checks the life of TAPI 2.x handles.");

} // namespace
} // namespace tapi::tidy
