//===- Texts.h - The sentences of both engines ----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Every sentence that a report or a note can say, as a template in texts.def.
/// The static checker fills in names of the source ("'hCall'"), the shim fills
/// in values ("0x00010482"); the sentence is the same.
///
/// A template holds placeholders in braces: {kind}, {handle}, {function},
/// {ender}, {parent}, {place}, {detail}. Sentences are lower case, without a
/// full stop, in TAPI's terms.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_MODEL_TEXTS_H
#define TAPI_MODEL_TEXTS_H

#include "tapi_model/Rules.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace tapi {

enum class Text : std::uint16_t {
#define TAPI_TEXT(Id, RuleNumber, Template) Id,
#include "tapi_model/texts.def"
};

/// What fills the placeholders; what a template does not name may stay empty.
struct TextArguments {
  std::string Kind;     ///< {kind}     "call handle"
  std::string Handle;   ///< {handle}   "'hCall'" or "0x00010482"
  std::string Function; ///< {function} the function that acts now
  std::string Ender;    ///< {ender}    what ended the handle
  std::string Parent;   ///< {parent}   the line or app it belonged to
  std::string Place;    ///< {place}    storage: a variable or field
  std::string Detail;   ///< {detail}   a condition, a state, a count
};

/// The template of \p T as written in texts.def.
std::string_view templateOf(Text T);

/// The rule a sentence belongs to; None for notes.
Rule ruleOf(Text T);

/// The sentence: placeholders replaced. An unknown placeholder stays as it is
/// (a test walks all templates and fails on one).
std::string render(Text T, const TextArguments &A);

} // namespace tapi

#endif // TAPI_MODEL_TEXTS_H
