// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Cost of one call: shim_cost DLL LIVE THREADS USES PAIRS
// The DLL is the fake with a script that says "bare", or the shim in front of
// it. LIVE call handles exist while it measures, and as many have died before.
// Prints nanoseconds of processor time, and of elapsed time times processors in
// use, for: a use of a random handle (lineGetCallStatus), a birth with its death
// (lineOpen, lineClose), and a locked access to a random one of LIVE records of
// 64 bytes, which is what any table of handles costs at least.

#include <windows.h>

#include <stdio.h>
#include <stdlib.h>
#include <tapi.h>

#define GET(Name)                                                              \
  Name##Function Name = (Name##Function)(void *)GetProcAddress(Dll, #Name)

typedef LONG(WINAPI *lineInitializeExAFunction)(LPHLINEAPP, HINSTANCE,
                                                LINECALLBACK, LPCSTR, LPDWORD,
                                                LPDWORD,
                                                LPLINEINITIALIZEEXPARAMS);
typedef LONG(WINAPI *lineOpenAFunction)(HLINEAPP, DWORD, LPHLINE, DWORD, DWORD,
                                        DWORD_PTR, DWORD, DWORD,
                                        LPLINECALLPARAMS);
typedef LONG(WINAPI *lineCloseFunction)(HLINE);
typedef LONG(WINAPI *lineGetNewCallsFunction)(HLINE, DWORD, DWORD,
                                              LPLINECALLLIST);
typedef LONG(WINAPI *lineGetCallStatusFunction)(HCALL, LPLINECALLSTATUS);
typedef LONG(WINAPI *lineDeallocateCallFunction)(HCALL);

typedef struct {
  volatile LONG Lock;
  char Rest[60];
} Record;

static HMODULE Dll;
static HLINEAPP App;
static HCALL *Calls;
static Record *Records;
static unsigned long Live, Uses, Pairs;
static HANDLE Go;

/// Processor time of this process in units of 100 ns: other programs on the
/// machine do not count.
static LONGLONG ticks(void) {
  FILETIME Created, Ended;
  ULARGE_INTEGER Kernel, User;
  FILETIME K, U;
  GetProcessTimes(GetCurrentProcess(), &Created, &Ended, &K, &U);
  Kernel.LowPart = K.dwLowDateTime, Kernel.HighPart = K.dwHighDateTime;
  User.LowPart = U.dwLowDateTime, User.HighPart = U.dwHighDateTime;
  return Kernel.QuadPart + User.QuadPart;
}

/// A random place. \p Last is what was read at the one before: the processor
/// must not fetch several at a time, which it could not do in a program.
static unsigned next(unsigned *Seed, unsigned Last) {
  *Seed = (*Seed + Last) * 1664525 + 1013904223;
  return (*Seed >> 4) % Live;
}

static void access(unsigned Number) {
  LONG Last = 0;
  for (unsigned long I = 0; I != Uses; ++I)
    Last = InterlockedIncrement(&Records[next(&Number, Last)].Lock);
}

static void use(unsigned Number) {
  GET(lineGetCallStatus);
  LINECALLSTATUS Status = {0};
  HCALL Call = 0;
  Status.dwTotalSize = sizeof(Status);
  for (unsigned long I = 0; I != Uses; ++I) {
    Call = Calls[next(&Number, Call)];
    lineGetCallStatus(Call, &Status);
  }
}

static void openAndClose(unsigned Number) {
  GET(lineOpenA);
  GET(lineClose);
  // The bare fake hands out the value it is given here.
  DWORD Value = 0x40000000 + Number * 0x04000000;
  for (unsigned long I = 0; I != Pairs; ++I) {
    HLINE Line;
    lineOpenA(App, 1, &Line, 0x00020000, 0, Value += 0x11,
              LINECALLPRIVILEGE_NONE, 0, NULL);
    lineClose(Line);
  }
}

static void (*Work)(unsigned Number);

static DWORD WINAPI measure(LPVOID Parameter) {
  WaitForSingleObject(Go, INFINITE);
  Work((unsigned)(UINT_PTR)Parameter);
  return 0;
}

static void run(const char *Name, void (*What)(unsigned), int NumThreads,
                unsigned long Count) {
  HANDLE Threads[16];
  LARGE_INTEGER Start, End, Frequency;
  SYSTEM_INFO System;
  LONGLONG Ticks;
  Work = What;
  Go = CreateEventA(NULL, TRUE, FALSE, NULL);
  for (int I = 0; I != NumThreads; ++I)
    Threads[I] =
        CreateThread(NULL, 0, measure, (LPVOID)(UINT_PTR)(I + 1), 0, NULL);
  Ticks = ticks();
  QueryPerformanceCounter(&Start);
  SetEvent(Go);
  WaitForMultipleObjects(NumThreads, Threads, TRUE, INFINITE);
  QueryPerformanceCounter(&End);
  QueryPerformanceFrequency(&Frequency);
  Ticks = ticks() - Ticks;
  GetSystemInfo(&System);
  const int Cores = NumThreads < (int)System.dwNumberOfProcessors
                        ? NumThreads
                        : (int)System.dwNumberOfProcessors;
  const double Calls = (double)Count * NumThreads;
  printf("%s %.0f %.0f\n", Name, Ticks * 100 / Calls,
         (End.QuadPart - Start.QuadPart) * 1e9 / Frequency.QuadPart * Cores /
             Calls);
}

static HCALL *newCalls(HLINE Line, unsigned long Count) {
  GET(lineGetNewCalls);
  DWORD Size = sizeof(LINECALLLIST) + Count * sizeof(HCALL);
  LINECALLLIST *List = malloc(Size);
  List->dwTotalSize = Size;
  if (lineGetNewCalls(Line, 0, LINECALLSELECT_LINE, List) != 0 ||
      List->dwCallsNumEntries != Count) {
    fprintf(stderr, "shim_cost: no list of %lu calls\n", Count);
    exit(1);
  }
  return (HCALL *)((char *)List + List->dwCallsOffset);
}

int main(int Argc, char **Argv) {
  DWORD Devices, Version = 0x00020000;
  LINEINITIALIZEEXPARAMS Params = {0};
  HLINE Line, Other;
  if (Argc != 6 || !(Dll = LoadLibraryA(Argv[1])))
    return 2;
  Live = strtoul(Argv[2], NULL, 10);
  const int NumThreads = atoi(Argv[3]);
  Uses = strtoul(Argv[4], NULL, 10) / NumThreads;
  Pairs = strtoul(Argv[5], NULL, 10) / NumThreads;
  GET(lineInitializeExA);
  GET(lineOpenA);
  GET(lineDeallocateCall);
  Params.dwTotalSize = sizeof(Params);
  Params.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
  if (lineInitializeExA(&App, NULL, NULL, "cost", &Devices, &Version,
                        &Params) ||
      lineOpenA(App, 0, &Line, 0x00020000, 0, 0x10000000,
                LINECALLPRIVILEGE_OWNER, 0, NULL) ||
      lineOpenA(App, 0, &Other, 0x00020000, 0, 0x20000000,
                LINECALLPRIVILEGE_OWNER, 0, NULL))
    return 2;
  Calls = newCalls(Other, Live);
  for (unsigned long I = 0; I != Live; ++I)
    lineDeallocateCall(Calls[I]);
  Calls = newCalls(Line, Live);
  Records = calloc(Live, sizeof(Record));
  run("record", access, NumThreads, Uses);
  run("use", use, NumThreads, Uses);
  run("pair", openAndClose, NumThreads, Pairs);
  fflush(stdout);
  TerminateProcess(GetCurrentProcess(), 0);
}
