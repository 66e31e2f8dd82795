//===- FileText.cpp - What a look at a file tells ------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A name defines a function if its parentheses are followed by '{' or ':',
/// with nothing but qualifiers and attributes between. Statements such as "if
/// (x) {" look the same; they only add names that nobody asks for.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/FileText.h"

#include "tapi_model/Handles.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/xxhash.h"

using namespace tapi;
using namespace tapi::check;
using clang::tok::TokenKind;
namespace tok = clang::tok;
using llvm::StringRef;

std::uint64_t tapi::check::nameHash(StringRef Name) {
  // The two largest numbers are the set's own.
  return llvm::xxHash64(Name) >> 1;
}

namespace {

clang::LangOptions anyLanguage() {
  clang::LangOptions Options;
  Options.CPlusPlus = Options.CPlusPlus11 = Options.LineComment = true;
  return Options;
}

class Scanner {
public:
  explicit Scanner(StringRef Text)
      : Text(Text), Language(anyLanguage()),
        Tokens(clang::SourceLocation(), Language, Text.begin(), Text.begin(),
               Text.end()) {}

  FileText run() {
    for (next(); !T.is(tok::eof); next())
      token();
    return std::move(Out);
  }

private:
  void next() { Tokens.LexFromRawLexer(T); }

  StringRef spelling() {
    std::size_t End = Tokens.getCurrentBufferOffset();
    return Text.substr(End - T.getLength(), T.getLength());
  }

  void token() {
    if (T.is(tok::hash) && T.isAtStartOfLine())
      return directive();
    if (T.is(tok::raw_identifier)) {
      StringRef Name = spelling();
      Out.NamesHandles |= kindOfType(Name) != HandleKind::None;
      Before = nameHash(Name);
      return;
    }
    if (T.is(tok::l_paren)) {
      if (Before)
        Out.Calls.insert(Before);
      Open.push_back({Before, Closed});
      Closed = 0;
    } else if (T.is(tok::r_paren)) {
      Closed = 0;
      if (!Open.empty()) {
        auto [Name, Outer] = Open.pop_back_val();
        // Attributes have parentheses, too.
        Closed = Outer ? Outer : Name;
      }
    } else if (T.isOneOf(tok::l_brace, tok::colon)) {
      if (Closed)
        Out.Defines.insert(Closed);
      Closed = 0;
    } else if (!T.isOneOf(tok::arrow, tok::coloncolon, tok::amp, tok::ampamp,
                          tok::star, tok::less, tok::greater)) {
      Closed = 0;
    }
    Before = 0;
  }

  void directive() {
    next();
    StringRef Name = T.is(tok::raw_identifier) ? spelling() : "";
    if (Name != "include" && Name != "include_next" && Name != "import")
      return;
    StringRef Rest = Text.substr(Tokens.getCurrentBufferOffset());
    Rest = Rest.substr(0, Rest.find_first_of("\r\n")).ltrim();
    char Close = Rest.starts_with("<") ? '>' : '"';
    std::size_t End = Rest.find(Close, 1);
    if (!(Rest.starts_with("<") || Rest.starts_with("\"")) ||
        End == StringRef::npos)
      Out.IncludesByMacro = true;
    else
      Out.Includes.push_back({Rest.substr(1, End - 1).str(), Close == '"'});
  }

  StringRef Text;
  clang::LangOptions Language;
  clang::Lexer Tokens;
  clang::Token T;
  FileText Out;
  /// The name before each open parenthesis, and what was closed before it.
  llvm::SmallVector<std::pair<std::uint64_t, std::uint64_t>, 16> Open;
  std::uint64_t Before = 0; ///< The name before this token
  std::uint64_t Closed = 0; ///< The name whose parentheses have closed
};

} // namespace

FileText tapi::check::scanText(StringRef Text) { return Scanner(Text).run(); }
