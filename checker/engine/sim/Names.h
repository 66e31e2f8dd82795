//===- Names.h - Interned symbols and locations -----------------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Names for what a program computes with: a *symbol* stands for a value that
/// is not known as a number, a *location* for a place in memory. Both are
/// interned, so that equal names have equal numbers, and both are named after
/// where they arise, so that a loop that runs again meets the same names and a
/// fixpoint is reached.
///
/// The names know nothing of a state: what a symbol's range is and what a
/// location holds is in State.h.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_SIM_NAMES_H
#define TAPI_CHECKER_ENGINE_SIM_NAMES_H

#include "checker/engine/ir/IR.h"

#include "llvm/ADT/BitVector.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace tapi::engine {

using SymId = std::uint32_t;
using LocId = std::uint32_t;
/// A number for every instruction of the module.
using SiteId = std::uint32_t;
inline constexpr std::uint32_t NoId = ~0u;

enum class SymKind : std::uint8_t {
  Initial,  ///< A: location; its content when the root function began
  Conjured, ///< A: site, B: index; a new value made there
  Phi,      ///< A: join point, B: location; joined values
  Entry,    ///< A: index; a value that a callee got from its caller
  Via,      ///< A: site of a call, B: symbol of the callee
  Older,    ///< A: symbol; its value in an earlier round of a loop
  Expr,     ///< Op, A: symbol, B: symbol or NoId (then Number), Ty
  Narrow,   ///< A: symbol, converted to Ty
  Instance, ///< A: record; the address of the object that entry points share
  Stored,   ///< A: leftover, B: index; a value that an entry point left
};

struct Symbol {
  SymKind Kind;
  ir::BinaryOp Op = ir::BinaryOp::Add;
  ir::Type Ty;
  std::uint32_t A = NoId, B = NoId;
  std::int64_t Number = 0;
};

enum class LocKind : std::uint8_t {
  Local,  ///< A: function, B: variable
  Global, ///< A: variable
  Region, ///< A: symbol of the pointer that points here
  Outer,  ///< A: index; memory of a caller
  Kept,   ///< A: symbol of a pointer; not memory: it is in a store if code that
          ///< is not seen may have kept the pointer
  Exposed, ///< A: a Local or Outer; not memory: it is in a store if others may
           ///< have the address; TAPI gives its value back in messages
  Field,   ///< A: parent, B: field
  Element, ///< A: parent, B: index
  At,      ///< A: parent, B: symbol of the index
  Any,     ///< A: parent; an element not known; B: 0, or 1 if not the first
};

/// Memory of a function that runs.
constexpr bool isFrame(LocKind K) {
  return K == LocKind::Local || K == LocKind::Outer;
}

struct Location {
  LocKind Kind;
  std::uint32_t A = NoId, B = NoId;
};

/// The tables. Numbers are given in the order of first use, which is
/// deterministic.
class Names {
public:
  SymId initial(LocId L) { return intern({SymKind::Initial, {}, {}, L}); }
  SymId conjured(SiteId S, unsigned Index) {
    return intern({SymKind::Conjured, {}, {}, S, Index});
  }
  SymId phi(unsigned Point, LocId L) {
    if (Point >= PhiPoints.size())
      PhiPoints.resize(Point + 1);
    PhiPoints.set(Point);
    return intern({SymKind::Phi, {}, {}, Point, L});
  }
  /// Some join at \p Point made a symbol.
  bool hasPhis(unsigned Point) const {
    return Point < PhiPoints.size() && PhiPoints.test(Point);
  }
  SymId entry(unsigned Index) {
    return intern({SymKind::Entry, {}, {}, Index});
  }
  SymId older(SymId S);
  /// \p S as seen by the caller at \p Call; nested calls are cut at a depth.
  SymId via(SiteId Call, SymId S);
  SymId expression(ir::BinaryOp Op, ir::Type Ty, SymId A, SymId B);
  SymId expression(ir::BinaryOp Op, ir::Type Ty, SymId A, std::int64_t N);
  SymId narrow(SymId S, ir::Type Ty) {
    return intern({SymKind::Narrow, {}, Ty, S});
  }

  SymId instance(ir::StringId Record) {
    return intern({SymKind::Instance, {}, {}, Record});
  }
  SymId stored(unsigned Leftover, unsigned Index) {
    return intern({SymKind::Stored, {}, {}, Leftover, Index});
  }

  LocId local(ir::FuncId F, ir::VarId V) {
    return intern({LocKind::Local, F, V});
  }
  LocId global(ir::VarId V) { return intern({LocKind::Global, V}); }
  LocId region(SymId Pointer) { return intern({LocKind::Region, Pointer}); }
  LocId kept(SymId Pointer) { return intern({LocKind::Kept, Pointer}); }
  LocId exposed(LocId Root) { return intern({LocKind::Exposed, Root}); }
  LocId outer(unsigned Index) { return intern({LocKind::Outer, Index}); }
  LocId field(LocId Parent, ir::FieldId F) {
    return intern({LocKind::Field, Parent, F});
  }
  LocId element(LocId Parent, std::uint32_t I) {
    return intern({LocKind::Element, Parent, I});
  }
  /// The element whose index is the value \p Index.
  LocId elementAt(LocId Parent, SymId Index) {
    return intern({LocKind::At, Parent, Index});
  }
  LocId anyElement(LocId Parent) { return intern({LocKind::Any, Parent, 0}); }
  /// Some element other than the first.
  LocId otherElement(LocId Parent) { return intern({LocKind::Any, Parent, 1}); }
  /// \p L, a part of \p From, as the same part of \p To.
  LocId moved(LocId L, LocId From, LocId To);

  /// The part of \p Parent that \p Y is of its own parent. An index that is a
  /// symbol stays the same symbol.
  LocId part(const Location &Y, LocId Parent) {
    return intern({Y.Kind, Parent, Y.B});
  }

  const Symbol &symbol(SymId S) const { return Symbols[S]; }
  const Location &location(LocId L) const { return Locations[L]; }
  /// The variable, region or outer object that \p L is a part of.
  LocId root(LocId L) const { return Roots[L]; }
  /// ... or what \p L says something of.
  LocId variable(LocId L) const {
    return Locations[L].Kind == LocKind::Exposed ? Locations[L].A : Roots[L];
  }
  /// \p L is \p Whole or a part of it.
  bool isWithin(LocId L, LocId Whole) const;
  bool isPart(LocId L) const {
    return Locations[L].Kind == LocKind::Field || isElement(L);
  }
  bool isElement(LocId L) const {
    LocKind K = Locations[L].Kind;
    return K == LocKind::Element || K == LocKind::At || K == LocKind::Any;
  }
  /// \p L is, or is part of, an element that is not known.
  bool isUncertain(LocId L) const;
  /// \p L is, or is part of, an element of an array.
  bool hasElement(LocId L) const;
  /// The initial content of \p L is reached through so many pointers that it
  /// gets no name of its own.
  bool isTooDeep(LocId L) const;
  bool isLocal(LocId L) const {
    return Locations[Roots[L]].Kind == LocKind::Local;
  }
  /// True if \p S is, or is computed from, \p Part.
  bool mentions(SymId S, SymId Part) const;
  /// \p L is reached through a pointer or an index that mentions \p S.
  bool isReachedBy(LocId L, SymId S) const;

  /// Begins a new set of marks over the symbols: scratch memory for walks over
  /// a state, which are too frequent to allocate a set each.
  void clearMarks() const { ++Round; }
  /// Marks \p S; true if it was not marked.
  bool mark(SymId S) const {
    if (Marks.size() <= S)
      Marks.resize(Symbols.size());
    if (Marks[S] == Round)
      return false;
    Marks[S] = Round;
    return true;
  }
  bool isMarked(SymId S) const { return S < Marks.size() && Marks[S] == Round; }

private:
  SymId intern(const Symbol &S);
  LocId intern(const Location &L);

  struct Hash {
    static std::uint64_t mix(std::uint64_t H, std::uint64_t Word) {
      H = (H ^ Word) * 0x9E3779B97F4A7C15u;
      return H ^ H >> 32;
    }
    std::size_t operator()(const Symbol &S) const {
      std::uint64_t Form = static_cast<std::uint64_t>(S.Kind) << 24 |
                           static_cast<std::uint64_t>(S.Op) << 16 |
                           static_cast<std::uint64_t>(S.Ty.Bits) << 1 |
                           static_cast<std::uint64_t>(S.Ty.Signed);
      std::uint64_t H = mix(Form, static_cast<std::uint64_t>(S.A) << 32 | S.B);
      return mix(H, static_cast<std::uint64_t>(S.Number));
    }
    std::size_t operator()(const Location &L) const {
      return mix(static_cast<std::uint64_t>(L.Kind),
                 static_cast<std::uint64_t>(L.A) << 32 | L.B);
    }
  };
  struct Equal {
    bool operator()(const Symbol &X, const Symbol &Y) const {
      return X.Kind == Y.Kind && X.Op == Y.Op && X.Ty.Bits == Y.Ty.Bits &&
             X.Ty.Signed == Y.Ty.Signed && X.A == Y.A && X.B == Y.B &&
             X.Number == Y.Number;
    }
    bool operator()(const Location &X, const Location &Y) const {
      return X.Kind == Y.Kind && X.A == Y.A && X.B == Y.B;
    }
  };
  std::vector<Symbol> Symbols;
  std::vector<std::uint8_t> Depths;
  llvm::BitVector PhiPoints;
  mutable std::vector<std::uint64_t> Marks;
  mutable std::uint64_t Round = 0;
  std::vector<Location> Locations;
  std::vector<LocId> Roots;
  /// By location: how deep the symbols are that lead there; 0 where none does.
  std::vector<std::uint8_t> Reach;
  std::unordered_map<Symbol, SymId, Hash, Equal> SymbolIndex;
  std::unordered_map<Location, LocId, Hash, Equal> LocationIndex;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_SIM_NAMES_H
