//===- Parameters.h - Arguments that carry no handle ---------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What an observer of a running program has to know about arguments beyond
/// the handles in functions.def: where the callback is, which API version a
/// device is opened with. The rows are in parameters.def.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_MODEL_PARAMETERS_H
#define TAPI_MODEL_PARAMETERS_H

#include <cstdint>
#include <string_view>

namespace tapi {

enum class ParameterMeaning : std::uint8_t {
  Callback,        ///< LINECALLBACK / PHONECALLBACK for all messages.
  DeliveryOptions, ///< LINEINITIALIZEEXPARAMS / PHONEINITIALIZEEXPARAMS *.
  ApiVersion,      ///< The negotiated version, by value.
  NewPrivilege,    ///< LINECALLPRIVILEGE_* that the call gets, by value.
  ProxyRequest,    ///< LINEPROXYREQUEST *, given back to TAPI.
  CallStatus,      ///< LINECALLSTATUS * that receives a call's state.
  TimeLimit,       ///< Milliseconds to wait, or NoTimeLimit.
};

/// INFINITE.
inline constexpr std::uint32_t NoTimeLimit = 0xFFFFFFFF;

/// The zero-based argument of \p Function (without A or W) that means \p M, or
/// -1.
inline int parameterIndex(std::string_view Function, ParameterMeaning M) {
  struct Row {
    std::string_view Function;
    ParameterMeaning Meaning;
    std::uint8_t Index;
  };
  static constexpr Row Rows[] = {
#define TAPI_PARAMETER(Function, Meaning, Index)                               \
  {#Function, ParameterMeaning::Meaning, Index},
#include "tapi_model/parameters.def"
  };
  for (const Row &R : Rows)
    if (R.Meaning == M && R.Function == Function)
      return R.Index;
  return -1;
}

} // namespace tapi

#endif // TAPI_MODEL_PARAMETERS_H
