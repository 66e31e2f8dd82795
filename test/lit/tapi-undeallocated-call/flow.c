// RUN: %check_tapi %s 'tapi-*'
// Branches, loops, goto, switch, helpers and structs.
#include "../Inputs/telephony.h"

typedef struct tagDIALER {
  HLINE hLine;
  HCALL hCall;
} DIALER, *LPDIALER;

enum { CMD_HANGUP, CMD_CLOSE };

static void hangUp(HCALL hCall) {
  lineDrop(hCall, NULL, 0);
  lineDeallocateCall(hCall);
}

static void endCall(HCALL hCall) { lineDrop(hCall, NULL, 0); }

static void closeLine(HLINE hLine) {
  LONG lResult = lineClose(hLine);

  if (lResult < 0)
    ReportError("lineClose", lResult);
}

static BOOL dial(HLINE hLine, LPCSTR lpszNumber, LPHCALL lphCall) {
  LONG lResult = lineMakeCall(hLine, lphCall, lpszNumber, 0, NULL);

  return lResult > 0 && waitForReply(lResult);
}

void flag_bad(HLINE hLine, LPCSTR lpszNumber, BOOL fQuick) {
  HCALL hCall = 0;

  if (!dial(hLine, lpszNumber, &hCall)) {
    lineClose(hLine);
    return;
  }
  if (!fQuick) {
    lineDrop(hCall, NULL, 0);
    lineDeallocateCall(hCall);
  }
  lineClose(hLine); // expect: TAPI018
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-10]]:8: note: 'dial' is called here
  // CHECK-NOTES: :[[@LINE-19]]:18: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-18]]:25: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-16]]:7: note: 'dial(hLine, lpszNumber, &hCall)' is true here
  // CHECK-NOTES: :[[@LINE-13]]:7: note: 'fQuick' is true here
}

void flag_ok(HLINE hLine, LPCSTR lpszNumber, BOOL fQuick) {
  HCALL hCall = 0;
  BOOL fUp = dial(hLine, lpszNumber, &hCall);

  if (fUp && !fQuick)
    lineMonitorDigits(hCall, LINEDIGITMODE_DTMF);
  if (fUp)
    hangUp(hCall);
  lineClose(hLine);
}

LONG cleanUp_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lResult = LINEERR_OPERATIONFAILED;

  if (!dial(hLine, lpszNumber, &hCall))
    goto close;
  lResult = lineSetMediaMode(hCall, LINEMEDIAMODE_DATAMODEM);
  if (lResult < 0)
    goto close;
  hangUp(hCall);

close:
  lineClose(hLine); // expect: TAPI018
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-10]]:8: note: 'dial' is called here
  // CHECK-NOTES: :[[@LINE-54]]:18: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-53]]:25: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-16]]:7: note: 'dial(hLine, lpszNumber, &hCall)' is true here
  // CHECK-NOTES: :[[@LINE-14]]:7: note: 'lResult < 0' is true here
  // CHECK-NOTES: :[[@LINE-14]]:5: note: 'goto close' is taken here
  return lResult;
}

LONG cleanUp_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;
  LONG lResult = LINEERR_OPERATIONFAILED;

  if (!dial(hLine, lpszNumber, &hCall))
    goto close;
  lResult = lineSetMediaMode(hCall, LINEMEDIAMODE_DATAMODEM);
  hangUp(hCall);

close:
  lineClose(hLine);
  return lResult;
}

void switch_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!dial(hLine, lpszNumber, &hCall))
    return;
  switch (NextCommand()) {
  case CMD_CLOSE:
    lineClose(hLine); // expect: TAPI018
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
    // CHECK-NOTES: :[[@LINE-6]]:8: note: 'dial' is called here
    // CHECK-NOTES: :[[@LINE-89]]:18: note: call handle 'hCall' is requested by lineMakeCall here
    // CHECK-NOTES: :[[@LINE-88]]:25: note: 'waitForReply' is called here
    // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
    // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
    // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
    // CHECK-NOTES: :[[@LINE-12]]:7: note: 'dial(hLine, lpszNumber, &hCall)' is true here
    // CHECK-NOTES: :[[@LINE-11]]:11: note: 'NextCommand()' is 'CMD_CLOSE' here
    break;
  default:
    hangUp(hCall);
    break;
  }
}

void switch_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!dial(hLine, lpszNumber, &hCall))
    return;
  switch (NextCommand()) {
  case CMD_CLOSE:
    hangUp(hCall);
    lineClose(hLine);
    break;
  default:
    hangUp(hCall);
    break;
  }
}

// Each device: open, call, close; the call is forgotten.
void eachDevice_bad(HLINEAPP hLineApp, DWORD cDevices, LPCSTR lpszNumber) {
  DWORD dwDeviceID;

  for (dwDeviceID = 0; dwDeviceID < cDevices; dwDeviceID++) {
    HLINE hLine = 0;
    HCALL hCall = 0;

    if (lineOpen(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0, 0,
                 LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
      continue;
    if (dial(hLine, lpszNumber, &hCall))
      lineGenerateDigits(hCall, LINEDIGITMODE_DTMF, "1", 0);
    lineClose(hLine); // expect: TAPI018
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: call handle 'hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
    // CHECK-NOTES: :[[@LINE-4]]:9: note: 'dial' is called here
    // CHECK-NOTES: :[[@LINE-135]]:18: note: call handle 'hCall' is requested by lineMakeCall here
    // CHECK-NOTES: :[[@LINE-134]]:25: note: 'waitForReply' is called here
    // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
    // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
    // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
    // CHECK-NOTES: :[[@LINE-10]]:9: note: 'dial(hLine, lpszNumber, &hCall)' is true here
  }
}

void eachDevice_ok(HLINEAPP hLineApp, DWORD cDevices, LPCSTR lpszNumber) {
  DWORD dwDeviceID;

  for (dwDeviceID = 0; dwDeviceID < cDevices; dwDeviceID++) {
    HLINE hLine = 0;
    HCALL hCall = 0;

    if (lineOpen(hLineApp, dwDeviceID, &hLine, NEGOTIATED_VERSION, 0, 0,
                 LINECALLPRIVILEGE_NONE, 0, NULL) != 0)
      continue;
    if (dial(hLine, lpszNumber, &hCall))
      hangUp(hCall);
    lineClose(hLine);
  }
}

void wrapperCloses_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (dial(hLine, lpszNumber, &hCall))
    endCall(hCall);
  closeLine(hLine); // expect: TAPI018
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-4]]:7: note: 'dial' is called here
  // CHECK-NOTES: :[[@LINE-168]]:18: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-167]]:25: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: 'dial(hLine, lpszNumber, &hCall)' is true here
  // CHECK-NOTES: :[[@LINE-181]]:18: note: call handle 'hCall' is passed to lineClose here
}

void wrapperCloses_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (dial(hLine, lpszNumber, &hCall))
    hangUp(hCall);
  closeLine(hLine);
}

void inStruct_bad(HLINE hLine, LPCSTR lpszNumber) {
  DIALER Dialer = {0};

  Dialer.hLine = hLine;
  if (!dial(Dialer.hLine, lpszNumber, &Dialer.hCall))
    return;
  lineMonitorDigits(Dialer.hCall, LINEDIGITMODE_DTMF);
  lineClose(Dialer.hLine); // expect: TAPI018
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: call handle 'Dialer.hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-5]]:8: note: 'dial' is called here
  // CHECK-NOTES: :[[@LINE-195]]:18: note: call handle 'Dialer.hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-194]]:25: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-11]]:7: note: 'dial(Dialer.hLine, lpszNumber, &Dialer.hCall)' is true here
}

void inStruct_ok(HLINE hLine, LPCSTR lpszNumber) {
  DIALER Dialer = {0};
  LPDIALER lpDialer = &Dialer;

  Dialer.hLine = hLine;
  if (dial(lpDialer->hLine, lpszNumber, &lpDialer->hCall))
    hangUp(Dialer.hCall);
  lineClose(lpDialer->hLine);
}

// The handle is cleared after the line is closed; the call was forgotten
// before.
void clearedAfterwards_bad(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (!dial(hLine, lpszNumber, &hCall))
    return;
  lineDrop(hCall, NULL, 0);
  if (lineClose(hLine) == 0) // expect: TAPI018
    hCall = 0;
  // CHECK-NOTES: :[[@LINE-2]]:7: warning: call handle 'hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'dial' is called here
  // CHECK-NOTES: :[[@LINE-225]]:18: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-224]]:25: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-12]]:7: note: 'dial(hLine, lpszNumber, &hCall)' is true here
  else
    lineDeallocateCall(hCall);
}

// A helper that has the call decides; it is no longer this path's own.
void DialogOwnsCall(HCALL hCall);

void handedOver_ok(HLINE hLine, LPCSTR lpszNumber) {
  HCALL hCall = 0;

  if (dial(hLine, lpszNumber, &hCall))
    DialogOwnsCall(hCall);
  lineClose(hLine);
}

LONG conditional_bad(HLINE hLine, LPCSTR lpszNumber, BOOL fKeep) {
  HCALL hCall = 0;

  if (!dial(hLine, lpszNumber, &hCall))
    return LINEERR_OPERATIONFAILED;
  if (fKeep)
    hangUp(hCall);
  return fKeep ? 0 : lineClose(hLine); // expect: TAPI018
  // CHECK-NOTES: :[[@LINE-1]]:22: warning: call handle 'hCall' never reaches lineDeallocateCall: lineClose ends it together with its line [tapi-undeallocated-call]
  // CHECK-NOTES: :[[@LINE-6]]:8: note: 'dial' is called here
  // CHECK-NOTES: :[[@LINE-256]]:18: note: call handle 'hCall' is requested by lineMakeCall here
  // CHECK-NOTES: :[[@LINE-255]]:25: note: 'waitForReply' is called here
  // CHECK-NOTES: telephony.h:31:9: note: 'lineGetMessage(g_hLineApp, &Message, INFINITE) < 0' is false here
  // CHECK-NOTES: telephony.h:33:9: note: 'Message.dwMessageID == LINE_REPLY' is true here
  // CHECK-NOTES: telephony.h:33:46: note: '(LONG)Message.dwParam1 == lRequest' is true here
  // CHECK-NOTES: :[[@LINE-12]]:7: note: 'dial(hLine, lpszNumber, &hCall)' is true here
  // CHECK-NOTES: :[[@LINE-11]]:7: note: 'fKeep' is false here
}

LONG conditional_ok(HLINE hLine, LPCSTR lpszNumber, BOOL fKeep) {
  HCALL hCall = 0;

  if (dial(hLine, lpszNumber, &hCall))
    hangUp(hCall);
  return fKeep ? 0 : lineClose(hLine);
}
