//===- Messages.cpp - The table of messages and its look-ups --------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Turns messages.def into a constant table. The values have no gaps, so a
/// value is its own index; names go through a list sorted at compile time.
///
//===----------------------------------------------------------------------===//

#include "tapi_model/Messages.h"

#include <algorithm>

namespace tapi {
namespace {

constexpr MessageRow Table[] = {
#define TAPI_MESSAGE(Name, Value, Device, Param1, Param2, Param3, Effect,      \
                     Page)                                                     \
  {#Name,         Value,         Field::Device,         Field::Param1,         \
   Field::Param2, Field::Param3, MessageEffect::Effect, Page},
#include "tapi_model/messages.def"
};
constexpr unsigned NumMessages = sizeof(Table) / sizeof(Table[0]);

constexpr bool valuesAreIndexes() {
  for (unsigned I = 0; I < NumMessages; ++I)
    if (Table[I].Value != I)
      return false;
  return true;
}
static_assert(valuesAreIndexes(), "messages.def must be sorted, without gaps");

/// Indexes into Table in the order of the names.
struct NameOrder {
  unsigned char Index[NumMessages];
};

constexpr NameOrder sortByName() {
  NameOrder Order = {};
  for (unsigned I = 0; I < NumMessages; ++I) {
    unsigned Place = I;
    for (; Place > 0 && Table[I].Name < Table[Order.Index[Place - 1]].Name;
         --Place)
      Order.Index[Place] = Order.Index[Place - 1];
    Order.Index[Place] = static_cast<unsigned char>(I);
  }
  return Order;
}
constexpr NameOrder ByName = sortByName();

} // namespace

List<MessageRow> messages() { return {Table, NumMessages}; }

const MessageRow *findMessage(std::uint32_t Value) {
  return Value < NumMessages ? &Table[Value] : nullptr;
}

const MessageRow *findMessage(std::string_view Name) {
  const unsigned char *End = ByName.Index + NumMessages;
  const unsigned char *Found = std::lower_bound(
      ByName.Index, End, Name, [](unsigned char I, std::string_view Wanted) {
        return Table[I].Name < Wanted;
      });
  return Found != End && Table[*Found].Name == Name ? &Table[*Found] : nullptr;
}

const MessageRow *messageOf(MessageEffect E) {
  for (const MessageRow &Row : Table)
    if (Row.Effect == E)
      return &Row;
  return nullptr;
}

HandleKind kindOf(Field F) {
  switch (F) {
  case Field::Line:
  case Field::DeadLine:
    return HandleKind::Line;
  case Field::Call:
  case Field::NewCall:
  case Field::ConferenceCall:
    return HandleKind::Call;
  case Field::Phone:
  case Field::DeadPhone:
    return HandleKind::Phone;
  case Field::Agent:
    return HandleKind::Agent;
  case Field::AgentSession:
    return HandleKind::AgentSession;
  case Field::ProxyRequest:
    return HandleKind::ProxyRequest;
  // The pages call it a call handle although it belongs to a hub, so no kind
  // is certain and none may be reported as the wrong one.
  case Field::CallHub:
  case Field::LineOrCall:
  case Field::Unused:
  case Field::RequestId:
  case Field::ReplyResult:
  case Field::CallState:
  case Field::CallPrivilege:
  case Field::DeviceState:
  case Field::Number:
    return HandleKind::None;
  }
  return HandleKind::None;
}

MessagePart messagePart(std::string_view Record, std::string_view FieldName) {
  if (Record != "linemessage_tag" && Record != "phonemessage_tag")
    return MessagePart::NotAMessage;
  static constexpr struct {
    std::string_view Name;
    MessagePart Part;
  } Parts[] = {
      {"hDevice", MessagePart::Device},
      {"dwMessageID", MessagePart::MessageId},
      {"dwCallbackInstance", MessagePart::Instance},
      {"dwParam1", MessagePart::Param1},
      {"dwParam2", MessagePart::Param2},
      {"dwParam3", MessagePart::Param3},
  };
  for (const auto &P : Parts)
    if (P.Name == FieldName)
      return P.Part;
  return MessagePart::NotAMessage;
}

} // namespace tapi
