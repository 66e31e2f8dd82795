//===- ApiVersions.cpp - The API version that a program negotiated --------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A version is a number with the major part in the upper half. Only the side
/// of 2.0 on which it lies decides anything (LifeCycle.h).
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/ApiVersions.h"

#include "tapi_model/LifeCycle.h"
#include "tapi_model/Parameters.h"

using namespace tapi;
using namespace tapi::engine;

/// The lowest and the highest number that can be a version.
static constexpr std::uint32_t MinVersion = 0x00010000, MaxVersion = 0x000FFFFF;

/// A version that stands for all of \p R, or 0.
static std::uint32_t sideOf(const RangeSet &R) {
  if (R.isEmpty() || R.lowest() < MinVersion || R.highest() > MaxVersion)
    return 0;
  if (R.lowest() >= FirstVersionWithOrphans)
    return static_cast<std::uint32_t>(R.lowest());
  return R.highest() < FirstVersionWithOrphans
             ? static_cast<std::uint32_t>(R.highest())
             : 0;
}

namespace {
/// What the calls of a module say about versions.
class UnitVersions {
public:
  void call(const ir::Function &F, const ir::CallSite &C);
  std::uint32_t result() const;

private:
  void add(std::uint32_t Version);

  std::uint32_t Known = 0;
  bool Differs = false, Opens = false, HasOldApp = false, HasNewApp = false;
  std::uint32_t OldApp = 0;
};
} // namespace

void UnitVersions::add(std::uint32_t Version) {
  if (Version == 0 ||
      (Known != 0 && isBelowOrphans(Known) != isBelowOrphans(Version)))
    Differs = true;
  Known = Version;
}

void UnitVersions::call(const ir::Function &F, const ir::CallSite &C) {
  for (const Argument &A : C.Tapi->Args)
    if (A.Role == ArgRole::Create && A.Kind == HandleKind::LineApp) {
      HasOldApp |= C.Tapi->Until != 0;
      HasNewApp |= C.Tapi->Until == 0;
      if (C.Tapi->Until)
        OldApp = C.Tapi->Until;
    }
  int Index = parameterIndex(C.Tapi->Name, ParameterMeaning::ApiVersion);
  const Argument *Opened = argumentWithRole(*C.Tapi, ArgRole::Create);
  if (Index < 0 || !Opened || Opened->Kind != HandleKind::Line)
    return;
  Opens = true;
  std::size_t At = static_cast<std::size_t>(Index);
  ir::NodeId V = At < C.Args.size() ? C.Args[At].Value : ir::None;
  const ir::Node *N = V == ir::None ? nullptr : &F.withoutCasts(V);
  bool IsConstant = N && N->Kind == ir::NodeKind::Constant;
  add(IsConstant ? sideOf(RangeSet::single(N->Number)) : 0);
}

std::uint32_t UnitVersions::result() const {
  if (Opens)
    return Differs ? 0 : Known;
  return HasOldApp && !HasNewApp ? OldApp : 0;
}

std::uint32_t tapi::engine::versionOfUnit(const ir::Module &M) {
  UnitVersions All;
  for (const ir::Function &F : M.Functions)
    for (const ir::CallSite &C : F.Calls)
      if (C.Tapi)
        All.call(F, C);
  return All.result();
}

static Value parameter(const CallContext &At, const FunctionRow &Row,
                       ParameterMeaning M, PathState &S) {
  int Index = parameterIndex(Row.Name, M);
  return Index < 0 ? Value::unknown() : At.arg(static_cast<unsigned>(Index), S);
}

void tapi::engine::negotiate(const CallContext &At, const FunctionRow &Row,
                             PathState &S) {
  Evaluator Eval(At.Sim.world(), At.F, S);
  LocId L =
      Eval.pointee(parameter(At, Row, ParameterMeaning::NegotiatedVersion, S));
  if (L == NoId)
    return;
  RangeSet Low =
      Eval.range(parameter(At, Row, ParameterMeaning::LowVersion, S));
  RangeSet High =
      Eval.range(parameter(At, Row, ParameterMeaning::HighVersion, S));
  Effects Do(At.Sim, At.F, S);
  SymId Y = Do.fresh(At.Site, 65);
  bool IsKnown = sideOf(Low) != 0 || sideOf(High) != 0;
  std::int64_t From = sideOf(Low) ? Low.lowest() : MinVersion;
  std::int64_t To = sideOf(High) ? High.highest() : MaxVersion;
  if (IsKnown && From <= To)
    S.Facts.set(Y, RangeSet(From, To));
  Do.assign(L, Value::symbol(Y), {LossBy::Overwrite, At.I.Where});
}

std::uint32_t tapi::engine::versionObtained(const CallContext &At,
                                            const FunctionRow &Row,
                                            PathState &S) {
  if (parameterIndex(Row.Name, ParameterMeaning::ApiVersion) < 0)
    return Row.Until;
  Value V = parameter(At, Row, ParameterMeaning::ApiVersion, S);
  return sideOf(Evaluator(At.Sim.world(), At.F, S).range(V));
}

std::uint32_t tapi::engine::versionOf(const Simulator &Sim, const PathState &S,
                                      const HandleInfo &H) {
  const HandleInfo *Up = &H;
  for (unsigned Level = 0; Up && Level < 4; ++Level) {
    if (Up->Version)
      return Up->Version;
    Up = Up->Parent == NoId ? nullptr : S.Handles.find(Up->Parent);
  }
  return Sim.unitVersion() ? Sim.unitVersion() : Sim.assumedVersion();
}
