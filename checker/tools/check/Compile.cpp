//===- Compile.cpp - One file to its summary -----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Runs clang's front end in this process. A crash in it costs the one file.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/Compile.h"

#include "checker/Compat.h"
#include "checker/engine/link/Summary.h"
#include "checker/engine/lower/Lower.h"
#include "checker/engine/lower/Summarise.h"
#include "checker/tools/check/Intrinsics.h"
#include "checker/tools/check/WindowsFiles.h"
#include "tapi_model/Handles.h"

#include "clang/Basic/FileManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/LexDiagnostic.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Serialization/PCHContainerOperations.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace tapi;
using namespace tapi::check;
using llvm::StringRef;

namespace {

/// Keeps clang's errors as lines.
class ErrorLines : public DiagnosticConsumer {
public:
  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const Diagnostic &Info) override {
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    if (Level < DiagnosticsEngine::Error)
      return;
    llvm::SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    NamesReserved |= Text.str().contains("'_"); // As clang quotes a name.
    bool IsMissing = Info.getID() == diag::err_pp_file_not_found;
    MissesHeader |= IsMissing;
    std::string Line;
    if (Info.getLocation().isValid() && Info.hasSourceManager()) {
      const SourceManager &SM = Info.getSourceManager();
      FullSourceLoc Loc(SM.getFileLoc(Info.getLocation()), SM);
      Places.push_back(Loc.getRawEncoding());
      if (PresumedLoc Place = Loc.getPresumedLoc(); Place.isValid())
        Line = (StringRef(Place.getFilename()) + ":" +
                llvm::Twine(Place.getLine()) + ":" +
                llvm::Twine(Place.getColumn()) + ": ")
                   .str();
    }
    if (MissesHeader && !IsMissing)
      return; // It may well follow from the missing one.
    Lines.push_back(
        (StringRef(Line) + "error: " + Text + " [clang-diagnostic-error]")
            .str());
  }

  std::vector<std::string> Lines;
  std::vector<engine::Position> Places;
  bool MissesHeader = false;
  bool NamesReserved = false; ///< One is about a reserved name
};

/// True if a type of handle is declared: a name alone may be that of a type
/// whose header is missing.
bool declaresHandles(ASTContext &Context) {
  for (unsigned K = 1; K < NumHandleKinds; ++K) {
    IdentifierInfo &Name =
        Context.Idents.get(StringRef(typeName(static_cast<HandleKind>(K))));
    if (!Context.getTranslationUnitDecl()->lookup(&Name).empty())
      return true;
  }
  return false;
}

/// What was seen in the parsed file.
struct Seen {
  bool Handles = false; ///< A type of handle is declared
  IntrinsicsUse Intrinsics;
};

class SummaryAction : public ASTFrontendAction {
public:
  SummaryAction(const Job &J, Compiled &Result, const PathRoot &Root,
                const ErrorLines &Errors, Seen &Saw)
      : J(J), Result(Result), Root(Root), Errors(Errors), Saw(Saw) {}

private:
  /// Hands the work to the action, which lives longer.
  class Consumer : public ASTConsumer {
  public:
    explicit Consumer(SummaryAction &Action) : Action(Action) {}
    void HandleTranslationUnit(ASTContext &Context) override {
      Action.summarise(Context);
    }
    /// The engine looks into no function of the system, and those of Windows
    /// and of intrinsics are a third of the work. Templates may use templates
    /// of the program, which only they make.
    bool shouldSkipFunctionBody(Decl *D) override {
      if (isa<FunctionTemplateDecl>(D) ||
          D->getDeclContext()->isDependentContext())
        return false;
      const SourceManager &SM = D->getASTContext().getSourceManager();
      return SM.isInSystemHeader(SM.getExpansionLoc(D->getLocation()));
    }

  private:
    SummaryAction &Action;
  };

  bool BeginInvocation(CompilerInstance &CI) override {
    Saw.Intrinsics.Precompiled =
        !CI.getPreprocessorOpts().ImplicitPCHInclude.empty();
    return true;
  }

  bool BeginSourceFileAction(CompilerInstance &CI) override {
    // A missing header is fatal to clang; the rest may be worth parsing.
    CI.getDiagnostics().setFatalsAsError(true);
    CI.getFrontendOpts().SkipFunctionBodies = true; // If the consumer agrees.
    Saw.Intrinsics.watch(CI.getPreprocessor());
    return true;
  }

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &,
                                                 StringRef) override {
    return std::make_unique<Consumer>(*this);
  }

  void summarise(ASTContext &Context) {
    Saw.Handles = declaresHandles(Context);
    Saw.Intrinsics.noteCalls(Context);
    engine::link::Unit U = engine::summarise(
        Context,
        [&](StringRef Path) { return Root.relative(realSpelling(J, Path)); },
        Errors.Places);
    Result.Summary = engine::link::writeSummary(U);
    const SourceManager &SM = Context.getSourceManager();
    for (auto It = SM.fileinfo_begin(); It != SM.fileinfo_end(); ++It) {
      llvm::SmallString<256> Path(compat::nameOf(It->first));
      SM.getFileManager().makeAbsolutePath(Path);
      llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
      Result.Sources.push_back(realSpelling(J, Path));
    }
    llvm::sort(Result.Sources);
  }

  const Job &J;
  Compiled &Result;
  const PathRoot &Root;
  const ErrorLines &Errors;
  Seen &Saw;
};

/// What Microsoft's compiler takes. In C clang took it, too, until a version
/// that differs from one to the next; in C++ a `case LINEERR_NOMEM:` of a LONG
/// is an error for it.
const char *const TakenByOthers[] = {
    "-Wno-error=implicit-function-declaration",
    "-Wno-error=implicit-int",
    "-Wno-error=incompatible-function-pointer-types",
    "-Wno-error=incompatible-pointer-types",
    "-Wno-error=int-conversion",
    "-Wno-error=c++11-narrowing",
};

enum class Intrinsics { LeftOut, Parsed };

std::vector<std::string> parseOnly(const Job &J, Intrinsics With) {
  using namespace clang::tooling;
  ArgumentsAdjuster Adjust =
      combineAdjusters(getClangStripOutputAdjuster(),
                       combineAdjusters(getClangStripDependencyFileAdjuster(),
                                        getClangSyntaxOnlyAdjuster()));
  std::vector<std::string> Command = Adjust(J.Command, J.File);
  auto At = Command.begin() + 1;
  At = Command.insert(At, "-resource-dir=" + compat::resourceDirectory()) + 1;
  // Warnings are none of our business, and there is no limit to recovery. Who
  // shows no carets does not count errors on stderr, either.
  At = Command.insert(At, {"-w", "-ferror-limit=0", "-fno-caret-diagnostics"});
  At = Command.insert(At, std::begin(TakenByOthers), std::end(TakenByOthers)) +
       std::size(TakenByOthers);
  if (With == Intrinsics::LeftOut) {
    std::vector<std::string> Without = withoutIntrinsics();
    Command.insert(At, Without.begin(), Without.end());
  }
  return Command;
}

void judge(Compiled &Result, const ErrorLines &Errors, bool Ran, bool SawTapi) {
  Result.Errors = Errors.Lines;
  if (Ran && Errors.Lines.empty()) {
    Result.How = Outcome::Whole;
    return;
  }
  std::string First = Errors.Lines.empty() ? std::string("clang could not run")
                                           : Errors.Lines.front();
  if (Errors.MissesHeader && SawTapi && !Result.Summary.empty()) {
    Result.How = Outcome::Part;
    Result.Reason = "in part: " + First;
    return;
  }
  Result.How = Outcome::Broken;
  Result.Reason = "does not compile: " + First;
}

/// True if a parse without the headers of intrinsics may differ from one with
/// them. Errors behind a missing header mostly follow from that.
bool mayMissIntrinsics(const IntrinsicsUse &Use, const ErrorLines &Errors) {
  return Use.ByProgram ||
         (Use.Included && (Use.Undeclared || Errors.NamesReserved ||
                           (!Errors.MissesHeader && !Errors.Lines.empty())));
}

/// False if what was left out may be missed; \p Result is then of no use.
bool compileOnce(const Job &J, const PathRoot &Root, Intrinsics With,
                 llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> FileSystem,
                 Compiled &Result) {
  llvm::IntrusiveRefCntPtr<FileManager> Files(
      new FileManager(FileSystemOptions(), FileSystem));
  ErrorLines Errors;
  Seen Saw;
  tooling::ToolInvocation Invocation(
      parseOnly(J, With),
      std::make_unique<SummaryAction>(J, Result, Root, Errors, Saw),
      Files.get(), std::make_shared<PCHContainerOperations>());
  Invocation.setDiagnosticConsumer(&Errors);
  bool Ran = Invocation.run();
  judge(Result, Errors, Ran, Saw.Handles);
  return With == Intrinsics::Parsed ||
         !mayMissIntrinsics(Saw.Intrinsics, Errors);
}

void compileHere(const Job &J, const PathRoot &Root, Compiled &Result) {
  auto FileSystem = filesFor(J.IsWindows);
  if (FileSystem->setCurrentWorkingDirectory(J.Directory)) {
    Result.Reason = J.Directory + ": no such folder";
    return;
  }
  if (compileOnce(J, Root, Intrinsics::LeftOut, FileSystem, Result))
    return;
  Result = Compiled();
  compileOnce(J, Root, Intrinsics::Parsed, FileSystem, Result);
}

} // namespace

Compiled tapi::check::compile(const Job &J, const PathRoot &Root) {
  Compiled Result;
  llvm::CrashRecoveryContext Guard;
  if (!Guard.RunSafely([&] { compileHere(J, Root, Result); })) {
    Result = Compiled();
    Result.Reason = "clang crashed";
  }
  return Result;
}
