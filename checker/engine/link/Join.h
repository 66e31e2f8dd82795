//===- Join.h - Several units become one program -------------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Joins modules: what several units name is one thing in the program,
/// functions and globals by USR, fields by record and name. What is internal to
/// a unit stays apart, whatever its name.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_ENGINE_LINK_JOIN_H
#define TAPI_CHECKER_ENGINE_LINK_JOIN_H

#include "checker/engine/link/Unit.h"

namespace tapi::engine::link {

/// The program that \p Units make, whatever their order. \p Closed: nobody else
/// calls its functions (an executable, not a library).
///
/// Two different functions of one name (two executables in one project) stay
/// apart: each unit that defines one calls its own, and a call from elsewhere
/// is one of unseen code.
Unit join(std::vector<Unit> Units, bool Closed);

} // namespace tapi::engine::link

#endif // TAPI_CHECKER_ENGINE_LINK_JOIN_H
