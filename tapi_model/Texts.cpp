//===- Texts.cpp - Templates into sentences -------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Looks templates up and replaces their placeholders. Knows no sentence.
///
//===----------------------------------------------------------------------===//

#include "tapi_model/Texts.h"

namespace tapi {
namespace {

struct TextRow {
  std::string_view Template;
  Rule Of;
};

// texts.def names a rule by its three digits, a note by 0.
constexpr Rule RuleNumber0 = Rule::None;
#define TAPI_RULE(Number, Check, Title, Fact, FactPage, Cwe, Static, Runtime)  \
  constexpr Rule RuleNumber##Number = Rule::TAPI##Number;
#include "tapi_model/rules.def"

constexpr TextRow Table[] = {
#define TAPI_TEXT(Id, Number, Template) {Template, RuleNumber##Number},
#include "tapi_model/texts.def"
};

struct Placeholder {
  std::string_view Name;
  std::string TextArguments::*Value;
};

constexpr Placeholder Placeholders[] = {
    {"{kind}", &TextArguments::Kind},
    {"{handle}", &TextArguments::Handle},
    {"{function}", &TextArguments::Function},
    {"{ender}", &TextArguments::Ender},
    {"{parent}", &TextArguments::Parent},
    {"{place}", &TextArguments::Place},
    {"{detail}", &TextArguments::Detail},
};

/// The placeholder that \p Rest begins with, or nullptr.
const Placeholder *placeholderAt(std::string_view Rest) {
  for (const Placeholder &P : Placeholders)
    if (Rest.substr(0, P.Name.size()) == P.Name)
      return &P;
  return nullptr;
}

} // namespace

std::string_view templateOf(Text T) {
  return Table[static_cast<unsigned>(T)].Template;
}

Rule ruleOf(Text T) { return Table[static_cast<unsigned>(T)].Of; }

std::string render(Text T, const TextArguments &A) {
  std::string Sentence;
  std::string_view Rest = templateOf(T);
  while (!Rest.empty()) {
    if (const Placeholder *P = placeholderAt(Rest)) {
      Sentence += A.*(P->Value);
      Rest.remove_prefix(P->Name.size());
    } else {
      Sentence += Rest.front();
      Rest.remove_prefix(1);
    }
  }
  return Sentence;
}

} // namespace tapi
