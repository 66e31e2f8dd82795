//===- OperationTable.h - Regular functions of the fake ------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The functions that do the same thing with different arguments: check
/// handles, answer, change a call's state, perhaps make new calls.
///
//===----------------------------------------------------------------------===//

#ifndef TAPI_TEST_SHIM_FAKE_OPERATIONTABLE_H
#define TAPI_TEST_SHIM_FAKE_OPERATIONTABLE_H

#include "test/shim/fake/Fake.h"

namespace fake {

/// A regular function: arguments that are handles, and what follows.
struct Op {
  const char *Name;
  bool Async;
  signed char Line, Call, Call2; ///< Argument numbers, -1: none.
  signed char Out, Out2;         ///< Locations of new calls.
  DWORD After;                   ///< State of Call after success, 0: same.
  DWORD OutState;                ///< State of a new call.
  bool NotIdle, Owner;
};

inline const DWORD Idle = LINECALLSTATE_IDLE;
inline const DWORD Conn = LINECALLSTATE_CONNECTED;
inline const DWORD Hold = LINECALLSTATE_ONHOLD;
inline const DWORD Tone = LINECALLSTATE_DIALTONE;
inline const DWORD Conf = LINECALLSTATE_CONFERENCED;

inline const Op Ops[] = {
    {"lineAccept", 1, -1, 0, -1, -1, -1, LINECALLSTATE_ACCEPTED, 0, 1, 1},
    {"lineAddToConference", 1, -1, 0, 1, -1, -1, 0, 0, 1, 1},
    {"lineAnswer", 1, -1, 0, -1, -1, -1, Conn, 0, 1, 1},
    {"lineBlindTransfer", 1, -1, 0, -1, -1, -1, Idle, 0, 1, 1},
    {"lineCompleteCall", 1, -1, 0, -1, -1, -1, Idle, 0, 1, 1},
    {"lineCompleteTransfer", 1, -1, 0, 1, 2, -1, Idle, Conf, 1, 1},
    {"lineDevSpecific", 1, 0, -1, -1, -1, -1, 0, 0, 0, 0},
    {"lineDevSpecificFeature", 1, 0, -1, -1, -1, -1, 0, 0, 0, 0},
    {"lineDial", 1, -1, 0, -1, -1, -1, 0, 0, 1, 1},
    {"lineDrop", 1, -1, 0, -1, -1, -1, Idle, 0, 1, 1},
    {"lineForward", 1, 0, -1, -1, 5, -1, 0, Tone, 0, 0},
    {"lineGenerateDigits", 0, -1, 0, -1, -1, -1, 0, 0, 0, 1},
    {"lineGatherDigits", 0, -1, 0, -1, -1, -1, 0, 0, 0, 1},
    {"lineGenerateTone", 0, -1, 0, -1, -1, -1, 0, 0, 0, 1},
    {"lineGetAddressID", 0, 0, -1, -1, -1, -1, 0, 0, 0, 0},
    {"lineGetAddressStatus", 0, 0, -1, -1, -1, -1, 0, 0, 0, 0},
    {"lineGetCallInfo", 0, -1, 0, -1, -1, -1, 0, 0, 0, 0},
    {"lineGetCallStatus", 0, -1, 0, -1, -1, -1, 0, 0, 0, 0},
    {"lineGetLineDevStatus", 0, 0, -1, -1, -1, -1, 0, 0, 0, 0},
    {"lineGetNumRings", 0, 0, -1, -1, -1, -1, 0, 0, 0, 0},
    {"lineGetStatusMessages", 0, 0, -1, -1, -1, -1, 0, 0, 0, 0},
    {"lineHandoff", 0, -1, 0, -1, -1, -1, 0, 0, 0, 1},
    {"lineHold", 1, -1, 0, -1, -1, -1, Hold, 0, 1, 1},
    {"lineMakeCall", 1, 0, -1, -1, 1, -1, 0, Conn, 0, 0},
    {"lineMonitorDigits", 0, -1, 0, -1, -1, -1, 0, 0, 0, 0},
    {"lineMonitorMedia", 0, -1, 0, -1, -1, -1, 0, 0, 0, 0},
    {"linePark", 1, -1, 0, -1, -1, -1, Idle, 0, 1, 1},
    {"linePickup", 1, 0, -1, -1, 2, -1, 0, Conn, 0, 0},
    {"linePrepareAddToConference", 1, -1, 0, -1, 1, -1, Hold, Tone, 1, 1},
    {"lineRedirect", 1, -1, 0, -1, -1, -1, Idle, 0, 1, 1},
    {"lineReleaseUserUserInfo", 1, -1, 0, -1, -1, -1, 0, 0, 0, 1},
    {"lineRemoveFromConference", 1, -1, 0, -1, -1, -1, 0, 0, 1, 1},
    {"lineSecureCall", 1, -1, 0, -1, -1, -1, 0, 0, 0, 1},
    {"lineSendUserUserInfo", 1, -1, 0, -1, -1, -1, 0, 0, 1, 1},
    {"lineSetAppSpecific", 0, -1, 0, -1, -1, -1, 0, 0, 0, 1},
    {"lineSetCallParams", 1, -1, 0, -1, -1, -1, 0, 0, 1, 1},
    {"lineSetMediaMode", 0, -1, 0, -1, -1, -1, 0, 0, 0, 1},
    {"lineSetNumRings", 0, 0, -1, -1, -1, -1, 0, 0, 0, 0},
    {"lineSetStatusMessages", 0, 0, -1, -1, -1, -1, 0, 0, 0, 0},
    {"lineSetupConference", 1, -1, 0, -1, 2, 3, Hold, Tone, 1, 1},
    {"lineSetupTransfer", 1, -1, 0, -1, 1, -1, LINECALLSTATE_ONHOLDPENDTRANSFER,
     Tone, 1, 1},
    {"lineSwapHold", 1, -1, 0, 1, -1, -1, 0, 0, 1, 1},
    {"lineUnhold", 1, -1, 0, -1, -1, -1, Conn, 0, 1, 1},
    {"lineUnpark", 1, 0, -1, -1, 2, -1, 0, Conn, 0, 0},
};

/// Phone functions: only the handle and the way of completion matter.
struct PhoneOp {
  const char *Name;
  bool Async;
};
inline const PhoneOp PhoneOps[] = {
    {"phoneDevSpecific", 1},       {"phoneSetButtonInfo", 1},
    {"phoneSetData", 1},           {"phoneSetDisplay", 1},
    {"phoneSetGain", 1},           {"phoneSetHookSwitch", 1},
    {"phoneSetLamp", 1},           {"phoneSetRing", 1},
    {"phoneSetVolume", 1},         {"phoneGetButtonInfo", 0},
    {"phoneGetData", 0},           {"phoneGetDisplay", 0},
    {"phoneGetGain", 0},           {"phoneGetHookSwitch", 0},
    {"phoneGetLamp", 0},           {"phoneGetRing", 0},
    {"phoneGetStatus", 0},         {"phoneGetVolume", 0},
    {"phoneGetStatusMessages", 0}, {"phoneSetStatusMessages", 0},
};

} // namespace fake

#endif // TAPI_TEST_SHIM_FAKE_OPERATIONTABLE_H
