//===- Build.h - Makes functions of the IR by hand ------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A few words to write down nodes, places, instructions and blocks, so that a
/// test reads like the little program it is about. The numbers that are
/// returned are those of the IR.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_TEST_UNIT_ENGINE_BUILD_H
#define TAPI_TEST_UNIT_ENGINE_BUILD_H

#include "checker/engine/ir/IR.h"

#include <initializer_list>
#include <utility>

namespace tapi::test {

namespace ir = tapi::engine::ir;

inline constexpr ir::Type Int{32, true}, Dword{32, false};

/// Builds one function. Blocks are made by blocks(N); code goes to the block
/// that at() chose last. Block 0 is the entry.
class Build {
public:
  Build() { blocks(1); }

  ir::Function F;

  void blocks(unsigned N) { F.Blocks.resize(N); }
  Build &at(ir::BlockId B) {
    Now = B;
    return *this;
  }

  ir::VarId var(HandleKind K = HandleKind::None) {
    ir::Variable V;
    V.Name = "v" + std::to_string(F.Vars.size());
    V.Kind = K;
    F.Vars.push_back(V);
    return static_cast<ir::VarId>(F.Vars.size() - 1);
  }
  ir::TempId temp(bool Crosses = false) {
    F.TempCrossesBlocks.push_back(Crosses);
    return F.NumTemps++;
  }

  ir::NodeId node(ir::NodeKind K, std::uint32_t A = ir::None,
                  ir::Type Ty = Int) {
    ir::Node N;
    N.Kind = K;
    N.A = A;
    N.Ty = Ty;
    F.Nodes.push_back(N);
    return static_cast<ir::NodeId>(F.Nodes.size() - 1);
  }
  ir::NodeId constant(std::int64_t Number) {
    ir::NodeId N = node(ir::NodeKind::Constant);
    F.Nodes[N].Number = Number;
    return N;
  }
  ir::NodeId binary(ir::BinaryOp Op, ir::NodeId A, ir::NodeId B,
                    ir::Type Ty = Int) {
    ir::NodeId N = node(ir::NodeKind::Binary, A, Ty);
    F.Nodes[N].Op = Op;
    F.Nodes[N].B = B;
    return N;
  }
  ir::NodeId read(ir::TempId T) { return node(ir::NodeKind::Temp, T); }
  ir::NodeId address(ir::PlaceId P) { return node(ir::NodeKind::Address, P); }

  ir::PlaceId place(ir::BaseKind K, std::uint32_t Id,
                    std::vector<ir::Selector> Path = {}) {
    F.Places.push_back({K, Id, std::move(Path)});
    return static_cast<ir::PlaceId>(F.Places.size() - 1);
  }
  ir::PlaceId local(ir::VarId V, std::vector<ir::Selector> Path = {}) {
    return place(ir::BaseKind::Local, V, std::move(Path));
  }
  ir::PlaceId deref(ir::NodeId Pointer, std::vector<ir::Selector> Path = {}) {
    return place(ir::BaseKind::Deref, Pointer, std::move(Path));
  }

  ir::Instr &add(ir::Opcode Op) {
    std::vector<ir::Instr> &Code = F.Blocks[Now].Code;
    Code.push_back({Op});
    Code.back().Where = static_cast<engine::Position>(10 * Now + Code.size());
    return Code.back();
  }
  ir::TempId load(ir::PlaceId P, bool Crosses = false) {
    ir::TempId T = temp(Crosses);
    ir::Instr &I = add(ir::Opcode::Load);
    I.Dest = T;
    I.P = P;
    return T;
  }
  void store(ir::PlaceId P, ir::NodeId Value) {
    ir::Instr &I = add(ir::Opcode::Store);
    I.P = P;
    I.A = Value;
  }
  void scopeEnd(ir::VarId V) { add(ir::Opcode::ScopeEnd).A = V; }

  /// A call of nobody in particular; the caller fills in what it is.
  ir::CallSite &call(std::initializer_list<ir::NodeId> Args,
                     ir::TempId Dest = ir::None) {
    ir::CallSite C;
    for (ir::NodeId A : Args) {
      C.Args.emplace_back();
      C.Args.back().Value = A;
    }
    F.Calls.push_back(std::move(C));
    ir::Instr &I = add(ir::Opcode::Call);
    I.A = static_cast<std::uint32_t>(F.Calls.size() - 1);
    I.Dest = Dest;
    return F.Calls.back();
  }

  void jump(ir::BlockId To) {
    ir::Terminator &T = F.Blocks[Now].End;
    T.K = ir::Terminator::Goto;
    T.True = To;
  }
  void branch(ir::NodeId Condition, ir::BlockId True, ir::BlockId False) {
    ir::Terminator &T = F.Blocks[Now].End;
    T.K = ir::Terminator::Branch;
    T.Condition = Condition;
    T.True = True;
    T.False = False;
  }

private:
  ir::BlockId Now = 0;
};

} // namespace tapi::test

#endif // TAPI_TEST_UNIT_ENGINE_BUILD_H
