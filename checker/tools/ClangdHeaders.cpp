//===- ClangdHeaders.cpp - The bodies of functions in headers -------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// clangd compiles the headers of a file beforehand, without the bodies of
/// their functions, so a handle that a header's function ends would not end in
/// the editor. This keeps the bodies in the program's own headers, from where
/// TAPI's is included on; for all others clangd decides. The linker leads the
/// one function that compiles headers here (--wrap, see CMakeLists.txt).
///
//===----------------------------------------------------------------------===//

#include "checker/Compat.h"
#include "checker/engine/lower/Lower.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclGroup.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/PrecompiledPreamble.h"
#include "clang/Lex/PPCallbacks.h"

using namespace clang;

namespace {

/// What clangd wants of a preamble, but for the bodies that are skipped.
class KeepBodies : public PreambleCallbacks {
public:
  explicit KeepBodies(PreambleCallbacks &Clangd) : Clangd(Clangd) {}

  bool shouldSkipFunctionBody(Decl *D) override {
    if (!Clangd.shouldSkipFunctionBody(D))
      return false;
    ASTContext &Context = D->getASTContext();
    const SourceManager &Files = Context.getSourceManager();
    if (Files.isInSystemHeader(Files.getExpansionLoc(D->getLocation())))
      return true;
    return !tapi::engine::mentionsTapi(Context);
  }

  void BeforeExecute(CompilerInstance &CI) override {
    Clangd.BeforeExecute(CI);
  }
  void AfterExecute(CompilerInstance &CI) override { Clangd.AfterExecute(CI); }
  void AfterPCHEmitted(ASTWriter &Writer) override {
    Clangd.AfterPCHEmitted(Writer);
  }
  void HandleTopLevelDecl(DeclGroupRef Group) override {
    Clangd.HandleTopLevelDecl(Group);
  }
  std::unique_ptr<PPCallbacks> createPPCallbacks() override {
    return Clangd.createPPCallbacks();
  }
  CommentHandler *getCommentHandler() override {
    return Clangd.getCommentHandler();
  }

private:
  PreambleCallbacks &Clangd;
};

} // namespace

using BuildPreamble = decltype(PrecompiledPreamble::Build);
using Container = std::shared_ptr<PCHContainerOperations>;

BuildPreamble clangdBuild asm("__real_" TAPI_BUILD_PREAMBLE);
BuildPreamble build asm("__wrap_" TAPI_BUILD_PREAMBLE);

llvm::ErrorOr<PrecompiledPreamble>
build(const CompilerInvocation &Invocation, const llvm::MemoryBuffer *MainFile,
      PreambleBounds Bounds, tapi::compat::PreambleDiagnostics Diagnostics,
      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
      Container Operations, bool StoreInMemory, llvm::StringRef StoragePath,
      PreambleCallbacks &Callbacks) {
  KeepBodies Kept(Callbacks);
  return clangdBuild(Invocation, MainFile, Bounds, Diagnostics, Files,
                     std::move(Operations), StoreInMemory, StoragePath, Kept);
}
