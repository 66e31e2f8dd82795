//===- Summarise.cpp - A translation unit on its own ---------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See Summarise.h. A place in a macro is where the macro is used, or where its
/// argument is written, as clang-tidy shows it.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/lower/Summarise.h"

#include "checker/engine/link/References.h"
#include "checker/engine/lower/Lower.h"

#include "clang/AST/ASTContext.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace tapi;
using namespace tapi::engine;
using llvm::StringRef;

namespace {

/// Numbers the places and files of one unit.
class PlaceTable {
public:
  PlaceTable(const SourceManager &SM, link::Unit &U,
             llvm::function_ref<std::string(StringRef)> Shown)
      : SM(SM), U(U), Shown(Shown) {}

  Position number(Position Raw) {
    if (!Raw)
      return 0;
    auto [It, New] = Numbers.try_emplace(Raw, 0);
    if (New)
      It->second = add(SourceLocation::getFromRawEncoding(Raw));
    return It->second;
  }

  std::uint32_t file(FileID Id) {
    auto [It, New] =
        Files.try_emplace(Id, static_cast<std::uint32_t>(U.Files.size()));
    if (New)
      U.Files.push_back(Shown(path(Id)));
    return It->second;
  }

private:
  Position add(SourceLocation Loc) {
    auto [Id, Offset] = SM.getDecomposedLoc(SM.getFileLoc(Loc));
    bool Invalid = false;
    unsigned Line = SM.getLineNumber(Id, Offset, &Invalid);
    if (Invalid)
      return 0;
    U.Places.push_back({file(Id), Line, SM.getColumnNumber(Id, Offset)});
    return static_cast<Position>(U.Places.size());
  }

  std::string path(FileID Id) {
    auto File = SM.getFileEntryRefForID(Id);
    if (!File) // Of the command line, or predefined.
      return SM.getBufferName(SM.getLocForStartOfFile(Id)).str();
    llvm::SmallString<256> Path(File->getName());
    SM.getFileManager().makeAbsolutePath(Path);
    llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
    return std::string(Path);
  }

  const SourceManager &SM;
  link::Unit &U;
  llvm::function_ref<std::string(StringRef)> Shown;
  llvm::DenseMap<Position, Position> Numbers;
  llvm::DenseMap<FileID, std::uint32_t> Files;
};

} // namespace

link::Unit
tapi::engine::summarise(ASTContext &Context,
                        llvm::function_ref<std::string(StringRef)> Shown,
                        const std::vector<Position> &Mistakes) {
  link::Unit U;
  U.M = lowerUnit(Context, Scope::Program, {}, Mistakes);
  const SourceManager &SM = Context.getSourceManager();
  PlaceTable Places(SM, U, Shown);
  U.Main = U.Files[Places.file(SM.getMainFileID())];
  auto Renumber = [&](link::Ref Kind, std::uint32_t &Number, bool) {
    if (Kind == link::Ref::Position)
      Number = Places.number(Number);
  };
  for (ir::Function &F : U.M.Functions)
    link::visitReferences(F, Renumber);
  link::visitTables(U.M, Renumber);
  return U;
}
