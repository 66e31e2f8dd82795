//===- Evaluate.h - Values of expressions, and what a condition tells -----===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Evaluation of IR nodes and places in a state, the memory model (what a load
/// yields, what a store replaces), and assumption: what is known when a
/// condition is taken to be true or false.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_EVALUATE_H
#define TAPI_CHECKER_ENGINE_SIM_EVALUATE_H

#include "checker/engine/sim/State.h"
#include "checker/engine/sim/World.h"

namespace tapi::engine {

/// Whether two places in memory share something.
enum class Overlap : std::uint8_t {
  None,
  Maybe, ///< They are, or are within, elements that may be the same
  Same,  ///< One is the other, or a part of it
};

class Evaluator {
public:
  Evaluator(World &W, ir::FuncId F, PathState &S)
      : W(W), N(W.names()), F(F), Fn(W.function(F)), S(S) {}

  Value value(ir::NodeId Id) const;
  /// The location of \p Id, NoId where the pointer is not known.
  LocId place(ir::PlaceId Id) const { return place(Fn.Places[Id]); }
  /// What the memory \p L holds.
  Value load(LocId L) const;
  /// The memory a pointer value points to, NoId if unknown or null.
  LocId pointee(const Value &Pointer) const;

  /// The element number \p Index of the array at \p L (\p OfArray), or the
  /// element that far behind the one at \p L. \p InLoop: the index may be
  /// another in every round. Elements.cpp.
  LocId element(LocId L, const Value &Index, bool OfArray, bool InLoop) const;
  Overlap overlap(LocId A, LocId B) const;
  /// The store has an element that may be the one at \p L.
  bool mayBeStoredElsewhere(LocId L) const;

  RangeSet range(const Value &V) const;
  RangeSet range(SymId Y) const;

  /// The asynchronous function whose request ID condition \p V compares with 0,
  /// or nullptr; \p WhenTrue: the comparison always holds, else it never does.
  const FunctionRow *misreadRequest(const Value &V, bool &WhenTrue) const;
  /// The same if expression \p Id compares such a result as unsigned with 0,
  /// which the numbers alone decide.
  const FunctionRow *misreadUnsigned(ir::NodeId Id, bool &WhenTrue) const;

  /// Restricts the state to \p V being non-zero (or zero); false: impossible.
  bool assume(const Value &V, bool Truth);
  /// Restricts \p V to \p Low..High.
  bool assumeBetween(const Value &V, std::int64_t Low, std::int64_t High);
  bool assumeRange(SymId Y, const RangeSet &R);

  /// The value of a comparison of two values.
  Value compare(ir::BinaryOp Op, ir::Type Ty, Value A, Value B) const;
  /// What the place holds that has the program's only handle of kind \p K; NoId
  /// if that is no symbol, or if there is no such place.
  SymId soleHandle(HandleKind K) const;
  /// Handle \p Y of kind \p K, which a message names, may be any of that kind
  /// that is not known to be another: whether those are alive is in doubt.
  /// NoId: the program does not even look which one it is.
  void doubtOthers(SymId Y, HandleKind K, bool WithCalls = true);

private:
  void loseMessages();
  bool areDifferent(SymId A, SymId B) const;
  LocId solePlace(HandleKind K) const;
  void distinguish(SymId A, SymId B);
  void endCallsOf(SymId Line, const MessageRow *Row, Position Where,
                  std::uint32_t Name);
  LocId place(const ir::Place &P) const;
  LocId select(LocId L, const ir::Selector &Sel) const;
  bool isLaterNode(LocId L) const;
  Overlap elementOverlap(LocId A, LocId B) const;
  Value binary(const ir::Node &Node) const;
  Value named(ir::BinaryOp Op, ir::Type Ty, Value A, Value B) const;
  Value arithmetic(ir::BinaryOp Op, ir::Type Ty, Value A, Value B) const;
  Value bits(ir::BinaryOp Op, ir::Type Ty, const Symbol &Inner,
             std::int64_t Mask) const;
  /// Two pointers into one array, by their indices.
  Value comparePointers(ir::BinaryOp Op, const Value &A, const Value &B) const;
  Value compareNumber(ir::BinaryOp Op, ir::Type Ty, SymId A,
                      std::int64_t B) const;
  Value convert(const Value &V, ir::Type Ty) const;
  bool assumeCompare(const Symbol &Y, bool Truth);
  bool assumeBits(const Symbol &Y, std::uint64_t Found);
  bool assumeOrder(const Symbol &Y, bool IsLess);
  bool assumeSame(SymId A, SymId B);
  bool isOfSearched(SymId Y) const;
  bool isSecondFind(SymId Ended, SymId Found) const;
  std::string nameOf(SymId Y) const;
  bool recognise(SymId Id, std::int64_t Number);
  bool receive(const MessageInHand &M);
  bool matchReply(SymId P, SymId Request);
  bool isRequestId(SymId Y) const;

  World &W;
  Names &N;
  ir::FuncId F;
  const ir::Function &Fn;
  PathState &S;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_EVALUATE_H
