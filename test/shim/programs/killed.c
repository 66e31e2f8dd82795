// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Threads are killed inside the shim. Built twice: with -DREAL as the DLL
// behind the shim, which takes no lock, and as the program
//
//   killed SHIM COUNT [hungry]
//
// which first takes all memory there is if it is hungry.
//
// A thread that is killed anywhere may leave a lock of wine's or Windows'
// behind, and then hangs any program, without a shim as well. So it goes step by
// step, and is killed only where its next instruction is one of the shim's:
// what it holds then is the shim's own. (To stop it at random, and look where it
// is, takes minutes on a busy machine: it is mostly found in the system.)

#include <windows.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tapi.h>

#define EXPORT __declspec(dllexport) LONG WINAPI

#ifdef REAL

static volatile LONG Last = 0x10000;

EXPORT lineInitializeExW(LPHLINEAPP App, HINSTANCE Instance, LINECALLBACK F,
                         LPCWSTR Name, LPDWORD Devices, LPDWORD Version,
                         LPLINEINITIALIZEEXPARAMS Params) {
  (void)Instance, (void)F, (void)Name, (void)Version, (void)Params;
  *Devices = 1;
  *App = (HLINEAPP)InterlockedIncrement(&Last);
  return 0;
}

EXPORT lineOpenW(HLINEAPP App, DWORD Device, LPHLINE Line, DWORD Version,
                 DWORD Extension, DWORD_PTR Instance, DWORD Privileges,
                 DWORD Modes, LPLINECALLPARAMS Params) {
  (void)App, (void)Device, (void)Version, (void)Extension, (void)Instance;
  (void)Privileges, (void)Modes, (void)Params;
  *Line = (HLINE)InterlockedIncrement(&Last);
  return 0;
}

EXPORT lineMakeCallW(HLINE Line, LPHCALL Call, LPCWSTR Address, DWORD Country,
                     LPLINECALLPARAMS Params) {
  (void)Line, (void)Address, (void)Country, (void)Params;
  *Call = (HCALL)InterlockedIncrement(&Last);
  return InterlockedIncrement(&Last);
}

/// The reply to the request whose ID the program has put into the message.
EXPORT lineGetMessage(HLINEAPP App, LPLINEMESSAGE Message, DWORD Timeout) {
  (void)App, (void)Timeout;
  Message->dwMessageID = LINE_REPLY;
  Message->dwParam2 = 0;
  return 0;
}

EXPORT lineHold(HCALL Call) {
  (void)Call;
  return (LONG)LINEERR_INVALCALLHANDLE;
}

EXPORT lineDeallocateCall(HCALL Call) {
  (void)Call;
  return 0;
}

EXPORT lineClose(HLINE Line) {
  (void)Line;
  return 0;
}

#else

#define GET(Name) Name##_ = (void *)GetProcAddress(Dll, #Name)

static LONG(WINAPI *lineInitializeExW_)(LPHLINEAPP, HINSTANCE, LINECALLBACK,
                                        LPCWSTR, LPDWORD, LPDWORD,
                                        LPLINEINITIALIZEEXPARAMS);
static LONG(WINAPI *lineOpenW_)(HLINEAPP, DWORD, LPHLINE, DWORD, DWORD,
                                DWORD_PTR, DWORD, DWORD, LPLINECALLPARAMS);
static LONG(WINAPI *lineMakeCallW_)(HLINE, LPHCALL, LPCWSTR, DWORD,
                                    LPLINECALLPARAMS);
static LONG(WINAPI *lineGetMessage_)(HLINEAPP, LPLINEMESSAGE, DWORD);
static LONG(WINAPI *lineHold_)(HCALL);
static LONG(WINAPI *lineDeallocateCall_)(HCALL);
static LONG(WINAPI *lineClose_)(HLINE);

static HLINEAPP App;
static const char *Begin, *End; // The shim's code.
static HANDLE Done, Reached;
static volatile LONG StepsLeft; // In the shim, until the thread is killed.

/// Calls, a reply, and a use of the dead, so that every lock is taken.
static void oneRound(void) {
  HLINE Line = 0;
  HCALL Call = 0;
  LINEMESSAGE Message;
  lineOpenW_(App, 0, &Line, 0x00020000, 0, 0, LINECALLPRIVILEGE_OWNER, 4, NULL);
  Message.dwParam1 = (DWORD_PTR)lineMakeCallW_(Line, &Call, L"1", 0, NULL);
  lineGetMessage_(App, &Message, INFINITE);
  lineDeallocateCall_(Call);
  lineHold_(Call);
  lineClose_(Line);
}

/// Called after each instruction of a thread that goes step by step.
static LONG CALLBACK onStep(EXCEPTION_POINTERS *E) {
  const char *At = E->ExceptionRecord->ExceptionAddress;
  if (E->ExceptionRecord->ExceptionCode != EXCEPTION_SINGLE_STEP)
    return EXCEPTION_CONTINUE_SEARCH;
  if (At >= Begin && At < End && !--StepsLeft) {
    SetEvent(Reached);
    Sleep(INFINITE);
  }
  E->ContextRecord->EFlags |= 0x100;
  return EXCEPTION_CONTINUE_EXECUTION;
}

static DWORD WINAPI stepOn(LPVOID Unused) {
  (void)Unused;
#ifdef _WIN64
  __asm__ volatile("pushfq; orl $0x100, (%%rsp); popfq" ::: "memory", "cc");
#else
  __asm__ volatile("pushfl; orl $0x100, (%%esp); popfl" ::: "memory", "cc");
#endif
  for (;;)
    oneRound();
  return 0;
}

/// Takes what the address space has, to the last page.
static void eat(void) {
  for (SIZE_T Size = ~(SIZE_T)0 / 4 + 1; Size >= 4096; Size /= 2)
    while (VirtualAlloc(NULL, Size, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE))
      ;
}

/// Ends the program where a test would wait for ever.
static DWORD WINAPI watch(LPVOID Unused) {
  (void)Unused;
  if (WaitForSingleObject(Done, 270000) == WAIT_TIMEOUT) {
    printf("blocked\n");
    fflush(stdout);
    TerminateProcess(GetCurrentProcess(), 1);
  }
  return 0;
}

int main(int Argc, char **Argv) {
  HMODULE Dll;
  DWORD Devices, Version = 0x00020000;
  LINEINITIALIZEEXPARAMS Params = {0};
  if (Argc < 3 || !(Dll = LoadLibraryA(Argv[1])))
    return 2;
  const IMAGE_NT_HEADERS *Headers =
      (void *)((char *)Dll + ((IMAGE_DOS_HEADER *)Dll)->e_lfanew);
  Begin = (const char *)Dll;
  End = Begin + Headers->OptionalHeader.SizeOfImage;
  GET(lineInitializeExW), GET(lineOpenW), GET(lineMakeCallW);
  GET(lineGetMessage), GET(lineHold), GET(lineDeallocateCall), GET(lineClose);
  Params.dwTotalSize = sizeof(Params);
  Params.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
  lineInitializeExW_(&App, NULL, NULL, L"killed", &Devices, &Version, &Params);
  Done = CreateEventA(NULL, TRUE, FALSE, NULL);
  CloseHandle(CreateThread(NULL, 0, watch, NULL, 0, NULL));
  Reached = CreateEventA(NULL, FALSE, FALSE, NULL);
  AddVectoredExceptionHandler(1, onStep);
  oneRound(); // What is done once only is done.
  for (int Killed = 0; Killed != atoi(Argv[2]); ++Killed) {
    StepsLeft = 1 + rand() % 10000;
    HANDLE Thread = CreateThread(NULL, 0, stepOn, NULL, 0, NULL);
    WaitForSingleObject(Reached, INFINITE);
    TerminateThread(Thread, 0);
    if (Killed % 2) // A dead thread with a handle still has its ID.
      CloseHandle(Thread);
  }
  const int Hungry = Argc == 4 && !strcmp(Argv[3], "hungry");
  if (Hungry)
    eat();
  // More values than there are places for a lock; more than fit into the few
  // megabytes that a heap has in reserve.
  for (int I = 0; I != (Hungry ? 20000 : 1000); ++I)
    oneRound();
  printf("survived %lu\n", GetCurrentThreadId());
  SetEvent(Done);
  return 0;
}

#endif
