//===- Trail.cpp - How a path came here -----------------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Persistent lists with shared tails.
///
//===----------------------------------------------------------------------===//

#include "checker/engine/sim/Trail.h"

#include <algorithm>
#include <vector>

using namespace tapi;
using namespace tapi::engine;

/// Unlinks a long chain step by step; the recursion of the default destructor
/// would exhaust the stack.
TrailNode::~TrailNode() {
  Trail Next = std::move(Before);
  while (Next && Next.use_count() == 1) {
    Trail After = std::move(const_cast<TrailNode &>(*Next).Before);
    Next = std::move(After);
  }
}

Trail tapi::engine::append(Trail Before, TrailStep Step) {
  unsigned Length = Before ? Before->Length + 1 : 1;
  return std::make_shared<const TrailNode>(
      TrailNode{std::move(Step), std::move(Before), Length});
}

Trail tapi::engine::joinTrails(const Trail &A, const Trail &B) {
  if (A == B)
    return A;
  const TrailNode *X = A.get(), *Y = B.get();
  const Trail *Shared = &A;
  static const Trail Empty;
  auto StepBack = [&](const TrailNode *&N, bool IsFirst) {
    if (IsFirst)
      Shared = &N->Before;
    bool Matters = N->Step.Kind != StepKind::Branch;
    N = N->Before.get();
    return !Matters;
  };
  while (X != Y) {
    unsigned LX = X ? X->Length : 0, LY = Y ? Y->Length : 0;
    if (LX >= LY && !StepBack(X, true))
      return A;
    if (LY >= LX && LY && Y && X != Y && !StepBack(Y, false))
      return A;
  }
  return X ? *Shared : Empty;
}

std::vector<const TrailStep *>
tapi::engine::stepsSince(const Trail &T, const TrailNode *Since) {
  std::vector<const TrailStep *> Steps;
  for (const TrailNode *N = T.get(); N && N != Since; N = N->Before.get())
    Steps.push_back(&N->Step);
  std::reverse(Steps.begin(), Steps.end());
  return Steps;
}
