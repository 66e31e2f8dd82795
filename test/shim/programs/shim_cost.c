// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Cost of one call, in nanoseconds: shim_cost DLL LIVE THREADS
// The DLL is the fake itself, or the shim in front of it. LIVE call handles
// exist while it measures, and as many have died before. Prints, for a use
// (lineGetCallStatus) and for a birth and a death (lineOpen, lineClose), the
// processor time of one call.

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

static HMODULE Dll;
static HLINEAPP App;
static HCALL *Calls;
// Times have a resolution of 10 ms.
static long Live, Uses = 400000, Pairs = 100000;
static volatile LONG64 UseTime, PairTime;

/// Processor time of this thread in units of 100 ns: other programs on the
/// machine do not count.
static LONGLONG ticks(void) {
  FILETIME Created, Ended;
  ULARGE_INTEGER Kernel, User;
  FILETIME K, U;
  GetThreadTimes(GetCurrentThread(), &Created, &Ended, &K, &U);
  Kernel.LowPart = K.dwLowDateTime, Kernel.HighPart = K.dwHighDateTime;
  User.LowPart = U.dwLowDateTime, User.HighPart = U.dwHighDateTime;
  return Kernel.QuadPart + User.QuadPart;
}

static DWORD WINAPI measure(LPVOID Parameter) {
  GET(lineGetCallStatus);
  GET(lineOpenA);
  GET(lineClose);
  LINECALLSTATUS Status;
  unsigned Seed = (unsigned)(UINT_PTR)Parameter;
  Status.dwTotalSize = sizeof(Status);
  LONGLONG Start = ticks();
  for (long I = 0; I != Uses; ++I) {
    Seed = Seed * 1664525 + 1013904223;
    lineGetCallStatus(Calls[(Seed >> 4) % Live], &Status);
  }
  InterlockedExchangeAdd64(&UseTime, ticks() - Start);
  Start = ticks();
  for (long I = 0; I != Pairs; ++I) {
    HLINE Line;
    lineOpenA(App, 1, &Line, 0x00020000, 0, 0, LINECALLPRIVILEGE_NONE, 0, NULL);
    lineClose(Line);
  }
  InterlockedExchangeAdd64(&PairTime, ticks() - Start);
  return 0;
}

static HCALL *newCalls(HLINE Line, long Count) {
  GET(lineGetNewCalls);
  DWORD Size = sizeof(LINECALLLIST) + Count * sizeof(HCALL);
  LINECALLLIST *List = malloc(Size);
  List->dwTotalSize = Size;
  if (lineGetNewCalls(Line, 0, LINECALLSELECT_LINE, List) != 0 ||
      (long)List->dwCallsNumEntries != Count) {
    fprintf(stderr, "shim_cost: no list of %ld calls\n", Count);
    exit(1);
  }
  return (HCALL *)((char *)List + List->dwCallsOffset);
}

int main(int Argc, char **Argv) {
  DWORD Devices, Version = 0x00020000;
  LINEINITIALIZEEXPARAMS Params = {0};
  HLINE Line, Other;
  HANDLE Threads[16];
  if (Argc != 4 || !(Dll = LoadLibraryA(Argv[1])))
    return 2;
  Live = atol(Argv[2]);
  int NumThreads = atoi(Argv[3]);
  GET(lineInitializeExA);
  GET(lineOpenA);
  GET(lineDeallocateCall);
  Params.dwTotalSize = sizeof(Params);
  Params.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
  if (lineInitializeExA(&App, NULL, NULL, "cost", &Devices, &Version,
                        &Params) ||
      lineOpenA(App, 0, &Line, 0x00020000, 0, 0, LINECALLPRIVILEGE_OWNER, 0,
                NULL) ||
      lineOpenA(App, 0, &Other, 0x00020000, 0, 0, LINECALLPRIVILEGE_OWNER, 0,
                NULL))
    return 2;
  Calls = newCalls(Other, Live);
  for (long I = 0; I != Live; ++I)
    lineDeallocateCall(Calls[I]);
  Calls = newCalls(Line, Live);
  for (int I = 0; I != NumThreads; ++I)
    Threads[I] =
        CreateThread(NULL, 0, measure, (LPVOID)(UINT_PTR)(I + 1), 0, NULL);
  WaitForMultipleObjects(NumThreads, Threads, TRUE, INFINITE);
  double Unit = 100.0 / NumThreads;
  printf("use %.0f\npair %.0f\n", UseTime * Unit / Uses, PairTime * Unit / Pairs);
  fflush(stdout);
  TerminateProcess(GetCurrentProcess(), 0);
}
