//===- Call.h - One call of a judged function in flight -------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What the handler knows of one call between its start and its end, and how
/// the model's row reads its arguments.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_CHECKER_SHIM_CALL_H
#define TAPI_CHECKER_SHIM_CALL_H

#include "checker/shim/HandleTable.h"
#include "checker/shim/RealDll.h"
#include "checker/shim/Requests.h"

#include <optional>
#include <type_traits>

namespace tapi::shim {

inline constexpr unsigned MaxArguments = 16;

/// One call in flight. Trivially destructible: an exception of the program may
/// pass without unwinding anything of ours. What most calls do not need is
/// optional: it is large, and not even cleared for them.
struct Call {
  /// \p Stack is where the caller has put the arguments; Args stay unset.
  Call(const Export *E, const void *Stack) : E(E), Stack(Stack) {}

  const Export *E;
  ULONG_PTR Args[MaxArguments];
  const void *Stack;
  /// The handle to be released, while the real function runs, as it was before.
  std::optional<Handle> Released;
  /// A handle that seems dead, as it was before, and the rule which its use
  /// breaks: reported only if TAPI refuses it too. The value may have come to
  /// life again by a message that the shim did not see.
  std::optional<Handle> Dead;
  Rule Broken = Rule::None;
  /// What stood in the out locations before.
  std::uint32_t Before[3] = {};
  /// A handle that was never seen: reported only if TAPI refuses it too.
  const Argument *Doubtful = nullptr;
  /// The request that its value seems to wait for.
  std::optional<Request> Awaited;
  /// First call handle and first line or application among the arguments.
  HandleKey UsedCall, UsedParent;
  /// Calls that the function ends, as far as the model tells.
  HandleKey Ends[2];
  unsigned NumEnds = 0;
  std::uint32_t ApiVersion = 0x00020000;
  int CallbackSlot = -1;
  /// lastGeneration() before the real call, if that is asynchronous.
  std::uint32_t BornAfter = 0;
};

static_assert(std::is_trivially_destructible_v<Call>);

/// Argument \p I as a pointer; null for -1, "no such argument".
template <typename T> T *pointer(const Call &C, int I) {
  return I < 0 ? nullptr : reinterpret_cast<T *>(C.Args[I]);
}

inline std::uint32_t value(const Call &C, unsigned I) {
  return static_cast<std::uint32_t>(C.Args[I]);
}

/// Does the argument behind \p G count in this call?
inline bool gateOpen(const Call &C, const ArgGate &G) {
  switch (G.Kind) {
  case ArgGate::Always:
    return true;
  case ArgGate::Equals:
    return value(C, G.Arg) == G.Value;
  case ArgGate::NotEquals:
    return value(C, G.Arg) != G.Value;
  }
  return true;
}

/// The location of \p A that receives a new handle, or null.
inline std::uint32_t *outLocation(const Call &C, const Argument &A) {
  return A.Role == ArgRole::Create ? pointer<std::uint32_t>(C, A.Index)
                                   : nullptr;
}

/// Runs the automaton on the handles among the arguments, before the real call.
void judge(Call &C);

/// Records what the real function did, by its \p Result.
void record(Call &C, LONG Result);

} // namespace tapi::shim

#endif // TAPI_CHECKER_SHIM_CALL_H
