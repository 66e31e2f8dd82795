//===- EvaluateTest.cpp - Values of places and expressions ----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What memory holds when only a part or only the whole of it is known, and
/// what expressions over known and unknown values yield.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Arithmetic.h"
#include "test/unit/engine/Scene.h"

using namespace tapi;
using namespace tapi::engine;
using namespace tapi::test;
using ir::BinaryOp;
using ir::NodeKind;

namespace {

constexpr ir::Type Byte{8, false}, U64{64, false};

class EvaluateTest : public Scene {};

TEST_F(EvaluateTest, MemoryThatWasNeverWritten) {
  ir::VarId X = B.var();
  M.Globals.resize(1);
  begin();
  EXPECT_EQ(at(local(X)), Value::undef());
  EXPECT_EQ(at(names().field(local(X), 0)), Value::undef());
  LocId G = names().global(0);
  EXPECT_EQ(at(G), Value::symbol(names().initial(G)));
  LocId Behind = names().field(names().region(names().entry(0)), 1);
  EXPECT_EQ(at(Behind), Value::symbol(names().initial(Behind)));
  EXPECT_EQ(at(NoId), Value::unknown());
}

TEST_F(EvaluateTest, AConstantGlobalHasItsInitialValueUnlessWritten) {
  M.Globals.resize(2);
  for (ir::Global &G : M.Globals) {
    G.ConstantInit = true;
    G.Init = 7;
  }
  M.Globals[1].Written = true;
  begin();
  EXPECT_TRUE(at(names().global(0)).isInt(7));
  EXPECT_TRUE(at(names().global(1)).isSym());
}

TEST_F(EvaluateTest, PartsOfAWhole) {
  ir::VarId X = B.var();
  begin();
  LocId Part = names().element(names().field(local(X), 1), 2);
  S.Store.set(local(X), Value::integer(0));
  EXPECT_TRUE(at(Part).isInt(0)) << "all of it is zero";
  S.Store.set(local(X), Value::integer(5));
  EXPECT_EQ(at(Part), Value::unknown()) << "a part of 5 is not 5";
  S.Store.set(local(X), Value::symbol(names().entry(0)));
  EXPECT_EQ(at(Part), Value::unknown());
  S.Store.set(Part, Value::integer(3));
  EXPECT_TRUE(at(Part).isInt(3)) << "the part itself is known";
  S.Store.set(local(X), Value::undef());
  EXPECT_EQ(at(names().field(local(X), 9)), Value::undef());
}

TEST_F(EvaluateTest, TheNearestWholeCounts) {
  ir::VarId X = B.var();
  begin();
  LocId Inner = names().field(local(X), 1);
  S.Store.set(local(X), Value::unknown());
  S.Store.set(Inner, Value::integer(0));
  EXPECT_TRUE(at(names().field(Inner, 2)).isInt(0));
  EXPECT_EQ(at(names().field(local(X), 2)), Value::unknown());
}

TEST_F(EvaluateTest, AWriteToAnUnknownElementHidesTheOthers) {
  ir::VarId X = B.var();
  begin();
  S.Store.set(local(X), Value::integer(0));
  S.Store.set(names().anyElement(local(X)), Value::unknown());
  LocId Third = names().element(local(X), 3);
  EXPECT_EQ(at(Third), Value::unknown());
  EXPECT_EQ(at(names().field(Third, 0)), Value::unknown());
  EXPECT_EQ(at(names().anyElement(local(X))), Value::unknown());
  S.Store.set(Third, Value::integer(4));
  EXPECT_TRUE(at(Third).isInt(4)) << "written after it";
}

TEST_F(EvaluateTest, PlacesFollowSelectors) {
  ir::VarId X = B.var(), I = B.var();
  ir::TempId T = B.temp();
  using Sel = ir::Selector;
  ir::NodeId Two = B.constant(2), Zero = B.constant(0), Below = B.constant(-1);
  ir::NodeId Unknown = B.node(NodeKind::Unknown), Pointer = B.read(T);
  ir::PlaceId Element = B.local(X, {{Sel::Field, 4}, {Sel::Index, Two}});
  ir::PlaceId Any = B.local(X, {{Sel::Index, Unknown}});
  ir::PlaceId Back = B.local(X, {{Sel::Index, Two}, {Sel::Offset, Below}});
  ir::PlaceId Same = B.local(X, {{Sel::Offset, Zero}});
  ir::PlaceId Far = B.local(X, {{Sel::Index, Below}});
  ir::PlaceId Through = B.deref(Pointer, {{Sel::Field, 1}});
  begin();
  Names &N = names();
  EXPECT_EQ(eval().place(Element), N.element(N.field(local(X), 4), 2));
  EXPECT_EQ(eval().place(Any), N.anyElement(local(X)));
  EXPECT_EQ(eval().place(Back), N.element(local(X), 1));
  EXPECT_EQ(eval().place(Same), local(X));
  EXPECT_EQ(eval().place(Far), N.anyElement(local(X)));
  EXPECT_EQ(eval().place(Through), NoId) << "the pointer is not known";
  S.Temps.set(T, Value::address(local(I)));
  EXPECT_EQ(eval().place(Through), N.field(local(I), 1));
  S.Temps.set(T, Value::symbol(N.entry(3)));
  EXPECT_EQ(eval().place(Through), N.field(N.region(N.entry(3)), 1));
  S.Temps.set(T, Value::integer(0));
  EXPECT_EQ(eval().place(Through), NoId) << "NULL points nowhere";
}

TEST_F(EvaluateTest, TheAddressOfAPointeeIsThePointer) {
  ir::TempId T = B.temp();
  ir::VarId X = B.var();
  ir::NodeId Back = B.address(B.deref(B.read(T)));
  ir::NodeId Local = B.address(B.local(X));
  begin();
  Value P = Value::symbol(names().entry(0));
  S.Temps.set(T, P);
  EXPECT_EQ(value(Back), P);
  EXPECT_EQ(value(Local), Value::address(local(X)));
}

TEST_F(EvaluateTest, NumbersAreFolded) {
  ir::NodeId Two = B.constant(2), Three = B.constant(3);
  ir::NodeId Sum = B.binary(BinaryOp::Add, Two, Three);
  ir::NodeId Less = B.binary(BinaryOp::LT, Two, Three);
  ir::NodeId Not = B.node(NodeKind::Not, Sum);
  ir::NodeId Minus = B.node(NodeKind::Negate, Two);
  ir::NodeId Low = B.node(NodeKind::Cast, B.constant(0x1FF), Byte);
  ir::NodeId ByZero = B.binary(BinaryOp::Div, Two, B.constant(0));
  begin();
  EXPECT_TRUE(value(Sum).isInt(5));
  EXPECT_TRUE(value(Less).isInt(1));
  EXPECT_TRUE(value(Not).isInt(0));
  EXPECT_TRUE(value(Minus).isInt(-2));
  EXPECT_TRUE(value(Low).isInt(0xFF));
  EXPECT_EQ(value(ByZero), Value::unknown());
  EXPECT_EQ(value(ir::None), Value::unknown());
}

TEST_F(EvaluateTest, RangesDecideComparisons) {
  ir::TempId T = B.temp();
  ir::NodeId X = B.read(T), Five = B.constant(5);
  const BinaryOp Ops[] = {BinaryOp::EQ, BinaryOp::NE, BinaryOp::LT,
                          BinaryOp::LE, BinaryOp::GT, BinaryOp::GE};
  std::vector<ir::NodeId> Tests, Mirrored;
  for (BinaryOp Op : Ops) {
    Tests.push_back(B.binary(Op, X, Five));
    Mirrored.push_back(B.binary(mirrored(Op), Five, X));
  }
  begin();
  SymId Y = names().entry(0);
  S.Temps.set(T, Value::symbol(Y));
  for (int Low = 3; Low <= 7; ++Low)
    for (int High = Low; High <= 7; ++High) {
      S.Facts.set(Y, RangeSet(Low, High));
      for (unsigned I = 0; I < 6; ++I) {
        bool CanBeTrue = false, CanBeFalse = false;
        for (std::int64_t N = Low; N <= High; ++N) {
          std::int64_t R;
          ASSERT_TRUE(fold(Ops[I], Int, N, 5, R));
          (R ? CanBeTrue : CanBeFalse) = true;
        }
        for (ir::NodeId Test : {Tests[I], Mirrored[I]}) {
          Value V = value(Test);
          if (CanBeTrue && CanBeFalse)
            EXPECT_TRUE(V.isSym()) << Low << ".." << High << " op " << I;
          else
            EXPECT_TRUE(V.isInt(CanBeTrue)) << Low << ".." << High;
        }
      }
    }
}

TEST_F(EvaluateTest, AddressesAreNotNullAndDiffer) {
  ir::VarId X = B.var(), Y = B.var();
  ir::NodeId AX = B.address(B.local(X)), AY = B.address(B.local(Y));
  ir::NodeId IsNull = B.binary(BinaryOp::EQ, AX, B.constant(0));
  ir::NodeId Same = B.binary(BinaryOp::EQ, AX, AX);
  ir::NodeId Differ = B.binary(BinaryOp::NE, AX, AY);
  begin();
  EXPECT_TRUE(value(IsNull).isInt(0));
  EXPECT_TRUE(value(Same).isInt(1));
  EXPECT_TRUE(value(Differ).isInt(1));
}

TEST_F(EvaluateTest, AdditionsToASymbolAreCollected) {
  ir::TempId T = B.temp();
  ir::NodeId X = B.read(T);
  ir::NodeId Up = B.binary(BinaryOp::Add, X, B.constant(3));
  ir::NodeId Back = B.binary(BinaryOp::Sub, Up, B.constant(3));
  ir::NodeId Swapped = B.binary(BinaryOp::Add, B.constant(3), X);
  ir::NodeId Zero = B.binary(BinaryOp::Or, X, B.constant(0));
  begin();
  Value V = Value::symbol(names().entry(0));
  S.Temps.set(T, V);
  EXPECT_NE(value(Up), V);
  EXPECT_EQ(value(Back), V);
  EXPECT_EQ(value(Up), value(Swapped));
  EXPECT_EQ(value(Zero), V);
}

// 64-bit constants at the ends, where negation and addition overflow.
TEST_F(EvaluateTest, SumsWithTheLargestNumbersDoNotOverflow) {
  ir::TempId T = B.temp();
  ir::NodeId X = B.read(T), Max = B.constant(RangeSet::Max);
  ir::NodeId Lowest = B.constant(RangeSet::Min);
  ir::NodeId Minus = B.binary(BinaryOp::Sub, X, Lowest, U64);
  ir::NodeId Plus = B.binary(BinaryOp::Add, X, Max, U64);
  ir::NodeId Twice = B.binary(BinaryOp::Add, Plus, Max, U64);
  begin();
  SymId Y = names().entry(0);
  S.Temps.set(T, Value::symbol(Y));
  S.Facts.set(Y, RangeSet(0, 1));
  for (ir::NodeId N : {Minus, Plus, Twice}) {
    Value V = value(N);
    eval().range(V);
    EXPECT_TRUE(eval().assume(V, true));
  }
}

} // namespace
