//===- Messages.h - What LINE_* and PHONE_* messages carry ----------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The meaning of hDevice and dwParam1 to dwParam3 in every message that TAPI
/// sends to a program, and what the message means for the life of handles. The
/// rows are in messages.def.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_MODEL_MESSAGES_H
#define TAPI_MODEL_MESSAGES_H

#include "tapi_model/Functions.h"
#include "tapi_model/Handles.h"

#include <cstdint>
#include <string_view>

namespace tapi {

/// What one field of a message is.
enum class Field : std::uint8_t {
  Unused,
  Line,       ///< HLINE
  DeadLine,   ///< HLINE that is dead already (LINE_CLOSE)
  Call,       ///< HCALL
  NewCall,    ///< HCALL that this message delivers (LINE_APPNEWCALL)
  LineOrCall, ///< Either kind (LINE_DEVSPECIFIC)
  Phone,      ///< HPHONE
  DeadPhone,  ///< HPHONE that is dead already (PHONE_CLOSE)
  CallHub,
  Agent,
  AgentSession,
  ConferenceCall, ///< HCALL or 0, only for LINECALLSTATE_CONFERENCED
  RequestId,      ///< What the asynchronous function returned
  ReplyResult,    ///< LONG: 0 or a negative error
  CallState,      ///< LINECALLSTATE_*
  CallPrivilege,  ///< 0 or LINECALLPRIVILEGE_*
  DeviceState,    ///< LINEDEVSTATE_*
  ProxyRequest,   ///< LINEPROXYREQUEST *, TAPI's memory
  Number,         ///< Anything without a meaning for handles
};

/// What a message does to the handle it names.
enum class MessageEffect : std::uint8_t {
  None,
  Reply,       ///< Ends an asynchronous request.
  NewCall,     ///< Delivers a call handle.
  CallState,   ///< Tells a call's state; may deliver a handle.
  ForcedClose, ///< The named line or phone is dead, and all calls on it.
  ReInit,      ///< LINE_LINEDEVSTATE: may ask for shutdown.
  Proxy,       ///< Wants exactly one lineProxyResponse.
};

struct MessageRow {
  std::string_view Name; ///< "LINE_CALLSTATE"
  std::uint32_t Value;
  Field Device, Param1, Param2, Param3;
  MessageEffect Effect;
  std::string_view Page; ///< Microsoft page ("line-callstate").
};

/// All messages, sorted by value.
List<MessageRow> messages();

/// The row of message \p Value, or nullptr.
const MessageRow *findMessage(std::uint32_t Value);

/// The row called \p Name, or nullptr.
const MessageRow *findMessage(std::string_view Name);

/// The first row with effect \p E, or nullptr.
const MessageRow *messageOf(MessageEffect E);

/// The handle kind a field carries, None for numbers and "either kind".
HandleKind kindOf(Field F);

/// The part of a message that a field of LINEMESSAGE / PHONEMESSAGE holds.
enum class MessagePart : std::uint8_t {
  NotAMessage,
  Device,
  MessageId,
  Instance,
  Param1,
  Param2,
  Param3,
};

/// The part that field \p FieldName of the structure with tag \p Record is
/// (page: ns-tapi-linemessage).
MessagePart messagePart(std::string_view Record, std::string_view FieldName);

/// Values of header constants that the engines need.
inline constexpr std::uint32_t CallStateIdle = 0x00000001;
inline constexpr std::uint32_t CallStateDisconnected = 0x00004000;
inline constexpr std::uint32_t CallStateConferenced = 0x00000800;
inline constexpr std::uint32_t DevStateReinit = 0x00040000;

} // namespace tapi

#endif // TAPI_MODEL_MESSAGES_H
