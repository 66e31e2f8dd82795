//===- Hooks.cpp - Misuse of what TAPI lends to the program --------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The replacements for functions of Windows, and the objects they watch for:
/// TAPI's event objects, the program's completion ports, and messages that came
/// through them. Only modules outside the Windows folder are redirected.
///
//===----------------------------------------------------------------------===//

#include "checker/shim/Hooks.h"

#include "checker/shim/Imports.h"
#include "checker/shim/Lock.h"
#include "checker/shim/Observe.h"
#include "checker/shim/Once.h"
#include "checker/shim/Settings.h"
#include "checker/shim/Story.h"

#include <tapi.h>

#include <algorithm>
#include <atomic>
#include <new>
#include <vector>

namespace tapi::shim {
namespace {

/// How messages reach an application: bits of dwOptions (page:
/// ns-tapi-lineinitializeexparams; the phone structure is the same).
constexpr DWORD WayMask = 3;

struct Way {
  std::uint32_t App;
  bool Event;    ///< Else a completion port.
  HANDLE Object; ///< TAPI's event, or the program's port.
  ULONG_PTR Key;
  Moment Obtained;
  bool Seen = false; ///< A message came from it.
};

/// A message the program has to free. Whoever frees none keeps the shim from
/// remembering more than MaxMessages.
struct Lent {
  const void *Message;
  Moment Taken;
};
constexpr std::size_t MaxMessages = 4096;

struct Watched {
  Lock L;
  std::vector<Way> Ways;
  std::vector<Lent> Messages;
};
Watched &watched() { return theOnly<Watched>(); }

/// Makes the replacements cheap while there is nothing to look for.
std::atomic<unsigned> NumWays{0}, NumMessages{0};

/// The way with this object, marked as seen, into \p Out.
bool findWay(bool Event, HANDLE Object, ULONG_PTR Key, Way &Out) {
  if (!NumWays)
    return false;
  Watched &W = watched();
  Guard G(W.L);
  if (!G)
    return false;
  for (Way &Known : W.Ways)
    if (Known.Event == Event && Known.Object == Object &&
        (Event || Known.Key == Key)) {
      Known.Seen = true;
      Out = Known;
      return true;
    }
  return false;
}

void forget(Watched &W, const void *Message) {
  auto It =
      std::find_if(W.Messages.begin(), W.Messages.end(),
                   [Message](const Lent &M) { return M.Message == Message; });
  if (It != W.Messages.end())
    W.Messages.erase(It);
}

/// The program has taken \p Message from \p Port.
void take(HANDLE Port, ULONG_PTR Key, const void *Message,
          std::string_view Function) {
  // The program may post packets of its own with the same key.
  Way Source;
  const auto *M = static_cast<const LINEMESSAGE *>(Message);
  if (!Message || !findWay(false, Port, Key, Source) || !readable(M))
    return;
  {
    Watched &W = watched();
    Guard G(W.L);
    if (!G)
      return;
    forget(W, Message); // Memory that is used again was freed unseen.
    if (W.Messages.size() < MaxMessages)
      W.Messages.push_back({Message, now(Function)});
    NumMessages = static_cast<unsigned>(W.Messages.size());
  }
  observe({M->hDevice, M->dwMessageID, M->dwParam1, M->dwParam2, M->dwParam3});
}

void giveBack(const void *Message) {
  if (!NumMessages)
    return;
  Watched &W = watched();
  Guard G(W.L);
  if (!G)
    return;
  forget(W, Message);
  NumMessages = static_cast<unsigned>(W.Messages.size());
}

/// Is the application being shut down? Then its event may be gone already, and
/// another object may have got the value.
bool isEnding(std::uint32_t App) {
  for (unsigned K = 1; K != NumHandleKinds; ++K) {
    const auto Kind = static_cast<HandleKind>(K);
    Handle H;
    if (hasReleaseDuty(Kind) && parentKind(Kind) == HandleKind::None &&
        lookUp(Kind, App, H) == Know::Yes && (H.Ending || isDead(H.St)))
      return true;
  }
  return false;
}

void touchEvent(HANDLE Object, std::string_view Function) {
  Way Owner;
  if (findWay(true, Object, 0, Owner) && !isEnding(Owner.App))
    reportObject(Text::TapiEventTouched, Object, Function, Owner.Obtained,
                 now(Function));
}

/// Runs \p Body without a trace in the last-error value.
template <typename F> void quietly(F Body) {
  const DWORD Error = GetLastError();
  try {
    Body();
  } catch (const std::bad_alloc &) {
    // One event less is known.
  }
  SetLastError(Error);
}

// The original functions; the shim's own imports are never redirected.

BOOL WINAPI newGetQueuedCompletionStatus(HANDLE Port, LPDWORD Bytes,
                                         PULONG_PTR Key, LPOVERLAPPED *Packet,
                                         DWORD Timeout) {
  const BOOL Result =
      GetQueuedCompletionStatus(Port, Bytes, Key, Packet, Timeout);
  if (Result)
    quietly([&] { take(Port, *Key, *Packet, "GetQueuedCompletionStatus"); });
  return Result;
}

BOOL WINAPI newGetQueuedCompletionStatusEx(HANDLE Port,
                                           LPOVERLAPPED_ENTRY Entries,
                                           ULONG Count, PULONG Removed,
                                           DWORD Timeout, BOOL Alertable) {
  const BOOL Result = GetQueuedCompletionStatusEx(Port, Entries, Count, Removed,
                                                  Timeout, Alertable);
  if (Result)
    quietly([&] {
      for (ULONG I = 0; I != *Removed; ++I)
        take(Port, Entries[I].lpCompletionKey, Entries[I].lpOverlapped,
             "GetQueuedCompletionStatusEx");
    });
  return Result;
}

HLOCAL WINAPI newLocalFree(HLOCAL Memory) {
  quietly([&] { giveBack(Memory); });
  return LocalFree(Memory);
}

BOOL WINAPI newCloseHandle(HANDLE Object) {
  quietly([&] { touchEvent(Object, "CloseHandle"); });
  return CloseHandle(Object);
}

BOOL WINAPI newSetEvent(HANDLE Object) {
  quietly([&] { touchEvent(Object, "SetEvent"); });
  return SetEvent(Object);
}

BOOL WINAPI newResetEvent(HANDLE Object) {
  quietly([&] { touchEvent(Object, "ResetEvent"); });
  return ResetEvent(Object);
}

BOOL WINAPI newPulseEvent(HANDLE Object) {
  quietly([&] { touchEvent(Object, "PulseEvent"); });
  return PulseEvent(Object);
}

template <typename F> void *address(F *Function) {
  return reinterpret_cast<void *>(Function);
}

void redirect() {
  const Redirection All[] = {
      {"GetQueuedCompletionStatus", address(newGetQueuedCompletionStatus)},
      {"GetQueuedCompletionStatusEx", address(newGetQueuedCompletionStatusEx)},
      {"LocalFree", address(newLocalFree)},
      {"CloseHandle", address(newCloseHandle)},
      {"SetEvent", address(newSetEvent)},
      {"ResetEvent", address(newResetEvent)},
      {"PulseEvent", address(newPulseEvent)},
  };
  redirectImports(All, sizeof(All) / sizeof(All[0]));
}

} // namespace

/// LINEINITIALIZEEXOPTION_USEEVENT or ..._USECOMPLETIONPORT, where \p Options
/// ask for that and somebody wants to know; else 0.
static DWORD watchedWay(const LINEINITIALIZEEXPARAMS *Options) {
  if (!settings().Hooks || !readable(Options))
    return 0;
  const DWORD How = Options->dwOptions & WayMask;
  return How == LINEINITIALIZEEXOPTION_USEEVENT ||
                 How == LINEINITIALIZEEXOPTION_USECOMPLETIONPORT
             ? How
             : 0;
}

void prepareDelivery(const void *Options) {
  if (watchedWay(static_cast<const LINEINITIALIZEEXPARAMS *>(Options)))
    redirect();
}

void noteDelivery(std::uint32_t App, const void *Options,
                  std::string_view Function) {
  const auto *O = static_cast<const LINEINITIALIZEEXPARAMS *>(Options);
  const DWORD How = watchedWay(O);
  if (!How)
    return;
  const Way New = {App, How == LINEINITIALIZEEXOPTION_USEEVENT,
                   O->Handles.hEvent, O->dwCompletionKey, now(Function)};
  Watched &W = watched();
  Guard G(W.L);
  if (!G)
    return;
  W.Ways.push_back(New);
  NumWays = static_cast<unsigned>(W.Ways.size());
}

bool allMessagesSeen() {
  if (!NumWays)
    return true;
  Watched &W = watched();
  Guard G(W.L);
  return G && std::all_of(W.Ways.begin(), W.Ways.end(),
                          [](const Way &X) { return X.Event || X.Seen; });
}

void forgetDelivery(std::uint32_t App) {
  if (!NumWays)
    return;
  Watched &W = watched();
  Guard G(W.L);
  if (!G)
    return;
  W.Ways.erase(std::remove_if(W.Ways.begin(), W.Ways.end(),
                              [App](const Way &X) { return X.App == App; }),
               W.Ways.end());
  NumWays = static_cast<unsigned>(W.Ways.size());
}

void reportKeptMessages() {
  if (!NumMessages)
    return;
  std::vector<Lent> Kept;
  Watched &W = watched();
  if (Guard G(W.L); G)
    Kept = W.Messages;
  std::vector<std::uint32_t> Newest; // Threads whose newest one was passed.
  for (auto M = Kept.rbegin(); M != Kept.rend(); ++M) {
    const std::uint32_t Taker = M->Taken.Thread;
    if (std::find(Newest.begin(), Newest.end(), Taker) == Newest.end())
      Newest.push_back(Taker);
    else
      reportObject(Text::MessageNotFreed, M->Message, M->Taken.By, M->Taken,
                   M->Taken);
  }
}

} // namespace tapi::shim
