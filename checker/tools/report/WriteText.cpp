//===- WriteText.cpp - The form of clang-tidy -----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Prints through clang's own printer of diagnostics, as clang-tidy does, so
/// that excerpts, carets, tabs and wide characters come out the same.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/report/Writers.h"

#include "checker/Compat.h"
#include "tapi_model/Texts.h"

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/TextDiagnostic.h"

namespace tapi::report {
namespace {

using Level = clang::DiagnosticsEngine::Level;

/// Text that clang's printer and we write in turns: that printer may buffer
/// what goes to a stream with a buffer, and asks for colours when it is made.
class Lines : public llvm::raw_string_ostream {
public:
  explicit Lines(bool UseColour) : llvm::raw_string_ostream(Text) {
    enable_colors(UseColour);
  }

private:
  std::string Text;
};

class Printer {
public:
  Printer(Sources &Code, bool UseColour)
      : Code(Code), Out(UseColour),
        Diagnostics(new clang::DiagnosticIDs, Options.passed(),
                    new clang::IgnoringDiagConsumer),
        Files(clang::FileSystemOptions(), Code.fileSystem()),
        Manager(Diagnostics, Files), Text(Out, Language, Options.passed()) {
    Options->ShowColors = UseColour;
  }

  const std::string &text() { return Out.str(); }

  void print(Level L, const Place &Where, const std::string &Message) {
    clang::SourceLocation Location = locate(Where);
    if (Location.isInvalid() && Where.Line) {
      // Clang would leave the place out of what it cannot read.
      Out << Where.File << ':' << Where.Line << ':' << Where.Column << ": "
          << (L == Level::Note ? "note: " : "warning: ") << Message << '\n';
      return;
    }
    Text.emitDiagnostic(clang::FullSourceLoc(Location, Manager), L, Message,
                        /*Ranges=*/{}, /*FixIts=*/{});
  }

private:
  clang::SourceLocation locate(const Place &Where) {
    if (!Where.Line || Where.Line > Code.lines(Where.File).size())
      return {};
    // Opened, it has the size of the text that it reads as.
    auto File = Files.getOptionalFileRef(Where.File, /*OpenFile=*/true);
    if (!File)
      return {};
    return Manager.translateLineCol(
        Manager.getOrCreateFileID(*File, clang::SrcMgr::C_User), Where.Line,
        Where.Column);
  }

  Sources &Code;
  Lines Out;
  compat::PrinterOptions Options;
  clang::LangOptions Language;
  clang::DiagnosticsEngine Diagnostics; // Only for the source manager.
  clang::FileManager Files;
  clang::SourceManager Manager;
  clang::TextDiagnostic Text;
};

} // namespace

void writeText(const Report &R, Sources &Code, llvm::raw_ostream &Out,
               bool UseColour) {
  Printer P(Code, UseColour);
  for (const Entry &E : R.Entries) {
    const ReportedFinding &F = E.Finding;
    if (!E.counts())
      continue;
    P.print(Level::Warning, F.Where, F.Text + " [" + F.Check + ']');
    for (const Step &S : F.Notes)
      P.print(Level::Note, S.Where, S.Text);
    if (E.Runtime) {
      TextArguments A;
      A.Detail = E.Runtime->Text;
      P.print(Level::Note, F.Where, render(Text::NoteSeenAtRuntime, A));
    }
  }
  for (const UnusedNoLint &U : R.Unused)
    P.print(Level::Warning, U.Where, U.Text + " [tapi-unused-nolint]");
  Out << P.text();
}

} // namespace tapi::report
