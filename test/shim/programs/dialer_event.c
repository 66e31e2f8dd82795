// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A correct dialer in the manner of a service: one thread takes messages,
// another one makes calls, waits for replies by an event, and asks for the
// state of a call until it is idle. Calls are objects in the heap.

#include <windows.h>

#include <stdio.h>
#include <stdlib.h>
#include <tapi.h>

typedef struct {
  HCALL Handle;
  LONG Request, Result;
  HANDLE Answered;
} CallObject;

static HLINEAPP App;
static HANDLE Stop, Ready;
static CRITICAL_SECTION Lock;
static CallObject *Current;

static DWORD WINAPI takeMessages(LPVOID Unused) {
  HANDLE Both[2] = {Stop, Ready};
  LINEMESSAGE M;
  (void)Unused;
  while (WaitForMultipleObjects(2, Both, FALSE, INFINITE) != WAIT_OBJECT_0) {
    if (lineGetMessage(App, &M, 0) != 0 || M.dwMessageID != LINE_REPLY)
      continue;
    EnterCriticalSection(&Lock);
    if (Current && Current->Request == (LONG)M.dwParam1) {
      Current->Result = (LONG)M.dwParam2;
      SetEvent(Current->Answered);
    }
    LeaveCriticalSection(&Lock);
  }
  return 0;
}

static CallObject *makeCall(HLINE Line) {
  CallObject *C = calloc(1, sizeof(*C));
  C->Answered = CreateEventA(NULL, FALSE, FALSE, NULL);
  EnterCriticalSection(&Lock);
  Current = C;
  C->Request = lineMakeCallW(Line, &C->Handle, L"100", 0, NULL);
  LeaveCriticalSection(&Lock);
  if (C->Request > 0)
    WaitForSingleObject(C->Answered, 10000);
  return C;
}

static LONG endCall(CallObject *C) {
  LINECALLSTATUS Status;
  LONG Result;
  lineDrop(C->Handle, NULL, 0);
  do {
    Sleep(1);
    Status.dwTotalSize = sizeof(Status);
    Result = lineGetCallStatus(C->Handle, &Status);
  } while (Result == 0 && Status.dwCallState != LINECALLSTATE_IDLE);
  Result = lineDeallocateCall(C->Handle);
  EnterCriticalSection(&Lock);
  Current = NULL;
  LeaveCriticalSection(&Lock);
  CloseHandle(C->Answered);
  free(C);
  return Result;
}

int main(void) {
  DWORD Devices, Version = 0x00020000;
  LINEINITIALIZEEXPARAMS Params = {0};
  HLINE Line;
  LONG Failures = 0;
  InitializeCriticalSection(&Lock);
  Params.dwTotalSize = sizeof(Params);
  Params.dwOptions = LINEINITIALIZEEXOPTION_USEEVENT;
  if (lineInitializeExW(&App, NULL, NULL, L"event", &Devices, &Version,
                        &Params))
    return 2;
  Ready = Params.Handles.hEvent;
  Stop = CreateEventA(NULL, TRUE, FALSE, NULL);
  HANDLE T = CreateThread(NULL, 0, takeMessages, NULL, 0, NULL);
  if (lineOpenW(App, 0, &Line, Version, 0, 0, LINECALLPRIVILEGE_OWNER,
                LINEMEDIAMODE_INTERACTIVEVOICE, NULL))
    return 2;
  for (int I = 0; I != 20; ++I)
    Failures += endCall(makeCall(Line)) != 0;
  SetEvent(Stop);
  WaitForSingleObject(T, 3000);
  lineClose(Line);
  lineShutdown(App);
  printf("failures %ld\n", (long)Failures);
  return 0;
}
