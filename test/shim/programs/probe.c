// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls TAPI in ways that a program should not, and prints every result and
// every last-error value, so that a run with the shim can be compared with one
// without:
//
//   probe DLL MODE
//
// The DLL is the fake, the shim, or "tapi32.dll" for the one the loader finds.

#include <windows.h>

#include <stdio.h>
#include <string.h>
#include <tapi.h>

typedef LONG(WINAPI *F0)(void);
typedef LONG(WINAPI *F1)(DWORD_PTR);
typedef LONG(WINAPI *F2)(DWORD_PTR, DWORD_PTR);
typedef LONG(WINAPI *F3)(DWORD_PTR, DWORD_PTR, DWORD_PTR);
typedef LONG(WINAPI *F5)(DWORD_PTR, DWORD_PTR, DWORD_PTR, DWORD_PTR, DWORD_PTR);
typedef LONG(WINAPI *F7)(DWORD_PTR, DWORD_PTR, DWORD_PTR, DWORD_PTR, DWORD_PTR,
                         DWORD_PTR, DWORD_PTR);
typedef LONG(WINAPI *F9)(DWORD_PTR, DWORD_PTR, DWORD_PTR, DWORD_PTR, DWORD_PTR,
                         DWORD_PTR, DWORD_PTR, DWORD_PTR, DWORD_PTR);
#define P(X) ((DWORD_PTR)(X))

static HMODULE Dll;
static HLINEAPP App;
static HLINE Line;
static HCALL Call;
static LONG Replied, Unload;

static void *get(const char *Name) {
  void *F = (void *)GetProcAddress(Dll, Name);
  if (!F) {
    printf("%s is missing\n", Name);
    ExitProcess(3);
  }
  return F;
}

static LONG tell(const char *Name, LONG Result) {
  DWORD Error = GetLastError();
  printf("%s %lx error %lu\n", Name, (unsigned long)Result,
         (unsigned long)Error);
  fflush(stdout);
  SetLastError(1234);
  return Result;
}

static void CALLBACK callback(DWORD Device, DWORD Message, DWORD_PTR Instance,
                              DWORD_PTR P1, DWORD_PTR P2, DWORD_PTR P3) {
  printf("message %lu %lx %llx %llx %llx %llx error %lu\n",
         (unsigned long)Message, (unsigned long)Device,
         (unsigned long long)Instance, (unsigned long long)P1,
         (unsigned long long)P2, (unsigned long long)P3,
         (unsigned long)GetLastError());
  fflush(stdout);
  if (Message == LINE_REPLY)
    Replied = (LONG)P1;
  if (Unload)
    FreeLibrary(Dll);
}

static void pump(int Milliseconds) {
  MSG M;
  DWORD Start = GetTickCount();
  while (GetTickCount() - Start < (DWORD)Milliseconds) {
    while (PeekMessageA(&M, NULL, 0, 0, PM_REMOVE))
      DispatchMessageA(&M);
    Sleep(1);
  }
}

static LONG initialize(DWORD How) {
  static LINEINITIALIZEEXPARAMS Params;
  static DWORD Devices, Version;
  Version = 0x00020000;
  Params.dwTotalSize = sizeof(Params);
  Params.dwOptions = How;
  return ((F7)get("lineInitializeExW"))(P(&App), 0, P(callback), P(L"probe"),
                                        P(&Devices), P(&Version), P(&Params));
}

static LONG openLine(void) {
  return ((F9)get("lineOpenW"))(P(App), 0, P(&Line), 0x00020000, 0,
                                (DWORD_PTR)0x123456789abcdef0ull, 4, 4, 0);
}

/// A session with every result printed, misuse included.
static void values(void) {
  static const DWORD Wild[] = {0, 1, 0xffffffff, 0xdeadbeef, 0x00010411};
  SetLastError(1234);
  tell("lineInitializeExW", initialize(LINEINITIALIZEEXOPTION_USEHIDDENWINDOW));
  tell("lineOpenW", openLine());
  tell("lineMakeCallW",
       ((F5)get("lineMakeCallW"))(P(Line), P(&Call), P(L"1"), 0, 0));
  pump(30);
  for (int I = 0; I != 5; ++I) {
    tell("lineDrop", ((F3)get("lineDrop"))(Wild[I], 0, 0));
    tell("lineHold", ((F1)get("lineHold"))(Wild[I]));
    tell("lineDeallocateCall", ((F1)get("lineDeallocateCall"))(Wild[I]));
    tell("lineClose", ((F1)get("lineClose"))(Wild[I]));
    tell("phoneClose", ((F1)get("phoneClose"))(Wild[I]));
    tell("lineSetStatusMessages",
         ((F3)get("lineSetStatusMessages"))(Wild[I], 0, 0));
  }
  tell("lineSetStatusMessages",
       ((F3)get("lineSetStatusMessages"))(P(Call), 0, 0));
  tell("lineHold", ((F1)get("lineHold"))(P(Line)));
  tell("lineSetCurrentLocation", ((F2)get("lineSetCurrentLocation"))(0, 7));
  tell("lineDrop", ((F3)get("lineDrop"))(P(Call), 0, 0));
  pump(30);
  for (int I = 0; I != 2; ++I)
    tell("lineDeallocateCall", ((F1)get("lineDeallocateCall"))(P(Call)));
  for (int I = 0; I != 2; ++I)
    tell("lineClose", ((F1)get("lineClose"))(P(Line)));
  for (int I = 0; I != 2; ++I)
    tell("lineShutdown", ((F1)get("lineShutdown"))(P(App)));
}

/// The library is freed while a callback runs through it.
static void unload(void) {
  tell("lineInitializeExW", initialize(LINEINITIALIZEEXOPTION_USEHIDDENWINDOW));
  tell("lineOpenW", openLine());
  Unload = 1;
  tell("lineMakeCallW",
       ((F5)get("lineMakeCallW"))(P(Line), P(&Call), P(L"1"), 0, 0));
  pump(30);
  printf("survived\n");
}

static DWORD WINAPI callSlowly(LPVOID Unused) {
  (void)Unused;
  tell("lineInitializeExW", initialize(LINEINITIALIZEEXOPTION_USEEVENT));
  return 0;
}

/// The library is freed while another thread is in the first call into it.
static void unloadInCall(void) {
  HANDLE T = CreateThread(NULL, 0, callSlowly, NULL, 0, NULL);
  Sleep(50);
  FreeLibrary(Dll);
  WaitForSingleObject(T, INFINITE);
  tell("lineShutdown", ((F1)get("lineShutdown"))(P(App)));
  printf("survived\n");
}

/// Some functions, judged and forwarded ones, are called with zeros: only for a
/// missing real DLL.
static void everything(void) {
  tell("lineInitialize", ((F5)get("lineInitialize"))(0, 0, 0, 0, 0));
  tell("lineOpenA", ((F9)get("lineOpenA"))(0, 0, 0, 0, 0, 0, 0, 0, 0));
  tell("lineMakeCall", ((F5)get("lineMakeCall"))(0, 0, 0, 0, 0));
  tell("lineDrop", ((F3)get("lineDrop"))(0, 0, 0));
  tell("lineGetCountryW", ((F3)get("lineGetCountryW"))(0, 0, 0));
  tell("phoneOpen", ((F7)get("phoneOpen"))(0, 0, 0, 0, 0, 0, 0));
  tell("phoneSetRing", ((F3)get("phoneSetRing"))(0, 0, 0));
  tell("tapiGetLocationInfoA", ((F2)get("tapiGetLocationInfoA"))(0, 0));
  tell("lineTranslateAddressW",
       ((F7)get("lineTranslateAddressW"))(0, 0, 0, 0, 0, 0, 0));
  tell("lineConfigDialogW", ((F3)get("lineConfigDialogW"))(0, 0, 0));
}

/// Leaks a call, and tells when the leak event may be signalled.
static void leak(void) {
  HANDLE E;
  initialize(LINEINITIALIZEEXOPTION_USEHIDDENWINDOW);
  openLine();
  ((F5)get("lineMakeCallW"))(P(Line), P(&Call), P(L"1"), 0, 0);
  pump(30);
  E = OpenEventA(EVENT_MODIFY_STATE, FALSE, "tapi-shim-test");
  printf("event %d\n", E != NULL);
  SetEvent(E);
  Sleep(300);
  fflush(stdout);
  TerminateProcess(GetCurrentProcess(), 0);
}

int main(int Argc, char **Argv) {
  static const struct {
    const char *Name;
    void (*Run)(void);
  } Modes[] = {{"values", values},
               {"unload", unload},
               {"unload-in-call", unloadInCall},
               {"leak", leak},
               {"everything", everything}};
  if (Argc != 3 || !(Dll = LoadLibraryA(Argv[1])))
    return 2;
  for (unsigned I = 0; I != sizeof(Modes) / sizeof(Modes[0]); ++I)
    if (!strcmp(Modes[I].Name, Argv[2])) {
      Modes[I].Run();
      return 0;
    }
  return 2;
}
