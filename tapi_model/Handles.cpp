//===- Handles.cpp - Names and kinship of handle kinds --------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// One row for every kind of handle: its C type, the words of a report, its
/// parent and whether there is a duty to release it.
///
//===----------------------------------------------------------------------===//

#include "tapi_model/Handles.h"

namespace tapi {
namespace {

struct KindRow {
  HandleKind Kind;
  std::string_view Type;
  std::string_view Words;
  HandleKind Parent;
  bool Duty;
};

constexpr KindRow Kinds[NumHandleKinds] = {
    {HandleKind::None, "", "handle", HandleKind::None, false},
    {HandleKind::LineApp, "HLINEAPP", "line application handle",
     HandleKind::None, true},
    {HandleKind::Line, "HLINE", "line handle", HandleKind::LineApp, true},
    {HandleKind::Call, "HCALL", "call handle", HandleKind::Line, true},
    {HandleKind::PhoneApp, "HPHONEAPP", "phone application handle",
     HandleKind::None, true},
    {HandleKind::Phone, "HPHONE", "phone handle", HandleKind::PhoneApp, true},
    {HandleKind::Agent, "HAGENT", "agent handle", HandleKind::None, false},
    {HandleKind::AgentSession, "HAGENTSESSION", "agent session handle",
     HandleKind::None, false},
    {HandleKind::CallHub, "HCALLHUB", "call hub handle", HandleKind::None,
     false},
    // Types that no typedef is called, so that no declaration is one of these.
    {HandleKind::Message, "LINEMESSAGE *", "message", HandleKind::None, true},
    {HandleKind::ProxyRequest, "LINEPROXYREQUEST *", "proxy request",
     HandleKind::None, true},
    {HandleKind::Device, "HANDLE of a device", "device handle",
     HandleKind::None, true},
    {HandleKind::Event, "HANDLE of an event", "event handle", HandleKind::None,
     false},
    {HandleKind::Port, "HANDLE of a port", "completion port",
     HandleKind::LineApp, false},
    {HandleKind::Request, "request ID", "request", HandleKind::None, false},
};

constexpr bool rowsFollowTheEnum() {
  for (unsigned I = 0; I < NumHandleKinds; ++I)
    if (static_cast<unsigned>(Kinds[I].Kind) != I)
      return false;
  return true;
}
static_assert(rowsFollowTheEnum(), "one row a kind, in the enum's order");

const KindRow &rowOf(HandleKind K) { return Kinds[static_cast<unsigned>(K)]; }

} // namespace

std::string_view typeName(HandleKind K) { return rowOf(K).Type; }

std::string_view description(HandleKind K) { return rowOf(K).Words; }

HandleKind kindOfType(std::string_view TypeName) {
  for (const KindRow &Row : Kinds)
    if (Row.Kind != HandleKind::None && Row.Type == TypeName)
      return Row.Kind;
  return HandleKind::None;
}

HandleKind parentKind(HandleKind K) { return rowOf(K).Parent; }

bool hasDependents(HandleKind K) {
  for (const KindRow &Row : Kinds)
    if (Row.Parent == K && K != HandleKind::None)
      return true;
  return false;
}

bool hasReleaseDuty(HandleKind K) { return rowOf(K).Duty; }

} // namespace tapi
