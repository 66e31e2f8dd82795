//===- Validate.cpp - What the simulation may rely on --------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Bounds of every number of a unit that was read. What is left out: whether
/// the code makes sense; the simulation copes with code that does not.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/link/References.h"
#include "checker/engine/link/Summary.h"

#include "llvm/ADT/STLExtras.h"

using namespace tapi;
using namespace tapi::engine;
using namespace tapi::engine::link;

namespace {

/// Looks for expressions and places that contain themselves.
class CycleSearch {
public:
  explicit CycleSearch(const ir::Function &F)
      : F(F), Colour(F.Nodes.size() + F.Places.size(), White) {}

  bool found() {
    for (std::uint32_t I = 0; I < Colour.size(); ++I)
      if (Colour[I] == White && search(I))
        return true;
    return false;
  }

private:
  enum : std::uint8_t { White, Open, Done };

  /// Nodes first, then places.
  void parts(std::uint32_t Id, llvm::SmallVectorImpl<std::uint32_t> &Out) {
    std::uint32_t NumNodes = static_cast<std::uint32_t>(F.Nodes.size());
    Ref Kind;
    if (Id >= NumNodes) {
      const ir::Place &P = F.Places[Id - NumNodes];
      if (P.Base == ir::BaseKind::Deref)
        Out.push_back(P.Id);
      for (const ir::Selector &S : P.Path)
        if (S.K != ir::Selector::Field)
          Out.push_back(S.Id);
      return;
    }
    const ir::Node &N = F.Nodes[Id];
    if (operandKind(N.Kind, Kind) && Kind == Ref::Node)
      Out.push_back(N.A);
    if (N.Kind == ir::NodeKind::Address)
      Out.push_back(NumNodes + N.A);
    if (N.Kind == ir::NodeKind::Binary)
      Out.push_back(N.B);
  }

  bool search(std::uint32_t Root) {
    std::vector<std::uint32_t> Work{Root};
    while (!Work.empty()) {
      std::uint32_t Id = Work.back();
      if (Colour[Id] != White) {
        Colour[Id] = Done;
        Work.pop_back();
        continue;
      }
      Colour[Id] = Open;
      llvm::SmallVector<std::uint32_t, 4> Parts;
      parts(Id, Parts);
      for (std::uint32_t Part : Parts) {
        if (Colour[Part] == Open)
          return true;
        if (Colour[Part] == White)
          Work.push_back(Part);
      }
    }
    return false;
  }

  const ir::Function &F;
  std::vector<std::uint8_t> Colour;
};

class Validator {
public:
  explicit Validator(const Unit &U) : U(U) {}

  std::string run() {
    for (const SourcePlace &P : U.Places)
      expect(P.File < U.Files.size(), "a place in no file");
    visitTables(U.M, [&](Ref Kind, std::uint32_t Id, bool) {
      bool None = Kind != Ref::Position && Id == ir::None;
      expect(None || Id < count(Kind, ir::Function()),
             "a reference to nothing");
    });
    for (const ir::Global &G : U.M.Globals)
      type(G.Ty);
    for (const ir::Function &F : U.M.Functions)
      if (Mistake.empty())
        function(F);
    return Mistake;
  }

private:
  void expect(bool Holds, const char *Otherwise) {
    if (!Holds && Mistake.empty())
      Mistake = Otherwise;
  }

  void type(ir::Type T) {
    expect(T.Bits >= 1 && T.Bits <= 64, "a type of no width");
  }

  std::size_t count(Ref Kind, const ir::Function &F) const {
    switch (Kind) {
    case Ref::Position:
      return U.Places.size() + 1;
    case Ref::Function:
      return U.M.Functions.size();
    case Ref::Global:
      return U.M.Globals.size();
    case Ref::Field:
      return U.M.Fields.size();
    case Ref::String:
      return U.M.Strings.size();
    case Ref::Var:
      return F.Vars.size();
    case Ref::Node:
      return F.Nodes.size();
    case Ref::Place:
      return F.Places.size();
    case Ref::Temp:
      return F.NumTemps;
    case Ref::Block:
      return F.Blocks.size();
    case Ref::Call:
      return F.Calls.size();
    }
    return 0;
  }

  void function(const ir::Function &F) {
    expect(F.NumParams <= F.Vars.size() &&
               (!F.IsCallback || !F.HasBody || F.NumParams >= 6),
           "a function without its parameters");
    expect(F.TempCrossesBlocks.size() == F.NumTemps,
           "a function without its temporaries");
    expect(!F.HasBody || F.Entry < F.Blocks.size(),
           "a function without its entry");
    visitReferences(F, [&](Ref Kind, std::uint32_t Id, bool MayBeNone) {
      // "No place" is 0.
      bool None = MayBeNone && Kind != Ref::Position &&
                  (Id == ir::None || (Kind == Ref::Block && !F.HasBody));
      expect(None || Id < count(Kind, F), "a reference to nothing");
    });
    for (const ir::Node &N : F.Nodes)
      type(N.Ty);
    for (const ir::Variable &V : F.Vars)
      type(V.Ty);
    for (const ir::CallSite &C : F.Calls)
      type(C.ResultType);
    for (const ir::Block &B : F.Blocks)
      for (const ir::Case &C : B.End.Cases)
        expect(C.Low <= C.High, "a case that never applies");
    expect(!Mistake.empty() || !CycleSearch(F).found(),
           "an expression that contains itself");
  }

  const Unit &U;
  std::string Mistake;
};

} // namespace

std::string tapi::engine::link::mistakeIn(const Unit &U) {
  return Validator(U).run();
}
