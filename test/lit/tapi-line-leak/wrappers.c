// RUN: %check_tapi %s 'tapi-*'
// Helpers, structs, escapes and out-parameters.
#include "../Inputs/telephony.h"
#include <stdlib.h>

typedef struct tagDEVICE {
  struct tagDEVICE *lpNext;
  HLINE hLine;
  DWORD dwDeviceID;
} DEVICE, *LPDEVICE;

extern LPDEVICE g_lpDevices;
void RegisterLine(HLINE hLine);

static LONG openLine(HLINEAPP hLineApp, DWORD dwDeviceID, LPHLINE lphLine) {
  return lineOpen(hLineApp, dwDeviceID, lphLine, NEGOTIATED_VERSION, 0, 0,
                  LINECALLPRIVILEGE_NONE, 0, NULL);
}

static HLINE openAnyLine(HLINEAPP hLineApp, DWORD cDevices) {
  HLINE hLine = 0;
  DWORD dwDeviceID;

  for (dwDeviceID = 0; dwDeviceID < cDevices; dwDeviceID++)
    if (openLine(hLineApp, dwDeviceID, &hLine) == 0)
      return hLine;
  return 0;
}

static void closeLine(HLINE hLine) {
  if (hLine)
    lineClose(hLine);
}

static BOOL lineIsFree(HLINE hLine) {
  LINEDEVSTATUS Status;

  Status.dwTotalSize = sizeof(Status);
  return lineGetLineDevStatus(hLine, &Status) == 0 &&
         Status.dwNumActiveCalls == 0;
}

// Only stops the messages, whatever its name promises.
static void detachLine(HLINE hLine) { lineSetStatusMessages(hLine, 0, 0); }

BOOL outParameter_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  if (openLine(hLineApp, 0, &hLine) < 0)
    return FALSE;
  if (!lineIsFree(hLine))
    return FALSE; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'openLine' is called here
  // CHECK-NOTES: :[[@LINE-39]]:10: note: line handle 'hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'lineIsFree(hLine)' is false here
  closeLine(hLine);
  return TRUE;
}

BOOL outParameter_ok(HLINEAPP hLineApp) {
  HLINE hLine = 0;
  BOOL fFree;

  if (openLine(hLineApp, 0, &hLine) < 0)
    return FALSE;
  fFree = lineIsFree(hLine);
  closeLine(hLine);
  return fFree;
}

BOOL returned_bad(HLINEAPP hLineApp, DWORD cDevices) {
  HLINE hLine = openAnyLine(hLineApp, cDevices);

  return hLine != 0 && lineIsFree(hLine); // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-4]]:17: note: 'openAnyLine' is called here
  // CHECK-NOTES: :[[@LINE-62]]:10: note: line handle 'hLine' is obtained by lineOpen here
}

BOOL returned_ok(HLINEAPP hLineApp, DWORD cDevices) {
  HLINE hLine = openAnyLine(hLineApp, cDevices);
  BOOL fFree = hLine != 0 && lineIsFree(hLine);

  closeLine(hLine);
  return fFree;
}

void detached_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  if (openLine(hLineApp, 0, &hLine) == 0)
    detachLine(hLine);
} // expect: TAPI007
// CHECK-NOTES: :[[@LINE-1]]:1: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
// CHECK-NOTES: :[[@LINE-4]]:7: note: 'openLine' is called here
// CHECK-NOTES: :[[@LINE-81]]:10: note: line handle 'hLine' is obtained by lineOpen here

void detached_ok(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  if (openLine(hLineApp, 0, &hLine) == 0) {
    detachLine(hLine);
    closeLine(hLine);
  }
}

void registered_ok(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  if (openLine(hLineApp, 0, &hLine) == 0)
    RegisterLine(hLine);
}

void inList_ok(HLINEAPP hLineApp, DWORD dwDeviceID) {
  LPDEVICE lpDevice = (LPDEVICE)calloc(1, sizeof(DEVICE));

  if (!lpDevice)
    return;
  lpDevice->dwDeviceID = dwDeviceID;
  if (openLine(hLineApp, dwDeviceID, &lpDevice->hLine) < 0) {
    free(lpDevice);
    return;
  }
  lpDevice->lpNext = g_lpDevices;
  g_lpDevices = lpDevice;
}

void nodeFreed_bad(HLINEAPP hLineApp, DWORD dwDeviceID) {
  LPDEVICE lpDevice = (LPDEVICE)calloc(1, sizeof(DEVICE));

  if (!lpDevice)
    return;
  if (openLine(hLineApp, dwDeviceID, &lpDevice->hLine) == 0)
    detachLine(lpDevice->hLine);
  free(lpDevice); // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'openLine' is called here
  // CHECK-NOTES: :[[@LINE-123]]:10: note: line handle 'hLine' is obtained by lineOpen here
}

void localStruct_bad(HLINEAPP hLineApp, DWORD dwDeviceID) {
  DEVICE Device = {0};

  Device.dwDeviceID = dwDeviceID;
  if (openLine(hLineApp, Device.dwDeviceID, &Device.hLine) != 0)
    return;
  if (lineIsFree(Device.hLine))
    ShowStatus("free");
} // expect: TAPI007
// CHECK-NOTES: :[[@LINE-1]]:1: warning: line handle 'Device.hLine' is never closed: its last reference ends here [tapi-line-leak]
// CHECK-NOTES: :[[@LINE-6]]:7: note: 'openLine' is called here
// CHECK-NOTES: :[[@LINE-137]]:10: note: line handle 'Device.hLine' is obtained by lineOpen here

void localStruct_ok(HLINEAPP hLineApp, DWORD dwDeviceID) {
  DEVICE Device = {0};

  Device.dwDeviceID = dwDeviceID;
  if (openLine(hLineApp, Device.dwDeviceID, &Device.hLine) != 0)
    return;
  if (lineIsFree(Device.hLine))
    ShowStatus("free");
  closeLine(Device.hLine);
}

// The line of a call whose request fails.
BOOL call_bad(HLINEAPP hLineApp, LPCSTR lpszNumber, LPHCALL lphCall) {
  HLINE hLine = 0;
  LONG lResult;

  if (openLine(hLineApp, 0, &hLine) != 0)
    return FALSE;
  lResult = lineMakeCall(hLine, lphCall, lpszNumber, 0, NULL);
  if (lResult < 0)
    return FALSE; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-6]]:7: note: 'openLine' is called here
  // CHECK-NOTES: :[[@LINE-162]]:10: note: line handle 'hLine' is obtained by lineOpen here
  RegisterLine(hLine);
  return waitForReply(lResult);
}

BOOL call_ok(HLINEAPP hLineApp, LPCSTR lpszNumber, LPHCALL lphCall) {
  HLINE hLine = 0;
  LONG lResult;

  if (openLine(hLineApp, 0, &hLine) != 0)
    return FALSE;
  lResult = lineMakeCall(hLine, lphCall, lpszNumber, 0, NULL);
  if (lResult < 0) {
    lineClose(hLine);
    return FALSE;
  }
  RegisterLine(hLine);
  return waitForReply(lResult);
}

// LINECALLINFO names the line of a call; that is no new line.
BOOL borrowedFromInfo_ok(HCALL hCall) {
  LINECALLINFO Info;
  HLINE hLine;

  Info.dwTotalSize = sizeof(Info);
  if (lineGetCallInfo(hCall, &Info) < 0)
    return FALSE;
  hLine = Info.hLine;
  return lineIsFree(hLine);
}

static LONG openFrom(HLINEAPP hLineApp, DWORD dwDeviceID, LPHLINE lphLine) {
  if (openLine(hLineApp, dwDeviceID, lphLine) == 0)
    return (LONG)dwDeviceID;
  return dwDeviceID == 0 ? -1 : openFrom(hLineApp, dwDeviceID - 1, lphLine);
}

BOOL FP_recursive_bad(HLINEAPP hLineApp, DWORD cDevices) {
  HLINE hLine = 0;

  if (openFrom(hLineApp, cDevices, &hLine) < 0)
    return FALSE;
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: 'openFrom' is called here
  // CHECK-NOTES: :[[@LINE-207]]:10: note: line handle 'hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'openFrom(hLineApp, cDevices, &hLine) < 0' is true here
  return lineIsFree(hLine);
}

BOOL FP_recursive_ok(HLINEAPP hLineApp, DWORD cDevices) {
  HLINE hLine = 0;
  BOOL fFree;

  if (openFrom(hLineApp, cDevices, &hLine) < 0)
    return FALSE;
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-3]]:7: note: 'openFrom' is called here
  // CHECK-NOTES: :[[@LINE-220]]:10: note: line handle 'hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: 'openFrom(hLineApp, cDevices, &hLine) < 0' is true here
  fFree = lineIsFree(hLine);
  closeLine(hLine);
  return fFree;
}
