//===- Scene.h - A function, its world and one state ----------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What tests of the simulation's parts stand on: build the function and the
/// module's tables first, then begin().
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_TEST_UNIT_ENGINE_SCENE_H
#define TAPI_TEST_UNIT_ENGINE_SCENE_H

#include "checker/engine/sim/Evaluate.h"
#include "test/unit/engine/Build.h"

#include <gtest/gtest.h>

#include <optional>

namespace tapi::test {

class Scene : public testing::Test {
protected:
  Build B;
  ir::Module M;
  std::optional<engine::World> W;
  engine::PathState S;

  /// Nothing may be added to the function or the module after this.
  void begin() {
    M.Functions.push_back(B.F);
    W.emplace(M);
  }
  engine::Names &names() { return W->names(); }
  engine::Evaluator eval() { return engine::Evaluator(*W, 0, S); }
  engine::Value value(ir::NodeId N) { return eval().value(N); }
  engine::LocId local(ir::VarId V) { return names().local(0, V); }
  engine::Value at(engine::LocId L) { return eval().load(L); }

  /// A handle of \p Kind in state \p Life, without flags.
  static engine::HandleInfo handle(HandleKind Kind, State Life = State::Live) {
    engine::HandleInfo H;
    H.Kind = Kind;
    H.Life = Life;
    return H;
  }
};

} // namespace tapi::test

#endif // TAPI_TEST_UNIT_ENGINE_SCENE_H
