//===- Join.cpp - Several units become one program -----------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// First every unit says what it defines, then its numbers are replaced by
/// those of the program. Places of the program are sorted, so that findings are
/// in the order of the source.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/link/Join.h"

#include "checker/engine/link/References.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"

#include <tuple>

using namespace tapi;
using namespace tapi::engine;
using namespace tapi::engine::link;

namespace {

using PlaceKey = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;

PlaceKey key(const SourcePlace &P) { return {P.File, P.Line, P.Column}; }

template <typename T> std::uint32_t sizeOf(const T &Table) {
  return static_cast<std::uint32_t>(Table.size());
}

/// From the numbers of one unit to those of the program.
struct Renumbering {
  std::vector<Position> Places;
  std::vector<ir::FuncId> Functions;
  std::vector<ir::VarId> Globals;
  std::vector<ir::FieldId> Fields;
  std::vector<ir::StringId> Strings;

  void apply(Ref Kind, std::uint32_t &Number) const {
    if (Kind == Ref::Position)
      Number = Places[Number];
    else if (Number == ir::None)
      return;
    else if (Kind == Ref::Function)
      Number = Functions[Number];
    else if (Kind == Ref::Global)
      Number = Globals[Number];
    else if (Kind == Ref::Field)
      Number = Fields[Number];
    else if (Kind == Ref::String)
      Number = Strings[Number];
  }
};

/// The definitions of one name in all units.
struct Definitions {
  ir::FuncId Declared = ir::None; ///< For units that only call it
  PlaceKey First;                 ///< Where the first body is
  bool HasBody = false, Several = false;
};

class UnitJoiner {
public:
  UnitJoiner(std::vector<Unit> TheUnits, bool Closed)
      : Units(std::move(TheUnits)), Numbers(Units.size()) {
    Out.M.Closed = Closed;
  }

  Unit run() {
    llvm::sort(Units,
               [](const Unit &A, const Unit &B) { return A.Main < B.Main; });
    joinFiles();
    joinPlaces();
    for (std::uint32_t I = 0; I < Units.size(); ++I) {
      joinStrings(I);
      visitTables(Units[I].M, [&](Ref Kind, std::uint32_t &Number, bool) {
        Numbers[I].apply(Kind, Number);
      });
      joinFields(I);
      joinGlobals(I);
      declareFunctions(I);
    }
    if (Out.M.Closed)
      close();
    for (std::uint32_t I = 0; I < Units.size(); ++I)
      moveBodies(I);
    return std::move(Out);
  }

private:
  void joinFiles() {
    for (const Unit &U : Units)
      Out.Files.insert(Out.Files.end(), U.Files.begin(), U.Files.end());
    llvm::sort(Out.Files);
    Out.Files.erase(std::unique(Out.Files.begin(), Out.Files.end()),
                    Out.Files.end());
    for (Unit &U : Units)
      for (SourcePlace &P : U.Places)
        P.File = static_cast<std::uint32_t>(
            llvm::lower_bound(Out.Files, U.Files[P.File]) - Out.Files.begin());
  }

  void joinPlaces() {
    std::vector<SourcePlace> &All = Out.Places;
    auto Before = [](const SourcePlace &A, const SourcePlace &B) {
      return key(A) < key(B);
    };
    auto Same = [](const SourcePlace &A, const SourcePlace &B) {
      return key(A) == key(B);
    };
    for (const Unit &U : Units)
      All.insert(All.end(), U.Places.begin(), U.Places.end());
    llvm::sort(All, Before);
    All.erase(std::unique(All.begin(), All.end(), Same), All.end());
    for (std::uint32_t I = 0; I < Units.size(); ++I) {
      Numbers[I].Places.push_back(0);
      for (const SourcePlace &P : Units[I].Places)
        Numbers[I].Places.push_back(static_cast<Position>(
            std::lower_bound(All.begin(), All.end(), P, Before) - All.begin() +
            1));
    }
  }

  void joinFields(std::uint32_t I) {
    for (ir::Field &F : Units[I].M.Fields) {
      std::string Key = F.OfUnion ? F.Record : F.Record + '\n' + F.Name;
      auto [It, New] = FieldIds.try_emplace(Key, sizeOf(FieldIds));
      if (New)
        Out.M.Fields.push_back(std::move(F));
      else {
        ir::Field &Known = Out.M.Fields[It->second];
        if (Known.Kind == HandleKind::None)
          Known.Kind = F.Kind;
        Known.IsMixed |= F.IsMixed || Known.Carries != F.Carries;
        Known.Unread |= F.Unread;
      }
      Numbers[I].Fields.push_back(It->second);
    }
  }

  void joinStrings(std::uint32_t I) {
    for (std::string &S : Units[I].M.Strings) {
      auto [It, New] = StringIds.try_emplace(S, sizeOf(StringIds));
      if (New)
        Out.M.Strings.push_back(std::move(S));
      Numbers[I].Strings.push_back(It->second);
    }
  }

  void joinGlobals(std::uint32_t I) {
    for (ir::Global &G : Units[I].M.Globals) {
      ir::VarId Id = sizeOf(Out.M.Globals);
      if (!G.Internal && !G.Usr.empty())
        Id = GlobalIds.try_emplace(G.Usr, Id).first->second;
      Numbers[I].Globals.push_back(Id);
      if (Id < Out.M.Globals.size())
        merge(Out.M.Globals[Id], G);
      else
        Out.M.Globals.push_back(std::move(G));
    }
  }

  /// All who use the storages are here, and were read.
  void close() {
    for (ir::Global &G : Out.M.Globals) {
      G.Internal |= !G.Unread;
      G.Shared &= G.Unread;
    }
    for (ir::Field &F : Out.M.Fields)
      F.Shared &= F.Unread || F.OfSystem;
  }

  static void merge(ir::Global &Known, const ir::Global &G) {
    bool Differs = Known.ConstantInit && G.ConstantInit && Known.Init != G.Init;
    Known.Written |= G.Written || Differs;
    Known.Unread |= G.Unread;
    if (Known.Kind == HandleKind::None)
      Known.Kind = G.Kind;
    if (G.ConstantInit) {
      Known.ConstantInit = true;
      Known.Init = G.Init;
    }
  }

  ir::FuncId add(const ir::Function &F) {
    ir::Function &New = Out.M.Functions.emplace_back();
    New.Name = F.Name;
    New.Usr = F.Usr;
    New.Tapi = F.Tapi;
    New.Internal = F.Internal;
    Bodies.emplace_back(ir::None, ir::None);
    return sizeOf(Out.M.Functions) - 1;
  }

  void declareFunctions(std::uint32_t I) {
    const Unit &U = Units[I];
    for (std::uint32_t N = 0; N < U.M.Functions.size(); ++N) {
      const ir::Function &F = U.M.Functions[N];
      ir::FuncId Id = declare(U, F);
      if (F.HasBody && Bodies[Id].first == ir::None)
        Bodies[Id] = {I, N};
      Out.M.Functions[Id].AddressTaken |= F.AddressTaken;
      Numbers[I].Functions.push_back(Id);
    }
  }

  ir::FuncId declare(const Unit &U, const ir::Function &F) {
    if (F.Internal || F.Usr.empty())
      return add(F);
    Definitions &D = Functions[F.Usr];
    if (D.Declared == ir::None)
      D.Declared = add(F);
    if (!F.HasBody)
      return D.Declared;
    const SourcePlace *Where = U.place(F.Where);
    PlaceKey Here = Where ? key(*Where) : PlaceKey();
    if (!D.HasBody) {
      D.HasBody = true;
      D.First = Here;
    } else if (D.First != Here) { // Else of a header that both include.
      D.Several = true;
      return add(F);
    }
    return D.Declared;
  }

  /// Whoever only declares a name that has several definitions calls none.
  void withdrawAmbiguous(std::uint32_t I) {
    const ir::Module &M = Units[I].M;
    for (std::uint32_t N = 0; N < M.Functions.size(); ++N) {
      const ir::Function &F = M.Functions[N];
      auto It = Functions.find(F.Usr);
      if (F.HasBody || F.Internal || It == Functions.end() ||
          !It->second.Several)
        continue;
      auto [Unseen, New] = UnseenIds.try_emplace(F.Usr, 0);
      if (New)
        Unseen->second = add(F);
      Numbers[I].Functions[N] = Unseen->second;
    }
  }

  void moveBodies(std::uint32_t I) {
    withdrawAmbiguous(I);
    const Renumbering &To = Numbers[I];
    std::vector<ir::Function> &From = Units[I].M.Functions;
    for (std::uint32_t N = 0; N < From.size(); ++N) {
      ir::FuncId Id = To.Functions[N];
      if (Bodies[Id] != std::make_pair(I, N))
        continue;
      visitReferences(From[N], [&](Ref Kind, std::uint32_t &Number, bool) {
        To.apply(Kind, Number);
      });
      From[N].AddressTaken |= Out.M.Functions[Id].AddressTaken;
      Out.M.Functions[Id] = std::move(From[N]);
    }
    for (auto &Skipped : Units[I].M.Skipped)
      Out.M.Skipped.push_back(std::move(Skipped));
  }

  std::vector<Unit> Units;
  std::vector<Renumbering> Numbers; ///< By unit
  Unit Out;
  /// By function of the program: unit and number of its body.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> Bodies;
  llvm::StringMap<std::uint32_t> FieldIds, StringIds, GlobalIds, UnseenIds;
  llvm::StringMap<Definitions> Functions;
};

} // namespace

Unit tapi::engine::link::join(std::vector<Unit> Units, bool Closed) {
  return UnitJoiner(std::move(Units), Closed).run();
}
