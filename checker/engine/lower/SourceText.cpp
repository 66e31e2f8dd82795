//===- SourceText.cpp - What is written, for quoting it in notes ----------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The text of an expression as the program has it, also where macros are.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/lower/UnitLowering.h"

#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace tapi::engine;

/// Longer source texts are cut in notes.
static constexpr std::size_t MaxText = 60;

/// The tokens \p R are all that the body of their macro expands to, but for
/// parentheses around them.
static bool isWholeBody(SourceRange R, const SourceManager &SM,
                        const LangOptions &Options) {
  FileID Body = SM.getFileID(R.getBegin());
  if (!SM.isMacroBodyExpansion(R.getBegin()) ||
      Body != SM.getFileID(R.getEnd()))
    return false;
  unsigned Size = SM.getFileIDSize(Body);
  unsigned Begin = SM.getFileOffset(R.getBegin());
  unsigned End = SM.getFileOffset(R.getEnd()) +
                 Lexer::MeasureTokenLength(R.getEnd(), SM, Options);
  const char *Text = SM.getCharacterData(
      R.getBegin().getLocWithOffset(-static_cast<int>(Begin)));
  llvm::StringRef Before(Text, Begin);
  llvm::StringRef After(Text + End, Size > End ? Size - End : 0);
  return Before.find_first_not_of("( \t\\\r\n") == llvm::StringRef::npos &&
         After.find_first_not_of(") \t\\\r\n") == llvm::StringRef::npos;
}

/// Where the text of \p R is that lies inside an expansion: an argument where
/// it is written, a whole expansion where its macro is named, and what is only
/// a part of a macro's body in the macro.
static CharSourceRange rangeInMacro(SourceRange R, const SourceManager &SM,
                                    const LangOptions &Options) {
  const SourceRange Outermost = R;
  while (R.getBegin().isMacroID()) {
    SourceLocation Begin = R.getBegin(), End = R.getEnd();
    if (SM.isMacroArgExpansion(Begin) && SM.isMacroArgExpansion(End))
      R = {SM.getImmediateSpellingLoc(Begin), SM.getImmediateSpellingLoc(End)};
    else if (isWholeBody(R, SM, Options))
      R = SM.getImmediateExpansionRange(Begin).getAsRange();
    else if (SM.getFileID(Begin) == SM.getFileID(End))
      R = {SM.getSpellingLoc(Begin), SM.getSpellingLoc(End)};
    else
      break;
  }
  if (R.getBegin().isMacroID() || SM.isWrittenInScratchSpace(R.getBegin()) ||
      SM.isWrittenInScratchSpace(R.getEnd()))
    return SM.getExpansionRange(Outermost);
  return CharSourceRange::getTokenRange(R);
}

/// What is written in one file, without a macro at either end, as it is there.
static llvm::StringRef textInFile(SourceRange R, const SourceManager &SM,
                                  const LangOptions &Opts) {
  if (R.getBegin().isMacroID() || R.getEnd().isMacroID())
    return {};
  auto [File, Begin] = SM.getDecomposedLoc(R.getBegin());
  auto [EndFile, End] = SM.getDecomposedLoc(R.getEnd());
  if (File != EndFile || End < Begin)
    return {};
  End += Lexer::MeasureTokenLength(R.getEnd(), SM, Opts);
  return SM.getBufferData(File).slice(Begin, End);
}

/// \p Text is one line as it is quoted: no comments, no white space but single
/// blanks.
static bool isPlainLine(llvm::StringRef Text) {
  return Text.find_first_of("/\\\t\r\n\v\f") == llvm::StringRef::npos &&
         !Text.contains("  ");
}

std::string UnitLowering::sourceText(SourceRange R) const {
  llvm::StringRef Text = textInFile(R, SM, Context.getLangOpts());
  if (!Text.empty() && Text.size() <= MaxText && isPlainLine(Text))
    return Text.str();
  CharSourceRange File = Lexer::makeFileCharRange(
      CharSourceRange::getTokenRange(R), SM, Context.getLangOpts());
  if (File.isInvalid())
    File = rangeInMacro(R, SM, Context.getLangOpts());
  Text = Lexer::getSourceText(File, SM, Context.getLangOpts());
  // The lexer drops comments and line breaks.
  std::string Copy = Text.str();
  const char *Begin = Copy.c_str();
  Lexer Tokens(SourceLocation(), Context.getLangOpts(), Begin, Begin,
               Begin + Copy.size());
  std::string Line;
  for (;;) {
    Token T;
    Tokens.LexFromRawLexer(T);
    if (T.is(tok::eof))
      break;
    if (!Line.empty() && (T.hasLeadingSpace() || T.isAtStartOfLine()))
      Line.push_back(' ');
    std::size_t At = Tokens.getCurrentBufferOffset() - T.getLength();
    Line += Copy.substr(At, T.getLength());
  }
  if (Line.size() > MaxText) {
    Line.resize(MaxText - 3);
    Line += "...";
  }
  return Line;
}
