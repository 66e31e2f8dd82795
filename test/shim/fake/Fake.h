//===- Fake.h - A telephony system that exists in memory only ------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The state of the scriptable stand-in for the system's tapi32: applications,
/// lines, calls and phones, the queue of messages of each application, and what
/// the script wants to happen. It knows the life cycle on its own, not through
/// the model, so that it can serve as an oracle for the shim.
///
/// It leaves out everything that has no effect on handles: addresses, media,
/// digits, capabilities. Such functions succeed and fill nothing.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_TEST_SHIM_FAKE_FAKE_H
#define TAPI_TEST_SHIM_FAKE_FAKE_H

#include <windows.h>

#include <tapi.h>

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace fake {

enum class Kind { LineApp, Line, Call, PhoneApp, Phone, Agent, None };

/// One message on its way to the program.
struct Message {
  LINEMESSAGE M = {};
  /// Out locations that are written when the message is delivered.
  std::vector<std::pair<DWORD *, DWORD>> Writes;
  /// The object that it speaks of: dropped when that is gone (0: never).
  DWORD About = 0;
  /// The line or phone it came through: dropped when that is closed.
  DWORD Through = 0;
};

/// A living app, line, call or phone.
struct Object {
  Kind K = Kind::None;
  DWORD Value = 0;
  DWORD Parent = 0; ///< Line of a call, app of a line.
  DWORD App = 0;
  DWORD State = 0; ///< LINECALLSTATE_*
  DWORD Privilege = LINECALLPRIVILEGE_OWNER;
  DWORD ApiVersion = 0x00020000;
  DWORD_PTR Instance = 0;
  bool Hidden = false; ///< Exists, but the program has no handle yet.
};

/// How messages reach an application.
struct Delivery {
  enum Way { Window, Event, Port } How = Window;
  LINECALLBACK Callback = nullptr;
  HWND Wnd = nullptr;
  HANDLE Ready = nullptr; ///< TAPI's event, or the program's port.
  DWORD Key = 0;
  std::deque<Message> Queue;
};

/// One line of the script: "on FUNCTION OCCURRENCE VERB ARGUMENT...".
struct Action {
  std::string Function;
  int Occurrence; ///< -1: every time.
  std::string Verb;
  std::vector<std::string> Args;
};

struct Script {
  unsigned Lines = 2;
  unsigned Phones = 1;
  /// Deaths of calls after which the value of a call is handed out again, and
  /// 64 times the same for other handles; 0: never.
  unsigned Recycle = 0;
  /// For measurements: see answerBarely().
  bool Bare = false;
  bool StatsWanted = false;
  std::string StatsPath;
  std::vector<Action> Actions;
};

/// Reads the file named by TAPI_FAKE_SCRIPT; complains on stderr about lines it
/// does not understand and leaves the process, since a test must not run on
/// half a script.
Script readScript();

/// Uses of handles that were not valid, as the fake counted them.
struct Statistics {
  unsigned long Calls = 0;
  unsigned long DeadUses = 0;    ///< Values that had been valid once.
  unsigned long UnknownUses = 0; ///< Values never handed out, and 0.
  unsigned long WrongKind = 0;
};

/// Everything; one lock around it.
struct World {
  CRITICAL_SECTION Lock;
  Script S;
  std::unordered_map<DWORD, Object> Live;
  std::unordered_map<DWORD, std::set<DWORD>> Below; ///< Children by parent.
  std::map<DWORD, std::shared_ptr<Delivery>> Apps;
  std::map<Kind, std::deque<DWORD>> Dead;
  std::unordered_map<DWORD, bool> Ever;
  std::map<std::string, int> Seen;
  Statistics Stats;
  DWORD NextValue = 0x00010400;
  DWORD NextRequest = 0x00000100;

  World();
  Object &create(Kind K, DWORD Parent, DWORD App);
  /// Removes \p Value and everything below it, with its messages.
  void destroy(DWORD Value);
  Object *find(DWORD Value, Kind K);
  void writeStats();
};

World &world();

struct Guard {
  Guard() { EnterCriticalSection(&world().Lock); }
  ~Guard() { LeaveCriticalSection(&world().Lock); }
};

/// Starts delivery for a new app. \p Ex may be null (lineInitialize).
bool startDelivery(DWORD App, LINECALLBACK Callback,
                   LINEINITIALIZEEXPARAMS *Ex);
void stopDelivery(DWORD App);
/// Queues \p M for \p App, after \p DelayMs. Takes the lock itself.
void post(DWORD App, Message M, DWORD DelayMs);
/// lineGetMessage and phoneGetMessage.
LONG getMessage(DWORD App, LINEMESSAGE *Out, DWORD TimeoutMs, LONG BadHandle,
                LONG TimedOut);

using Args = const ULONG_PTR *;
/// What the script's word "bare" asks for: the few functions of a measurement
/// succeed without a look at any lock, handle or count, so that their cost and
/// contention do not hide those of the shim. Handle values come from the
/// program: lineOpen delivers the instance value, and lineGetNewCalls fills the
/// list with what follows the value of the line. False: \p Function is not one
/// of them.
bool answerBarely(const std::string &Function, Args A);
/// Every export ends here.
LONG dispatch(const std::string &Function, Args A);

} // namespace fake

#endif // TAPI_TEST_SHIM_FAKE_FAKE_H
