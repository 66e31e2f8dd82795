//===- delivery.c - Event handle and completion port ----------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The two other ways messages arrive. The event belongs to TAPI; every message
/// from a completion port belongs to the program, which has to LocalFree it.
///
//===----------------------------------------------------------------------===//

#include "bench.h"

static HLINEAPP app;
static HLINE line;
static HCALL call;
static LONG pending;
static LINEINITIALIZEEXPARAMS params;

static BOOL begin(DWORD option, HANDLE port, DWORD privileges) {
  DWORD devices, version = 0x00020000;
  params.dwTotalSize = sizeof params;
  params.dwOptions = option;
  params.Handles.hCompletionPort = port;
  if (lineInitializeEx(&app, NULL, NULL, "bench", &devices, &version,
                       &params) != 0)
    return FALSE;
  if (lineOpen(app, 0, &line, 0x00020000, 0, 0, privileges,
               LINEMEDIAMODE_INTERACTIVEVOICE, NULL) != 0) {
    lineShutdown(app);
    return FALSE;
  }
  return TRUE;
}

static void finish(void) {
  lineClose(line);
  lineShutdown(app);
}

//// split
//// delivery_event_loop_ok
int delivery_event_loop_ok(void) {
  LINEMESSAGE message;
  BOOL talking = TRUE;
  if (!begin(LINEINITIALIZEEXOPTION_USEEVENT, NULL, LINECALLPRIVILEGE_NONE))
    return 1;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  if (pending < 0)
    talking = FALSE;
  while (talking) {
    if (lineGetMessage(app, &message, INFINITE) != 0)
      continue;
    if (message.dwMessageID == LINE_REPLY &&
        (LONG)message.dwParam1 == pending) {
      if ((LONG)message.dwParam2 == 0)
        lineSetAppSpecific(call, 1);
      else
        talking = FALSE;
    } else if (message.dwMessageID == LINE_CALLSTATE &&
               message.dwParam1 == LINECALLSTATE_IDLE) {
      lineDeallocateCall((HCALL)message.hDevice);
      talking = FALSE;
    }
  }
  finish();
  return 0;
}

//// delivery_event_used_before_reply_bad: TAPI008
int delivery_event_used_before_reply_bad(void) {
  LINEMESSAGE message;
  if (!begin(LINEINITIALIZEEXOPTION_USEEVENT, NULL, LINECALLPRIVILEGE_NONE))
    return 1;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  if (pending < 0) {
    finish();
    return 1;
  }
  lineSetAppSpecific(call, 1); // BUG
  while (lineGetMessage(app, &message, INFINITE) == 0) {
    if (message.dwMessageID == LINE_CALLSTATE &&
        message.dwParam1 == LINECALLSTATE_IDLE) {
      lineDeallocateCall((HCALL)message.hDevice);
      break;
    }
  }
  finish();
  return 0;
}

//// delivery_event_idle_not_released_bad: TAPI001
int delivery_event_idle_not_released_bad(void) {
  LINEMESSAGE message;
  if (!begin(LINEINITIALIZEEXOPTION_USEEVENT, NULL, LINECALLPRIVILEGE_OWNER))
    return 1;
  for (;;) {
    if (lineGetMessage(app, &message, INFINITE) != 0)
      continue;
    if (message.dwMessageID != LINE_CALLSTATE)
      continue;
    switch (message.dwParam1) {
    case LINECALLSTATE_OFFERING:
      lineAnswer((HCALL)message.hDevice, NULL, 0);
      break;
    case LINECALLSTATE_DISCONNECTED:
      lineDrop((HCALL)message.hDevice, NULL, 0);
      break;
    case LINECALLSTATE_IDLE:
      puts("bye");
      break;
    }
  }
}

//// delivery_event_idle_released_ok
int delivery_event_idle_released_ok(void) {
  LINEMESSAGE message;
  if (!begin(LINEINITIALIZEEXOPTION_USEEVENT, NULL, LINECALLPRIVILEGE_OWNER))
    return 1;
  for (;;) {
    if (lineGetMessage(app, &message, INFINITE) != 0)
      continue;
    if (message.dwMessageID != LINE_CALLSTATE)
      continue;
    switch (message.dwParam1) {
    case LINECALLSTATE_OFFERING:
      lineAnswer((HCALL)message.hDevice, NULL, 0);
      break;
    case LINECALLSTATE_DISCONNECTED:
      lineDrop((HCALL)message.hDevice, NULL, 0);
      break;
    case LINECALLSTATE_IDLE:
      lineDeallocateCall((HCALL)message.hDevice);
      break;
    }
  }
}

//// delivery_event_timeout_is_normal_ok
int delivery_event_timeout_is_normal_ok(void) {
  LINEMESSAGE message;
  int idle = 0;
  if (!begin(LINEINITIALIZEEXOPTION_USEEVENT, NULL, LINECALLPRIVILEGE_NONE))
    return 1;
  while (idle < 10) {
    LONG result = lineGetMessage(app, &message, 1000);
    if (result == LINEERR_OPERATIONFAILED)
      idle++;
    else if (result != 0)
      break;
  }
  finish();
  return 0;
}

//// delivery_event_waited_for_ok
int delivery_event_waited_for_ok(void) {
  LINEMESSAGE message;
  if (!begin(LINEINITIALIZEEXOPTION_USEEVENT, NULL, LINECALLPRIVILEGE_NONE))
    return 1;
  while (WaitForSingleObject(params.Handles.hEvent, 5000) == WAIT_OBJECT_0)
    lineGetMessage(app, &message, 0);
  finish();
  return 0;
}

//// delivery_event_closed_bad: TAPI016
int delivery_event_closed_bad(void) {
  if (!begin(LINEINITIALIZEEXOPTION_USEEVENT, NULL, LINECALLPRIVILEGE_NONE))
    return 1;
  finish();
  CloseHandle(params.Handles.hEvent); // BUG
  return 0;
}

//// delivery_event_set_bad: TAPI016
int delivery_event_set_bad(void) {
  LINEMESSAGE message;
  if (!begin(LINEINITIALIZEEXOPTION_USEEVENT, NULL, LINECALLPRIVILEGE_NONE))
    return 1;
  SetEvent(params.Handles.hEvent); // BUG
  lineGetMessage(app, &message, 1000);
  finish();
  return 0;
}

//// delivery_event_reset_bad: TAPI016
int delivery_event_reset_bad(void) {
  HANDLE event;
  LINEMESSAGE message;
  if (!begin(LINEINITIALIZEEXOPTION_USEEVENT, NULL, LINECALLPRIVILEGE_NONE))
    return 1;
  event = params.Handles.hEvent;
  if (WaitForSingleObject(event, 5000) == WAIT_OBJECT_0) {
    ResetEvent(event); // BUG
    lineGetMessage(app, &message, 0);
  }
  finish();
  return 0;
}

//// delivery_own_event_closed_ok
int delivery_own_event_closed_ok(void) {
  HANDLE stop = CreateEvent(NULL, TRUE, FALSE, NULL);
  HANDLE both[2];
  LINEMESSAGE message;
  if (!begin(LINEINITIALIZEEXOPTION_USEEVENT, NULL, LINECALLPRIVILEGE_NONE)) {
    CloseHandle(stop);
    return 1;
  }
  both[0] = stop;
  both[1] = params.Handles.hEvent;
  while (WaitForMultipleObjects(2, both, FALSE, INFINITE) != WAIT_OBJECT_0)
    lineGetMessage(app, &message, 0);
  finish();
  CloseHandle(stop);
  return 0;
}

//// delivery_port_freed_ok
int delivery_port_freed_ok(void) {
  HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
  DWORD bytes;
  ULONG_PTR key;
  LPOVERLAPPED block;
  if (!begin(LINEINITIALIZEEXOPTION_USECOMPLETIONPORT, port,
             LINECALLPRIVILEGE_OWNER)) {
    CloseHandle(port);
    return 1;
  }
  while (GetQueuedCompletionStatus(port, &bytes, &key, &block, 60000)) {
    LINEMESSAGE *message = (LINEMESSAGE *)block;
    if (message->dwMessageID == LINE_CALLSTATE &&
        message->dwParam1 == LINECALLSTATE_IDLE)
      lineDeallocateCall((HCALL)message->hDevice);
    LocalFree(message);
  }
  finish();
  CloseHandle(port); // ours, and after the shutdown
  return 0;
}

//// delivery_port_not_freed_bad: TAPI016
int delivery_port_not_freed_bad(void) {
  HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
  DWORD bytes;
  ULONG_PTR key;
  LPOVERLAPPED block;
  if (!begin(LINEINITIALIZEEXOPTION_USECOMPLETIONPORT, port,
             LINECALLPRIVILEGE_OWNER)) {
    CloseHandle(port);
    return 1;
  }
  while (GetQueuedCompletionStatus(port, &bytes, &key, &block, 60000)) {
    LINEMESSAGE *message = (LINEMESSAGE *)block;
    if (message->dwMessageID == LINE_CALLSTATE &&
        message->dwParam1 == LINECALLSTATE_IDLE)
      lineDeallocateCall((HCALL)message->hDevice);
  }
  finish();
  CloseHandle(port);
  return 0;
}

//// delivery_port_continue_skips_free_bad: TAPI016
int delivery_port_continue_skips_free_bad(void) {
  HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
  DWORD bytes;
  ULONG_PTR key;
  LPOVERLAPPED block;
  if (!begin(LINEINITIALIZEEXOPTION_USECOMPLETIONPORT, port,
             LINECALLPRIVILEGE_OWNER)) {
    CloseHandle(port);
    return 1;
  }
  while (GetQueuedCompletionStatus(port, &bytes, &key, &block, 60000)) {
    LINEMESSAGE *message = (LINEMESSAGE *)block;
    if (message->dwMessageID != LINE_CALLSTATE)
      continue; // LINE_REPLY and the like are never freed
    if (message->dwParam1 == LINECALLSTATE_IDLE)
      lineDeallocateCall((HCALL)message->hDevice);
    LocalFree(message);
  }
  finish();
  CloseHandle(port);
  return 0;
}

//// delivery_port_freed_by_helper_ok
static void handle(LINEMESSAGE *message) {
  if (message->dwMessageID == LINE_CALLSTATE &&
      message->dwParam1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)message->hDevice);
  LocalFree(message);
}

int delivery_port_freed_by_helper_ok(void) {
  HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
  DWORD bytes;
  ULONG_PTR key;
  LPOVERLAPPED block;
  if (!begin(LINEINITIALIZEEXOPTION_USECOMPLETIONPORT, port,
             LINECALLPRIVILEGE_OWNER)) {
    CloseHandle(port);
    return 1;
  }
  while (GetQueuedCompletionStatus(port, &bytes, &key, &block, 60000))
    handle((LINEMESSAGE *)block);
  finish();
  CloseHandle(port);
  return 0;
}

//// delivery_port_own_packet_ok
int delivery_port_own_packet_ok(void) {
  HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 0);
  DWORD bytes;
  ULONG_PTR key;
  LPOVERLAPPED block;
  if (!begin(LINEINITIALIZEEXOPTION_USECOMPLETIONPORT, port,
             LINECALLPRIVILEGE_OWNER)) {
    CloseHandle(port);
    return 1;
  }
  while (GetQueuedCompletionStatus(port, &bytes, &key, &block, 60000)) {
    LINEMESSAGE *message = (LINEMESSAGE *)block;
    if (message == NULL)
      break; // our own packet: time to stop
    if (message->dwMessageID == LINE_CALLSTATE &&
        message->dwParam1 == LINECALLSTATE_IDLE)
      lineDeallocateCall((HCALL)message->hDevice);
    LocalFree(message);
  }
  finish();
  CloseHandle(port);
  return 0;
}

//// delivery_event_reply_in_other_thread_ok
static HANDLE answered;
static LONG outcome;

static DWORD WINAPI worker(LPVOID unused) {
  LINEMESSAGE message;
  while (lineGetMessage(app, &message, INFINITE) == 0) {
    if (message.dwMessageID == LINE_REPLY) {
      outcome = (LONG)message.dwParam2;
      SetEvent(answered);
    }
  }
  return 0;
}

int delivery_event_reply_in_other_thread_ok(void) {
  HANDLE thread;
  if (!begin(LINEINITIALIZEEXOPTION_USEEVENT, NULL, LINECALLPRIVILEGE_NONE))
    return 1;
  answered = CreateEvent(NULL, FALSE, FALSE, NULL);
  thread = CreateThread(NULL, 0, worker, NULL, 0, NULL);
  if (lineMakeCall(line, &call, "5551234", 0, NULL) > 0 &&
      WaitForSingleObject(answered, INFINITE) == WAIT_OBJECT_0 &&
      outcome == 0) {
    lineDrop(call, NULL, 0);
    lineDeallocateCall(call);
  }
  finish();
  WaitForSingleObject(thread, INFINITE);
  CloseHandle(thread);
  CloseHandle(answered);
  return 0;
}
