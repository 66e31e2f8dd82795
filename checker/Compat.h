//===- Compat.h - Differences between versions of LLVM --------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The one place that knows which version of LLVM this is built for. Everything
/// else is written for the newest supported one. It includes nothing of ours,
/// so that the engine may include it as well as the programs.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_COMPAT_H
#define TAPI_CHECKER_COMPAT_H

#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/Config/llvm-config.h"

// Newer versions declare the registry in ClangTidyModule.h.
#if LLVM_VERSION_MAJOR < 22
#include "clang-tidy/ClangTidyModuleRegistry.h"
#else
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "clang/Options/OptionUtils.h"
#endif

#include <string>
#include <vector>

namespace tapi::compat {

/// True if printed diagnostics number the lines of the source that they show.
constexpr bool PrintsLineNumbers = LLVM_VERSION_MAJOR >= 17;

/// True if a graph of control flow tells the ends of variables without a
/// destructor only when asked for scopes, too.
constexpr bool LifetimesNeedScopes = LLVM_VERSION_MAJOR < 18;

/// Where \p E begins. LLVM 22's own getBeginLoc has a call of operator() begin
/// at its parenthesis.
inline clang::SourceLocation beginOf(const clang::Stmt *E) {
  return E->getSourceRange().getBegin();
}

/// True for a function that a class declares without defining it.
inline bool isPureVirtual(const clang::CXXMethodDecl *Method) {
#if LLVM_VERSION_MAJOR < 18
  return Method->isPure();
#else
  return Method->isPureVirtual();
#endif
}

/// The names of the checks that \p Options enable, without alpha checkers of
/// the static analyzer and without checks written in a configuration file.
inline std::vector<std::string>
enabledChecks(const clang::tidy::ClangTidyOptions &Options) {
#if LLVM_VERSION_MAJOR < 22
  return clang::tidy::getCheckNames(Options, false);
#else
  return clang::tidy::getCheckNames(Options, false, false);
#endif
}

/// The options of a printer of diagnostics, which newer versions of clang take
/// by reference and older ones as a counted pointer.
#if LLVM_VERSION_MAJOR < 21
class PrinterOptions {
public:
  clang::DiagnosticOptions *operator->() { return Held.get(); }
  clang::DiagnosticOptions *passed() { return Held.get(); }

private:
  llvm::IntrusiveRefCntPtr<clang::DiagnosticOptions> Held{
      new clang::DiagnosticOptions};
};
#else
class PrinterOptions {
public:
  clang::DiagnosticOptions *operator->() { return &Held; }
  clang::DiagnosticOptions &passed() { return Held; }

private:
  clang::DiagnosticOptions Held;
};
#endif

/// How the compiler of preambles takes the engine of diagnostics.
#if LLVM_VERSION_MAJOR < 21
using PreambleDiagnostics = clang::DiagnosticsEngine &;
#else
using PreambleDiagnostics = llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine>;
#endif

/// Where clang's own headers are, as seen from this program.
inline std::string resourceDirectory() {
  static int Here; // An address in this program.
#if LLVM_VERSION_MAJOR < 22
  return clang::CompilerInvocation::GetResourcesPath("tapi-check", &Here);
#else
  return clang::GetResourcesPath("tapi-check", &Here);
#endif
}

/// The name of a file that a SourceManager lists.
#if LLVM_VERSION_MAJOR < 18
inline llvm::StringRef nameOf(const clang::FileEntry *File) {
  return File->getName();
}
#else
inline llvm::StringRef nameOf(clang::FileEntryRef File) {
  return File.getName();
}
#endif

/// Diagnostics that go to \p Client, for a look at a command line.
inline llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine>
silentDiagnostics(clang::DiagnosticConsumer &Client,
                  llvm::vfs::FileSystem &Files) {
#if LLVM_VERSION_MAJOR < 20
  (void)Files;
  return clang::CompilerInstance::createDiagnostics(
      new clang::DiagnosticOptions, &Client, /*ShouldOwnClient=*/false);
#elif LLVM_VERSION_MAJOR < 21
  return clang::CompilerInstance::createDiagnostics(
      Files, new clang::DiagnosticOptions, &Client,
      /*ShouldOwnClient=*/false);
#else
  static clang::DiagnosticOptions Options;
  return clang::CompilerInstance::createDiagnostics(Files, Options, &Client,
                                                    /*ShouldOwnClient=*/false);
#endif
}

} // namespace tapi::compat

#endif // TAPI_CHECKER_COMPAT_H
