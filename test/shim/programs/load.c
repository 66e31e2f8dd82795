// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Load: several threads make calls, use them, release them, and misuse them now
// and then. Every thread keeps count of its misuse by rule, so the program
// knows exactly what the shim has to report. Handle values are recycled by the
// fake, and lines are closed by force (the script closes the line on
// lineGetLineDevStatus).
//
//   load THREADS OPERATIONS
//
// Prints "expect RULE COUNT" lines, and "memory BYTES" at a half and at the
// end.

#include <windows.h>

#include <psapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <tapi.h>

static long Operations;
static volatile LONG Total[20];
static volatile LONG Failures;

typedef struct {
  unsigned Seed;
  HLINEAPP App;
  HLINE Line;
  HCALL Calls[8];
  LONG Count[20];
} Worker;

static unsigned random(Worker *W) {
  W->Seed = W->Seed * 1664525 + 1013904223;
  return W->Seed >> 8;
}

static void fail(const char *What, LONG Code) {
  fprintf(stderr, "load: %s failed, %lx\n", What, (unsigned long)Code);
  InterlockedIncrement(&Failures);
}

/// Takes messages until \p Id is answered; its result, or 1 if none came.
static LONG reply(Worker *W, LONG Id) {
  LINEMESSAGE M;
  if (Id < 0)
    return Id;
  while (lineGetMessage(W->App, &M, 10000) == 0)
    if (M.dwMessageID == LINE_REPLY && (LONG)M.dwParam1 == Id)
      return (LONG)M.dwParam2;
  return 1;
}

static void openLine(Worker *W) {
  LONG R = lineOpenA(W->App, 0, &W->Line, 0x00020000, 0, 0,
                     LINECALLPRIVILEGE_OWNER, LINEMEDIAMODE_DATAMODEM, NULL);
  if (R)
    fail("lineOpen", R);
}

static int liveCalls(Worker *W) {
  int N = 0;
  for (int I = 0; I != 8; ++I)
    N += W->Calls[I] != 0;
  return N;
}

static void release(Worker *W, int I) {
  HCALL Dead = W->Calls[I];
  LONG R = reply(W, lineDrop(Dead, NULL, 0));
  if (R)
    fail("lineDrop", R);
  if ((R = lineDeallocateCall(Dead)) != 0)
    fail("lineDeallocateCall", R);
  W->Calls[I] = 0;
  if (random(W) % 64 == 0) {
    lineHold(Dead);
    ++W->Count[3];
  }
  if (random(W) % 64 == 0) {
    lineDeallocateCall(Dead);
    ++W->Count[6];
  }
}

static void make(Worker *W, int I) {
  HCALL Call = 0;
  LONG R = reply(W, lineMakeCallA(W->Line, &Call, "1", 0, NULL));
  if (R)
    return fail("lineMakeCall", R);
  W->Calls[I] = Call;
}

static void use(Worker *W, int I) {
  LINECALLSTATUS Status;
  LONG R;
  Status.dwTotalSize = sizeof(Status);
  if ((R = lineGetCallStatus(W->Calls[I], &Status)) != 0)
    fail("lineGetCallStatus", R);
}

/// The line ends; afterwards one of its calls and the line are used.
static void endLine(Worker *W, int Forced) {
  HCALL Some = 0;
  HLINE Dead = W->Line;
  for (int I = 0; I != 8; ++I)
    if (W->Calls[I])
      Some = W->Calls[I];
  if (Forced) {
    LINEDEVSTATUS Status;
    LINEMESSAGE M = {0};
    Status.dwTotalSize = sizeof(Status);
    lineGetLineDevStatusA(Dead, &Status);
    while (M.dwMessageID != LINE_CLOSE)
      if (lineGetMessage(W->App, &M, 10000) != 0)
        return fail("LINE_CLOSE", 0);
  } else {
    W->Count[18] += liveCalls(W);
    if (lineClose(Dead) != 0)
      fail("lineClose", 0);
  }
  ZeroMemory(W->Calls, sizeof(W->Calls));
  if (Some) {
    lineHold(Some);
    ++W->Count[5];
  }
  lineSetNumRings(Dead, 0, 1);
  ++W->Count[4];
  openLine(W);
}

static DWORD WINAPI work(LPVOID Parameter) {
  Worker *W = Parameter;
  DWORD Devices, Version = 0x00020000;
  LINEINITIALIZEEXPARAMS Params = {0};
  Params.dwTotalSize = sizeof(Params);
  Params.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
  LONG R = lineInitializeExA(&W->App, NULL, NULL, "load", &Devices, &Version,
                             &Params);
  if (R) {
    fail("lineInitializeEx", R);
    return 1;
  }
  openLine(W);
  for (long N = 0; N < Operations; ++N) {
    int I = random(W) % 8;
    unsigned What = random(W) % 1000;
    if (What < 2)
      endLine(W, What);
    else if (!W->Calls[I])
      make(W, I);
    else if (What < 300)
      release(W, I);
    else
      use(W, I);
  }
  for (int I = 0; I != 8; ++I)
    if (W->Calls[I])
      release(W, I);
  lineClose(W->Line);
  lineShutdown(W->App);
  for (int I = 0; I != 20; ++I)
    InterlockedExchangeAdd(&Total[I], W->Count[I]);
  return 0;
}

static void runAll(int Threads, unsigned Seed) {
  HANDLE Handles[64] = {0};
  static Worker Workers[64];
  for (int I = 0; I != Threads; ++I) {
    ZeroMemory(&Workers[I], sizeof(Worker));
    Workers[I].Seed = Seed + I;
    Handles[I] = CreateThread(NULL, 0, work, &Workers[I], 0, NULL);
  }
  WaitForMultipleObjects(Threads, Handles, TRUE, INFINITE);
  for (int I = 0; I != Threads; ++I)
    CloseHandle(Handles[I]);
}

static void tellMemory(void) {
  PROCESS_MEMORY_COUNTERS C = {0};
  C.cb = sizeof(C);
  K32GetProcessMemoryInfo(GetCurrentProcess(), &C, sizeof(C));
  printf("memory %lu\n", (unsigned long)C.WorkingSetSize);
}

int main(int Argc, char **Argv) {
  int Threads = Argc > 1 ? atoi(Argv[1]) : 8;
  long All = Argc > 2 ? atol(Argv[2]) : 100000;
  Operations = All / Threads / 2;
  runAll(Threads, 1);
  tellMemory();
  runAll(Threads, 1000);
  tellMemory();
  for (int I = 0; I != 20; ++I)
    if (Total[I])
      printf("expect TAPI%03d %ld\n", I, (long)Total[I]);
  return Failures != 0;
}
