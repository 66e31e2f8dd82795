// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program that starts itself once more, after the shim has begun to write a
// report, as a watchdog or an updater does. Both close a line twice. A plug-in
// of it opens another line and is unloaded; that line is never closed, nor is the
// application.
//
//   processes      prints the ID of the other process

#include <windows.h>

#include <stdio.h>
#include <string.h>
#include <tapi.h>

#ifdef PLUGIN

__declspec(dllexport) LONG openIt(HLINEAPP App, HLINE *Line) {
  return lineOpenW(App, 0, Line, 0x00020000, 0, 0, LINECALLPRIVILEGE_OWNER,
                   LINEMEDIAMODE_INTERACTIVEVOICE, NULL);
}

#else

static HLINEAPP App;

static void startAgain(void) {
  char Command[MAX_PATH + 8];
  STARTUPINFOA Start = {.cb = sizeof(Start)};
  PROCESS_INFORMATION Child;
  GetModuleFileNameA(NULL, Command, MAX_PATH);
  strcat(Command, " again");
  if (!CreateProcessA(NULL, Command, NULL, NULL, TRUE, 0, NULL, NULL, &Start,
                      &Child))
    return;
  WaitForSingleObject(Child.hProcess, INFINITE);
  printf("%lu\n", Child.dwProcessId);
}

static void usePlugin(void) {
  HLINE Line;
  HMODULE Plugin = LoadLibraryA("plugin.dll");
  LONG (*Open)(HLINEAPP, HLINE *) = (void *)GetProcAddress(Plugin, "openIt");
  Open(App, &Line);
  FreeLibrary(Plugin);
}

int main(int Argc, char **Argv) {
  HLINE Line = 0;
  DWORD Devices, Version = 0x00020000;
  LINEINITIALIZEEXPARAMS Params = {.dwTotalSize = sizeof(Params)};
  (void)Argv;
  Params.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
  lineInitializeExW(&App, NULL, NULL, L"processes", &Devices, &Version,
                    &Params);
  lineOpenW(App, 0, &Line, 0x00020000, 0, 0, LINECALLPRIVILEGE_OWNER,
            LINEMEDIAMODE_INTERACTIVEVOICE, NULL);
  lineClose(Line);
  lineClose(Line);
  if (Argc == 1) {
    startAgain();
    usePlugin();
  }
  return 0;
}

#endif
