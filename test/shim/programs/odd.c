// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Programs that a telephony programmer would call odd, by mode: odd MODE
// They print what TAPI tells them, so that a run with the shim can be compared
// with one without. What the shim has to say is in runtime_tests.py.

#include <windows.h>

#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <tapi.h>

static const char *Mode;
static HLINEAPP App;
static HLINE Line;
static HCALL Call;
static volatile LONG Replied;
static volatile LONG NumIdle, Stop, Connected;
static HANDLE Delivery;
static jmp_buf Outside;

static int is(const char *Name) { return !strcmp(Mode, Name); }

static LONG tell(const char *What, LONG Result) {
  // Request numbers depend on what else is going on.
  printf("%s %lx\n", What, Result > 0 ? 1ul : (unsigned long)Result);
  return Result;
}

static void pump(void) {
  MSG M;
  while (PeekMessageA(&M, NULL, 0, 0, PM_REMOVE))
    DispatchMessageA(&M);
  Sleep(1);
}

static void waitFor(LONG Id) {
  for (int I = 0; Replied != Id && I != 3000; ++I)
    pump();
  if (Replied != Id)
    printf("no reply\n");
}

static void onIdle(HCALL Device) {
  ++NumIdle;
  if (is("close"))
    tell("deallocate", lineDeallocateCall(Device)),
        tell("close", lineClose(Line));
  if (is("jump"))
    longjmp(Outside, 1);
  if (is("old") && Device == Call)
    tell("deallocate", lineDeallocateCall(Device));
}

static void CALLBACK callback(DWORD Device, DWORD Message, DWORD_PTR Instance,
                              DWORD_PTR P1, DWORD_PTR P2, DWORD_PTR P3) {
  (void)Instance, (void)P2;
  if (Message == LINE_REPLY) {
    Replied = (LONG)P1;
    if (is("shutdown"))
      tell("shutdown", lineShutdown(App));
  }
  if (Message == LINE_CLOSE && is("reopen")) {
    printf("closed\n");
    tell("open", lineOpenA(App, 0, &Line, 0x00020000, 0, 0,
                           LINECALLPRIVILEGE_OWNER, 4, NULL));
    Stop = 1;
  }
  if (Message != LINE_CALLSTATE)
    return;
  if (is("old") && P3 == LINECALLPRIVILEGE_OWNER && !Call)
    Call = Device;
  if (P1 == LINECALLSTATE_CONNECTED)
    Connected = 1;
  if (P1 == LINECALLSTATE_IDLE)
    onIdle(Device);
}

static HCALL dial(HLINE L) {
  HCALL C = 0;
  waitFor(tell("make", lineMakeCallA(L, &C, "1", 0, NULL)));
  return C;
}

static void hangUp(HCALL C) {
  const LONG Before = NumIdle;
  tell("drop", lineDrop(C, NULL, 0));
  for (int I = 0; NumIdle == Before && I != 3000; ++I)
    pump();
}

static void release(HCALL C) {
  hangUp(C);
  tell("deallocate", lineDeallocateCall(C));
}

/// Conferences and transfers with all their handles.
static void conference(void) {
  HCALL First = dial(Line), Conf = 0, Second = 0, Third = 0, Joined = 0;
  waitFor(tell("set up",
               lineSetupConferenceA(First, 0, &Conf, &Second, 3, NULL)));
  waitFor(tell("add", lineAddToConference(Conf, Second)));
  waitFor(tell("prepare", linePrepareAddToConferenceA(Conf, &Third, NULL)));
  waitFor(tell("add", lineAddToConference(Conf, Third)));
  waitFor(tell("remove", lineRemoveFromConference(Third)));
  release(Third), release(Second), release(First), release(Conf);
  waitFor(tell("set up", lineSetupConferenceA(0, Line, &Conf, &Second, 3, NULL)));
  release(Second), release(Conf);
  First = dial(Line);
  waitFor(tell("transfer", lineSetupTransferA(First, &Second, NULL)));
  waitFor(tell("complete", lineCompleteTransfer(First, Second, &Joined,
                                                LINETRANSFERMODE_CONFERENCE)));
  release(First), release(Second), release(Joined);
  First = dial(Line);
  waitFor(tell("transfer", lineSetupTransferA(First, &Second, NULL)));
  Joined = 0;
  waitFor(tell("complete", lineCompleteTransfer(First, Second, &Joined,
                                                LINETRANSFERMODE_TRANSFER)));
  for (int I = 0; NumIdle < 9 && I != 1000; ++I)
    pump();
  tell("deallocate", lineDeallocateCall(First));
  tell("deallocate", lineDeallocateCall(Second));
  First = dial(Line);
  tell("hand off", lineHandoffA(First, "other.exe", 0));
  tell("deallocate", lineDeallocateCall(First));
}

/// Deep in a recursion; the call's variable is near the top of the stack.
static int deep(int Depth, HCALL *Where) {
  volatile char Room[512];
  Room[0] = (char)Depth;
  if (Depth)
    return deep(Depth - 1, Where) + Room[0];
  waitFor(tell("make", lineMakeCallA(Line, Where, "1", 0, NULL)));
  return 0;
}

static DWORD WINAPI onSmallStack(LPVOID Where) {
  const HCALL C = *(HCALL *)Where;
  lineDrop(C, NULL, 0);
  return (DWORD)lineDeallocateCall(C);
}

static DWORD WINAPI takeMessages(LPVOID Unused) {
  LINEMESSAGE M;
  (void)Unused;
  while (!Stop)
    if (lineGetMessage(App, &M, 20) == 0)
      callback(M.hDevice, M.dwMessageID, 0, M.dwParam1, M.dwParam2, M.dwParam3);
  return 0;
}

static DWORD WINAPI takeUntilError(LPVOID Unused) {
  LINEMESSAGE M;
  (void)Unused;
  tell("message", lineGetMessage(App, &M, 20000));
  return 0;
}

static LONG initialize(HLINEAPP *Where, DWORD How, HANDLE Port) {
  static LINEINITIALIZEEXPARAMS Params;
  DWORD Devices, Version = 0x00020000;
  memset(&Params, 0, sizeof(Params));
  Params.dwTotalSize = sizeof(Params);
  Params.dwOptions = How;
  Params.Handles.hCompletionPort = Port;
  LONG Result = lineInitializeExA(Where, NULL, callback, "odd", &Devices,
                                  &Version, &Params);
  Delivery = Params.Handles.hEvent;
  return tell("initialize", Result);
}

static LONG openIt(HLINEAPP A, HLINE *Where, DWORD Version) {
  return tell("open", lineOpenA(A, 0, Where, Version, 0, 0,
                                LINECALLPRIVILEGE_OWNER, 4, NULL));
}

/// Two threads take the messages of one application.
static void twoTakers(void) {
  HANDLE T[2];
  initialize(&App, LINEINITIALIZEEXOPTION_USEEVENT, NULL);
  openIt(App, &Line, 0x00020000);
  for (int I = 0; I != 2; ++I)
    T[I] = CreateThread(NULL, 0, takeMessages, NULL, 0, NULL);
  for (int I = 0; I != 20; ++I)
    release(dial(Line));
  Stop = 1;
  WaitForMultipleObjects(2, T, TRUE, INFINITE);
  lineClose(Line);
  tell("shutdown", lineShutdown(App));
}

static LPVOID MainFiber;

/// Waits on a stack of its own while the request's place is on the first one.
static VOID CALLBACK waitOnFiber(LPVOID Unused) {
  (void)Unused;
  for (int I = 0; !Replied && I != 3000; ++I)
    Sleep(1);
  SwitchToFiber(MainFiber);
}

/// The reply comes in another thread while this one runs another fiber.
static void onFibers(void) {
  HCALL Local = 0;
  initialize(&App, LINEINITIALIZEEXOPTION_USEEVENT, NULL);
  openIt(App, &Line, 0x00020000);
  HANDLE T = CreateThread(NULL, 0, takeMessages, NULL, 0, NULL);
  MainFiber = ConvertThreadToFiber(NULL);
  tell("make", lineMakeCallA(Line, &Local, "1", 0, NULL));
  LPVOID Other = CreateFiber(0, waitOnFiber, NULL);
  SwitchToFiber(Other);
  DeleteFiber(Other);
  release(Local);
  Stop = 1;
  WaitForSingleObject(T, INFINITE);
  lineClose(Line);
  tell("shutdown", lineShutdown(App));
}

static DWORD WINAPI takeOne(LPVOID Unused) {
  LINEMESSAGE M;
  (void)Unused;
  return (DWORD)lineGetMessage(App, &M, 30000);
}

/// The thread that takes the reply is held up, while others see the handle, use
/// it and release it, or keep it until the line is closed.
static void lateTaker(void) {
  HANDLE T, Other = NULL;
  DWORD Taken;
  initialize(&App, LINEINITIALIZEEXOPTION_USEEVENT, NULL);
  openIt(App, &Line, 0x00020000);
  T = CreateThread(NULL, 0, takeOne, NULL, 0, NULL);
  tell("make", lineMakeCallA(Line, &Call, "1", 0, NULL));
  while (!*(volatile HCALL *)&Call) // Written when T has taken the reply.
    Sleep(1);
  if (!is("late"))
    Other = CreateThread(NULL, 0, takeMessages, NULL, 0, NULL);
  while (Other && !Connected)
    Sleep(1);
  if (!is("kept")) {
    tell("drop", lineDrop(Call, NULL, 0));
    tell("deallocate", lineDeallocateCall(Call));
  }
  WaitForSingleObject(T, INFINITE);
  GetExitCodeThread(T, &Taken);
  tell("message", (LONG)Taken);
  Stop = 1;
  if (Other)
    WaitForSingleObject(Other, INFINITE);
  lineClose(Line);
  tell("shutdown", lineShutdown(App));
}

static DWORD WINAPI shutDown(LPVOID Unused) {
  (void)Unused;
  return (DWORD)lineShutdown(App);
}

/// The application ends while a thread waits for its messages, or is about to
/// end when TAPI's event is gone already.
static void endWhileWaiting(void) {
  HANDLE T, Own;
  initialize(&App, LINEINITIALIZEEXOPTION_USEEVENT, NULL);
  const HANDLE Old = Delivery;
  T = CreateThread(NULL, 0, takeUntilError, NULL, 0, NULL);
  Sleep(100);
  HANDLE Ender = CreateThread(NULL, 0, shutDown, NULL, 0, NULL);
  WaitForSingleObject(T, INFINITE);
  // An event of the program may get the value that TAPI's event had.
  for (int I = 0; I != 64; ++I) {
    Own = CreateEventA(NULL, TRUE, FALSE, NULL);
    SetEvent(Own);
    CloseHandle(Own);
    if (Own == Old)
      break;
  }
  WaitForSingleObject(Ender, INFINITE);
}

/// Three applications at once, with the three ways of delivery.
static void threeWays(void) {
  HLINEAPP Window, Event, Port;
  HLINE Lines[3];
  HCALL ByPort = 0;
  HANDLE P = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
  DWORD Size;
  ULONG_PTR Key;
  OVERLAPPED *Packet;
  initialize(&Window, LINEINITIALIZEEXOPTION_USEHIDDENWINDOW, NULL);
  initialize(&Port, LINEINITIALIZEEXOPTION_USECOMPLETIONPORT, P);
  initialize(&Event, LINEINITIALIZEEXOPTION_USEEVENT, NULL);
  openIt(Window, &Lines[0], 0x00020000);
  openIt(Event, &Lines[1], 0x00020000);
  openIt(Port, &Lines[2], 0x00020000);
  const LONG Id = lineMakeCallA(Lines[2], &ByPort, "1", 0, NULL);
  release(dial(Lines[0]));
  App = Event;
  HANDLE T = CreateThread(NULL, 0, takeMessages, NULL, 0, NULL);
  release(dial(Lines[1]));
  Stop = 1;
  WaitForSingleObject(T, INFINITE);
  for (LONG Got = 0; Got != Id;) {
    if (!GetQueuedCompletionStatus(P, &Size, &Key, &Packet, 3000))
      break;
    LINEMESSAGE *M = (LINEMESSAGE *)Packet;
    Got = M->dwMessageID == LINE_REPLY ? (LONG)M->dwParam1 : 0;
    LocalFree(M);
  }
  tell("drop", lineDrop(ByPort, NULL, 0));
  tell("deallocate", lineDeallocateCall(ByPort));
  tell("close", lineClose(Lines[2]));
  tell("shutdown", lineShutdown(Port));
  CloseHandle(P);
  tell("close", lineClose(Lines[0]));
  tell("shutdown", lineShutdown(Event));
  tell("shutdown", lineShutdown(Window));
}

/// More applications than the shim has landing places for, several times.
static void manyApps(void) {
  HLINEAPP Apps[70];
  DWORD Devices;
  for (int Round = 0; Round != 3; ++Round) {
    for (int I = 0; I != 70; ++I)
      if (lineInitialize(&Apps[I], GetModuleHandleA(NULL), callback, "odd",
                         &Devices) != 0)
        printf("initialize fails\n");
    for (int I = 0; I < 70; I += 23) {
      openIt(Apps[I], &Line, 0x00020000);
      release(dial(Line));
      tell("close", lineClose(Line));
    }
    for (int I = 0; I != 70; ++I)
      if (lineShutdown(Apps[I]) != 0)
        printf("shutdown fails\n");
  }
}

static DWORD WINAPI useOld(LPVOID Value) {
  LINECALLSTATUS Status = {0};
  Status.dwTotalSize = sizeof(Status);
  while (!Stop)
    lineGetCallStatus((HCALL)(UINT_PTR)Value, &Status);
  return 0;
}

/// One thread goes on with a handle whose value is handed out again and again.
static void recycled(void) {
  Call = dial(Line);
  HANDLE T = CreateThread(NULL, 0, useOld, (LPVOID)(UINT_PTR)Call, 0, NULL);
  for (int I = 0; I != 50; ++I) {
    release(Call);
    Call = dial(Line);
  }
  release(Call);
  Stop = 1;
  WaitForSingleObject(T, INFINITE);
}

/// The place for the handle goes back to the system before the reply.
static void freed(void) {
  HCALL *Where = VirtualAlloc(NULL, 4096, MEM_COMMIT, PAGE_READWRITE);
  const LONG Id = lineMakeCallA(Line, Where, "1", 0, NULL);
  VirtualFree(Where, 0, MEM_RELEASE);
  waitFor(Id);
}

static volatile LONG NumTexts;

static LONG CALLBACK asDebugger(EXCEPTION_POINTERS *P) {
  const EXCEPTION_RECORD *R = P->ExceptionRecord;
  if (R->ExceptionCode == 0x40010006 && // DBG_PRINTEXCEPTION_C
      strstr((const char *)R->ExceptionInformation[1], "TAPI006"))
    ++NumTexts;
  return EXCEPTION_CONTINUE_SEARCH;
}

static void onOpenLine(void) {
  HANDLE T;
  DWORD Devices;
  if (tell("initialize", lineInitialize(&App, GetModuleHandleA(NULL), callback,
                                        "odd", &Devices)) != 0 ||
      openIt(App, &Line, is("old") ? 0x00010004 : 0x00020000) != 0)
    return;
  if (is("conference"))
    conference();
  if (is("recycled"))
    recycled();
  if (is("freed"))
    freed();
  if (is("debugger")) {
    AddVectoredExceptionHandler(1, asDebugger);
    lineClose(Line), lineClose(Line);
    printf("texts %ld\n", NumTexts);
  }
  if (is("deep")) {
    deep(1500, &Call);
    T = CreateThread(NULL, 0x4000, onSmallStack, &Call,
                     STACK_SIZE_PARAM_IS_A_RESERVATION, NULL);
    WaitForSingleObject(T, INFINITE);
  }
  if (is("shutdown")) {
    Call = dial(Line);
    return;
  }
  if (is("close"))
    hangUp(dial(Line));
  if (is("jump")) {
    Call = dial(Line);
    if (!setjmp(Outside))
      hangUp(Call);
    printf("outside\n");
    tell("drop", lineDrop(Call, NULL, 0));
    tell("deallocate", lineDeallocateCall(Call));
  }
  if (is("old")) {
    while (!Call)
      pump();
    waitFor(tell("answer", lineAnswer(Call, NULL, 0)));
    tell("too early", lineDeallocateCall(Call));
    hangUp(Call);
  }
  for (int I = 0; is("reopen") && !Stop && I != 3000; ++I)
    pump();
  if (!is("close"))
    tell("close", lineClose(Line));
  tell("shutdown", lineShutdown(App));
}

int main(int Argc, char **Argv) {
  static const struct {
    const char *Name;
    void (*Run)(void);
  } Own[] = {{"takers", twoTakers},
             {"waiting", endWhileWaiting},
             {"ways", threeWays},
             {"fibers", onFibers},
             {"late", lateTaker},
             {"later", lateTaker},
             {"kept", lateTaker},
             {"many", manyApps}};
  if (Argc != 2)
    return 2;
  setvbuf(stdout, NULL, _IONBF, 0);
  Mode = Argv[1];
  void (*Run)(void) = onOpenLine;
  for (unsigned I = 0; I != sizeof(Own) / sizeof(Own[0]); ++I)
    if (is(Own[I].Name))
      Run = Own[I].Run;
  Run();
  printf("end\n");
  return 0;
}
