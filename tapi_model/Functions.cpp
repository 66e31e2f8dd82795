//===- Functions.cpp - The table of functions and its look-ups ------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Turns functions.def into one sorted constant table. The words that the rows
/// are written in (use, create, ...) are defined here and nowhere else. What a
/// row means is documented in Functions.h and at the top of functions.def.
///
//===----------------------------------------------------------------------===//

#include "tapi_model/Functions.h"

#include <algorithm>

namespace tapi {
namespace {

/// The vocabulary of functions.def.
namespace words {

constexpr HandleKind LineApp = HandleKind::LineApp;
constexpr HandleKind Line = HandleKind::Line;
constexpr HandleKind Call = HandleKind::Call;
constexpr HandleKind PhoneApp = HandleKind::PhoneApp;
constexpr HandleKind Phone = HandleKind::Phone;
constexpr HandleKind Agent = HandleKind::Agent;
constexpr HandleKind AgentSession = HandleKind::AgentSession;

constexpr Privilege Owner = Privilege::Owner;
constexpr Privilege Monitor = Privilege::Monitor;

constexpr bool Judged = true;
constexpr bool NotJudged = false;

// API versions as a program negotiates them.
constexpr std::uint32_t Unlisted = 0;
constexpr std::uint32_t Today = 0;
constexpr std::uint32_t V1_3 = 0x00010003;
constexpr std::uint32_t V1_4 = 0x00010004;
constexpr std::uint32_t V2_0 = 0x00020000;
constexpr std::uint32_t V2_2 = 0x00020002;

// Values of header constants that gates compare with.
constexpr std::uint32_t NoHandle = 0;
// LINECALLSELECT_CALL
constexpr std::uint32_t SelectCall = 4;
// LINEPARKMODE_DIRECTED
constexpr std::uint32_t ParkModeDirected = 1;
// LINETRANSFERMODE_CONFERENCE
constexpr std::uint32_t TransferModeConference = 2;

constexpr ArgGate equals(std::uint8_t Arg, std::uint32_t Value) {
  return {ArgGate::Equals, Arg, Value};
}
constexpr ArgGate differs(std::uint8_t Arg, std::uint32_t Value) {
  return {ArgGate::NotEquals, Arg, Value};
}

constexpr Argument use(std::uint8_t I, HandleKind K) {
  return {I, K, ArgRole::Use};
}
constexpr Argument useOrNull(std::uint8_t I, HandleKind K) {
  return {I, K, ArgRole::Use, Optional};
}
constexpr Argument useEvenDead(std::uint8_t I, HandleKind K) {
  return {I, K, ArgRole::Use, MayBeDead};
}
constexpr Argument useIf(std::uint8_t I, HandleKind K, ArgGate Gate) {
  return {I, K, ArgRole::Use, 0, Privilege::Unknown, Gate};
}
constexpr Argument ends(std::uint8_t I, HandleKind K) {
  return {I, K, ArgRole::Use, Ends};
}
constexpr Argument release(std::uint8_t I, HandleKind K) {
  return {I, K, ArgRole::Release};
}
constexpr Argument create(std::uint8_t I, HandleKind K,
                          Privilege Gets = Privilege::Unknown) {
  return {I, K, ArgRole::Create, 0, Gets};
}
constexpr Argument createOrNull(std::uint8_t I, HandleKind K, Privilege Gets) {
  return {I, K, ArgRole::Create, NullOnSuccess, Gets};
}
constexpr Argument createIf(std::uint8_t I, HandleKind K, Privilege Gets,
                            ArgGate Gate) {
  return {I, K, ArgRole::Create, 0, Gets, Gate};
}
constexpr Argument newCalls(std::uint8_t I, Privilege Gets) {
  return {I, HandleKind::Call, ArgRole::CreateList, 0, Gets};
}
constexpr Argument mixedCalls(std::uint8_t I, Privilege Gets) {
  return {I, HandleKind::Call, ArgRole::CreateList, MixedList, Gets};
}
constexpr Argument lateBuffer(std::uint8_t I) {
  return {I, HandleKind::None, ArgRole::LateBuffer};
}
constexpr Argument lateBufferOrNull(std::uint8_t I) {
  return {I, HandleKind::None, ArgRole::LateBuffer, Optional};
}
constexpr Argument lateBufferIf(std::uint8_t I, ArgGate Gate) {
  return {I, HandleKind::None,   ArgRole::LateBuffer,
          0, Privilege::Unknown, Gate};
}
constexpr Argument message(std::uint8_t I) {
  return {I, HandleKind::None, ArgRole::Message};
}

/// A row's arguments with their number; std::array has no constexpr data() for
/// size 0 that all our compilers agree on.
template <unsigned N> struct ArgumentArray {
  Argument Items[N];
  constexpr List<Argument> list() const { return {Items, N}; }
};
template <> struct ArgumentArray<0> {
  constexpr List<Argument> list() const { return {}; }
};
template <typename... Ts>
constexpr ArgumentArray<sizeof...(Ts)> arguments(Ts... Rows) {
  return {Rows...};
}

// clang-format off
#define ARGS(...) arguments(__VA_ARGS__)
#define TAPI_FUNCTION(Name, Spellings, Completes, Reply, Args, OnIdle, Effect, \
                      Needs, Since, Until, StackBytes, Judged, Page)           \
  constexpr auto Name##_Args = Args;
#define TAPI_INTERNAL(Name)
#include "tapi_model/functions.def"

// The internals' names sort before all others, so they come first here while
// the file that people read begins with what they look for.
constexpr FunctionRow Table[] = {
#define TAPI_FUNCTION(Name, Spellings, Completes, Reply, Args, OnIdle, Effect, \
                      Needs, Since, Until, StackBytes, Judged, Page)
#define TAPI_INTERNAL(Name)                                                    \
  {#Name, Plain, Completion::Unknown, "", {}, IdleRule::NotACall,              \
   CallEffect::None, Privilege::Unknown, Unlisted, Today, "", -1,              \
   /*OnX86=*/false, NotJudged},
#include "tapi_model/functions.def"
#define TAPI_FUNCTION(Name, Spellings, Completes, Reply, Args, OnIdle, Effect, \
                      Needs, Since, Until, StackBytes, Judged, Page)           \
  {#Name, Spellings, Completion::Completes, Reply, Name##_Args.list(),         \
   IdleRule::OnIdle, CallEffect::Effect, Privilege::Needs, Since, Until,       \
   Page, StackBytes, /*OnX86=*/true, Judged},
#define TAPI_INTERNAL(Name)
#include "tapi_model/functions.def"
#undef ARGS
};
// clang-format on

} // namespace words

using words::Table;
constexpr unsigned NumFunctions = sizeof(Table) / sizeof(Table[0]);

constexpr bool isSortedByName() {
  for (unsigned I = 1; I < NumFunctions; ++I)
    if (!(Table[I - 1].Name < Table[I].Name))
      return false;
  return true;
}
static_assert(isSortedByName(), "functions.def must be sorted by name");

const FunctionRow *findRow(std::string_view Name) {
  const FunctionRow *End = Table + NumFunctions;
  const FunctionRow *Row = std::lower_bound(
      Table, End, Name, [](const FunctionRow &F, std::string_view Wanted) {
        return F.Name < Wanted;
      });
  return Row != End && Row->Name == Name ? Row : nullptr;
}

} // namespace

List<FunctionRow> functions() { return {Table, NumFunctions}; }

const FunctionRow *findFunction(std::string_view Spelling) {
  // The plain name is a macro for A or W where only those are exported, so
  // every row answers to it. Names such as internalNewLocationW end in a
  // letter that is no variant: the whole spelling goes first.
  if (const FunctionRow *Row = findRow(Spelling))
    return Row;
  if (Spelling.empty())
    return nullptr;
  const char Last = Spelling.back();
  if (Last != 'A' && Last != 'W')
    return nullptr;
  const FunctionRow *Row = findRow(Spelling.substr(0, Spelling.size() - 1));
  return Row && (Row->Spellings & (Last == 'A' ? Ansi : Wide)) ? Row : nullptr;
}

const FunctionRow *findFunctionOfPointer(std::string_view PointerName,
                                         unsigned NumArgs) {
  // Every 32-bit argument takes four bytes of the stack of the 32-bit DLL.
  auto Fits = [NumArgs](const FunctionRow *Row) {
    return Row && Row->Judged &&
           Row->StackBytes == static_cast<int>(4 * NumArgs);
  };
  for (std::size_t At = 0; At < PointerName.size(); ++At) {
    std::string Candidate(PointerName.substr(At));
    if (Candidate[0] == 'L' || Candidate[0] == 'P')
      Candidate[0] = static_cast<char>(Candidate[0] - 'A' + 'a');
    if (const FunctionRow *Row = findFunction(Candidate); Fits(Row))
      return Row;
  }
  return nullptr;
}

const Argument *argument(const FunctionRow &F, unsigned Index) {
  for (const Argument &A : F.Args)
    if (A.Index == Index)
      return &A;
  return nullptr;
}

const FunctionRow *releaseFunction(HandleKind K) {
  for (const FunctionRow &Row : functions())
    for (const Argument &A : Row.Args)
      if (A.Role == ArgRole::Release && A.Kind == K)
        return &Row;
  return nullptr;
}

const Argument *argumentWithRole(const FunctionRow &F, ArgRole Role) {
  for (const Argument &A : F.Args)
    if (A.Role == Role)
      return &A;
  return nullptr;
}

std::vector<std::string> exportedNames(bool X86) {
  std::vector<std::string> Names;
  for (const FunctionRow &F : Table) {
    if (X86 && !F.OnX86)
      continue;
    const std::string Name(F.Name);
    if (F.Spellings & Plain)
      Names.push_back(Name);
    if (F.Spellings & Ansi)
      Names.push_back(Name + 'A');
    if (F.Spellings & Wide)
      Names.push_back(Name + 'W');
  }
  // Rows are sorted, their spellings are not quite: the A and W of one name may
  // belong behind a longer name ("lineX", "lineXEx", "lineXW").
  std::sort(Names.begin(), Names.end());
  return Names;
}

std::string pageUrl(const FunctionRow &F) {
  if (F.Page.empty())
    return {};
  const bool IsReference = F.Page.substr(0, 3) == "nf-";
  std::string Url = "https://learn.microsoft.com/en-us/windows/win32/";
  Url += IsReference ? "api/tapi/" : "tapi/";
  return Url.append(F.Page);
}

} // namespace tapi
