// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "agreement.h"

static HANDLE Port;

static LONG startWithPort(void) {
  DWORD Devices, Version = 0x00020000;
  LINEINITIALIZEEXPARAMS Params;
  Port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 1);
  ZeroMemory(&Params, sizeof(Params));
  Params.dwTotalSize = sizeof(Params);
  Params.dwOptions = LINEINITIALIZEEXOPTION_USECOMPLETIONPORT;
  Params.Handles.hCompletionPort = Port;
  Params.dwCompletionKey = 77;
  return lineInitializeExA(&App, GetModuleHandleA(NULL), NULL, "agreement",
                           &Devices, &Version, &Params);
}

/// Waits for the reply to \p Id; its result.
static LONG fetchReply(LONG Id) {
  DWORD Size;
  ULONG_PTR Key;
  LPOVERLAPPED Packet;
  if (Id < 0)
    return Id;
  while (GetQueuedCompletionStatus(Port, &Size, &Key, &Packet, 2000)) {
    LINEMESSAGE *Message = (LINEMESSAGE *)Packet;
    DWORD What = Message->dwMessageID;
    LONG Which = (LONG)Message->dwParam1, Result = (LONG)Message->dwParam2;
    LocalFree(Message);
    if (What == LINE_REPLY && Which == Id)
      return Result;
  }
  return -1;
}

static void port_released_ok(void) {
  HLINE Line;
  HCALL Call = 0;
  if (startWithPort() != 0)
    return;
  if (openLine(&Line) != 0) {
    lineShutdown(App);
    return;
  }
  if (fetchReply(lineMakeCallA(Line, &Call, "1", 0, NULL)) != 0) {
    lineShutdown(App);
    return;
  }
  fetchReply(lineDrop(Call, NULL, 0));
  lineDeallocateCall(Call);
  lineClose(Line);
  lineShutdown(App);
}

int main(void) {
  port_released_ok();
  return 0;
}
