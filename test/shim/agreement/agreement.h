//===- agreement.h - What the agreement programs share ----------*- C++ -*-===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each program beside this file holds one situation. Both engines look at it:
// the static checker at the source, the shim at a run against the fake. Marks:
//
//   // expect: TAPI003          both report this rule on this line
//   // expect-static: TAPI001   only the static checker can, or not here
//   // expect-runtime: TAPI001  only the shim can, or not here
//   // fake: on lineOpen 1 offer    a line of the fake's script
//
// A report without a mark is a failure, and so is a mark without a report.
// The verdict is in the name of the function and of the file: _bad or _ok.
//
//===----------------------------------------------------------------------===//

#include <windows.h>

#include <tapi.h>

static HLINEAPP App;
static volatile LONG RepliedId;
static volatile LONG RepliedResult;
static volatile LONG NumMessages;
static volatile DWORD LastMessage;

#ifdef OWN_MESSAGES
static void onMessage(DWORD Device, DWORD Message, DWORD_PTR P1, DWORD_PTR P2,
                      DWORD_PTR P3);
#endif

static void CALLBACK callback(DWORD Device, DWORD Message, DWORD_PTR Instance,
                              DWORD_PTR P1, DWORD_PTR P2, DWORD_PTR P3) {
  (void)Instance;
  ++NumMessages;
  LastMessage = Message;
  if (Message == LINE_REPLY) {
    RepliedId = (LONG)P1;
    RepliedResult = (LONG)P2;
  }
#ifdef OWN_MESSAGES
  onMessage(Device, Message, P1, P2, P3);
#else
  (void)Device;
  (void)P3;
#endif
}

/// Handles messages until \p Id was among them (0: any of TAPI) and there is a
/// pause. Waits long for that: the machine may be busy.
static void pumpUntil(DWORD Id) {
  MSG Message;
  LONG Seen = NumMessages;
  DWORD Start = GetTickCount(), Wait = 3000;
  LastMessage = 0;
  while (GetTickCount() - Start < Wait) {
    while (PeekMessageA(&Message, NULL, 0, 0, PM_REMOVE))
      DispatchMessageA(&Message);
    if (NumMessages != Seen && (!Id || LastMessage == Id)) {
      Seen = NumMessages;
      Start = GetTickCount();
      Wait = 40;
    }
    Sleep(1);
  }
}

static void pump(void) { pumpUntil(0); }

/// Handles messages until the reply to \p Id is there; its result.
static LONG waitReply(LONG Id) {
  MSG Message;
  if (Id < 0)
    return Id;
  while (RepliedId != Id && GetMessageA(&Message, NULL, 0, 0) > 0)
    DispatchMessageA(&Message);
  return RepliedResult;
}

static LONG startApp(void) {
  DWORD Devices, Version = 0x00020000;
  LINEINITIALIZEEXPARAMS Params;
  ZeroMemory(&Params, sizeof(Params));
  Params.dwTotalSize = sizeof(Params);
  Params.dwOptions = LINEINITIALIZEEXOPTION_USEHIDDENWINDOW;
  return lineInitializeExA(&App, GetModuleHandleA(NULL), callback, "agreement",
                           &Devices, &Version, &Params);
}

static LONG openLine(HLINE *Line) {
  return lineOpenA(App, 0, Line, 0x00020000, 0, 0, LINECALLPRIVILEGE_OWNER,
                   LINEMEDIAMODE_INTERACTIVEVOICE, NULL);
}

/// Makes a call and waits until its handle is valid; 0 or an error.
static LONG makeCall(HLINE Line, HCALL *Call) {
  return waitReply(lineMakeCallA(Line, Call, "100", 0, NULL));
}
