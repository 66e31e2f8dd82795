// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Requests whose replies the shim never sees, as in a program that takes its
// messages in a way that is not observed. Prints "memory BYTES" after a third
// and at the end.

#include <windows.h>

#include <psapi.h>
#include <stdio.h>
#include <tapi.h>

#define REQUESTS 150000

static HCALL Calls[REQUESTS];

static void tellMemory(void) {
  PROCESS_MEMORY_COUNTERS M;
  GetProcessMemoryInfo(GetCurrentProcess(), &M, sizeof(M));
  printf("memory %llu\n", (unsigned long long)M.PagefileUsage);
  fflush(stdout);
}

int main(void) {
  HLINEAPP App;
  HLINE Line;
  DWORD Devices, Version = 0x00020000;
  LINEINITIALIZEEXPARAMS Params = {0};
  Params.dwTotalSize = sizeof(Params);
  Params.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
  lineInitializeExW(&App, NULL, NULL, L"pending", &Devices, &Version, &Params);
  lineOpenW(App, 0, &Line, 0x00020000, 0, 0, LINECALLPRIVILEGE_OWNER, 4, NULL);
  for (int I = 0; I != REQUESTS; ++I) {
    if (lineMakeCallW(Line, &Calls[I], L"1", 0, NULL) <= 0)
      return 1;
    if (I == REQUESTS / 3)
      tellMemory();
  }
  tellMemory();
  return 0;
}
