//===- Functions.h - What every function of tapi32 does to handles --------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// One row for every export of tapi32: which argument is which handle and what
/// becomes of it, whether the result comes at once or by a reply, and when the
/// call is legal. The rows are in functions.def; nothing else in the project
/// names a function of TAPI.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_MODEL_FUNCTIONS_H
#define TAPI_MODEL_FUNCTIONS_H

#include "tapi_model/Handles.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tapi {

/// A read-only view of a row's list (C++17 has no std::span).
template <typename T> struct List {
  const T *Data = nullptr;
  unsigned Size = 0;
  const T *begin() const { return Data; }
  const T *end() const { return Data + Size; }
  bool empty() const { return Size == 0; }
  const T &operator[](unsigned I) const { return Data[I]; }
};

/// When and how the result comes.
enum class Completion : std::uint8_t {
  Sync,     ///< 0 or a negative error, at once.
  Async,    ///< A positive request ID, or a negative error; 0 never.
            ///< The final result comes by LINE_REPLY / PHONE_REPLY.
  Mixed,    ///< 0 or negative at once; the end is told by a message.
  Blocking, ///< 0 or negative, may wait for its time-out (lineGetMessage).
  Unknown,  ///< Undocumented or obsolete; not judged.
};

/// Which spellings are exported: the plain name, the A and the W variant.
enum Variants : std::uint8_t { Plain = 1, Ansi = 2, Wide = 4 };

/// What a function does with one argument.
enum class ArgRole : std::uint8_t {
  Use,        ///< A handle by value that must be valid.
  Release,    ///< A handle by value; dead after success.
  Create,     ///< Pointer to where the new handle is written.
  CreateList, ///< Pointer to a LINECALLLIST that receives call handles.
  LateBuffer, ///< Pointer to memory that TAPI writes until the reply.
  Message,    ///< Pointer to a LINEMESSAGE / PHONEMESSAGE that is filled.
};

/// Fine points of one argument; a set of bits.
enum ArgFlag : std::uint16_t {
  Optional = 1,      ///< 0 / NULL is legal ("none").
  MayBeDead = 2,     ///< Documented to be legal with a dead handle.
  NullOnSuccess = 4, ///< A Create location may receive 0 on success.
  Ends = 8,          ///< The call typically goes idle by this request.
  Borrowed = 16,     ///< A Create location receives a handle already held.
  MixedList = 32,    ///< A list that also contains handles already held.
};

/// "Only if": an argument counts only when another one has a value.
struct ArgGate {
  enum Test : std::uint8_t { Always, Equals, NotEquals };
  Test Kind = Always;
  std::uint8_t Arg = 0; ///< Zero-based argument that decides.
  std::uint32_t Value = 0;
};

struct Argument {
  std::uint8_t Index; ///< Zero-based.
  HandleKind Kind;    ///< None for LateBuffer and Message.
  ArgRole Role;
  std::uint16_t Flags = 0; ///< ArgFlag bits.
  /// For Create and CreateList: the privilege that the program gets.
  Privilege Gets = Privilege::Unknown;
  ArgGate Gate = {};
};

/// Is the function legal on a call that is idle?
enum class IdleRule : std::uint8_t {
  NotACall, ///< Takes no call handle, or nothing is documented.
  Legal,    ///< Any state, or idle is named.
  Unclear,  ///< Pages contradict or list INVALCALLSTATE; never reported.
  Illegal,  ///< Bound to other states.
};

/// What the program thereby does to the call's state and ownership.
enum class CallEffect : std::uint8_t {
  None,
  Connects,      ///< lineAnswer: the call is live, and ours, on success.
  Drops,         ///< lineDrop: asks to end the call.
  Ends,          ///< Transfer, park, redirect...: the call typically goes idle.
  HandsOff,      ///< lineHandoff: another program becomes owner on success.
  SetsPrivilege, ///< lineSetCallPrivilege.
  TellsState,    ///< lineGetCallStatus: the program decides by the answer.
};

/// One function with all its variants. All strings are literals.
struct FunctionRow {
  std::string_view Name;  ///< Without A/W.
  std::uint8_t Spellings; ///< Variants bits.
  Completion Completes;
  std::string_view Reply; ///< Message that brings the end, or empty.
  List<Argument> Args;
  IdleRule OnIdle;
  CallEffect Effect;
  Privilege Needs;            ///< Privilege of the call or phone needed.
  std::uint32_t Since, Until; ///< API versions, Until 0 = still there.
  std::string_view Page;      ///< Microsoft page ("nf-tapi-linedrop").
  /// Bytes of stdcall arguments on x86, -1 where no prototype is public.
  std::int16_t StackBytes;
  /// Exported by the 32-bit DLL too (29 internals are 64-bit only).
  bool OnX86;
  /// False: undocumented or never implemented; forwarded, not judged.
  bool Judged;
};

/// All rows, sorted by name.
List<FunctionRow> functions();

/// The function that releases handles of kind \p K, or nullptr.
const FunctionRow *releaseFunction(HandleKind K);

/// The row for an exported or source spelling (plain, A or W), or nullptr.
const FunctionRow *findFunction(std::string_view Spelling);

/// The row that a pointer variable called \p PointerName stands for when a call
/// through it has \p NumArgs arguments: programs that load tapi32 at run time
/// name their pointers after the functions ("_lineClose", "pfnLineClose").
/// nullptr if the name or the number does not fit.
const FunctionRow *findFunctionOfPointer(std::string_view PointerName,
                                         unsigned NumArgs);

/// The argument row at zero-based \p Index of \p F, or nullptr.
const Argument *argument(const FunctionRow &F, unsigned Index);

/// The first argument of \p F with \p Role, or nullptr.
const Argument *argumentWithRole(const FunctionRow &F, ArgRole Role);

/// Every exported name with its variants, sorted; \p X86 selects the 32-bit
/// DLL's list (249 names) instead of the 64-bit one's (278).
std::vector<std::string> exportedNames(bool X86);

/// The full documentation URL of \p F's page, empty where there is none.
std::string pageUrl(const FunctionRow &F);

} // namespace tapi

#endif // TAPI_MODEL_FUNCTIONS_H
