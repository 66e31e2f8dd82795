//===- CallLists.cpp - The structure that lists call handles --------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// See CallLists.h. dwTotalSize is missing on purpose: the program sets it.
///
//===----------------------------------------------------------------------===//

#include "tapi_model/CallLists.h"

namespace tapi {

ListPart listPart(std::string_view Record, std::string_view FieldName) {
  if (Record != "linecalllist_tag")
    return ListPart::NotAList;
  static constexpr struct {
    std::string_view Name;
    ListPart Part;
  } Parts[] = {
      {"dwNeededSize", ListPart::NeededSize},
      {"dwUsedSize", ListPart::UsedSize},
      {"dwCallsNumEntries", ListPart::NumEntries},
      {"dwCallsSize", ListPart::CallsSize},
      {"dwCallsOffset", ListPart::CallsOffset},
  };
  for (const auto &P : Parts)
    if (P.Name == FieldName)
      return P.Part;
  return ListPart::NotAList;
}

} // namespace tapi
