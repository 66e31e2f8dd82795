// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Keeps wine's desktop, and with it wine's server, until its input ends. Wine
// closes a desktop one second after its last program has ended: its name is
// taken away, then its windows. A program that is just beginning may have
// opened it by then, and gets no window. So this one says "ready" only if the
// desktop that it keeps is the one which others will find by name, and "late"
// otherwise; another one that is started then makes a new desktop.

#include <windows.h>

#include <stdio.h>

static DWORD WINAPI findByName(LPVOID Window) {
  HDESK Named = OpenDesktopA("Default", 0, FALSE, DESKTOP_READOBJECTS);
  if (Named && SetThreadDesktop(Named))
    *(HWND *)Window = GetDesktopWindow();
  return 0;
}

int main(void) {
  HWND Ours = GetDesktopWindow(), Others = NULL;
  HANDLE Thread = CreateThread(NULL, 0, findByName, &Others, 0, NULL);
  WaitForSingleObject(Thread, INFINITE);
  const int Ready = Ours && Ours == Others;
  puts(Ready ? "ready" : "late");
  fflush(stdout);
  while (Ready && getchar() != EOF)
    ;
  return !Ready;
}
