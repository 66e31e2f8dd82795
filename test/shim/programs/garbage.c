// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls every export of the shim with arguments that mean nothing. Built twice:
// with -DREAL as the DLL behind the shim, where every function does nothing and
// says that it succeeded, was accepted or failed, in turn; and as the program
//
//   garbage SHIM NAMES CALLS
//
// NAMES is a file with the names of the exports. Without the shim nobody looks
// at these arguments, so the program ends in an orderly way.

#include <windows.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef REAL

__declspec(dllexport) LONG WINAPI anything(void) {
  static const LONG Results[] = {0, 7, (LONG)0x80000018, (LONG)0x80000048, 0};
  static volatile LONG Next;
  return Results[(unsigned)InterlockedIncrement(&Next) % 5];
}

#else

typedef LONG(WINAPI *Function)(DWORD_PTR, DWORD_PTR, DWORD_PTR, DWORD_PTR,
                               DWORD_PTR, DWORD_PTR, DWORD_PTR, DWORD_PTR,
                               DWORD_PTR, DWORD_PTR, DWORD_PTR, DWORD_PTR);

static unsigned Seed = 1;
static DWORD_PTR Pool[16];
static char *Noise;

static unsigned random(void) {
  Seed = Seed * 1664525 + 1013904223;
  return Seed >> 8;
}

static LONG CALLBACK crash(EXCEPTION_POINTERS *E) {
  if (E->ExceptionRecord->ExceptionCode != EXCEPTION_ACCESS_VIOLATION)
    return EXCEPTION_CONTINUE_SEARCH;
  printf("access violation at %p\n", E->ExceptionRecord->ExceptionAddress);
  fflush(stdout);
  TerminateProcess(GetCurrentProcess(), 5);
  return 0;
}

static void fillPool(void) {
  char *Pages = VirtualAlloc(NULL, 3 * 4096, MEM_RESERVE, PAGE_READWRITE);
  VirtualAlloc(Pages, 4096, MEM_COMMIT, PAGE_READWRITE);
  VirtualAlloc(Pages + 4096, 4096, MEM_COMMIT, PAGE_NOACCESS);
  Noise = Pages;
  DWORD_PTR Values[] = {
      0,
      1,
      2,
      0xffffffff,
      0xdeadbeef,
      0x10411,
      (DWORD_PTR)-1,
      (DWORD_PTR)Pages,
      (DWORD_PTR)Pages + 64,
      (DWORD_PTR)Pages + 1024 + 1,
      (DWORD_PTR)Pages + 4096 - 4, // One word, and then no more.
      (DWORD_PTR)Pages + 4096 - 1,
      (DWORD_PTR)Pages + 4096,     // Committed, not accessible.
      (DWORD_PTR)Pages + 2 * 4096, // Reserved.
      (DWORD_PTR)GetModuleHandleA(NULL),
      (DWORD_PTR)&Seed,
  };
  memcpy(Pool, Values, sizeof(Pool));
}

int main(int Argc, char **Argv) {
  static Function All[400];
  char Name[200];
  unsigned Count = 0;
  HMODULE Dll;
  FILE *Names;
  if (Argc != 4 || !(Dll = LoadLibraryA(Argv[1])) ||
      !(Names = fopen(Argv[2], "r")))
    return 2;
  while (Count != 400 && fscanf(Names, "%199s", Name) == 1)
    if (!(All[Count++] = (Function)(void *)GetProcAddress(Dll, Name)))
      return 3;
  fillPool();
  AddVectoredExceptionHandler(1, crash);
  for (int I = 0; I != atoi(Argv[3]); ++I) {
    DWORD_PTR A[12];
    for (int J = 0; J != 12; ++J)
      A[J] = random() % 2 ? Pool[random() % 16] : random() % 8;
    for (int J = 0; J != 8; ++J)
      ((DWORD *)Noise)[random() % 1024] =
          random() % 4 ? random() % 64 : random() << 8;
    All[random() % Count](A[0], A[1], A[2], A[3], A[4], A[5], A[6], A[7], A[8],
                          A[9], A[10], A[11]);
  }
  printf("survived\n");
  return 0;
}

#endif
