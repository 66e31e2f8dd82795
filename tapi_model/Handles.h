//===- Handles.h - Kinds, states and privileges of TAPI handles -----------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The vocabulary of the model: which kinds of handle TAPI 2.x hands out, which
/// kind is the parent of which, and which privilege a program has to a call.
/// What happens to a handle is in LifeCycle.h, which function does it in
/// Functions.h.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_MODEL_HANDLES_H
#define TAPI_MODEL_HANDLES_H

#include <cstdint>
#include <string_view>

namespace tapi {

/// The kind of a handle. All are 32-bit integers in today's headers, opaque
/// pointers in those of TAPI 1.x (page: tapi.h, DECLARE_OPAQUE32).
enum class HandleKind : std::uint8_t {
  None,
  LineApp,      ///< HLINEAPP, from lineInitialize(Ex).
  Line,         ///< HLINE, from lineOpen.
  Call,         ///< HCALL, from a request, a message or a LINECALLLIST.
  PhoneApp,     ///< HPHONEAPP, from phoneInitialize(Ex).
  Phone,        ///< HPHONE, from phoneOpen.
  Agent,        ///< HAGENT; an identifier, there is nothing to release.
  AgentSession, ///< HAGENTSESSION; an identifier, nothing to release.
  CallHub,      ///< HCALLHUB; seen in messages only.
  // No handles of TAPI, but with an owner and a life of their own.
  Message,      ///< LINEMESSAGE or PHONEMESSAGE from a completion port.
  ProxyRequest, ///< LINEPROXYREQUEST, from LINE_PROXYREQUEST.
  Device,       ///< Win32 HANDLE of a device, from lineGetID.
  Event,        ///< Win32 HANDLE of the event that TAPI signals.
  Port,         ///< Win32 HANDLE of the completion port that TAPI fills.
  Request,      ///< What an asynchronous function returned.
};
inline constexpr unsigned NumHandleKinds = 15;

/// The privilege to a call, as LINECALLPRIVILEGE_* (page: linecallprivilege).
/// The numbers are those of the header: a dwParam3 of 0 means "no change".
enum class Privilege : std::uint8_t {
  Unchanged = 0,
  None = 1,
  Monitor = 2,
  Owner = 4,
  Unknown = 255,
};

/// The name of the C type, for instance "HCALL"; empty for None.
std::string_view typeName(HandleKind K);

/// The words a report uses, for instance "call handle".
std::string_view description(HandleKind K);

/// The kind named by the C typedef \p TypeName ("HCALL"), or None.
HandleKind kindOfType(std::string_view TypeName);

/// The kind whose death ends this kind: Call -> Line -> LineApp, Phone ->
/// PhoneApp; None for the roots and for identifiers.
HandleKind parentKind(HandleKind K);

/// True for kinds under which there are others that die with them.
bool hasDependents(HandleKind K);

/// True for kinds that a program has a duty to release.
bool hasReleaseDuty(HandleKind K);

} // namespace tapi

#endif // TAPI_MODEL_HANDLES_H
