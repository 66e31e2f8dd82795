//===- Rules.h - The rules both engines report ----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The rules TAPI001 to TAPI018 with what every surface needs to know about
/// them: check name, title, documentation page, CWE, and which engine can
/// decide them. The rows are in rules.def. The sentences of a report are in
/// Texts.h.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_MODEL_RULES_H
#define TAPI_MODEL_RULES_H

#include <array>
#include <cstdint>
#include <string_view>

namespace tapi {

enum class Rule : std::uint8_t {
  None = 0,
#define TAPI_RULE(Number, Check, Title, Fact, FactPage, Cwe, Static, Runtime)  \
  TAPI##Number,
#include "tapi_model/rules.def"
};

/// How far an engine can decide a rule.
enum class Decides : std::uint8_t {
  Yes,  ///< On the paths it sees.
  Part, ///< Some forms; docs/limits.md says which.
  No,
};

/// One rule. All strings are literals.
struct RuleRow {
  Rule Id;
  std::string_view Name;     ///< "TAPI003"
  std::string_view Check;    ///< "tapi-use-after-deallocate"
  std::string_view Title;    ///< One line, for rule indexes.
  std::string_view Fact;     ///< The documented fact, in our own words.
  std::string_view FactPage; ///< Microsoft's page of that fact, a full URL.
  unsigned Cwe;              ///< CWE number, 0 where none fits.
  Decides Static, Runtime;
};

inline constexpr unsigned NumRules = 18;

/// All rules in the order of their numbers.
const std::array<RuleRow, NumRules> &rules();

/// The row of \p R, which must not be None.
const RuleRow &row(Rule R);

/// The rule called \p Name ("TAPI003"), or None.
Rule ruleByName(std::string_view Name);

/// The page of this project that explains check \p Check, relative to docs/.
std::string_view documentationPage(Rule R);

} // namespace tapi

#endif // TAPI_MODEL_RULES_H
