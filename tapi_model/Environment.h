//===- Environment.h - Functions around TAPI that matter to handles -------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Functions of Win32 and the C and C++ libraries that the static checker has
/// to know because handles pass through them: memory, message pumps, waiting,
/// the end of the process. The rows are in environment.def. A function that is
/// declared in a system header and not listed neither keeps a handle passed by
/// value nor changes the program's variables.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_MODEL_ENVIRONMENT_H
#define TAPI_MODEL_ENVIRONMENT_H

#include <cstdint>
#include <string_view>

namespace tapi {

/// What a function of the environment does.
enum class EnvironmentRole : std::uint8_t {
  Allocate, ///< Returns new memory or NULL.
  AllocateZeroed,
  Free,       ///< Frees the memory of argument Arg.
  Fill,       ///< memset(Arg, value, size).
  Zero,       ///< ZeroMemory(Arg, size).
  Copy,       ///< memcpy(Arg, Arg + 1, size).
  Exit,       ///< Does not return.
  EndThread,  ///< Ends this thread; the others go on.
  Pump,       ///< May run callbacks of this thread.
  Dialog,     ///< ... until EndsDialog, whose code it returns; -1: it did not.
  Fetch,      ///< ... and fetches a message to Arg: 0 after EndsLoop, -1: none.
  Sends,      ///< ... and returns what they did.
  EndsDialog, ///< Ends the modal dialog with the code Arg.
  EndsLoop,   ///< Ends the message loop with the code Arg (PostQuitMessage).
  AsksWindow, ///< Tells whether a window is still there.
  Wait,       ///< Waits for another thread or an event.
  WaitObject, ///< Waits for the object in Arg, as long as Arg + 1 says.
  Keeps,      ///< Keeps what it is passed (PostMessage, SetWindowLongPtr).
  Forwards,   ///< Passes what is at Arg on to other programs (WriteFile, send).
  CloseHandle,  ///< Closes the Win32 HANDLE in Arg.
  SignalEvent,  ///< SetEvent of Arg.
  TouchEvent,   ///< ResetEvent, PulseEvent of Arg.
  FreeMessage,  ///< Free that is also right for a completion port's message.
  Dequeue,      ///< Fetches a message from a completion port.
  LoadFunction, ///< GetProcAddress: the name is in Arg.
  StartThread,  ///< Runs the function in Arg on another thread.
  Exchange,     ///< Stores Arg + 1 where Arg points to, returns what was there.
  Recalls,      ///< Returns what the program kept (GetWindowLongPtr).
  Same,         ///< Returns its argument (std::move, std::forward).
  Swap,         ///< Exchanges what Arg and Arg + 1 refer to.
  // Methods; Arg is the object.
  Element, ///< Leads to the element with the key Arg + 1.
  First,   ///< Leads to the first element.
  Pointee, ///< Leads to what a smart pointer or iterator points to.
  Advance, ///< Makes an iterator point elsewhere.
  Append,  ///< Adds Arg + 1 as the last element.
  Last,    ///< Leads to the last element.
  Size,    ///< Returns the number of elements.
  IsEmpty, ///< Returns whether there is none.
  Iterate, ///< Leads to the first element, and from there to all.
  Search,  ///< Tells, or leads to, what may be any element.
  Reads,   ///< Changes nothing and keeps nothing.
};

struct EnvironmentRow {
  std::string_view Name; ///< Plain or qualified ("std::move").
  EnvironmentRole Role;
  std::uint8_t Arg; ///< Zero-based argument that the role speaks of.
};

/// The row for \p Name, or nullptr.
const EnvironmentRow *findEnvironment(std::string_view Name);

/// A function of role \p R lets callbacks of this thread run.
constexpr bool runsCallbacks(EnvironmentRole R) {
  return R >= EnvironmentRole::Pump && R <= EnvironmentRole::Sends;
}

/// A function of role \p R lets other code know something, which may wait for
/// it or fetch it.
constexpr bool signalsOthers(EnvironmentRole R) {
  switch (R) {
  case EnvironmentRole::Sends:
  case EnvironmentRole::EndsDialog:
  case EnvironmentRole::EndsLoop:
  case EnvironmentRole::Keeps:
  case EnvironmentRole::SignalEvent:
  case EnvironmentRole::StartThread:
    return true;
  default:
    return false;
  }
}

/// \p Member of \p Record is where a message that was fetched has the code with
/// which the loop ends.
bool isQuitCode(std::string_view Record, std::string_view Member);

/// \p Name is what programs call their own printf for a log or a debugger. Such
/// a function touches no variable of the program and shows no window.
bool isTracingName(std::string_view Name);

} // namespace tapi

#endif // TAPI_MODEL_ENVIRONMENT_H
