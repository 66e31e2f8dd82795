// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Correct programs that do unusual things where TAPI calls them back, or with
// the places that receive handles:
//
//   unusual MODE
//
// nested    a message loop inside the callback
// all       the callback ends call, line and application
// raise     an exception passes through the callback's caller and is continued
// again     another application inside the callback
// local     a local variable receives the handle; another thread releases it
// thread    a short-lived thread makes the call, the first one goes on with it
// poll      nobody handles the idle message; lineDrop is refused
// port      TAPI's completion port carries packets of the program, too

#include <windows.h>

#include <stdio.h>
#include <string.h>
#include <tapi.h>

static const char *Mode;
static HLINEAPP App;
static HLINE Line;
static HCALL Call;
static volatile LONG Replied;
static int Done;

static void pump(void) {
  MSG M;
  while (PeekMessageA(&M, NULL, 0, 0, PM_REMOVE))
    DispatchMessageA(&M);
  Sleep(1);
}

static int is(const char *Name) { return !strcmp(Mode, Name); }

static void end(void) {
  lineDrop(Call, NULL, 0);
  lineDeallocateCall(Call);
  lineClose(Line);
  lineShutdown(App);
}

static void CALLBACK callback(DWORD Device, DWORD Message, DWORD_PTR Instance,
                              DWORD_PTR P1, DWORD_PTR P2, DWORD_PTR P3) {
  HLINEAPP Other;
  DWORD Devices;
  (void)Device, (void)Instance, (void)P2, (void)P3;
  if (Message != LINE_REPLY)
    return;
  Replied = (LONG)P1;
  if (Done++)
    return;
  if (is("nested"))
    for (int I = 0; I != 20; ++I)
      pump();
  if (is("all"))
    end();
  if (is("raise"))
    RaiseException(0xe0001234, 0, 0, NULL);
  if (is("again") &&
      lineInitialize(&Other, NULL, callback, "again", &Devices) == 0)
    lineShutdown(Other);
}

static LONG CALLBACK goOn(EXCEPTION_POINTERS *P) {
  if (P->ExceptionRecord->ExceptionCode != 0xe0001234)
    return EXCEPTION_CONTINUE_SEARCH;
  printf("exception seen\n");
  return EXCEPTION_CONTINUE_EXECUTION;
}

static DWORD WINAPI releaseThere(LPVOID Parameter) {
  const HCALL C = *(HCALL *)Parameter;
  lineDrop(C, NULL, 0);
  return (DWORD)lineDeallocateCall(C);
}

static void useLocal(void) {
  HCALL C = 0;
  LONG Id = lineMakeCallA(Line, &C, "1", 0, NULL);
  while (Replied != Id)
    pump();
  HANDLE T = CreateThread(NULL, 0, releaseThere, &C, 0, NULL);
  WaitForSingleObject(T, 3000);
  CloseHandle(T);
}

static DWORD WINAPI callThere(LPVOID Unused) {
  HCALL C = 0;
  LONG Id = lineMakeCallA(Line, &C, "1", 0, NULL);
  (void)Unused;
  while (Replied != Id)
    Sleep(1);
  return C;
}

static void useThread(void) {
  DWORD C = STILL_ACTIVE;
  HANDLE T = CreateThread(NULL, 0, callThere, NULL, 0, NULL);
  while (C == STILL_ACTIVE) {
    pump();
    GetExitCodeThread(T, &C);
  }
  CloseHandle(T);
  Call = (HCALL)C;
}

static int usePort(void) {
  DWORD Devices, Version = 0x00020000, Size;
  LINEINITIALIZEEXPARAMS Params = {0};
  ULONG_PTR Key;
  OVERLAPPED *Packet;
  LONG Id, Answered = 0, Own = 0;
  Params.dwTotalSize = sizeof(Params);
  Params.dwOptions = LINEINITIALIZEEXOPTION_USECOMPLETIONPORT;
  Params.Handles.hCompletionPort =
      CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
  Params.dwCompletionKey = 42;
  if (lineInitializeExA(&App, NULL, NULL, "port", &Devices, &Version,
                        &Params) ||
      lineOpenA(App, 0, &Line, Version, 0, 0, LINECALLPRIVILEGE_OWNER,
                LINEMEDIAMODE_INTERACTIVEVOICE, NULL))
    return 2;
  PostQueuedCompletionStatus(Params.Handles.hCompletionPort, 0, 42,
                             (OVERLAPPED *)16);
  Id = lineMakeCallA(Line, &Call, "1", 0, NULL);
  while (Answered != Id || !Own) {
    if (!GetQueuedCompletionStatus(Params.Handles.hCompletionPort, &Size, &Key,
                                   &Packet, 5000))
      return 3;
    if (Packet == (OVERLAPPED *)16) {
      Own = 1;
      continue;
    }
    if (((LINEMESSAGE *)Packet)->dwMessageID == LINE_REPLY)
      Answered = (LONG)((LINEMESSAGE *)Packet)->dwParam1;
    LocalFree(Packet);
  }
  end();
  printf("end\n");
  return 0;
}

int main(int Argc, char **Argv) {
  DWORD Devices;
  if (Argc != 2)
    return 2;
  Mode = Argv[1];
  if (is("port"))
    return usePort();
  AddVectoredExceptionHandler(1, goOn);
  if (lineInitialize(&App, GetModuleHandleA(NULL), callback, "unusual",
                     &Devices) ||
      lineOpenA(App, 0, &Line, 0x00020000, 0, 0, LINECALLPRIVILEGE_OWNER,
                LINEMEDIAMODE_INTERACTIVEVOICE, NULL))
    return 2;
  if (is("local")) {
    for (int I = 0; I != 3; ++I)
      useLocal();
    lineClose(Line);
    lineShutdown(App);
  } else {
    if (is("thread")) {
      useThread();
    } else {
      const LONG Id = lineMakeCallA(Line, &Call, "1", 0, NULL);
      while (Replied != Id || Done < 1)
        pump();
    }
    if (!is("all"))
      end();
  }
  printf("end\n");
  return 0;
}
