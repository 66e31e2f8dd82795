//===- World.h - What all simulations of a module share ---------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The module, its names, and where in the module an instruction stands.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_WORLD_H
#define TAPI_CHECKER_ENGINE_SIM_WORLD_H

#include "checker/engine/sim/Names.h"
#include "checker/engine/sim/SoleHolders.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace tapi::engine {

/// The call that made a symbol, and which of its symbols it is.
struct Origin {
  const ir::CallSite *Call = nullptr;
  unsigned Index = 0;
};

class World {
public:
  explicit World(const ir::Module &M);

  const ir::Module &module() const { return M; }
  const ir::Function &function(ir::FuncId F) const { return M.Functions[F]; }
  Names &names() { return N; }
  const Names &names() const { return N; }
  const SoleHolders &soles() const { return Soles; }

  /// The number of instruction \p Index of block \p B of function \p F.
  SiteId site(ir::FuncId F, ir::BlockId B, unsigned Index) const {
    return BlockBase[FunctionBase[F] + B] + Index;
  }
  /// A number for block \p B of function \p F, unique in the module.
  unsigned block(ir::FuncId F, ir::BlockId B) const {
    return FunctionBase[F] + B;
  }
  /// A number for the inside of that block, other than that of any block.
  unsigned insideOf(ir::FuncId F, ir::BlockId B) const {
    return static_cast<unsigned>(BlockBase.size()) + block(F, B);
  }
  /// The call at \p S, or nullptr.
  const ir::CallSite *callAt(SiteId S) const;
  /// Where \p S is: function, block, and number of the instruction.
  struct Spot {
    ir::FuncId F = ir::None;
    ir::BlockId Block = 0;
    unsigned Index = 0;
  };
  Spot spot(SiteId S) const;
  /// The instruction at \p S and its function.
  std::pair<const ir::Instr *, const ir::Function *> instrAt(SiteId S) const;

  /// Where \p S was made, whatever it was called since; no call: elsewhere.
  Origin origin(SymId S) const;
  /// USR of the polymorphic class that the object at \p L is of, if that is
  /// certain.
  ir::StringId classOf(LocId L) const;
  /// The kind of handle that the variable or field \p L is declared to hold.
  HandleKind kindOf(LocId L) const;
  /// The field that \p S was read from, or ir::None.
  ir::FieldId fieldOf(SymId S) const;
  /// Field \p F leads to another object of the same record: a list.
  bool isLink(ir::FieldId F) const {
    const ir::Field &Link = M.Fields[F];
    return Link.Points != ir::None && M.Strings[Link.Points] == Link.Record;
  }
  /// \p S points to memory that the program has allocated.
  bool isAllocation(SymId S) const;

  /// The asynchronous function whose result \p S is, or nullptr.
  const FunctionRow *asyncOrigin(SymId S) const;
  /// The call that made \p S, here or in a callee, NoId if no call did.
  SiteId originOf(SymId S) const;

  /// Numbers for texts that states carry.
  std::uint32_t text(const std::string &S);
  const std::string &text(std::uint32_t Id) const { return Texts[Id]; }

  /// How the program would write \p L ("Dev.hCall"); empty if it has no name.
  std::string describe(LocId L) const;

private:
  const ir::Module &M;
  Names N;
  SoleHolders Soles;
  std::vector<unsigned> FunctionBase;
  std::vector<SiteId> BlockBase;
  std::vector<const ir::Function *> BlockOwner;
  std::vector<std::string> Texts;
  std::unordered_map<std::string, std::uint32_t> TextIndex;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_WORLD_H
