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

#include <cstddef>
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
  LowVersion,      ///< The lowest version the program can work with, by value.
  HighVersion,     ///< The highest one.
  NegotiatedVersion, ///< Where the version between them is written.
  TimeLimit,         ///< Milliseconds to wait, or NoTimeLimit.
  DeviceSelect,      ///< LINECALLSELECT_*, by value.
  DeviceString,      ///< VARSTRING * that receives the device's identifier.
  DeviceClass,       ///< Name of a device class.
};

/// INFINITE.
inline constexpr std::uint32_t NoTimeLimit = 0xFFFFFFFF;
/// LINECALLSELECT_CALL.
inline constexpr std::uint32_t DeviceSelectCall = 0x00000004;

/// How the messages of an application are delivered: the low bits of dwOptions
/// in LINEINITIALIZEEXPARAMS / PHONEINITIALIZEEXPARAMS.
inline constexpr std::uint32_t DeliverMask = 0x0000000F;
inline constexpr std::uint32_t DeliverByEvent = 0x00000002;
inline constexpr std::uint32_t DeliverByPort = 0x00000003;

/// A field of a structure that TAPI shares with the program.
enum class SharedField : std::uint8_t {
  None,
  DeliveryOptions, ///< How messages are delivered
  EventHandle,     ///< The event that TAPI made
  PortHandle,      ///< The completion port that the program made
  Handles,         ///< The union of these two
  StringOffset,    ///< Where the data of a VARSTRING is, in it
  CallState,       ///< The state of the call that the program asked about
};

/// What field \p FieldName of the structure with tag \p Record is; members of a
/// union without a name count as members of the structure around it.
inline SharedField sharedField(std::string_view Record,
                               std::string_view FieldName) {
  struct Row {
    std::string_view Record, Name;
    SharedField Is;
  };
  static constexpr Row Rows[] = {
      {"lineinitializeexparams_tag", "dwOptions", SharedField::DeliveryOptions},
      {"phoneinitializeexparams_tag", "dwOptions",
       SharedField::DeliveryOptions},
      {"lineinitializeexparams_tag", "hEvent", SharedField::EventHandle},
      {"lineinitializeexparams_tag", "hCompletionPort",
       SharedField::PortHandle},
      {"phoneinitializeexparams_tag", "hEvent", SharedField::EventHandle},
      {"phoneinitializeexparams_tag", "hCompletionPort",
       SharedField::PortHandle},
      {"lineinitializeexparams_tag", "Handles", SharedField::Handles},
      {"phoneinitializeexparams_tag", "Handles", SharedField::Handles},
      {"varstring_tag", "dwStringOffset", SharedField::StringOffset},
      {"linecallstatus_tag", "dwCallState", SharedField::CallState},
  };
  for (const Row &R : Rows)
    if (R.Record == Record && R.Name == FieldName)
      return R.Is;
  return SharedField::None;
}

/// True if the identifier of a device of class \p Name begins with a Win32
/// HANDLE that the program has to close (page: comm-datamodem).
inline bool bringsDeviceHandle(std::string_view Name) {
  constexpr std::string_view WithHandle = "comm/datamodem";
  if (Name.size() != WithHandle.size())
    return false;
  for (std::size_t I = 0; I < Name.size(); ++I) {
    char C = Name[I];
    if (C >= 'A' && C <= 'Z')
      C = static_cast<char>(C - 'A' + 'a');
    if (C != WithHandle[I])
      return false;
  }
  return true;
}

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
