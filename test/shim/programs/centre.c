// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What call centres, fax servers and call monitors do, by mode: centre MODE
// They print what TAPI tells them. What the shim has to say, and what happens
// on the line, is in runtime_tests.py.

#include <windows.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tapi.h>

static const char *Mode;
static HLINEAPP App;
static HLINE Line;
static HCALL Call, Second, Third, Offered;
static volatile LONG Replied, Result;
static LONG NumIdle, NumConnected, NumClosed, NumOther;
static DWORD NumDevices;

static int is(const char *Name) { return !strcmp(Mode, Name); }

static LONG tell(const char *What, LONG R) {
  printf("%s %lx\n", What, R > 0 ? 1ul : (unsigned long)R);
  return R;
}

static void CALLBACK callback(DWORD Device, DWORD Message, DWORD_PTR Instance,
                              DWORD_PTR P1, DWORD_PTR P2, DWORD_PTR P3) {
  (void)Instance, (void)P3;
  switch (Message) {
  case LINE_REPLY:
    Replied = (LONG)P1;
    Result = (LONG)P2;
    break;
  case LINE_APPNEWCALL:
    Offered = (HCALL)P2;
    break;
  case LINE_CALLSTATE:
    NumIdle += P1 == LINECALLSTATE_IDLE;
    NumConnected += P1 == LINECALLSTATE_CONNECTED;
    if (is("twice") && P1 == LINECALLSTATE_IDLE)
      tell("deallocate", lineDeallocateCall(Device));
    break;
  case LINE_CLOSE:
    ++NumClosed;
    break;
  default:
    ++NumOther;
  }
}

/// Handles messages until \p Count is \p Wanted, for some seconds at most.
static void until(const LONG *Count, LONG Wanted) {
  MSG M;
  for (int I = 0; *Count < Wanted && I != 3000; ++I) {
    while (PeekMessageA(&M, NULL, 0, 0, PM_REMOVE))
      DispatchMessageA(&M);
    Sleep(1);
  }
}

static LONG answer(const char *What, LONG Id) {
  MSG M;
  if (tell(What, Id) < 0)
    return Id;
  for (int I = 0; Replied != Id && I != 3000; ++I) {
    while (PeekMessageA(&M, NULL, 0, 0, PM_REMOVE))
      DispatchMessageA(&M);
    Sleep(1);
  }
  return Replied == Id ? Result : (LONG)LINEERR_OPERATIONFAILED;
}

static void start(HLINEAPP *A) {
  tell("initialize", lineInitialize(A, GetModuleHandleA(NULL), callback,
                                    "centre", &NumDevices));
}

static void openLine(HLINEAPP A, DWORD Device, HLINE *L, DWORD Privilege) {
  tell("open", lineOpenW(A, Device, L, 0x00020000, 0, 0, Privilege,
                         LINEMEDIAMODE_INTERACTIVEVOICE, NULL));
}

static void dial(HLINE L, HCALL *C) {
  tell("result", answer("make", lineMakeCallA(L, C, "1", 0, NULL)));
}

static void release(HCALL C) {
  answer("drop", lineDrop(C, NULL, 0));
  tell("deallocate", lineDeallocateCall(C));
}

static void inbound(void) {
  until((LONG *)&Offered, 1);
  answer("accept", lineAccept(Offered, NULL, 0));
  answer("answer", lineAnswer(Offered, NULL, 0));
  until(&NumConnected, 1);
  release(Offered);
}

/// The call goes on in another application; this one looks on, then leaves.
static void lookOn(void) {
  until((LONG *)&Offered, 1);
  tell("hand off", lineHandoffA(Offered, "other.exe", 0));
  tell("privilege", lineSetCallPrivilege(Offered, LINECALLPRIVILEGE_MONITOR));
  tell("deallocate", lineDeallocateCall(Offered));
}

static void watch(void) {
  until((LONG *)&Offered, 1);
  tell("digits", lineMonitorDigits(Offered, LINEDIGITMODE_DTMF));
  tell("deallocate", lineDeallocateCall(Offered));
}

/// Calls that were there before the program; \p Keep of them it forgets.
static void newCalls(DWORD Keep, int Own) {
  LINECALLLIST *List = calloc(1, 1024);
  List->dwTotalSize = 1024;
  tell("new calls", lineGetNewCalls(Line, 0, LINECALLSELECT_LINE, List));
  const HCALL *Calls = (HCALL *)((char *)List + List->dwCallsOffset);
  for (DWORD I = 0; I != List->dwCallsNumEntries; ++I) {
    if (Own)
      tell("privilege",
           lineSetCallPrivilege(Calls[I], LINECALLPRIVILEGE_OWNER));
    if (I < Keep)
      continue;
    if (Own)
      answer("drop", lineDrop(Calls[I], NULL, 0));
    tell("deallocate", lineDeallocateCall(Calls[I]));
  }
  free(List);
}

static void restart(void) {
  dial(Line, &Call);
  until(&NumClosed, 1);
  if (is("zombie"))
    tell("drop", lineDrop(Call, NULL, 0));
  openLine(App, 0, &Line, LINECALLPRIVILEGE_OWNER);
  dial(Line, &Call);
  release(Call);
}

static void transfers(void) {
  dial(Line, &Call);
  answer("blind", lineBlindTransferA(Call, "2", 0));
  until(&NumIdle, 1);
  tell("deallocate", lineDeallocateCall(Call));
  dial(Line, &Call);
  answer("consult", lineSetupTransferA(Call, &Second, NULL));
  answer("swap", lineSwapHold(Call, Second));
  release(Second);
  answer("unhold", lineUnhold(Call));
  release(Call);
  dial(Line, &Call);
  answer("park", lineParkA(Call, LINEPARKMODE_DIRECTED, "3", NULL));
  tell("deallocate", lineDeallocateCall(Call));
  answer("unpark", lineUnparkA(Line, 0, &Second, "3"));
  release(Second);
  answer("pickup", linePickupA(Line, 0, &Third, "4", NULL));
  release(Third);
}

/// All lines of all devices, of which the shutdown closes some.
static void allDevices(void) {
  HLINE Lines[8];
  HCALL Calls[8];
  for (DWORD I = 0; I != NumDevices && I != 8; ++I)
    openLine(App, I, &Lines[I], LINECALLPRIVILEGE_OWNER), dial(Lines[I], &Calls[I]);
  for (DWORD I = 0; I != NumDevices && I != 8; ++I)
    release(Calls[I]);
  for (DWORD I = 0; I < NumDevices && I < 8; I += 2)
    tell("close", lineClose(Lines[I]));
}

/// Two applications in one process; one ends while the other has a call.
static void twoApps(void) {
  HLINEAPP Other;
  HLINE OtherLine;
  start(&Other);
  openLine(Other, 0, &OtherLine, LINECALLPRIVILEGE_OWNER);
  dial(OtherLine, &Second);
  dial(Line, &Call);
  release(Second);
  tell("shutdown", lineShutdown(Other));
  answer("hold", lineHold(Call));
  release(Call);
}

/// Functions by name, for handles from functions by import.
static void byName(void) {
  HMODULE Dll = GetModuleHandleA("tapi32.dll");
  LONG(WINAPI * Drop)(HCALL, LPCSTR, DWORD) =
      (void *)GetProcAddress(Dll, "lineDrop");
  LONG(WINAPI * Free)(HCALL) = (void *)GetProcAddress(Dll, "lineDeallocateCall");
  dial(Line, &Call);
  answer("drop", Drop(Call, NULL, 0));
  tell("deallocate", Free(Call));
}

static void modem(int Close) {
  char Room[256] = {0};
  VARSTRING *Id = (VARSTRING *)Room;
  Id->dwTotalSize = sizeof(Room);
  dial(Line, &Call);
  tell("id", lineGetIDA(0, 0, Call, LINECALLSELECT_CALL, Id, "comm/datamodem"));
  HANDLE H;
  memcpy(&H, Room + Id->dwStringOffset, sizeof(H));
  if (Close)
    CloseHandle(H);
  release(Call);
}

/// A failed request leaves no handle; \p Use takes one all the same.
static void failed(int Use) {
  Call = Use ? 0x4711 : 0;
  dial(Line, &Call);
  if (Use)
    tell("drop", lineDrop(Call, NULL, 0));
  dial(Line, &Call);
  release(Call);
}

/// TAPI asks for it: everything ends and begins again.
static void again(void) {
  until(&NumOther, 1);
  tell("shutdown", lineShutdown(App));
  start(&App);
  openLine(App, 0, &Line, LINECALLPRIVILEGE_OWNER);
  dial(Line, &Call);
  release(Call);
}

static void run(void) {
  if (is("inbound"))
    inbound();
  if (is("look-on"))
    lookOn();
  if (is("watch"))
    watch();
  if (is("new-calls") || is("forgotten"))
    newCalls(is("forgotten"), 0);
  if (is("taken") || is("taken-forgotten"))
    newCalls(is("taken-forgotten"), 1);
  if (is("restart") || is("zombie"))
    restart();
  if (is("transfers"))
    transfers();
  if (is("apps"))
    twoApps();
  if (is("name"))
    byName();
  if (is("modem") || is("modem-kept"))
    modem(is("modem"));
  if (is("failed") || is("failed-used"))
    failed(is("failed-used"));
  if (is("again"))
    again();
  if (is("silent"))
    tell("make", lineMakeCallA(Line, &Call, "1", 0, NULL));
  if (is("left"))
    dial(Line, &Call);
  if (is("two-at-once")) {
    tell("make", lineMakeCallA(Line, &Call, "1", 0, NULL));
    dial(Line, &Call);
    release(Call);
  }
  if (is("twice")) {
    dial(Line, &Call);
    answer("drop", lineDrop(Call, NULL, 0));
    until(&NumIdle, 1);
    tell("deallocate", lineDeallocateCall(Call));
  }
}

int main(int Argc, char **Argv) {
  if (Argc != 2)
    return 2;
  Mode = Argv[1];
  start(&App);
  if (is("devices")) {
    allDevices();
  } else {
    openLine(App, 0, &Line,
             is("watch") ? LINECALLPRIVILEGE_MONITOR : LINECALLPRIVILEGE_OWNER);
    run();
    tell("close", lineClose(Line));
  }
  tell("shutdown", lineShutdown(App));
  printf("end\n");
  return 0;
}
