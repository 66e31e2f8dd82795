// RUN: %check_tapi %s 'tapi-*'
// A function that hangs up gives up half-way; its caller does not look at the
// result, and forgets the handles. Lines of a log change nothing.
#include "../Inputs/telephony.h"
#include <stdlib.h>

void logPrintf(int nLevel, const char *szFormat, ...);
void showBox(const char *szFormat, ...);

struct device {
  HLINE hLine;
  HCALL hCall;
  int bValid;
} g_device, g_shown;

static LINECALLSTATUS *statusOf(HCALL hCall) {
  DWORD dwSize = sizeof(LINECALLSTATUS) + 256;
  LINECALLSTATUS *pStatus = NULL;
  while (1) {
    pStatus = (LINECALLSTATUS *)realloc(pStatus, dwSize);
    if (!pStatus)
      return NULL;
    pStatus->dwTotalSize = dwSize;
    if (lineGetCallStatus(hCall, pStatus) != 0) {
      free(pStatus);
      return NULL;
    }
    if (pStatus->dwNeededSize <= pStatus->dwTotalSize)
      return pStatus;
    dwSize = pStatus->dwNeededSize;
  }
}

static int hangUp(void) {
  if (g_device.hCall) {
    LINECALLSTATUS *pStatus = statusOf(g_device.hCall);
    if (!pStatus)
      return 1;
    free(pStatus);
    lineDeallocateCall(g_device.hCall);
    logPrintf(1, "call %d deallocated", 1);
    g_device.hCall = 0;
  }
  if (g_device.hLine) {
    lineClose(g_device.hLine);
    g_device.hLine = 0;
  }
  logPrintf(1, "line closed");
  return 0;
}

int unlock_bad(void) {
  if (!g_device.bValid)
    return 1;
  if (g_device.hCall || g_device.hLine)
    hangUp();
  g_device.hLine = 0;
  g_device.hCall = 0; // expect: TAPI001
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is never deallocated: its last reference is cleared here while its line stays open [tapi-call-leak]
  // CHECK-NOTES: :[[@LINE-7]]:7: note: 'g_device.bValid' is true here
  // CHECK-NOTES: :[[@LINE-5]]:5: note: 'hangUp' is called here
  // CHECK-NOTES: :[[@LINE-27]]:7: note: 'g_device.hCall' is true here
  // CHECK-NOTES: :[[@LINE-27]]:31: note: 'statusOf' is called here
  // CHECK-NOTES: :[[@LINE-43]]:9: note: 'pStatus' is true here
  g_device.bValid = 0;
  return 0;
}

int unlockIfHungUp_ok(void) {
  if (hangUp() != 0)
    return 1;
  g_device.hLine = 0;
  g_device.hCall = 0;
  return 0;
}

// A box lets messages in, and with them other code of the program.
void shown_ok(int bFailed) {
  if (g_shown.hCall) {
    if (bFailed) {
      lineDrop(g_shown.hCall, NULL, 0);
      showBox("dropped");
    } else {
      lineDeallocateCall(g_shown.hCall);
    }
  }
  g_shown.hCall = 0;
}
