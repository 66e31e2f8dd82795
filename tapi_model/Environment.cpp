//===- Environment.cpp - The table around TAPI and its look-up ------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Turns environment.def into one sorted constant table.
///
//===----------------------------------------------------------------------===//

#include "tapi_model/Environment.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace tapi {
namespace {

constexpr EnvironmentRow Table[] = {
#define TAPI_ENVIRONMENT(Name, Role, Arg) {Name, EnvironmentRole::Role, Arg},
#include "tapi_model/environment.def"
};
constexpr unsigned NumRows = sizeof(Table) / sizeof(Table[0]);

constexpr bool isSortedByName() {
  for (unsigned I = 1; I < NumRows; ++I)
    if (!(Table[I - 1].Name < Table[I].Name))
      return false;
  return true;
}
static_assert(isSortedByName(), "environment.def must be sorted by name");

} // namespace

const EnvironmentRow *findEnvironment(std::string_view Name) {
  const EnvironmentRow *End = Table + NumRows;
  const EnvironmentRow *Row = std::lower_bound(
      Table, End, Name, [](const EnvironmentRow &R, std::string_view Wanted) {
        return R.Name < Wanted;
      });
  return Row != End && Row->Name == Name ? Row : nullptr;
}

bool isQuitCode(std::string_view Record, std::string_view Member) {
  return Record == "tagMSG" && Member == "wParam";
}

bool isTracingName(std::string_view Name) {
  static constexpr std::string_view Tracing[] = {"print", "trace", "debug",
                                                 "dbg", "log"};
  static constexpr std::string_view Others[] = {
      "box", "catalog", "dialog", "dlg", "logical", "login", "logo", "window"};
  std::string Lower;
  for (char C : Name)
    Lower += C >= 'A' && C <= 'Z' ? static_cast<char>(C - 'A' + 'a') : C;
  auto Has = [&](std::string_view Word) {
    return Lower.find(Word) != std::string::npos;
  };
  return std::any_of(std::begin(Tracing), std::end(Tracing), Has) &&
         std::none_of(std::begin(Others), std::end(Others), Has);
}

} // namespace tapi
