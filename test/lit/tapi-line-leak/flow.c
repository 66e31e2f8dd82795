// RUN: %check_tapi %s 'tapi-*'
// Early returns, goto, loops, switch, overwriting.
#include "../Inputs/telephony.h"
#include <stdlib.h>

static HLINE g_hLine;
static HCALL g_hCall;

// The manner of many dialers: the line is in a local until all went well.
BOOL initiateCall_bad(HLINEAPP hLineApp, DWORD dwDeviceID, LPCSTR lpszNumber) {
  LPLINETRANSLATEOUTPUT lpOutput = NULL;
  HLINE hLine = 0;

  if (lineOpen(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    goto error;
  lpOutput = (LPLINETRANSLATEOUTPUT)calloc(1, 1024);
  if (!lpOutput)
    goto error;
  lpOutput->dwTotalSize = 1024;
  if (lineTranslateAddressA(hLineApp, dwDeviceID, NEGOTIATED_VERSION,
                            lpszNumber, 0, 0, lpOutput) != 0)
    goto error;
  g_hLine = hLine;
  free(lpOutput);
  return TRUE;

error:
  free(lpOutput);
  ShowStatus("the call failed");
  return FALSE; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-19]]:7: note: line handle 'hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-16]]:7: note: 'lpOutput' is false here
  // CHECK-NOTES: :[[@LINE-16]]:5: note: 'goto error' is taken here
}

BOOL initiateCall_ok(HLINEAPP hLineApp, DWORD dwDeviceID, LPCSTR lpszNumber) {
  LPLINETRANSLATEOUTPUT lpOutput = NULL;
  HLINE hLine = 0;

  if (lineOpen(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0) {
    hLine = 0;
    goto error;
  }
  lpOutput = (LPLINETRANSLATEOUTPUT)calloc(1, 1024);
  if (!lpOutput)
    goto error;
  lpOutput->dwTotalSize = 1024;
  if (lineTranslateAddressA(hLineApp, dwDeviceID, NEGOTIATED_VERSION,
                            lpszNumber, 0, 0, lpOutput) != 0)
    goto error;
  g_hLine = hLine;
  free(lpOutput);
  return TRUE;

error:
  if (hLine)
    lineClose(hLine);
  free(lpOutput);
  return FALSE;
}

// Looking for a device: every line that does not fit has to be closed.
HLINE findLine_bad(HLINEAPP hLineApp, DWORD cDevices) {
  HLINE hLine = 0;
  DWORD dwDeviceID;

  for (dwDeviceID = 0; dwDeviceID < cDevices; dwDeviceID++) {
    if (lineOpen(hLineApp, dwDeviceID, &hLine, // expect: TAPI007
                 NEGOTIATED_VERSION, 0, 0, LINECALLPRIVILEGE_NONE, 0,
                 NULL) != 0)
      continue;
    // CHECK-NOTES: :[[@LINE-4]]:9: warning: line handle 'hLine' is overwritten while it is still open [tapi-line-leak]
    // CHECK-NOTES: :[[@LINE-5]]:9: note: line handle 'hLine' is obtained by lineOpen here
    // CHECK-NOTES: :[[@LINE+2]]:9: note: 'lineSetStatusMessages(hLine, LINEDEVSTATE_RINGING, 0) == 0' is false here
    // CHECK-NOTES: :[[@LINE-8]]:24: note: 'dwDeviceID < cDevices' is true here
    if (lineSetStatusMessages(hLine, LINEDEVSTATE_RINGING, 0) == 0)
      break;
  }
  return hLine;
}

HLINE findLine_ok(HLINEAPP hLineApp, DWORD cDevices) {
  HLINE hLine = 0;
  DWORD dwDeviceID;

  for (dwDeviceID = 0; dwDeviceID < cDevices; dwDeviceID++) {
    if (lineOpen(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0, 0,
                 LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
      continue;
    if (lineSetStatusMessages(hLine, LINEDEVSTATE_RINGING, 0) == 0)
      return hLine;
    lineClose(hLine);
  }
  return 0;
}

void countLines_bad(HLINEAPP hLineApp, DWORD cDevices) {
  DWORD dwDeviceID, cUsable = 0;

  for (dwDeviceID = 0; dwDeviceID < cDevices; dwDeviceID++) {
    HLINE hLine = 0;

    if (lineOpen(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0, 0,
                 LINECALLPRIVILEGE_NONE, 0, NULL) == 0)
      cUsable++;
  } // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-5]]:9: note: line handle 'hLine' is obtained by lineOpen here
  ShowStatus(cUsable ? "usable" : "none");
}

void countLines_ok(HLINEAPP hLineApp, DWORD cDevices) {
  DWORD dwDeviceID, cUsable = 0;

  for (dwDeviceID = 0; dwDeviceID < cDevices; dwDeviceID++) {
    HLINE hLine = 0;

    if (lineOpen(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0, 0,
                 LINECALLPRIVILEGE_NONE, 0, NULL) == 0) {
      cUsable++;
      lineClose(hLine);
    }
  }
  ShowStatus(cUsable ? "usable" : "none");
}

BOOL retry_ok(HLINEAPP hLineApp, DWORD dwDeviceID) {
  HLINE hLine = 0;
  int nTries = 0;

  while (lineOpen(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0, 0,
                  LINECALLPRIVILEGE_OWNER, LINEMEDIAMODE_DATAMODEM, NULL) < 0) {
    if (++nTries == 5)
      return FALSE;
    Sleep(2000);
  }
  lineClose(hLine);
  return TRUE;
}

void switch_bad(HLINEAPP hLineApp, int nMode) {
  HLINE hLine = 0;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return;
  switch (nMode) {
  case 0:
    g_hLine = hLine;
    break;
  case 1:
    lineClose(hLine);
    break;
  case 2:
    ShowStatus("not yet supported");
    break;
  default:
    lineClose(hLine);
    break;
  }
} // expect: TAPI007
// CHECK-NOTES: :[[@LINE-1]]:1: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
// CHECK-NOTES: :[[@LINE-19]]:7: note: line handle 'hLine' is obtained by lineOpen here
// CHECK-NOTES: :[[@LINE-17]]:11: note: 'nMode' is '2' here

void switch_ok(HLINEAPP hLineApp, int nMode) {
  HLINE hLine = 0;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return;
  switch (nMode) {
  case 0:
    g_hLine = hLine;
    break;
  case 2:
    ShowStatus("not yet supported");
    // fall through
  default:
    lineClose(hLine);
    break;
  }
}

void overwritten_bad(HLINEAPP hLineApp, HLINE hSpare) {
  HLINE hLine = 0;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    return;
  if (!UserConfirms("use the first line?"))
    hLine = hSpare; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'hLine' is overwritten while it is still open [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-6]]:7: note: line handle 'hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'UserConfirms("use the first line?")' is false here
  lineClose(hLine);
}

void overwritten_ok(HLINEAPP hLineApp, HLINE hSpare) {
  HLINE hLine = 0;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
    hLine = hSpare;
  lineClose(hLine);
}

void openedAgain_bad(HLINEAPP hLineApp) {
  HLINE hLine = 0, hOwner = 0;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_MONITOR, LINEMEDIAMODE_DATAMODEM, NULL) != 0)
    return;
  // Raise the privilege by opening the line once more.
  if (lineOpen(hLineApp, 0, &hOwner, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_OWNER, LINEMEDIAMODE_DATAMODEM, NULL) == 0)
    hLine = hOwner; // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'hLine' is overwritten while it is still open [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-8]]:7: note: line handle 'hLine' is obtained by lineOpen here
  lineClose(hLine);
}

// The application goes down, and takes the line along.
void shutdownFollows_ok(HLINEAPP hLineApp) {
  HLINE hLine = 0;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) == 0)
    lineSetStatusMessages(hLine, ALL_STATES, 0);
  lineShutdown(hLineApp);
}

void wrongAppShutDown_bad(HLINEAPP hLineApp, HLINEAPP hOther) {
  HLINE hLine = 0;

  if (lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
               LINECALLPRIVILEGE_NONE, 0, NULL) == 0)
    lineSetStatusMessages(hLine, ALL_STATES, 0);
  lineShutdown(hOther);
} // expect: TAPI007
// CHECK-NOTES: :[[@LINE-1]]:1: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
// CHECK-NOTES: :[[@LINE-6]]:7: note: line handle 'hLine' is obtained by lineOpen here

LONG conditionalOperator_bad(HLINEAPP hLineApp, BOOL fKeep) {
  HLINE hLine = 0;
  LONG lResult = lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
                          LINECALLPRIVILEGE_NONE, 0, NULL);

  if (lResult < 0)
    return lResult;
  return fKeep ? 0 : lineClose(hLine); // expect: TAPI007
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is never closed: its last reference ends here [tapi-line-leak]
  // CHECK-NOTES: :[[@LINE-7]]:18: note: line handle 'hLine' is obtained by lineOpen here
  // CHECK-NOTES: :[[@LINE-3]]:10: note: 'fKeep' is true here
}

LONG conditionalOperator_ok(HLINEAPP hLineApp, BOOL fKeep) {
  HLINE hLine = 0;
  LONG lResult = lineOpen(hLineApp, 0, &hLine, NEGOTIATED_VERSION, 0, 0,
                          LINECALLPRIVILEGE_NONE, 0, NULL);

  if (lResult < 0)
    return lResult;
  return fKeep ? (LONG)(g_hLine = hLine, 0) : lineClose(hLine);
}

void closeStored_ok(void) {
  if (g_hLine)
    lineClose(g_hLine);
  g_hLine = 0;
  g_hCall = 0;
}
