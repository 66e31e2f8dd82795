//===- Rounds.cpp - Which files are compiled -----------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A file that cannot reach TAPI by its headers matters if it calls a function
/// that does, or defines one that such a function calls. The names in its text
/// tell.
///
//===----------------------------------------------------------------------===//

#include "checker/tools/check/Rounds.h"

#include "checker/engine/link/Join.h"
#include "checker/engine/link/Summary.h"
#include "checker/engine/sim/Footprint.h"
#include "checker/tools/check/Progress.h"
#include "checker/tools/check/Reach.h"

#include "llvm/Support/Parallel.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace tapi;
using namespace tapi::check;
using llvm::StringRef;

namespace {

/// The names by which compiled files and others may know each other.
struct Names {
  llvm::DenseSet<std::uint64_t> Reaching; ///< Functions that reach TAPI
  llvm::DenseSet<std::uint64_t> Unseen;   ///< Functions that those call
};

void add(llvm::DenseSet<std::uint64_t> &To, StringRef Name) {
  Name.consume_front("~");
  if (!Name.empty())
    To.insert(nameHash(Name));
}

Names namesOf(const engine::ir::Module &M) {
  Names Result;
  std::vector<engine::Footprint> Prints = engine::footprints(M);
  for (engine::ir::FuncId F = 0; F < M.Functions.size(); ++F) {
    const engine::ir::Function &Fn = M.Functions[F];
    if (!Fn.HasBody || !(Prints[F].ReachesTapi || Prints[F].TouchesHandles))
      continue;
    if (!Fn.Internal)
      add(Result.Reaching, Fn.Name);
    for (const engine::ir::CallSite &C : Fn.Calls)
      if (C.Callee != engine::ir::None && !C.SystemCallee &&
          !M.Functions[C.Callee].HasBody)
        add(Result.Unseen, M.Functions[C.Callee].Name);
  }
  return Result;
}

bool intersect(const llvm::DenseSet<std::uint64_t> &A,
               const llvm::DenseSet<std::uint64_t> &B) {
  const auto &Small = A.size() < B.size() ? A : B;
  const auto &Large = A.size() < B.size() ? B : A;
  return llvm::any_of(Small,
                      [&](std::uint64_t Name) { return Large.contains(Name); });
}

bool concerns(const Names &Of, const Reach::Answer &File) {
  return llvm::any_of(File.Texts, [&](const FileText *Text) {
    return intersect(Text->Calls, Of.Reaching) ||
           intersect(Text->Defines, Of.Unseen);
  });
}

/// Parsing has taken much memory, and each thread keeps its own for more of
/// that. What comes next is the turn of another thread, and needs as much.
void giveMemoryBack() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

class Rounds {
public:
  Rounds(llvm::ArrayRef<Job> Jobs, const PathRoot &Root, Cache &Known)
      : Jobs(Jobs), Root(Root), Known(Known), Results(Jobs.size()),
        Answers(Jobs.size()), Bar(Jobs.size()) {}

  Compilation run() {
    llvm::parallelFor(0, Jobs.size(), [&](std::size_t I) {
      Answers[I] = Files.look(Jobs[I]);
      if (Answers[I].MayReach)
        compileOne(I);
      Bar.step();
    });
    do
      giveMemoryBack();
    while (round());
    giveMemoryBack();
    Bar.end();
    Compilation All;
    All.Sources = Files.files();
    for (const FileResult &R : Results)
      llvm::append_range(All.Sources, R.Result.Sources);
    llvm::sort(All.Sources);
    All.Sources.erase(std::unique(All.Sources.begin(), All.Sources.end()),
                      All.Sources.end());
    All.Files = std::move(Results);
    return All;
  }

private:
  void compileOne(std::size_t I) {
    Results[I].WasCompiled = true;
    if (auto Cached = Known.find(Jobs[I], Root)) {
      Results[I].Result = std::move(*Cached);
      return;
    }
    Results[I].Result = compile(Jobs[I], Root);
    Known.keep(Jobs[I], Root, Results[I].Result);
  }

  bool round() {
    std::vector<std::size_t> Left;
    for (std::size_t I = 0; I < Jobs.size(); ++I)
      if (!Results[I].WasCompiled)
        Left.push_back(I);
    if (Left.empty() || Left.size() == Jobs.size())
      return false;
    auto Units = unitsOf(Results);
    if (!Units) { // Whoever links them says so.
      llvm::consumeError(Units.takeError());
      return false;
    }
    Names Of = namesOf(engine::link::join(std::move(*Units), true).M);
    llvm::erase_if(Left,
                   [&](std::size_t I) { return !concerns(Of, Answers[I]); });
    llvm::parallelFor(0, Left.size(),
                      [&](std::size_t I) { compileOne(Left[I]); });
    return !Left.empty();
  }

  llvm::ArrayRef<Job> Jobs;
  const PathRoot &Root;
  Cache &Known;
  Reach Files;
  std::vector<FileResult> Results;
  std::vector<Reach::Answer> Answers;
  Progress Bar;
};

} // namespace

Compilation tapi::check::compileAll(llvm::ArrayRef<Job> Jobs,
                                    const PathRoot &Root, Cache &Known,
                                    unsigned Threads) {
  llvm::parallel::strategy = llvm::hardware_concurrency(Threads);
  return Rounds(Jobs, Root, Known).run();
}

llvm::Expected<std::vector<engine::link::Unit>>
tapi::check::unitsOf(llvm::ArrayRef<FileResult> All) {
  std::vector<engine::link::Unit> Units;
  // Two commands of a file may come to the same.
  llvm::DenseSet<StringRef> Known;
  for (const FileResult &C : All) {
    if (!C.WasCompiled || C.Result.Summary.empty() ||
        !Known.insert(C.Result.Summary).second)
      continue;
    auto U = engine::link::readSummary(C.Result.Summary);
    if (!U)
      return U.takeError();
    Units.push_back(std::move(*U));
  }
  return Units;
}
