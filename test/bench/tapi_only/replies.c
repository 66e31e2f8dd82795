//===- replies.c - Requests and their LINE_REPLY in a callback ------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A call handle is valid only when LINE_REPLY says so. The request ID connects
/// the two, the location must live until then, failure leaves nothing behind.
///
//===----------------------------------------------------------------------===//

#include "program.h"

static HCALL call;
static LONG pending;

//// split
//// reply_id_matched_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_REPLY:
    if ((LONG)p1 == pending) {
      pending = 0;
      if ((LONG)p2 != 0)
        call = 0;
    }
    break;
  case LINE_CALLSTATE:
    if (p1 == LINECALLSTATE_IDLE && (HCALL)device == call) {
      lineDeallocateCall(call);
      call = 0;
    }
    break;
  case LINE_CLOSE:
    line = 0;
    call = 0;
    break;
  }
}

int reply_id_matched_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  call = 0;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  if (pending > 0)
    pump();
  finish();
  return 0;
}

//// reply_used_before_it_bad: TAPI008
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_REPLY:
    if ((LONG)p1 == pending && (LONG)p2 != 0)
      call = 0;
    break;
  case LINE_CALLSTATE:
    if (p1 == LINECALLSTATE_IDLE && (HCALL)device == call) {
      lineDeallocateCall(call);
      call = 0;
    }
    break;
  }
}

int reply_used_before_it_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  if (pending > 0) {
    lineSetAppSpecific(call, 1); // BUG
    pump();
  }
  finish();
  return 0;
}

//// reply_guard_on_null_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REPLY && (LONG)p1 == pending && (LONG)p2 != 0)
    call = 0;
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE &&
      (HCALL)device == call) {
    lineDeallocateCall(call);
    call = 0;
  }
}

int reply_guard_on_null_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  call = 0;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  if (pending > 0) {
    if (call) // still NULL before the reply
      lineSetAppSpecific(call, 1);
    pump();
  }
  finish();
  return 0;
}

//// reply_flag_guards_use_ok
static BOOL dialling;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_REPLY:
    if (dialling) { // only one request at a time
      dialling = FALSE;
      if ((LONG)p2 < 0)
        call = 0;
    }
    break;
  case LINE_CALLSTATE:
    if (p1 == LINECALLSTATE_IDLE && call && (HCALL)device == call) {
      lineDeallocateCall(call);
      call = 0;
    }
    break;
  }
}

static void dial(void) {
  call = 0;
  if (lineMakeCall(line, &call, "5551234", 0, NULL) > 0)
    dialling = TRUE;
}

static void mute(void) {
  if (!dialling && call)
    lineSetAppSpecific(call, 1);
}

int reply_flag_guards_use_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  dial();
  mute();
  pump();
  finish();
  return 0;
}

//// reply_failed_then_released_bad: TAPI009
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_REPLY:
    if ((LONG)p1 == pending && (LONG)p2 != 0) {
      lineDeallocateCall(call); // BUG
      call = 0;
    }
    break;
  case LINE_CALLSTATE:
    if (p1 == LINECALLSTATE_IDLE && (HCALL)device == call) {
      lineDeallocateCall(call);
      call = 0;
    }
    break;
  }
}

int reply_failed_then_released_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  if (pending > 0)
    pump();
  finish();
  return 0;
}

//// reply_success_then_used_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  switch (message) {
  case LINE_REPLY:
    if ((LONG)p1 == pending) {
      if ((LONG)p2 == 0)
        lineSetAppSpecific(call, 7);
      else
        call = 0;
    }
    break;
  case LINE_CALLSTATE:
    if (p1 == LINECALLSTATE_IDLE) {
      lineDeallocateCall((HCALL)device);
      if ((HCALL)device == call)
        call = 0;
    }
    break;
  }
}

int reply_success_then_used_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pending = lineMakeCall(line, &call, "5551234", 0, NULL);
  if (pending > 0)
    pump();
  finish();
  return 0;
}

//// reply_local_location_dies_bad: TAPI010 maybe TAPI001
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
}

static void dial(void) {
  HCALL fresh;
  pending = lineMakeCall(line, &fresh, "5551234", 0, NULL);
}

int reply_local_location_dies_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  dial();
  pump();
  finish();
  return 0;
}

//// reply_local_location_line_closed_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {}

static void probe(void) {
  HCALL fresh;
  if (lineMakeCall(line, &fresh, "5551234", 0, NULL) > 0)
    puts("accepted");
  lineClose(line); // no reply comes after this
  line = 0;
}

int reply_local_location_line_closed_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  probe();
  finish();
  return 0;
}

//// reply_heap_location_freed_bad: TAPI010 maybe TAPI001
struct Attempt {
  HCALL call;
  LONG request;
};

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
}

static void dial(void) {
  struct Attempt *attempt = malloc(sizeof *attempt);
  if (!attempt)
    return;
  attempt->request = lineMakeCall(line, &attempt->call, "5551234", 0, NULL);
  if (attempt->request > 0)
    puts("dialling");
  free(attempt); // TAPI still writes to it
}

int reply_heap_location_freed_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  dial();
  pump();
  finish();
  return 0;
}

//// reply_heap_location_kept_ok
struct Attempt {
  HCALL call;
  LONG request;
};

static struct Attempt *current;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REPLY && current && (LONG)p1 == current->request) {
    if ((LONG)p2 == 0) {
      lineDrop(current->call, NULL, 0);
      lineDeallocateCall(current->call);
    }
    free(current);
    current = NULL;
  }
}

int reply_heap_location_kept_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  current = malloc(sizeof *current);
  if (current) {
    current->request = lineMakeCall(line, &current->call, "5551234", 0, NULL);
    if (current->request < 0) {
      free(current);
      current = NULL;
    } else {
      pump();
    }
  }
  finish();
  return 0;
}

//// reply_local_of_main_ok
static BOOL answered;
static LONG outcome;

static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_REPLY && (LONG)p1 == pending) {
    answered = TRUE;
    outcome = (LONG)p2;
  }
}

int reply_local_of_main_ok(void) {
  HCALL mine = 0;
  MSG message;
  if (!begin(onLine, LINECALLPRIVILEGE_NONE))
    return 1;
  pending = lineMakeCall(line, &mine, "5551234", 0, NULL);
  if (pending > 0) {
    while (!answered && GetMessage(&message, NULL, 0, 0) > 0)
      DispatchMessage(&message);
    if (answered && outcome == 0) {
      lineDrop(mine, NULL, 0);
      lineDeallocateCall(mine);
    }
  }
  finish();
  return 0;
}
