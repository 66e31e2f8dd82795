//===- FunctionLowering.h - One function on its way to the IR ---*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Lowers the CFG of one function, element by element. clang's CFG lists every
/// subexpression in the order of evaluation, so each element finds the values
/// of its operands already made.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_LOWER_FUNCTIONLOWERING_H
#define TAPI_CHECKER_ENGINE_LOWER_FUNCTIONLOWERING_H

#include "checker/engine/lower/UnitLowering.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtVisitor.h"
#include "clang/Analysis/CFG.h"

#include <optional>

namespace tapi::engine {

/// What an expression is: a value, or a place (an lvalue, or an object).
struct Lowered {
  enum Kind : std::uint8_t { Nothing, IsValue, IsPlace } K = Nothing;
  std::uint32_t Id = ir::None; ///< NodeId or PlaceId
  unsigned Block = 0;          ///< Where it was made

  static Lowered value(ir::NodeId N) { return {IsValue, N}; }
  static Lowered place(ir::PlaceId P) { return {IsPlace, P}; }
};

class FunctionLowering
    : public clang::ConstStmtVisitor<FunctionLowering, Lowered> {
public:
  FunctionLowering(UnitLowering &Unit, ir::FuncId Id,
                   const clang::FunctionDecl *FD)
      : Unit(Unit), Context(Unit.context()), Id(Id), FD(FD) {}

  void run();
  /// Without control flow. Outline.cpp.
  void outline();

  // Expressions. ExprLowering.cpp.
  Lowered VisitExpr(const clang::Expr *E);
  Lowered VisitIntegerLiteral(const clang::IntegerLiteral *E);
  Lowered VisitDeclRefExpr(const clang::DeclRefExpr *E);
  Lowered VisitMemberExpr(const clang::MemberExpr *E);
  Lowered VisitArraySubscriptExpr(const clang::ArraySubscriptExpr *E);
  Lowered VisitCastExpr(const clang::CastExpr *E);
  Lowered VisitCXXThisExpr(const clang::CXXThisExpr *E);
  Lowered VisitStringLiteral(const clang::StringLiteral *E);
  Lowered VisitInitListExpr(const clang::InitListExpr *E);
  Lowered VisitCompoundLiteralExpr(const clang::CompoundLiteralExpr *E);
  Lowered VisitLambdaExpr(const clang::LambdaExpr *E);
  Lowered VisitOpaqueValueExpr(const clang::OpaqueValueExpr *E);
  Lowered VisitStmtExpr(const clang::StmtExpr *E);

  // Operators. OperatorLowering.cpp.
  Lowered VisitUnaryOperator(const clang::UnaryOperator *E);
  Lowered VisitBinaryOperator(const clang::BinaryOperator *E);
  Lowered
  VisitAbstractConditionalOperator(const clang::AbstractConditionalOperator *E);

  // Calls and objects. CallLowering.cpp.
  Lowered VisitCallExpr(const clang::CallExpr *E);
  Lowered VisitCXXConstructExpr(const clang::CXXConstructExpr *E);
  Lowered VisitCXXNewExpr(const clang::CXXNewExpr *E);
  Lowered VisitCXXDeleteExpr(const clang::CXXDeleteExpr *E);

  // Statements. FunctionLowering.cpp.
  Lowered VisitStmt(const clang::Stmt *) { return {}; }
  Lowered VisitDeclStmt(const clang::DeclStmt *S);
  Lowered VisitReturnStmt(const clang::ReturnStmt *S);

private:
  /// Where an object that is being constructed will live.
  struct Target {
    const clang::VarDecl *Var = nullptr;
    const clang::CXXNewExpr *New = nullptr;
    const clang::FieldDecl *Field = nullptr;
    bool IsThis = false; ///< A base class, or a delegated constructor
  };

  ir::Function &out() { return Unit.module().Functions[Id]; }
  ir::Block &block() { return out().Blocks[CurrentBlock]; }

  // Setting up.
  void declareParameters();
  void outline(const clang::Stmt *S);
  void findTargets();
  void lowerBlock(const clang::CFGBlock &B);
  void flush(std::vector<ir::Instr> &Ending);
  void lowerElement(const clang::CFGElement &E, const clang::CFGBlock &B);
  void lowerInitializer(const clang::CXXCtorInitializer *Init);
  void lowerDestructor(const clang::CFGImplicitDtor &D);
  void deletePointee(clang::QualType Owned, ir::PlaceId P, Position Where);
  void callDestructor(clang::QualType T, ir::PlaceId P, Position Where);
  std::unique_ptr<clang::CFG> buildGraph();
  ir::BlockId blockId(const clang::CFGBlock *B);
  void noteArms(const clang::Expr *E);

  // Ends of blocks. TerminatorLowering.cpp.
  void lowerTerminator(const clang::CFGBlock &B);
  void lowerSwitch(const clang::CFGBlock &B, const clang::SwitchStmt *S);

  // Values and places.
  Lowered get(const clang::Expr *E);
  ir::NodeId value(const clang::Expr *E);
  ir::PlaceId place(const clang::Expr *E);
  ir::NodeId asValue(const Lowered &L, clang::QualType T, Position Where);
  void crossBlocks(ir::NodeId N);
  void crossPlace(ir::PlaceId P);
  ir::NodeId node(ir::Node N);
  ir::NodeId constant(std::int64_t N);
  ir::NodeId unknown() { return node({}); }
  ir::NodeId temp(ir::TempId T);
  ir::NodeId address(ir::PlaceId P);
  ir::NodeId binary(ir::BinaryOp Op, ir::Type Ty, ir::NodeId A, ir::NodeId B);
  ir::PlaceId addPlace(ir::Place P);
  ir::PlaceId variable(const clang::VarDecl *VD);
  ir::PlaceId part(ir::PlaceId P, ir::Selector S);
  ir::PlaceId deref(ir::NodeId Pointer);
  ir::PlaceId pointed(const clang::Expr *Pointer);
  std::optional<ir::PlaceId> stringData(const clang::Expr *Offset);
  ir::PlaceId member(ir::PlaceId Object, const clang::FieldDecl *FD,
                     Position Where);
  ir::VarId addVariable(const std::string &Name, clang::QualType T);
  ir::TempId newTemp();
  ir::Type typeOf(clang::QualType T) const { return scalarType(Context, T); }

  // Instructions.
  ir::NodeId load(ir::PlaceId P, Position Where);
  void store(ir::PlaceId P, ir::NodeId V, Position Where);
  void emit(ir::Instr I) { block().Code.push_back(I); }
  void initialise(ir::PlaceId P, clang::QualType T, const clang::Expr *Init);
  void initialiseList(ir::PlaceId P, clang::QualType T,
                      const clang::InitListExpr *List);
  Lowered assign(const clang::BinaryOperator *E);
  ir::NodeId loadThis(Position Where);
  void copyObject(ir::PlaceId To, ir::PlaceId From, clang::QualType T,
                  Position Where);

  // Calls.
  void identify(ir::CallSite &C, const clang::FunctionDecl *Callee,
                const clang::Expr *Object);
  ir::CallArg argument(const clang::Expr *E, clang::QualType Param,
                       bool Variadic);
  void addArguments(ir::CallSite &C, llvm::ArrayRef<const clang::Expr *> Args,
                    const clang::FunctionDecl *Callee,
                    const clang::FunctionProtoType *Proto);
  Lowered emitCall(ir::CallSite C, clang::QualType Result, Position Where);
  std::string argumentText(const clang::Expr *E) const;
  ir::PlaceId targetPlace(const clang::CXXConstructExpr *E);
  bool constructsBase(const clang::CXXConstructExpr *E) const;
  void construct(const clang::CXXConstructExpr *E, ir::PlaceId P,
                 bool OfBase = false);

  UnitLowering &Unit;
  clang::ASTContext &Context;
  ir::FuncId Id;
  const clang::FunctionDecl *FD;
  ir::BlockId CurrentBlock = 0;
  Position ReturnAt = 0; ///< Of the return statement in this block
  ir::VarId ThisVar = ir::None, ResultPointer = ir::None;
  llvm::DenseMap<const clang::CFGBlock *, ir::BlockId> BlockIds;
  llvm::DenseMap<const clang::VarDecl *, ir::VarId> Vars;
  llvm::DenseMap<const clang::VarDecl *, const clang::FieldDecl *> Captures;
  const clang::FieldDecl *CapturedThis = nullptr;
  llvm::DenseMap<const clang::Expr *, Lowered> Done;
  llvm::DenseMap<const clang::Expr *, Target> Targets;
  /// Arms of ?:, && and ||, and the temporary that joins them.
  llvm::DenseMap<const clang::Expr *, ir::TempId> Arms;
  llvm::DenseMap<const clang::Expr *, ir::TempId> Joined;
  llvm::DenseMap<const clang::CXXNewExpr *, ir::TempId> NewMemory;
  llvm::DenseSet<const clang::Expr *> UsedResults;
  bool DestroysTemporaries = false;
  bool IsOutline = false; ///< Nobody runs it, so nothing of it is quoted
};

/// \p Class is a container whose destructor does nothing to what it holds.
bool endsWithItsElements(const clang::CXXRecordDecl *Class);

/// The number of elements of array \p T if each of them is constructed and
/// destroyed by itself, else 0.
unsigned fewElements(const clang::ASTContext &Context, clang::QualType T);

/// Parentheses and nodes that change nothing about a value.
const clang::Expr *strip(const clang::Expr *E);

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_LOWER_FUNCTIONLOWERING_H
