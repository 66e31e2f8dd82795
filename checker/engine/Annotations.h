//===- Annotations.h - What users tell about their functions --------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A description of a function of the program whose body cannot be seen, or
/// need not be. A surface reads descriptions from its own kind of file; clang's
/// attributes acquire_handle, release_handle and use_handle say the same in the
/// source.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_ANNOTATIONS_H
#define TAPI_CHECKER_ENGINE_ANNOTATIONS_H

#include "tapi_model/Handles.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tapi::engine {

/// What a function does with a handle that it is passed, or passes out.
enum class ArgumentEffect : std::uint8_t {
  Acquires, ///< A new handle is written where the argument points to
  Releases, ///< The handle is dead after success
  Uses,     ///< The handle has to be valid; it is not kept
  Borrows,  ///< Nothing happens to it, and it is not kept
  Keeps,    ///< It is kept: nobody else has a duty to it any more
};

/// When a function has succeeded, by its result.
enum class SuccessWhen : std::uint8_t {
  ByType,   ///< BOOL: not 0; LONG and HRESULT: not negative; void: always
  Always,   ///< It cannot fail
  Zero,     ///< 0; everything else is an error
  NonZero,  ///< Everything but 0
  Positive, ///< Above 0
};

struct ArgumentAnnotation {
  unsigned Index = 0; ///< Zero-based; `this` is not counted
  ArgumentEffect Effect = ArgumentEffect::Borrows;
  HandleKind Kind = HandleKind::None; ///< None: that of the declared type
};

struct FunctionAnnotation {
  std::string Name; ///< With its namespaces and classes, or without
  std::vector<ArgumentAnnotation> Arguments;
  HandleKind Returns = HandleKind::None; ///< The result is a new handle
  SuccessWhen Succeeds = SuccessWhen::ByType;
  bool Waits = false; ///< For the reply to the request that it is passed
  bool NeverReturns = false;
};

} // namespace tapi::engine

#endif // TAPI_CHECKER_ENGINE_ANNOTATIONS_H
