// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A correct dialer whose messages the shim cannot see: its thread waited on the
// completion port before TAPI was initialised, and has the address of
// GetQueuedCompletionStatus in a variable. Calls are made with one global as
// their location, and the script recycles values.

#include <windows.h>

#include <stdio.h>
#include <tapi.h>

typedef BOOL(WINAPI *TakePacket)(HANDLE, LPDWORD, PULONG_PTR, LPOVERLAPPED *,
                                 DWORD);

static HLINEAPP App;
static HANDLE Port;
static HCALL Call;
static volatile LONG AnsweredId, Answer;

static DWORD WINAPI takeMessages(LPVOID Parameter) {
  const TakePacket Take = (TakePacket)Parameter;
  for (;;) {
    DWORD Size;
    ULONG_PTR Key;
    OVERLAPPED *Packet;
    if (!Take(Port, &Size, &Key, &Packet, INFINITE))
      continue;
    if (Key == 1)
      return 0;
    LINEMESSAGE *M = (LINEMESSAGE *)Packet;
    if (M->dwMessageID == LINE_REPLY) {
      Answer = (LONG)M->dwParam2;
      AnsweredId = (LONG)M->dwParam1;
    }
    LocalFree(M);
  }
}

static LONG answer(LONG Id) {
  if (Id < 0)
    return Id;
  while (AnsweredId != Id)
    Sleep(1);
  return Answer;
}

int main(void) {
  DWORD Devices, Version = 0x00020000;
  LINEINITIALIZEEXPARAMS Params = {0};
  LINECALLSTATUS Status;
  HLINE Line;
  LONG Failures = 0;
  Port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
  HANDLE T = CreateThread(NULL, 0, takeMessages,
                          (void *)GetQueuedCompletionStatus, 0, NULL);
  Sleep(30);
  Params.dwTotalSize = sizeof(Params);
  Params.dwOptions = LINEINITIALIZEEXOPTION_USECOMPLETIONPORT;
  Params.Handles.hCompletionPort = Port;
  Params.dwCompletionKey = 42;
  if (lineInitializeExA(&App, NULL, NULL, "port", &Devices, &Version,
                        &Params) ||
      lineOpenA(App, 0, &Line, Version, 0, 0, LINECALLPRIVILEGE_OWNER,
                LINEMEDIAMODE_INTERACTIVEVOICE, NULL))
    return 2;
  for (int I = 0; I != 30; ++I) {
    Failures += answer(lineMakeCallA(Line, &Call, "100", 0, NULL)) != 0;
    Status.dwTotalSize = sizeof(Status);
    Failures += lineGetCallStatus(Call, &Status) != 0;
    Failures += answer(lineHold(Call)) != 0;
    Failures += answer(lineUnhold(Call)) != 0;
    Failures += answer(lineDrop(Call, NULL, 0)) != 0;
    Failures += lineDeallocateCall(Call) != 0;
  }
  lineClose(Line);
  lineShutdown(App);
  PostQueuedCompletionStatus(Port, 0, 1, NULL);
  WaitForSingleObject(T, 3000);
  printf("failures %ld\n", (long)Failures);
  return 0;
}
