//===- CallLists.h - The structure that lists call handles ----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// LINECALLLIST (page: ns-tapi-linecalllist): a header of fixed size, followed
/// by dwCallsNumEntries handles at dwCallsOffset bytes from its start.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_MODEL_CALLLISTS_H
#define TAPI_MODEL_CALLLISTS_H

#include <cstdint>
#include <string_view>

namespace tapi {

/// What a field of a LINECALLLIST holds.
enum class ListPart : std::uint8_t {
  NotAList,
  NeededSize,  ///< Larger than the memory there is: the list is cut
  UsedSize,    ///< Bytes that were written
  NumEntries,  ///< How many handles there are
  CallsSize,   ///< ... in bytes
  CallsOffset, ///< Where they begin
};
inline constexpr unsigned NumListParts = 6;

/// The part that field \p FieldName of the structure with tag \p Record is.
ListPart listPart(std::string_view Record, std::string_view FieldName);

} // namespace tapi

#endif // TAPI_MODEL_CALLLISTS_H
