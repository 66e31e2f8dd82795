//===- calllists.c - Calls that come in a LINECALLLIST --------------------===//
//
// Part of the TAPI handle checker, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for licence information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Every new handle in the list is a duty, whether the program looks at it or not.
///
//===----------------------------------------------------------------------===//

#include "program.h"

//// split
//// newcall_list_all_released_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
}

static void adopt(void) {
  DWORD size = sizeof(LINECALLLIST) + 16 * sizeof(HCALL), i;
  LINECALLLIST *list = calloc(1, size);
  if (!list)
    return;
  list->dwTotalSize = size;
  if (lineGetNewCalls(line, 0, LINECALLSELECT_LINE, list) == 0) {
    HCALL *calls = (HCALL *)((BYTE *)list + list->dwCallsOffset);
    for (i = 0; i < list->dwCallsNumEntries; i++)
      lineDeallocateCall(calls[i]);
  }
  free(list);
}

int newcall_list_all_released_ok(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_MONITOR))
    return 1;
  adopt();
  pump();
  finish();
  return 0;
}

//// newcall_list_thrown_away_bad: TAPI001
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {}

static void count(void) {
  DWORD size = sizeof(LINECALLLIST) + 16 * sizeof(HCALL);
  LINECALLLIST *list = calloc(1, size);
  if (!list)
    return;
  list->dwTotalSize = size;
  if (lineGetNewCalls(line, 0, LINECALLSELECT_LINE, list) == 0)
    printf("%lu calls\n", list->dwCallsNumEntries);
  free(list); // with the handles in it
}

int newcall_list_thrown_away_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_MONITOR))
    return 1;
  for (;;) {
    count();
    pump();
  }
}

//// FN_newcall_list_first_only_bad: TAPI001
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {}

static void takeFirst(void) {
  DWORD size = sizeof(LINECALLLIST) + 16 * sizeof(HCALL);
  LINECALLLIST *list = calloc(1, size);
  if (!list)
    return;
  list->dwTotalSize = size;
  if (lineGetNewCalls(line, 0, LINECALLSELECT_LINE, list) == 0 &&
      list->dwCallsNumEntries > 0) {
    HCALL *calls = (HCALL *)((BYTE *)list + list->dwCallsOffset);
    lineDeallocateCall(calls[0]); // what about the others?
  }
  free(list);
}

int FN_newcall_list_first_only_bad(void) {
  if (!begin(onLine, LINECALLPRIVILEGE_MONITOR))
    return 1;
  for (;;) {
    takeFirst();
    pump();
  }
}

//// newcall_list_grows_ok
static void CALLBACK onLine(DWORD device, DWORD message, DWORD_PTR instance,
                            DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_CALLSTATE && p1 == LINECALLSTATE_IDLE)
    lineDeallocateCall((HCALL)device);
}

static LINECALLLIST *newCalls(void) {
  DWORD size = sizeof(LINECALLLIST);
  for (;;) {
    LINECALLLIST *list = calloc(1, size);
    if (!list)
      return NULL;
    list->dwTotalSize = size;
    if (lineGetNewCalls(line, 0, LINECALLSELECT_LINE, list) != 0) {
      free(list);
      return NULL;
    }
    if (list->dwNeededSize <= list->dwTotalSize)
      return list;
    size = list->dwNeededSize;
    free(list);
  }
}

int newcall_list_grows_ok(void) {
  LINECALLLIST *list;
  if (!begin(onLine, LINECALLPRIVILEGE_MONITOR))
    return 1;
  list = newCalls();
  if (list) {
    HCALL *calls = (HCALL *)((BYTE *)list + list->dwCallsOffset);
    DWORD i;
    for (i = 0; i < list->dwCallsNumEntries; i++)
      lineDeallocateCall(calls[i]);
    free(list);
  }
  pump();
  finish();
  return 0;
}
