//===- References.h - Every number in a module that names something ------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// One walk over all references of a function: whoever renumbers them
/// (Join.cpp, Summarise.cpp) or checks them (Validate.cpp) uses it, so that a
/// new kind of reference is added in one place.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_LINK_REFERENCES_H
#define TAPI_CHECKER_ENGINE_LINK_REFERENCES_H

#include "checker/engine/ir/IR.h"

namespace tapi::engine::link {

/// What a number in a function refers to.
enum class Ref {
  Position,
  Function,
  Global,
  Field,
  String,
  Var, ///< From here on: of the function itself
  Node,
  Place,
  Temp,
  Block,
  Call,
};

/// What Node::A means, or no reference.
inline bool operandKind(ir::NodeKind K, Ref &Kind) {
  switch (K) {
  case ir::NodeKind::Unknown:
  case ir::NodeKind::Constant:
    return false;
  case ir::NodeKind::String:
    Kind = Ref::String;
    return true;
  case ir::NodeKind::Function:
    Kind = Ref::Function;
    return true;
  case ir::NodeKind::Temp:
    Kind = Ref::Temp;
    return true;
  case ir::NodeKind::Address:
    Kind = Ref::Place;
    return true;
  case ir::NodeKind::Not:
  case ir::NodeKind::Negate:
  case ir::NodeKind::Cast:
  case ir::NodeKind::Binary:
    Kind = Ref::Node;
    return true;
  }
  return false;
}

/// What Instr::A means, or no reference.
inline bool operandKind(ir::Opcode Op, Ref &Kind) {
  switch (Op) {
  case ir::Opcode::Store:
  case ir::Opcode::Delete:
  case ir::Opcode::Assign:
    Kind = Ref::Node;
    return true;
  case ir::Opcode::Call:
    Kind = Ref::Call;
    return true;
  case ir::Opcode::ScopeEnd:
    Kind = Ref::Var;
    return true;
  case ir::Opcode::Jump:
  case ir::Opcode::New:
    Kind = Ref::String;
    return true;
  case ir::Opcode::Load:
  case ir::Opcode::Copy:
  case ir::Opcode::Zero:
    return false;
  }
  return false;
}

/// Calls \p Visit(Ref, number, MayBeNone) for every reference in \p F. Numbers
/// may be changed, if \p F is not const.
template <typename Function, typename Visitor>
void visitReferences(Function &F, Visitor &&Visit) {
  using ir::Opcode;
  Ref Kind;
  Visit(Ref::Position, F.Where, true);
  Visit(Ref::Position, F.EndsAt, true);
  Visit(Ref::Var, F.ReturnVar, true);
  Visit(Ref::Block, F.Entry, !F.HasBody);
  for (auto &O : F.Overrides)
    Visit(Ref::Function, O, false);
  for (auto &V : F.Vars) {
    Visit(Ref::String, V.Points, true);
    Visit(Ref::String, V.Object, true);
  }
  for (auto &N : F.Nodes) {
    if (operandKind(N.Kind, Kind))
      Visit(Kind, N.A, false);
    if (N.Kind == ir::NodeKind::Binary)
      Visit(Ref::Node, N.B, false);
  }
  for (auto &P : F.Places) {
    Visit(P.Base == ir::BaseKind::Local    ? Ref::Var
          : P.Base == ir::BaseKind::Global ? Ref::Global
                                           : Ref::Node,
          P.Id, false);
    for (auto &S : P.Path)
      Visit(S.K == ir::Selector::Field ? Ref::Field : Ref::Node, S.Id, false);
  }
  for (auto &C : F.Calls) {
    Visit(Ref::Function, C.Callee, true);
    Visit(Ref::Function, C.Virtual, true);
    Visit(Ref::Node, C.Pointer, true);
    for (auto &O : C.Overriders) {
      Visit(Ref::String, O.Record, false);
      Visit(Ref::Function, O.Method, false);
    }
    for (auto &A : C.Args)
      Visit(Ref::Node, A.Value, false);
  }
  for (auto &B : F.Blocks) {
    Visit(Ref::Position, B.Where, true);
    for (auto &I : B.Code) {
      bool Defines =
          I.Op == Opcode::Load || I.Op == Opcode::New || I.Op == Opcode::Assign;
      bool HasPlace = I.Op == Opcode::Load || I.Op == Opcode::Store ||
                      I.Op == Opcode::Copy || I.Op == Opcode::Zero;
      Visit(Ref::Position, I.Where, true);
      Visit(Ref::Temp, I.Dest, !Defines);
      Visit(Ref::Place, I.P, !HasPlace);
      Visit(Ref::Place, I.Q, I.Op != Opcode::Copy);
      if (operandKind(I.Op, Kind))
        Visit(Kind, I.A, I.Op == Opcode::New);
    }
    auto &End = B.End;
    Visit(Ref::Position, End.Where, true);
    Visit(Ref::Node, End.Condition, End.K != ir::Terminator::Branch);
    Visit(Ref::Block, End.True, End.K != ir::Terminator::Goto);
    Visit(Ref::Block, End.False, true);
    Visit(Ref::String, End.Text, true);
    for (auto &C : End.Cases) {
      Visit(Ref::Block, C.Target, false);
      Visit(Ref::String, C.Text, true);
    }
  }
}

/// The same for what the tables of a module refer to.
template <typename Module, typename Visitor>
void visitTables(Module &M, Visitor &&Visit) {
  for (auto &G : M.Globals) {
    Visit(Ref::String, G.Points, true);
    Visit(Ref::String, G.Object, true);
  }
  for (auto &F : M.Fields)
    Visit(Ref::String, F.Points, true);
  for (auto &[Where, Reason] : M.Skipped)
    Visit(Ref::Position, Where, true);
}

} // namespace tapi::engine::link

#endif // TAPI_CHECKER_ENGINE_LINK_REFERENCES_H
