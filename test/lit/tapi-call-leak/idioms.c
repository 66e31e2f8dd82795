// RUN: %check_tapi %s 'tapi-*'
// What well-behaved programs do and what must stay without a report.
#include "../Inputs/telephony.h"
#include <stdlib.h>

static HLINE g_hLine;
static HCALL g_hCall;
static LONG g_lMakeCallRequest;
static BOOL g_fMakeCallPending;

// Global handle, request ID kept, success tested as "> 0".
BOOL startCall_ok(LPCSTR lpszNumber) {
  g_hCall = 0;
  g_lMakeCallRequest = lineMakeCall(g_hLine, &g_hCall, lpszNumber, 0, NULL);
  if ((LONG)g_lMakeCallRequest > 0) {
    g_fMakeCallPending = TRUE;
    return TRUE;
  }
  g_fMakeCallPending = FALSE;
  ReportError("lineMakeCall", g_lMakeCallRequest);
  return FALSE;
}

// DISCONNECTED: drop; IDLE: deallocate, forget, close.
void CALLBACK lineCallback_ok(DWORD hDevice, DWORD dwMessage,
                              DWORD_PTR dwInstance, DWORD_PTR dwParam1,
                              DWORD_PTR dwParam2, DWORD_PTR dwParam3) {
  switch (dwMessage) {
  case LINE_CALLSTATE:
    if ((HCALL)hDevice != g_hCall)
      return;
    if (dwParam1 == LINECALLSTATE_DISCONNECTED) {
      lineDrop(g_hCall, NULL, 0);
    } else if (dwParam1 == LINECALLSTATE_IDLE) {
      lineDeallocateCall(g_hCall);
      g_hCall = 0;
      lineClose(g_hLine);
      g_hLine = 0;
    }
    break;
  case LINE_REPLY:
    if ((LONG)dwParam1 != g_lMakeCallRequest)
      return;
    g_fMakeCallPending = FALSE;
    if ((LONG)dwParam2 < 0) {
      // The request failed: there is no call to release.
      g_hCall = 0;
      lineClose(g_hLine);
      g_hLine = 0;
    }
    break;
  case LINE_CLOSE:
    if ((HLINE)hDevice == g_hLine) {
      g_hLine = 0;
      g_hCall = 0;
    }
    break;
  }
}

// Cancels a request whose reply is outstanding: only the line is closed.
void cancel_ok(void) {
  if (!g_fMakeCallPending)
    return;
  lineClose(g_hLine);
  g_hLine = 0;
  g_hCall = 0;
  g_fMakeCallPending = FALSE;
}

// The reply of the drop is enough; nobody waits for IDLE.
void dropThenDeallocate_ok(void) {
  if (!g_hCall)
    return;
  if (waitForReply(lineDrop(g_hCall, NULL, 0))) {
    lineDeallocateCall(g_hCall);
    g_hCall = 0;
    lineClose(g_hLine);
    g_hLine = 0;
  }
}

// A buffer that grows until the information fits.
LPLINECALLINFO growAndRetry_ok(HLINE hLine, LPCSTR lpszNumber) {
  DWORD dwSize = sizeof(LINECALLINFO);
  LPLINECALLINFO lpInfo = NULL;
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return NULL;
  for (;;) {
    LPLINECALLINFO lpNew = (LPLINECALLINFO)realloc(lpInfo, dwSize);

    if (!lpNew)
      break;
    lpInfo = lpNew;
    lpInfo->dwTotalSize = dwSize;
    if (lineGetCallInfo(hCall, lpInfo) < 0 ||
        lpInfo->dwNeededSize <= lpInfo->dwTotalSize)
      break;
    dwSize = lpInfo->dwNeededSize;
  }
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
  return lpInfo;
}

// Results of clean-up calls are ignored.
void cleanUp_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  (void)lineDrop(hCall, NULL, 0);
  (void)lineDeallocateCall(hCall);
}

// A handle that the caller gave us stays with the caller.
void borrowed_ok(HCALL hCall) {
  LINECALLSTATUS Status;

  Status.dwTotalSize = sizeof(Status);
  if (lineGetCallStatus(hCall, &Status) == 0 &&
      (Status.dwCallFeatures & LINECALLFEATURE_DROP))
    lineDrop(hCall, NULL, 0);
}
