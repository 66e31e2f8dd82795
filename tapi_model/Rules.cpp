//===- Rules.cpp - The table of rules -------------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Turns rules.def into a constant table and looks rules up in it.
///
//===----------------------------------------------------------------------===//

#include "tapi_model/Rules.h"

namespace tapi {
namespace {

constexpr std::array<RuleRow, NumRules> Table = {{
#define TAPI_RULE(Number, Check, Title, Fact, FactPage, Cwe, Static, Runtime)  \
  {Rule::TAPI##Number, "TAPI" #Number,  Check, Title, Fact, FactPage, Cwe,     \
   Decides::Static,    Decides::Runtime},
#include "tapi_model/rules.def"
}};

constexpr std::string_view Pages[] = {
#define TAPI_RULE(Number, Check, Title, Fact, FactPage, Cwe, Static, Runtime)  \
  "rules/" Check ".md",
#include "tapi_model/rules.def"
};

constexpr unsigned indexOf(Rule R) { return static_cast<unsigned>(R) - 1; }

constexpr bool rowsFollowTheEnum() {
  for (unsigned I = 0; I < NumRules; ++I)
    if (indexOf(Table[I].Id) != I)
      return false;
  return true;
}
static_assert(rowsFollowTheEnum(), "rules.def must be in order");

} // namespace

const std::array<RuleRow, NumRules> &rules() { return Table; }

const RuleRow &row(Rule R) { return Table[indexOf(R)]; }

Rule ruleByName(std::string_view Name) {
  for (const RuleRow &R : Table)
    if (R.Name == Name)
      return R.Id;
  return Rule::None;
}

std::string_view documentationPage(Rule R) { return Pages[indexOf(R)]; }

} // namespace tapi
