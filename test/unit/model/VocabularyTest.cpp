//===- VocabularyTest.cpp - Handles, messages and environment -------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The small tables: kinds of handles, what messages carry, and the functions
/// around TAPI. Expected values are written down from Microsoft's pages.
///
//===----------------------------------------------------------------------===//

#include "tapi_model/Environment.h"
#include "tapi_model/Handles.h"
#include "tapi_model/Messages.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

using namespace tapi;

namespace {

TEST(Handles, HaveTypesParentsAndDuties) {
  const struct {
    HandleKind Kind;
    const char *Type;
    HandleKind Parent;
    bool Duty;
  } Cases[] = {
      {HandleKind::LineApp, "HLINEAPP", HandleKind::None, true},
      {HandleKind::Line, "HLINE", HandleKind::LineApp, true},
      {HandleKind::Call, "HCALL", HandleKind::Line, true},
      {HandleKind::PhoneApp, "HPHONEAPP", HandleKind::None, true},
      {HandleKind::Phone, "HPHONE", HandleKind::PhoneApp, true},
      {HandleKind::Agent, "HAGENT", HandleKind::None, false},
      {HandleKind::AgentSession, "HAGENTSESSION", HandleKind::None, false},
      {HandleKind::CallHub, "HCALLHUB", HandleKind::None, false},
      {HandleKind::Message, "LINEMESSAGE *", HandleKind::None, true},
      {HandleKind::ProxyRequest, "LINEPROXYREQUEST *", HandleKind::None, true},
      {HandleKind::Device, "HANDLE of a device", HandleKind::None, true},
      {HandleKind::Event, "HANDLE of an event", HandleKind::None, false},
      {HandleKind::Port, "HANDLE of a port", HandleKind::LineApp, false},
      {HandleKind::Request, "request ID", HandleKind::None, false},
  };
  std::set<std::string_view> Words;
  for (const auto &C : Cases) {
    EXPECT_EQ(typeName(C.Kind), C.Type);
    EXPECT_EQ(kindOfType(C.Type), C.Kind);
    EXPECT_EQ(parentKind(C.Kind), C.Parent) << C.Type;
    EXPECT_EQ(hasReleaseDuty(C.Kind), C.Duty) << C.Type;
    EXPECT_TRUE(Words.insert(description(C.Kind)).second) << C.Type;
  }
  EXPECT_EQ(description(HandleKind::Call), "call handle");
}

TEST(Handles, OtherTypesAreNone) {
  for (const char *Type :
       {"", "HCAL", "HCALLS", "LPHCALL", "HWND", "DWORD", "hcall", "HANDLE",
        "LINEMESSAGE", "LINEPROXYREQUEST"})
    EXPECT_EQ(kindOfType(Type), HandleKind::None) << Type;
  EXPECT_EQ(typeName(HandleKind::None), "");
  EXPECT_EQ(parentKind(HandleKind::None), HandleKind::None);
  EXPECT_FALSE(hasReleaseDuty(HandleKind::None));
}

TEST(Messages, AreFoundByValueAndName) {
  ASSERT_EQ(messages().Size, 35u);
  for (const MessageRow &M : messages()) {
    EXPECT_EQ(findMessage(M.Value), &M) << M.Name;
    EXPECT_EQ(findMessage(M.Name), &M) << M.Name;
  }
  EXPECT_EQ(findMessage(35), nullptr);
  EXPECT_EQ(findMessage(0xFFFFFFFF), nullptr);
  for (const char *Name : {"", "LINE_", "LINE_NEWCALL", "LINE_REPL",
                           "LINE_REPLYX", "line_reply", "ZZZ"})
    EXPECT_EQ(findMessage(Name), nullptr) << Name;
}

TEST(Messages, CarryTheHandlesOfThePages) {
  using F = Field;
  struct Fields {
    Field Device, Param1, Param2, Param3;
  };
  // Numbers and unused fields of the messages not listed are all the same to
  // the life of handles.
  const std::map<std::string_view, Fields> Expected = {
      {"LINE_ADDRESSSTATE", {F::Line, F::Number, F::Number, F::Unused}},
      {"LINE_CALLINFO", {F::Call, F::Number, F::Unused, F::Unused}},
      {"LINE_CALLSTATE",
       {F::Call, F::CallState, F::ConferenceCall, F::CallPrivilege}},
      {"LINE_CLOSE", {F::DeadLine, F::Unused, F::Unused, F::Unused}},
      {"LINE_DEVSPECIFIC", {F::LineOrCall, F::Number, F::Number, F::Number}},
      {"LINE_DEVSPECIFICFEATURE",
       {F::LineOrCall, F::Number, F::Number, F::Number}},
      {"LINE_GATHERDIGITS", {F::Call, F::Number, F::Unused, F::Number}},
      {"LINE_GENERATE", {F::Call, F::Number, F::Unused, F::Number}},
      {"LINE_LINEDEVSTATE", {F::Line, F::DeviceState, F::Number, F::Number}},
      {"LINE_MONITORDIGITS", {F::Call, F::Number, F::Number, F::Number}},
      {"LINE_MONITORMEDIA", {F::Call, F::Number, F::Unused, F::Number}},
      {"LINE_MONITORTONE", {F::Call, F::Number, F::Unused, F::Number}},
      {"LINE_REPLY", {F::Unused, F::RequestId, F::ReplyResult, F::Unused}},
      {"LINE_REQUEST", {F::Unused, F::Number, F::Number, F::Number}},
      {"PHONE_BUTTON", {F::Phone, F::Number, F::Number, F::Number}},
      {"PHONE_CLOSE", {F::DeadPhone, F::Unused, F::Unused, F::Unused}},
      {"PHONE_DEVSPECIFIC", {F::Phone, F::Number, F::Number, F::Number}},
      {"PHONE_REPLY", {F::Unused, F::RequestId, F::ReplyResult, F::Unused}},
      {"PHONE_STATE", {F::Phone, F::Number, F::Number, F::Unused}},
      {"LINE_CREATE", {F::Unused, F::Number, F::Unused, F::Unused}},
      {"PHONE_CREATE", {F::Unused, F::Number, F::Unused, F::Unused}},
      {"LINE_AGENTSPECIFIC", {F::Line, F::Number, F::Number, F::Number}},
      {"LINE_AGENTSTATUS", {F::Line, F::Number, F::Number, F::Number}},
      {"LINE_APPNEWCALL", {F::Line, F::Number, F::NewCall, F::CallPrivilege}},
      {"LINE_PROXYREQUEST", {F::Line, F::ProxyRequest, F::Unused, F::Unused}},
      {"LINE_REMOVE", {F::Unused, F::Number, F::Unused, F::Unused}},
      {"PHONE_REMOVE", {F::Unused, F::Number, F::Unused, F::Unused}},
      {"LINE_AGENTSESSIONSTATUS",
       {F::Line, F::AgentSession, F::Number, F::Number}},
      {"LINE_QUEUESTATUS", {F::Line, F::Number, F::Number, F::Unused}},
      {"LINE_AGENTSTATUSEX", {F::Line, F::Agent, F::Number, F::Number}},
      {"LINE_GROUPSTATUS", {F::Line, F::Unused, F::Number, F::Unused}},
      {"LINE_PROXYSTATUS", {F::Line, F::Number, F::Number, F::Unused}},
      {"LINE_APPNEWCALLHUB", {F::CallHub, F::Number, F::Unused, F::Unused}},
      {"LINE_CALLHUBCLOSE", {F::CallHub, F::Unused, F::Unused, F::Unused}},
      {"LINE_DEVSPECIFICEX", {F::LineOrCall, F::Number, F::Number, F::Number}},
  };
  ASSERT_EQ(Expected.size(), messages().Size);
  for (const MessageRow &M : messages()) {
    ASSERT_TRUE(Expected.count(M.Name)) << M.Name;
    const Fields &E = Expected.at(M.Name);
    EXPECT_EQ(M.Device, E.Device) << M.Name;
    EXPECT_EQ(M.Param1, E.Param1) << M.Name;
    EXPECT_EQ(M.Param2, E.Param2) << M.Name;
    EXPECT_EQ(M.Param3, E.Param3) << M.Name;
  }
}

TEST(Messages, HaveTheEffectsOfThePages) {
  const std::map<std::string_view, MessageEffect> Expected = {
      {"LINE_CALLSTATE", MessageEffect::CallState},
      {"LINE_CLOSE", MessageEffect::ForcedClose},
      {"LINE_LINEDEVSTATE", MessageEffect::ReInit},
      {"LINE_REPLY", MessageEffect::Reply},
      {"PHONE_CLOSE", MessageEffect::ForcedClose},
      {"PHONE_REPLY", MessageEffect::Reply},
      {"LINE_APPNEWCALL", MessageEffect::NewCall},
      {"LINE_PROXYREQUEST", MessageEffect::Proxy},
  };
  for (const MessageRow &M : messages()) {
    const auto Found = Expected.find(M.Name);
    EXPECT_EQ(M.Effect,
              Found == Expected.end() ? MessageEffect::None : Found->second)
        << M.Name;
  }
}

TEST(Messages, PagesAreNamedLikeTheMessages) {
  for (const MessageRow &M : messages()) {
    std::string Page;
    for (char C : M.Name)
      Page += C == '_' ? '-' : static_cast<char>(C - 'A' + 'a');
    EXPECT_EQ(M.Page, Page);
  }
}

TEST(Messages, FieldsHaveKinds) {
  EXPECT_EQ(kindOf(Field::Line), HandleKind::Line);
  EXPECT_EQ(kindOf(Field::DeadLine), HandleKind::Line);
  EXPECT_EQ(kindOf(Field::Call), HandleKind::Call);
  EXPECT_EQ(kindOf(Field::NewCall), HandleKind::Call);
  EXPECT_EQ(kindOf(Field::ConferenceCall), HandleKind::Call);
  EXPECT_EQ(kindOf(Field::Phone), HandleKind::Phone);
  EXPECT_EQ(kindOf(Field::DeadPhone), HandleKind::Phone);
  EXPECT_EQ(kindOf(Field::Agent), HandleKind::Agent);
  EXPECT_EQ(kindOf(Field::AgentSession), HandleKind::AgentSession);
  EXPECT_EQ(kindOf(Field::ProxyRequest), HandleKind::ProxyRequest);
  for (Field F : {Field::Unused, Field::LineOrCall, Field::CallHub,
                  Field::RequestId, Field::ReplyResult, Field::CallState,
                  Field::CallPrivilege, Field::DeviceState, Field::Number})
    EXPECT_EQ(kindOf(F), HandleKind::None);
}

TEST(Messages, HavePartsInBothStructures) {
  for (const char *Record : {"linemessage_tag", "phonemessage_tag"}) {
    EXPECT_EQ(messagePart(Record, "hDevice"), MessagePart::Device);
    EXPECT_EQ(messagePart(Record, "dwMessageID"), MessagePart::MessageId);
    EXPECT_EQ(messagePart(Record, "dwCallbackInstance"), MessagePart::Instance);
    EXPECT_EQ(messagePart(Record, "dwParam1"), MessagePart::Param1);
    EXPECT_EQ(messagePart(Record, "dwParam2"), MessagePart::Param2);
    EXPECT_EQ(messagePart(Record, "dwParam3"), MessagePart::Param3);
    EXPECT_EQ(messagePart(Record, "dwParam4"), MessagePart::NotAMessage);
  }
  EXPECT_EQ(messagePart("tagMSG", "hDevice"), MessagePart::NotAMessage);
}

TEST(Environment, KnowsTheRoles) {
  using R = EnvironmentRole;
  const struct {
    const char *Name;
    EnvironmentRole Role;
    unsigned Arg;
  } Cases[] = {
      {"malloc", R::Allocate, 0},
      {"realloc", R::Allocate, 1},
      {"calloc", R::AllocateZeroed, 1},
      {"HeapAlloc", R::Allocate, 2},
      {"LocalAlloc", R::Allocate, 1},
      {"GlobalAlloc", R::Allocate, 1},
      {"free", R::Free, 0},
      {"HeapFree", R::Free, 2},
      {"GlobalFree", R::Free, 0},
      {"LocalFree", R::FreeMessage, 0},
      {"memset", R::Fill, 0},
      {"ZeroMemory", R::Zero, 0},
      {"RtlZeroMemory", R::Zero, 0},
      {"RtlSecureZeroMemory", R::Zero, 0},
      {"memcpy", R::Copy, 0},
      {"memmove", R::Copy, 0},
      {"exit", R::Exit, 0},
      {"abort", R::Exit, 0},
      {"std::terminate", R::Exit, 0},
      {"ExitProcess", R::Exit, 0},
      {"TerminateProcess", R::Exit, 0},
      {"DispatchMessageA", R::Pump, 0},
      {"DispatchMessageW", R::Pump, 0},
      {"GetMessageW", R::Fetch, 0},
      {"PeekMessageA", R::Pump, 0},
      {"SendMessageW", R::Sends, 0},
      {"MessageBoxA", R::Pump, 0},
      {"DialogBoxParamW", R::Dialog, 0},
      {"DialogBoxIndirectParamA", R::Dialog, 0},
      {"CreateDialogParamA", R::Sends, 0},
      {"EndDialog", R::EndsDialog, 1},
      {"PostQuitMessage", R::EndsLoop, 0},
      {"IsWindow", R::AsksWindow, 0},
      {"WriteFile", R::Forwards, 1},
      {"IsDialogMessageW", R::Pump, 0},
      {"WaitForSingleObject", R::WaitObject, 0},
      {"WaitForSingleObjectEx", R::WaitObject, 0},
      {"MsgWaitForMultipleObjects", R::Wait, 1},
      {"Sleep", R::Wait, 0},
      {"SleepEx", R::Wait, 0},
      {"PostMessageA", R::Keeps, 2},
      {"PostThreadMessageW", R::Keeps, 2},
      {"SetWindowLongW", R::Keeps, 2},
      {"SetWindowLongPtrA", R::Keeps, 2},
      {"TlsSetValue", R::Keeps, 1},
      {"SetPropW", R::Keeps, 2},
      {"CloseHandle", R::CloseHandle, 0},
      {"SetEvent", R::SignalEvent, 0},
      {"ResetEvent", R::TouchEvent, 0},
      {"PulseEvent", R::TouchEvent, 0},
      {"GetQueuedCompletionStatus", R::Dequeue, 3},
      {"GetQueuedCompletionStatusEx", R::Dequeue, 1},
      {"GetProcAddress", R::LoadFunction, 1},
      {"CreateThread", R::StartThread, 2},
      {"_beginthreadex", R::StartThread, 2},
      {"_beginthread", R::StartThread, 0},
      {"std::move", R::Same, 0},
      {"std::forward", R::Same, 0},
  };
  for (const auto &C : Cases) {
    const EnvironmentRow *Row = findEnvironment(C.Name);
    ASSERT_NE(Row, nullptr) << C.Name;
    EXPECT_EQ(Row->Name, C.Name);
    EXPECT_EQ(Row->Role, C.Role) << C.Name;
    EXPECT_EQ(Row->Arg, C.Arg) << C.Name;
  }
}

TEST(Environment, KnowsWhatRunsCallbacks) {
  for (const char *Name : {"MessageBoxA", "DialogBox", "GetMessage",
                           "SendMessage", "PropertySheetW"})
    EXPECT_TRUE(runsCallbacks(findEnvironment(Name)->Role)) << Name;
  for (const char *Name : {"PostMessage", "EndDialog", "PostQuitMessage",
                           "IsWindow", "SleepEx", "abort"})
    EXPECT_FALSE(runsCallbacks(findEnvironment(Name)->Role)) << Name;
  EXPECT_TRUE(isQuitCode("tagMSG", "wParam"));
  EXPECT_FALSE(isQuitCode("tagMSG", "lParam"));
  EXPECT_FALSE(isQuitCode("tagPOINT", "wParam"));
}

TEST(Environment, LeavesOthersAlone) {
  for (const char *Name : {"", "a", "zzz", "PostQuit", "TranslateMessage",
                           "printf", "std::", "move", "mallo", "mallocs"})
    EXPECT_EQ(findEnvironment(Name), nullptr) << Name;
}

} // namespace
