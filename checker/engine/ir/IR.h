//===- IR.h - What the engine simulates -------------------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A small intermediate form: clang's CFG reduced to what can matter to a
/// handle. Blocks hold loads, stores and calls; everything without effect is a
/// value expression (Node). It knows nothing of clang, so that the simulation
/// compiles and is tested without it and several translation units can be
/// joined into one program.
///
/// Left out: floating point (unknown values), exceptions, bit fields, and the
/// layout of objects (a place is a variable or pointer with selectors).
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_IR_IR_H
#define TAPI_CHECKER_ENGINE_IR_IR_H

#include "checker/engine/Finding.h"
#include "tapi_model/CallLists.h"
#include "tapi_model/Environment.h"
#include "tapi_model/Functions.h"
#include "tapi_model/Messages.h"
#include "tapi_model/Parameters.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tapi::engine::ir {

using NodeId = std::uint32_t;
using PlaceId = std::uint32_t;
using TempId = std::uint32_t;
using VarId = std::uint32_t;
using FieldId = std::uint32_t;
using FuncId = std::uint32_t;
using BlockId = std::uint32_t;
using StringId = std::uint32_t;
inline constexpr std::uint32_t None = ~0u;

/// The scalar type of a value, as far as comparisons need it.
struct Type {
  std::uint8_t Bits = 64;
  bool Signed = false;
};

enum class NodeKind : std::uint8_t {
  Unknown,
  Constant, ///< Number
  String,   ///< A: StringId
  Function, ///< A: FuncId
  Temp,     ///< A: TempId
  Address,  ///< A: PlaceId
  Not,      ///< !A
  Negate,   ///< -A
  Cast,     ///< A converted to Ty
  Binary,   ///< A Op B
};

enum class BinaryOp : std::uint8_t {
  Add,
  Sub,
  Mul,
  And,
  Or,
  Xor,
  Shl,
  Shr,
  Div,
  Rem,
  EQ,
  NE,
  LT,
  LE,
  GT,
  GE,
};

/// A value expression without effect.
struct Node {
  NodeKind Kind = NodeKind::Unknown;
  BinaryOp Op = BinaryOp::Add;
  Type Ty;
  std::uint32_t A = None, B = None;
  std::int64_t Number = 0;
};

enum class BaseKind : std::uint8_t {
  Local,  ///< Id: VarId of the function
  Global, ///< Id: VarId of the module
  Deref,  ///< Id: NodeId of a pointer
};

struct Selector {
  enum Kind : std::uint8_t {
    Field,  ///< Id: FieldId
    Index,  ///< Id: NodeId; element of an array
    Offset, ///< Id: NodeId; pointer arithmetic on the element reached so far
  } K;
  std::uint32_t Id;
};

/// An access path.
struct Place {
  BaseKind Base = BaseKind::Local;
  std::uint32_t Id = None;
  std::vector<Selector> Path;
};

enum class Opcode : std::uint8_t {
  Load,     ///< Dest = value at P
  Store,    ///< value A to P
  Copy,     ///< all of the object at Q to P
  Zero,     ///< all of P becomes 0
  Call,     ///< Dest = Calls[A](...)
  New,      ///< Dest = new memory; A: USR of its polymorphic class, or None
  Delete,   ///< the memory at pointer A ends
  ScopeEnd, ///< local variable A ends
  Assign,   ///< Dest = A, for the arms of ?: and && and ||
  Jump,     ///< a goto; only told in stories; A: StringId of the label
};

struct Instr {
  Opcode Op;
  Position Where = 0;
  TempId Dest = None;
  PlaceId P = None, Q = None;
  std::uint32_t A = None;
};

struct CallArg {
  NodeId Value = None;
  bool Variadic = false;     ///< Passed through "..."
  bool PointeeConst = false; ///< Pointer or reference to const
  bool IsPointer = false;    ///< Pointer or reference
  bool IsReference = false;
  bool OnlyReads = false; ///< The object of a method of a library that is const
  bool Constructed = false; ///< The object that a constructor makes
  bool OfBase = false;      ///< ... as the base of the one at that address
  std::string Text;         ///< Source text without casts and &
};

/// What is told about a function that cannot be seen, or need not be: by the
/// attributes of its declaration, or by the user.
struct Annotation {
  std::string Name;
  std::vector<Argument> Args; ///< That Row lists
  FunctionRow Row = {};       ///< The function as if it were one of TAPI
  std::vector<unsigned> Lent; ///< Arguments that it does not keep
  HandleKind Returns = HandleKind::None; ///< What the result obtains
  bool Waits = false;        ///< For the reply to the request that it is passed
  bool TellsSuccess = false; ///< A result of SuccessLow..High is success
  std::int64_t SuccessLow = 0, SuccessHigh = 0;
  bool SuccessIsNonZero = false; ///< ... instead of that range
};

/// Makes the row of \p A from the rest of it.
inline void describeRow(Annotation &A) {
  A.Row.Name = A.Name;
  A.Row.Completes = Completion::Sync;
  A.Row.Args = {A.Args.data(), static_cast<unsigned>(A.Args.size())};
  A.Row.OnIdle = IdleRule::Unclear;
  A.Row.Effect = CallEffect::None;
  A.Row.Needs = Privilege::Unknown;
  A.Row.Judged = true;
}

/// What a virtual method is for objects of one class.
struct Overrider {
  StringId Record; ///< USR of the class
  FuncId Method;
};

/// What a call is. At most one of Tapi, Environment, Callee, Pointer is set;
/// none: a function nobody sees.
struct CallSite {
  const FunctionRow *Tapi = nullptr;
  const EnvironmentRow *Environment = nullptr;
  std::shared_ptr<const Annotation> Annotated;
  FuncId Callee = None;
  NodeId Pointer = None;
  /// Of a virtual method, if none of the above: those that are known, to be
  /// chosen by the class of the object.
  std::vector<Overrider> Overriders;
  FuncId Virtual = None; ///< The virtual method that is named, if so
  std::string Name;      ///< For texts
  std::vector<CallArg> Args;
  bool ResultUsed = true;
  bool SystemCallee = false; ///< Declared in a system header
  bool MayKeep = false;      ///< ... of C++: containers keep what they get
  bool NoReturn = false;
  Type ResultType;
  HandleKind ResultKind = HandleKind::None; ///< By the typedef's name

  /// The argument of a call of TAPI that has \p R, or nullptr.
  const Argument *argumentOfTapi(ArgRole R) const {
    return Tapi ? argumentWithRole(*Tapi, R) : nullptr;
  }
};

struct Case {
  std::int64_t Low, High;
  BlockId Target;
  StringId Text;
};

struct Terminator {
  enum Kind : std::uint8_t { Exit, Goto, Branch, Switch, Stop } K = Exit;
  NodeId Condition = None;
  BlockId True = None, False = None; ///< Goto uses True, Switch's default False
  std::vector<Case> Cases;
  Position Where = 0;
  StringId Text = None;   ///< The condition as written, without a leading !
  bool Negated = false;   ///< ... which it had
  bool OverRange = false; ///< A loop over the range that Text tells
};

struct Block {
  std::vector<Instr> Code;
  Terminator End;
  Position Where = 0; ///< Of the last statement, for loss at the exit
};

struct Variable {
  std::string Name;
  Type Ty;
  HandleKind Kind = HandleKind::None; ///< By the typedef's name
  bool EndsUnseen = false;            ///< A destructor that is not run ends it
  StringId Points = None; ///< USR of the record that a pointer leads to
  StringId Object = None; ///< USR of the polymorphic class that it is of
};

struct Global {
  std::string Name; ///< For texts
  std::string Usr;  ///< Joins translation units
  Type Ty;
  HandleKind Kind = HandleKind::None;
  bool Written = false;      ///< Somebody stores to it or takes its address
  bool Internal = false;     ///< Not visible to other translation units
  bool ConstantInit = false; ///< Initial value is Init
  std::int64_t Init = 0;
  bool Shared = false;    ///< A header declares it, or another file defines it
  bool Unread = false;    ///< A function that was not lowered mentions it
  StringId Points = None; ///< USR of the record that a pointer leads to
  StringId Object = None; ///< USR of the record that it is, or an array of
};

struct Field {
  std::string Name;
  std::string Record;
  HandleKind Kind = HandleKind::None;
  MessagePart Part = MessagePart::NotAMessage; ///< Of a LINEMESSAGE
  bool Shared = false;    ///< Its record is defined in a header
  bool OfSystem = false;  ///< ... of the system
  bool Unread = false;    ///< A function that was not lowered mentions it
  bool IsSole = false;    ///< Its record holds no other handle of the kind
  bool Hidden = false;    ///< Private or protected
  StringId Points = None; ///< USR of the record that a pointer leads to
  bool OfUnion = false;   ///< All members of the union Record, one place
  ListPart List = ListPart::NotAList;      ///< Of a LINECALLLIST
  SharedField Carries = SharedField::None; ///< Of LINEINITIALIZEEXPARAMS
  bool IsMixed = false;      ///< Members of one union that differ in Carries
  bool IsStringData = false; ///< What lies at the offset of a VARSTRING
  bool IsQuitCode = false;   ///< Of a MSG: the code that ended the loop
};

/// What a member function does to its object's life.
enum class MemberRole : std::uint8_t { None, Constructor, Destructor };

struct Function {
  std::string Name;
  std::string Usr;
  const FunctionRow *Tapi = nullptr; ///< If it is a function of TAPI
  bool HasBody = false;
  bool Internal = false; ///< Not visible to other translation units
  bool AddressTaken = false;
  bool IsMain = false;     ///< The process ends with it
  bool IsCallback = false; ///< Has the parameters of a LINECALLBACK
  MemberRole Role = MemberRole::None;
  bool IsPure = false;           ///< A virtual method without a body
  std::vector<FuncId> Overrides; ///< Methods of this program, directly
  unsigned NumParams = 0;        ///< The first variables; `this` is one of them
  std::vector<Variable> Vars;
  std::vector<Node> Nodes;
  std::vector<Place> Places;
  std::vector<CallSite> Calls;
  std::vector<Block> Blocks;
  BlockId Entry = 0;
  unsigned NumTemps = 0;
  std::vector<bool> TempCrossesBlocks;
  VarId ReturnVar = None; ///< Receives the returned value
  Position Where = 0, EndsAt = 0;

  /// \p Id, or what it converts.
  const Node &withoutCasts(NodeId Id) const {
    while (Nodes[Id].Kind == NodeKind::Cast)
      Id = Nodes[Id].A;
    return Nodes[Id];
  }
};

/// A translation unit, or several joined ones.
struct Module {
  std::vector<Function> Functions;
  std::vector<Global> Globals;
  std::vector<Field> Fields;
  std::vector<std::string> Strings;
  /// Functions that could not be lowered: position and reason.
  std::vector<std::pair<Position, std::string>> Skipped;
  /// A whole program: nothing else calls its functions or writes its globals.
  bool Closed = false;
};

} // namespace tapi::engine::ir

#endif // TAPI_CHECKER_ENGINE_IR_IR_H
