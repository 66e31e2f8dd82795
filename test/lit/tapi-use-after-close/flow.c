// RUN: %check_tapi %s 'tapi-*'
// Loops, goto, switch, wrappers, copies.
#include "../Inputs/telephony.h"

typedef struct tagLINEINFO {
  HLINE hLine;
  DWORD dwDeviceID;
} LINEINFO, *LPLINEINFO;

enum { CMD_CLOSE, CMD_STATUS };

static void closeLine(HLINE hLine) {
  LONG lResult = lineClose(hLine);

  if (lResult < 0)
    ReportError("lineClose", lResult);
}

static void closeAndClear(LPHLINE lphLine) {
  if (*lphLine)
    lineClose(*lphLine);
  *lphLine = 0;
}

static DWORD countOpens(HLINE hLine) {
  LINEDEVSTATUS Status;

  Status.dwTotalSize = sizeof(Status);
  if (lineGetLineDevStatus(hLine, &Status) < 0)
    return 0;
  return Status.dwNumOpens;
}

BOOL cleanUp_bad(HLINE hLine, DWORD dwAddressID) {
  BOOL fOk = FALSE;

  if (!UserConfirms("forward calls?")) {
    lineClose(hLine);
    goto exit;
  }
  fOk = lineSetStatusMessages(hLine, 0, dwAddressID) == 0;

exit:
  if (countOpens(hLine) > 1) // expect: TAPI004
    ShowStatus("others have the line open");
  // CHECK-NOTES: :[[@LINE-2]]:7: warning: line handle 'hLine' is used after lineClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'UserConfirms("forward calls?")' is false here
  // CHECK-NOTES: :[[@LINE-10]]:5: note: line handle 'hLine' is ended by lineClose here
  // CHECK-NOTES: :[[@LINE-10]]:5: note: 'goto exit' is taken here
  // CHECK-NOTES: :[[@LINE-21]]:7: note: line handle 'hLine' is passed to lineGetLineDevStatus here
  return fOk;
}

BOOL cleanUp_ok(HLINE hLine, DWORD dwAddressID) {
  BOOL fOk = FALSE;

  if (!UserConfirms("forward calls?"))
    goto exit;
  fOk = lineSetStatusMessages(hLine, 0, dwAddressID) == 0;

exit:
  if (countOpens(hLine) > 1)
    ShowStatus("others have the line open");
  lineClose(hLine);
  return fOk;
}

void fallThrough_bad(HLINE hLine, int nCommand) {
  switch (nCommand) {
  case CMD_CLOSE:
    lineClose(hLine);
  case CMD_STATUS:
    lineSetStatusMessages(hLine, ALL_STATES, 0); // expect: TAPI004
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'hLine' is used after lineClose closed it [tapi-use-after-close]
    // CHECK-NOTES: :[[@LINE-6]]:11: note: 'nCommand' is 'CMD_CLOSE' here
    // CHECK-NOTES: :[[@LINE-5]]:5: note: line handle 'hLine' is ended by lineClose here
    break;
  }
}

void cases_ok(HLINE hLine, int nCommand) {
  switch (nCommand) {
  case CMD_CLOSE:
    lineClose(hLine);
    break;
  case CMD_STATUS:
    lineSetStatusMessages(hLine, ALL_STATES, 0);
    break;
  }
}

void commandLoop_ok(HLINE hLine) {
  BOOL fOpen = TRUE;

  while (fOpen) {
    switch (NextCommand()) {
    case CMD_CLOSE:
      lineClose(hLine);
      fOpen = FALSE;
      break;
    default:
      lineSetStatusMessages(hLine, ALL_STATES, 0);
      break;
    }
  }
}

void wrapper_bad(HLINE hLine) {
  closeLine(hLine);
  lineSetStatusMessages(hLine, 0, 0); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'hLine' is used after lineClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-3]]:3: note: 'closeLine' is called here
  // CHECK-NOTES: :[[@LINE-100]]:18: note: line handle 'hLine' is ended by lineClose here
}

void wrapper_ok(HLINE hLine) {
  lineSetStatusMessages(hLine, 0, 0);
  closeLine(hLine);
}

void useWrapper_bad(HLINE hLine) {
  lineClose(hLine);
  if (countOpens(hLine) == 0) // expect: TAPI004
    ShowStatus("nobody has it open");
  // CHECK-NOTES: :[[@LINE-2]]:7: warning: line handle 'hLine' is used after lineClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: line handle 'hLine' is ended by lineClose here
  // CHECK-NOTES: :[[@LINE-98]]:7: note: line handle 'hLine' is passed to lineGetLineDevStatus here
}

void useWrapper_ok(HLINE hLine) {
  if (countOpens(hLine) == 1)
    ShowStatus("only this program has it open");
  lineClose(hLine);
}

void clearingWrapper_ok(HLINE hLine) {
  closeAndClear(&hLine);
  if (hLine)
    lineSetStatusMessages(hLine, 0, 0);
}

void structField_bad(LPLINEINFO lpInfo) {
  lineClose(lpInfo->hLine);
  lpInfo->dwDeviceID = 0;
  lineSetStatusMessages(lpInfo->hLine, 0, 0); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: line handle 'lpInfo->hLine' is used after lineClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: line handle 'lpInfo->hLine' is ended by lineClose here
}

void structField_ok(LPLINEINFO lpInfo) {
  lineClose(lpInfo->hLine);
  lpInfo->hLine = 0;
  lpInfo->dwDeviceID = 0;
}

void copy_bad(LPLINEINFO lpInfo) {
  HLINE hLine = lpInfo->hLine;

  closeAndClear(&lpInfo->hLine);
  if (!lpInfo->hLine)
    lineSetStatusMessages(hLine, 0, 0); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: line handle 'hLine' is used after lineClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: 'closeAndClear' is called here
  // CHECK-NOTES: :[[@LINE-144]]:7: note: '*lphLine' is true here
  // CHECK-NOTES: :[[@LINE-144]]:5: note: line handle 'hLine' is ended by lineClose here
}

void eachLine_ok(LPLINEINFO lpInfos, int cInfos) {
  int i;

  for (i = 0; i < cInfos; i++) {
    lineSetStatusMessages(lpInfos[i].hLine, 0, 0);
    lineClose(lpInfos[i].hLine);
  }
}

// The call dies in a helper that only knows the line.
void lineInWrapper_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, NULL)))
    return;
  lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "1", 0);
  closeLine(hLine);
  lineDeallocateCall(hCall); // expect: TAPI005
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' is used after lineClose closed its line [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-6]]:21: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-7]]:8: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-11]]:7: note: 'waitForReply(lineMakeCall(hLine, &hCall, lpszNumber, 0, N...' is true here
  // CHECK-NOTES: :[[@LINE-9]]:3: note: 'closeLine' is called here
  // CHECK-NOTES: :[[@LINE-181]]:18: note: lineClose ends 'hLine' and every call on it here
}

void conditional_ok(HLINE hLine, BOOL fKeepOpen) {
  LONG lResult = fKeepOpen ? 0 : lineClose(hLine);

  if (fKeepOpen)
    lResult = lineSetStatusMessages(hLine, ALL_STATES, 0);
  if (lResult < 0)
    ReportError("line", lResult);
}

LONG conditional_bad(HLINE hLine, BOOL fKeepOpen) {
  LONG lResult = fKeepOpen ? 0 : lineClose(hLine);

  return fKeepOpen || lResult < 0
             ? lResult
             : lineSetStatusMessages(hLine, ALL_STATES, 0); // expect: TAPI004
  // CHECK-NOTES: :[[@LINE-1]]:16: warning: line handle 'hLine' is used after lineClose closed it [tapi-use-after-close]
  // CHECK-NOTES: :[[@LINE-6]]:18: note: 'fKeepOpen' is false here
  // CHECK-NOTES: :[[@LINE-7]]:34: note: line handle 'hLine' is ended by lineClose here
}
