// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A thread is killed while it writes a report, with the lock of the reports:
//
//   writer SHIM open|closed
//
// No chance is involved. The reports go to a pipe that nobody reads yet, so
// the thread stands still in WriteFile as soon as something can be read. With
// "closed" the dead thread's ID may be given to the next thread.

#include <windows.h>

#include <stdio.h>
#include <string.h>
#include <tapi.h>

#define GET(Name) Name##_ = (void *)GetProcAddress(Dll, #Name)

static LONG(WINAPI *lineInitializeExW_)(LPHLINEAPP, HINSTANCE, LINECALLBACK,
                                        LPCWSTR, LPDWORD, LPDWORD,
                                        LPLINEINITIALIZEEXPARAMS);
static LONG(WINAPI *lineOpenW_)(HLINEAPP, DWORD, LPHLINE, DWORD, DWORD,
                                DWORD_PTR, DWORD, DWORD, LPLINECALLPARAMS);
static LONG(WINAPI *lineClose_)(HLINE);

static HLINEAPP App;
static HANDLE Reports, Go;

static void closeTwice(void) {
  HLINE Line = 0;
  lineOpenW_(App, 0, &Line, 0x00020000, 0, 0, LINECALLPRIVILEGE_OWNER, 4, NULL);
  lineClose_(Line);
  lineClose_(Line);
}

static DWORD WINAPI misuse(LPVOID Unused) {
  (void)Unused;
  closeTwice();
  return 0;
}

static DWORD WINAPI drain(LPVOID Unused) {
  char Text[512];
  DWORD Size;
  (void)Unused;
  WaitForSingleObject(Go, INFINITE);
  while (ReadFile(Reports, Text, sizeof(Text), &Size, NULL))
    ;
  return 0;
}

static HANDLE start(LPTHREAD_START_ROUTINE F, DWORD *Id) {
  return CreateThread(NULL, 0, F, NULL, 0, Id);
}

int main(int Argc, char **Argv) {
  HANDLE ToReports, First, Second;
  DWORD Devices, Version = 0x00020000, Waiting = 0, Dead, Alive;
  LINEINITIALIZEEXPARAMS Params = {0};
  HMODULE Dll;
  if (Argc != 3 || !CreatePipe(&Reports, &ToReports, NULL, 1))
    return 2;
  SetStdHandle(STD_ERROR_HANDLE, ToReports);
  if (!(Dll = LoadLibraryA(Argv[1])))
    return 2;
  GET(lineInitializeExW), GET(lineOpenW), GET(lineClose);
  Params.dwTotalSize = sizeof(Params);
  Params.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
  lineInitializeExW_(&App, NULL, NULL, L"writer", &Devices, &Version, &Params);
  Go = CreateEventA(NULL, TRUE, FALSE, NULL);
  start(drain, &Dead);
  First = start(misuse, &Dead);
  while (PeekNamedPipe(Reports, NULL, 0, NULL, &Waiting, NULL) && !Waiting)
    Sleep(1);
  TerminateThread(First, 0);
  WaitForSingleObject(First, INFINITE);
  if (!strcmp(Argv[2], "closed"))
    CloseHandle(First);
  SetEvent(Go);
  for (int I = 0; I != 2; ++I) {
    Second = start(misuse, &Alive);
    printf("%lu %s\n", Alive,
           WaitForSingleObject(Second, 60000) ? "blocked" : "done");
  }
  closeTwice();
  printf("%lu done, %lu dead\n", GetCurrentThreadId(), Dead);
  // Nobody reads any more what is written at the end of the process.
  SetStdHandle(STD_ERROR_HANDLE, NULL);
  return 0;
}
